// What she writes after sending is never lost, and a correction is the whole form.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { apply } from './application.mjs';
import { look, openBrowser, person, signInOfficial, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');
const OTHER_ACCOUNT = 'LT12 1000 0111 0100 1000';
let country;
let browser;
let people;
let again;

before(async () => {
  [country, browser] = await Promise.all([startCountry({ people: 1000 }), openBrowser()]);
  people = await country.people();
});

after(async () => {
  await browser?.close();
  again?.kill('SIGKILL');
  await country?.stop();
});

// What only the owner of the centre's database can do: let time pass for its sessions.
async function owner(sql) {
  const addresses = fs.readFileSync(path.join(country.folder, 'nodes-admin.toml'), 'utf8');
  const address = [...addresses.matchAll(/postgres[^"']+/g)].map(([url]) => url).find((url) => url.includes('spis_00') && url.includes('spis_owner'));
  assert.ok(address, "an owner's address of the centre");
  await run('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', sql, address]);
}

function served() {
  for (const name of fs.readdirSync(country.folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile() || !name.name.startsWith('serve')) continue;
    const [pid, ...line] = fs.readFileSync(path.join(name.parentPath, name.name), 'utf8').split('\n');
    if (/^\d+$/.test(pid) && line[1] === 'serve' && ['0', '00'].includes(line[3])) return { pid: Number(pid), line };
  }
  throw new Error('no process serves the centre');
}

const text = (who) => who.page.locator('main').innerText();
const state = (who, words) => until(`${words}`, async () => words.test(await who.page.locator('#issaugota').innerText()));
const reloadUntil = (who, wanted) =>
  until(wanted, async () => {
    await who.page.reload();
    return (await text(who)).includes(wanted);
  });

for (const [name, options, key] of [['a telephone', { phone: true }, 'siauliai_mother_of_three'], ['a desk', {}, 'siauliai_mother_low_income']]) {
  test(`children and account corrected in the whole form, a question kept over the end of the session: ${name}`, async () => {
    const mother = await person(browser, options);
    const { page } = mother;
    await signInResident(mother, country, people[key]);
    await apply(mother, country, { checked: false });
    await reloadUntil(mother, 'PR-29-');
    await reloadUntil(mother, 'apskaičiuota pagal taisyklę');
    const number = (await text(mother)).match(/PR-29-\d{4}-\d{6}/)[0];
    const application = page.url().replace(/[?#].*$/, '');

    await page.getByRole('link', { name: 'Pataisyti prašymą' }).click();
    await look(mother, 'pataisymas-pradzia');
    await page.getByRole('button', { name: 'Pradėti taisyti' }).click();
    await page.waitForURL(/\/vaikai/);
    await look(mother, 'pataisymas-vaikai');
    // One child lives elsewhere.
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/saugoti') && answer.ok());
    await page.getByText('gyvena kitur ar pakaitomis').first().click();
    await page.locator('input[name^="gyvena-"][value="kitas"]').first().check();
    await saved;
    await state(mother, /Išsaugota/);
    await page.getByRole('button', { name: 'Toliau' }).click();
    await page.waitForURL(/\/mokejimas/);

    // On "Mano SPIS" it has the application's number; the words are there after the session has ended.
    await page.goto(`${country.portal}/mano`);
    assert.ok((await text(mother)).includes(`Prašymo ${number} pataisymas`));
    await look(mother, 'mano-pataisymas');
    await page.getByRole('link', { name: new RegExp(`^Tęsti.*Prašymo ${number} pataisymas`) }).click();
    await page.waitForURL(/\/vaikai/);
    assert.ok(await page.locator('input[name^="gyvena-"][value="kitas"]').first().isChecked());
    await page.getByRole('button', { name: 'Toliau' }).click();
    await page.waitForURL(/\/mokejimas/);
    await owner("UPDATE local.session SET last_used_at = now() - interval '61 minutes' WHERE audience = 'resident'");
    mother.complaints.length = 0;
    await page.locator('#saskaita').fill(OTHER_ACCOUNT);
    await page.locator('#saskaita').blur();
    await state(mother, /Seansas baigėsi, bet tai, ką įrašėte, išsaugota/);
    await signInResident(mother, country, people[key]);
    mother.complaints.length = 0;
    await page.goto(application);
    await look(mother, 'prasymas-pataisymas-pradetas');
    await page.getByRole('link', { name: 'Pataisyti prašymą' }).click();
    await page.waitForURL(/\/vaikai/);
    await page.getByRole('button', { name: 'Toliau' }).click();
    await page.waitForURL(/\/mokejimas/);
    assert.equal(await page.locator('#saskaita').inputValue(), OTHER_ACCOUNT);
    await page.getByRole('button', { name: 'Toliau' }).click();
    await page.waitForURL(/\/perziura/);
    await look(mother, 'pataisymas-perziura');
    const changes = await page.locator('section[aria-labelledby=pakeitimai]').innerText();
    assert.ok(changes.includes('LT12 1000 0111 0100 1000') && changes.includes('LT60 1010 0123 4567 8901'), changes);
    await page.locator('#patvirtinu').check();
    await page.getByRole('button', { name: 'Išsiųsti pataisymą' }).click();
    await page.waitForURL(/zinute=request-correction/);
    await reloadUntil(mother, 'Pritaikyta');
    await look(mother, 'pataisymas-pritaikytas');

    const specialist = await person(browser);
    await signInOfficial(specialist, country.siauliai, 'specialistas', country.password);
    await specialist.page.goto(`${country.siauliai}/darbai`);
    await specialist.page.getByRole('link', { name: number }).click();
    assert.ok((await text(specialist)).includes('LT12 1000 0111 0100 1000') || (await text(specialist)).includes('LT121000011101001000'));
    await look(specialist, 'byla-pataisyta');
    await specialist.context.close();

    // A question: the session ends while she types, she signs in, the text is there.
    await page.goto(`${application}/klausti`);
    await page.locator('#tekstas').fill('Kada bus sprendimas?');
    await page.locator('#tekstas').blur();
    await state(mother, /Išsaugota/);
    await look(mother, 'klausimas-issaugotas');
    await owner("UPDATE local.session SET last_used_at = now() - interval '61 minutes' WHERE audience = 'resident'");
    await page.locator('#tekstas').fill('Kada bus sprendimas? Laukiu nuo pirmadienio.');
    mother.complaints.length = 0;
    await page.getByRole('button', { name: 'Išsiųsti klausimą' }).click();
    await page.waitForURL(/prisijungti\?toliau=.*klausti&zinute=words-kept/);
    await until('no complaint but the ended session', async () => (await text(mother)).includes('įrašėte, išsaugota'));
    mother.complaints.length = 0;
    await look(mother, 'prisijungti-issaugota');
    await page.getByRole('button', { name: 'Prisijungti per Elektroninius valdžios vartus' }).click();
    await page.locator('#asmens-kodas').fill(people[key].personal_code);
    await page.getByRole('button', { name: 'Prisijungti šiuo kodu' }).click();
    await page.waitForURL(/\/klausti$/);
    assert.equal(await page.locator('#tekstas').inputValue(), 'Kada bus sprendimas? Laukiu nuo pirmadienio.');
    await page.getByRole('button', { name: 'Išsiųsti klausimą' }).click();
    await page.waitForURL(/zinute=request-question/);
    await page.goto(`${application}/klausti`);
    assert.equal(await page.locator('#tekstas').inputValue(), '', 'what was sent is not offered again');

    // Pages left open in other windows, sent after she has signed in anew: what was typed comes back, to be sent by one button.
    const [left, withdrawing] = [await mother.context.newPage(), await mother.context.newPage()];
    await left.goto(`${application}/klausti`);
    await withdrawing.goto(`${application}/atsiimti`);
    await page.goto(`${country.portal}/mano`);
    await page.getByRole('button', { name: 'Atsijungti' }).click();
    await page.waitForURL(/prisijungti/);
    await signInResident(mother, country, people[key]);
    await withdrawing.locator('#tekstas').fill('Persikeliame.');
    await withdrawing.locator('#patvirtinu').check();
    await withdrawing.getByRole('button', { name: 'Atsiimti prašymą' }).click();
    await withdrawing.getByRole('heading', { name: 'prisijungėte iš naujo' }).waitFor();
    const other = { ...mother, page: withdrawing, complaints: [] };
    await look(other, 'forma-is-ankstesnio-prisijungimo');
    await withdrawing.emulateMedia({ colorScheme: 'dark' });
    await look(other, 'forma-is-ankstesnio-prisijungimo-tamsus');
    assert.equal(await withdrawing.locator('input[name=tekstas]').inputValue(), 'Persikeliame.');
    assert.equal(await withdrawing.getByRole('button', { name: 'Siųsti dar kartą' }).count(), 1);
    await withdrawing.close();
    // A form that may carry documents stays itself.
    await left.locator('#tekstas').fill('Ar gavote tėvų susitarimą?');
    await left.getByRole('button', { name: 'Išsiųsti klausimą' }).click();
    await left.getByText('prisijungėte iš naujo').first().waitFor();
    assert.equal(await left.locator('#tekstas').inputValue(), 'Ar gavote tėvų susitarimą?');
    await left.getByRole('button', { name: 'Išsiųsti klausimą' }).click();
    await left.waitForURL(/zinute=request-question/);
    assert.ok((await left.locator('main').innerText()).includes('Ar gavote tėvų susitarimą?'));
    await mother.context.close();
  });
}

test('a fault of the server is told as one, and a kill -9 in the midst of a correction loses nothing', async () => {
  const mother = await person(browser);
  const { page } = mother;
  await signInResident(mother, country, people.siauliai_mother_low_income);
  await page.goto(`${country.portal}/mano`);
  await page.locator('.sp-app h3 a').first().click();
  await page.getByRole('link', { name: 'Pataisyti prašymą' }).click();
  await page.waitForURL(/taisyti|vaikai/);
  if (page.url().includes('taisyti')) await page.getByRole('button', { name: 'Pradėti taisyti' }).click();
  await page.waitForURL(/\/vaikai/);
  await page.goto(page.url().replace(/\/vaikai.*$/, '/mokejimas'));
  await page.route('**/saugoti', (route) => route.fulfill({ status: 503, body: 'ne' }));
  await page.locator('#telefonas').fill('+37061234567');
  await page.locator('#telefonas').blur();
  await state(mother, /serverio klaida/);
  await look({ ...mother, complaints: [] }, 'pataisymas-serverio-klaida');
  await page.unroute('**/saugoti');
  await state(mother, /Išsaugota/);

  const { pid, line } = served();
  process.kill(pid, 'SIGKILL');
  await page.locator('#telefonas').fill('+37069999999');
  await page.locator('#telefonas').blur();
  await state(mother, /Neišsaugota/);
  again = spawn(line[0], line.slice(1), { cwd: root, stdio: 'ignore' });
  await state(mother, /Išsaugota/);
  mother.complaints.length = 0;
  await page.reload();
  assert.equal(await page.locator('#telefonas').inputValue(), '+37069999999');
});
