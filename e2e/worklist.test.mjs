// The list of work: whose cases, narrowed and sorted, given from one to another, several at once, taken away as a sheet.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { tabTo } from './access.mjs';
import { apply } from './application.mjs';
import { look, openBrowser, person, signInOfficial, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';

let country;
let browser;
let numbers;

before(async () => {
  [country, browser] = await Promise.all([startCountry(), openBrowser()]);
  const people = await country.people();
  numbers = [];
  for (const family of ['siauliai_mother_of_three', 'siauliai_mother_high_income']) {
    const mother = await person(browser);
    await signInResident(mother, country, people[family]);
    await apply(mother, country, { checked: false });
    const number = await until('registered', async () => {
      await mother.page.reload();
      return (await mother.page.locator('main').innerText()).match(/PR-29-\d{4}-\d{6}/)?.[0];
    });
    numbers.push(number);
    await mother.context.close();
  }
});

after(async () => {
  await browser?.close();
  await country?.stop();
});

const text = (who) => who.page.locator('main').innerText();
const official = async (name, options) => {
  const who = await person(browser, options);
  await signInOfficial(who, country.siauliai, name, country.password);
  return who;
};
const listed = async ({ page }) =>
  (await page.locator('main table a').allInnerTexts()).filter((words) => words.startsWith('PR-'));

test('a case is taken up, handed over with a reason and taken over; everybody sees whose it is', async () => {
  const specialist = await official('specialistas');
  const { page } = specialist;
  await page.goto(`${country.siauliai}/darbai`);
  await page.getByRole('link', { name: numbers[0] }).click();
  await look(specialist, 'byla-niekieno');
  await page.getByRole('button', { name: 'Imti nagrinėti' }).click();
  assert.match(await text(specialist), /Nagrinėja Jūs/);
  await page.getByText('Perduoti bylą').click();
  await page.getByRole('button', { name: 'Perduoti' }).click();
  assert.match(await page.title(), /^Klaida:/);
  await look(specialist, 'byla-perduoti-klaida');
  await page.locator('#kam').selectOption({ label: 'Eglė Lazdynaitė (bylų 0, vėluoja 0)' });
  await page.locator('#perdavimo-priezastis').fill('Išeinu atostogų.');
  await page.getByRole('button', { name: 'Perduoti' }).click();
  const given = await text(specialist);
  assert.match(given, /Byla perduota/);
  assert.match(given, /Nagrinėja Eglė Lazdynaitė/);
  assert.match(given, /Ieva Liepaitė → Eglė Lazdynaitė: Išeinu atostogų\./);

  const colleague = await official('kolege', { phone: true });
  await colleague.page.goto(`${country.siauliai}/darbai`);
  await look(colleague, 'darbai-skyriaus');
  await colleague.page.locator('.sp-counts a', { hasText: 'Mano' }).click();
  assert.deepEqual(await listed(colleague), [numbers[0]]);
  await look(colleague, 'darbai-mano');

  await page.getByText('Perimti bylą').click();
  await page.locator('#perdavimo-priezastis').fill('Atostogos atšauktos.');
  await look(specialist, 'byla-perimti');
  await page.getByRole('button', { name: 'Perimti', exact: true }).click();
  assert.match(await text(specialist), /Nagrinėja Jūs/);
  for (const who of [specialist, colleague]) await who.context.close();
});

test('the list is narrowed and sorted without JavaScript, what it is narrowed to is said and can be taken away', async () => {
  const specialist = await official('specialistas', { script: false });
  const { page } = specialist;
  await page.goto(`${country.siauliai}/darbai`);
  assert.deepEqual((await listed(specialist)).toSorted(), numbers.toSorted());
  await page.locator('#kieno').selectOption('niekas');
  await page.locator('#iki').fill('rytoj');
  await page.getByRole('button', { name: 'Filtruoti' }).click();
  assert.match(await text(specialist), /Parašykite dieną taip: 2026-12-31/);
  await look(specialist, 'darbai-filtras-klaida');
  await page.locator('#iki').fill('2030-01-01');
  await page.getByRole('button', { name: 'Filtruoti' }).click();
  assert.deepEqual(await listed(specialist), [numbers[1]]);
  assert.match(await text(specialist), /Rodoma tik:\s+Niekas nepaėmė\s+pašalinti[^]*Terminas iki 2030-01-01\s+pašalinti/);
  await look(specialist, 'darbai-susiaurinti');
  await page.getByRole('link', { name: /^pašalinti\s*: Niekas nepaėmė/ }).click();
  assert.equal((await listed(specialist)).length, 2);
  await page.getByRole('link', { name: 'pareiškėją', exact: true }).click();
  const surnames = await page.locator('main tbody th').allInnerTexts();
  assert.deepEqual(surnames, surnames.toSorted((a, b) => a.localeCompare(b, 'lt')));
  await specialist.context.close();
});

test('the head assigns the ticked cases by keyboard and reads a verdict for each; the list is a sheet', async () => {
  const head = await official('vadovas');
  const { page } = head;
  await page.goto(`${country.siauliai}/darbai`);
  await look(head, 'darbai-vadovo');
  for (const number of numbers) {
    await tabTo(page, page.getByRole('checkbox', { name: `Pažymėti ${number}` }));
    await page.keyboard.press('Space');
  }
  await tabTo(page, page.locator('#kam'));
  await page.keyboard.type('Ieva');
  await tabTo(page, page.getByRole('button', { name: 'Priskirti' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/keliems/);
  await look(head, 'darbai-keliems');
  const verdicts = await text(head);
  assert.match(verdicts, /Padaryta: 1 iš 2\./);
  assert.match(verdicts, new RegExp(`${numbers[0]}\\s+nepakeista: byla jau pas šį specialistą`));
  assert.match(verdicts, new RegExp(`${numbers[1]}\\s+padaryta`));
  await page.getByRole('link', { name: 'Darbai' }).last().click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Atsisiųsti sąrašą (CSV)' }).click(),
  ]);
  const sheet = fs.readFileSync(await download.path(), 'utf8');
  const rows = sheet.trim().split('\n');
  assert.ok(sheet.startsWith('\ufeff'), 'the office\'s program knows the letters');
  assert.equal(rows.length, 3);
  assert.ok(rows.every((row) => row.split(';').length === 8), sheet);
  assert.ok(rows.slice(1).every((row) => row.includes('Ieva Liepaitė')), sheet);
  await head.context.close();
});
