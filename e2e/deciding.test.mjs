// From the list to an adopted decision: read as a draft, returned with a reason, proposed again, adopted; clicks counted.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { apply } from './application.mjs';
import { look, openBrowser, person, signInOfficial, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';

const run = promisify(execFile);
let country;
let browser;
let people;

before(async () => {
  [country, browser] = await Promise.all([startCountry(), openBrowser()]);
  people = await country.people();
});

after(async () => {
  await browser?.close();
  await country?.stop();
});

const text = (who) => who.page.locator('main').innerText();
const reloadUntil = (who, words) =>
  until(words, async () => {
    await who.page.reload();
    return (await text(who)).includes(words);
  });

async function applied(family) {
  const mother = await person(browser);
  await signInResident(mother, country, people[family]);
  await apply(mother, country, { checked: false });
  await reloadUntil(mother, 'PR-29-');
  return { mother, number: (await text(mother)).match(/PR-29-\d{4}-\d{6}/)[0] };
}

async function official(name) {
  const who = await person(browser);
  await signInOfficial(who, country.siauliai, name, country.password);
  await who.page.goto(`${country.siauliai}/darbai`);
  return who;
}

// What a PDF says.
async function printed(bytes) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spis-draft-'));
  const file = path.join(folder, 'projektas.pdf');
  fs.writeFileSync(file, bytes);
  const { stdout } = await run('pdftotext', ['-layout', file, '-']);
  fs.rmSync(folder, { recursive: true });
  return stdout;
}

test('a proposal is returned with a reason, proposed again as it was left, and adopted', async () => {
  const { mother, number } = await applied('siauliai_mother_of_three');
  const specialist = await official('specialistas');
  const { page } = specialist;
  await page.getByRole('link', { name: number }).click();
  await reloadUntil(specialist, '129,50');
  const draft = await specialist.context.request.get(`${page.url().replace(/[?#].*$/, '')}/projektas.pdf`);
  assert.equal(draft.headers()['content-type'], 'application/pdf');
  const said = await printed(await draft.body());
  for (const words of ['PROJEKTAS', 'Tai projektas: sprendimas dar nepriimtas.', number]) assert.ok(said.includes(words), `${words} in ${said}`);
  // The third line she does not propose.
  await page.locator('input[name=skirti]').nth(2).uncheck();
  await page.locator('#priezastis').fill('Vaikas gyvena su seneliais.');
  await page.getByRole('button', { name: 'Siūlyti sprendimą' }).click();
  await page.waitForURL(/zinute=proposed/);

  const head = await official('vadovas');
  await head.page.getByRole('link', { name: number }).click();
  await head.page.getByRole('button', { name: 'Grąžinti taisyti' }).click();
  assert.match(await head.page.title(), /^Klaida:/, 'nothing is returned without a reason');
  await head.page.locator('#priezastis').fill('Parašykite, nuo kada gyvena su seneliais.');
  await head.page.getByRole('button', { name: 'Grąžinti taisyti' }).click();
  await head.page.waitForURL(/zinute=returned/);

  await page.goto(`${country.siauliai}/darbai?rodyti=grazinta`);
  await page.getByRole('link', { name: number }).click();
  assert.match(await text(specialist), /Parašykite, nuo kada gyvena su seneliais\./);
  await look(specialist, 'byla-grazinta');
  const ticks = page.locator('input[name=skirti]');
  const left = await ticks.evaluateAll((all) => all.map((one) => one.checked));
  assert.deepEqual(left, left.map((_, at) => at !== 2), 'what she proposed stands as she left it');
  assert.equal(await page.locator('#priezastis').inputValue(), 'Vaikas gyvena su seneliais.');
  await page.locator('#priezastis').fill('Vaikas nuo 2026-09-01 gyvena su seneliais.');
  await page.getByRole('button', { name: 'Siūlyti sprendimą' }).click();
  await page.waitForURL(/zinute=proposed/);
  await head.page.reload();
  await look(head, 'byla-spresti-is-naujo');
  await head.page.getByRole('button', { name: 'Priimti sprendimą' }).click();
  await head.page.waitForURL(/zinute=adopted/);
  await mother.page.goto(`${country.portal}/mano`);
  await reloadUntil(mother, 'Iš dalies skirta');
  await mother.page.locator('a[href^="/sprendimai/"]').first().click();
  assert.match(await text(mother), /Vaikas nuo 2026-09-01 gyvena su seneliais\./);
  for (const who of [mother, specialist, head]) await who.context.close();
});

test('from the list to an adopted decision it takes five clicks at most', async () => {
  const { mother, number } = await applied('siauliai_mother_low_income');
  const specialist = await official('specialistas');
  const head = await official('vadovas');
  let clicks = 0;
  const click = async (where) => {
    clicks += 1;
    await where.click();
  };
  await until('calculated', async () => {
    await specialist.page.reload();
    return (await specialist.page.locator('tr', { hasText: number }).innerText()).includes('Galima siūlyti sprendimą');
  });
  await click(specialist.page.getByRole('link', { name: number }));
  await click(specialist.page.getByRole('button', { name: 'Siūlyti sprendimą' }));
  await specialist.page.waitForURL(/zinute=proposed/);
  await head.page.reload();
  await click(head.page.getByRole('link', { name: number }));
  await click(head.page.getByRole('button', { name: 'Priimti sprendimą' }));
  await head.page.waitForURL(/zinute=adopted/);
  console.log(`  clicks from the list to an adopted decision: ${clicks} (goal: 5)`);
  assert.ok(clicks <= 5);
  for (const who of [mother, specialist, head]) await who.context.close();
});
