// Writing an application: what is typed survives a crash, a sign-out and another device; how much is typed; the paper of it.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { ACCOUNT, confirmPolicy } from './application.mjs';
import { look, lookAtPaper, openBrowser, person, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');
let country;
let browser;
let people;
let again;

before(async () => {
  [country, browser] = await Promise.all([startCountry(), openBrowser()]);
  people = await country.people();
});

after(async () => {
  await browser?.close();
  again?.kill('SIGKILL');
  await country?.stop();
});

async function begin(who, resident) {
  await signInResident(who, country, resident);
  await who.page.goto(`${country.portal}/prasymai/naujas`);
  await confirmPolicy(who);
  if (!who.page.url().endsWith('/prasymai/naujas')) await who.page.goto(`${country.portal}/prasymai/naujas`);
  await who.page.locator('main form').getByRole('button').click();
  await who.page.waitForURL(/\/vaikai/);
  return who.page.url().replace(/\/vaikai$/, '');
}

const saved = (who) => until('the save', async () => /Išsaugota/.test(await who.page.locator('#issaugota').innerText()));

// The process that serves the centre, from the demonstration's own notes: its id, then its command, a word a line.
function served() {
  for (const name of fs.readdirSync(country.folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile() || !name.name.startsWith('serve')) continue;
    const [pid, ...line] = fs.readFileSync(path.join(name.parentPath, name.name), 'utf8').split('\n');
    if (/^\d+$/.test(pid) && line[1] === 'serve' && ['0', '00'].includes(line[3])) return { pid: Number(pid), line };
  }
  throw new Error('no process serves the centre');
}

async function portalAnswers() {
  try {
    return (await fetch(`${country.portal}/sveikata`)).ok;
  } catch {
    return false;
  }
}

test('what is typed is there after a kill -9, a sign-out, and on another device', async () => {
  const mother = await person(browser, { phone: true });
  const draft = await begin(mother, people.siauliai_mother_of_three);
  await look(mother, 'forma-vaikai');
  await mother.page.locator('input[name=papildoma]').first().check();
  await mother.page.getByRole('button', { name: 'Toliau' }).click();
  await mother.page.waitForURL(/\/mokejimas/);
  await look(mother, 'forma-mokejimas');
  assert.ok(await mother.page.locator('#savininkas').isHidden(), 'the holder is asked of another\'s account only');
  const change = mother.page.waitForResponse((answer) => answer.url().endsWith('/saugoti') && answer.ok());
  await mother.page.locator('#saskaita').fill(ACCOUNT);
  await mother.page.locator('#saskaita').blur();
  await change;
  await mother.page.locator('input[name=kieno][value=kito]').check();
  await mother.page.locator('#savininkas').fill('Jonas Bandomasis');
  const holder = mother.page.waitForResponse((answer) => answer.url().endsWith('/saugoti') && answer.ok());
  await mother.page.locator('#savininkas').blur();
  await holder;

  // The server dies in the middle of the next word.
  const { pid, line } = served();
  process.kill(pid, 'SIGKILL');
  mother.complaints.length = 0;
  await mother.page.locator('#telefonas').fill('+37061234567');
  await mother.page.locator('#telefonas').blur();
  await until('word of the failed save', async () => /Neišsaugota/.test(await mother.page.locator('#issaugota').innerText()));
  assert.equal(await mother.page.locator('#telefonas').inputValue(), '+37061234567', 'the text stays');
  again = spawn(line[0], line.slice(1), { cwd: root, stdio: 'ignore' });
  await until('the portal', portalAnswers);
  // It is tried again by itself until it is kept.
  await saved(mother);
  mother.complaints.length = 0;

  // On another device, after signing out here.
  await mother.page.goto(`${country.portal}/mano`);
  await look(mother, 'mano-spis-juodrastis');
  const other = await person(browser);
  await signInResident(other, country, people.siauliai_mother_of_three);
  await other.page.goto(`${draft}/mokejimas`);
  assert.equal(await other.page.locator('#saskaita').inputValue(), ACCOUNT);
  assert.equal(await other.page.locator('#savininkas').inputValue(), 'Jonas Bandomasis');
  assert.equal(await other.page.locator('#telefonas').inputValue(), '+37061234567');
  await look(other, 'forma-mokejimas');

  // Deleted: nothing of it is left.
  await other.page.getByRole('link', { name: 'Ištrinti juodraštį' }).click();
  await look(other, 'forma-istrinti');
  await other.page.getByRole('button', { name: 'Ištrinti juodraštį' }).click();
  await other.page.waitForURL(/zinute=draft-deleted/);
  await look(other, 'mano-spis-istrinta');
  assert.equal((await other.page.goto(`${draft}/mokejimas`)).status(), 404);
});

test('a prefilled applicant types three fields at most, and gets the paper of what she sent', async () => {
  const mother = await person(browser);
  await begin(mother, people.akmene_mother);
  let typed = 0;
  let chosen = 0;
  const type = async (field, words) => {
    await mother.page.locator(field).fill(words);
    typed += 1;
  };
  const choose = async (field) => {
    await mother.page.locator(field).check();
    chosen += 1;
  };
  await choose('input[name=papildoma][value=ne]');
  await mother.page.getByRole('button', { name: 'Toliau' }).click();
  await mother.page.waitForURL(/\/mokejimas/);
  await type('#saskaita', ACCOUNT);
  await choose('input[name=kieno][value=mano]');
  await type('#telefonas', '+37061234567');
  await choose('input[name=pranesimai][value=portal]');
  assert.ok(!(await mother.page.locator('#pasiulymai').isChecked()), 'offers are off by default');
  await mother.page.getByRole('button', { name: 'Toliau' }).click();
  await mother.page.waitForURL(/\/perziura/);
  await look(mother, 'forma-perziura');
  assert.equal(await mother.page.locator('section[aria-labelledby=pareiskimai] li').count(), 4);
  await choose('#patvirtinu');
  await mother.page.getByRole('button', { name: 'Pateikti prašymą' }).click();
  await mother.page.waitForURL(/\/prasymai\/[0-9a-f-]{36}/);
  await look(mother, 'forma-gauta');
  console.log(`  fields typed by a prefilled applicant: ${typed} (goal: 3); answers chosen: ${chosen}`);
  assert.ok(typed <= 3);

  const receipt = (await mother.page.locator('.sp-total b').innerText()).trim();
  const address = await mother.page.getByRole('link', { name: 'Ką išsiuntėte (PDF)' }).first().getAttribute('href');
  const printed = await mother.page.request.get(`${country.portal}${address}`);
  assert.equal(printed.headers()['content-type'], 'application/pdf');
  const file = path.join(os.tmpdir(), `spis-e2e-${process.pid}.pdf`);
  fs.writeFileSync(file, await printed.body());
  const { stdout: words } = await run('pdftotext', ['-layout', file, '-']);
  const { stdout: info } = await run('pdfinfo', [file]);
  await lookAtPaper(file, 'popierius-issiustas-prasymas');
  for (const word of [receipt, 'SP-3(A)', ACCOUNT, '+37061234567', 'Gyventojų registras', 'SHA-256']) assert.ok(words.includes(word), `${word}: ${words}`);
  assert.match(info, /Tagged:\s+yes/);
  const empty = await fetch(`${country.portal}/formos/SP-3A.pdf`);
  assert.equal(empty.headers.get('content-type'), 'application/pdf');
  fs.writeFileSync(file, Buffer.from(await empty.arrayBuffer()));
  await lookAtPaper(file, 'popierius-tuscia-forma');
  fs.rmSync(file);
  assert.equal((await fetch(`${country.portal}/formos/SP-99.pdf`)).status, 404);
  const stranger = await person(browser);
  await signInResident(stranger, country, people.vilnius_father);
  assert.equal((await stranger.page.request.get(`${country.portal}${address}`)).status(), 404, 'hers only');

  // A second one for the same child: warned about, not blocked.
  await mother.page.goto(`${country.portal}/prasymai/naujas`);
  await mother.page.locator('main form').getByRole('button').click();
  await mother.page.waitForURL(/\/vaikai/);
  assert.match(await mother.page.locator('main').innerText(), /prašymą jau pateikėte/);
  await mother.page.locator('input[name=papildoma][value=ne]').check();
  await mother.page.getByRole('button', { name: 'Toliau' }).click();
  await mother.page.locator('#saskaita').fill(ACCOUNT);
  await mother.page.locator('input[name=kieno][value=mano]').check();
  await mother.page.locator('#telefonas').fill('+37061234567');
  await mother.page.locator('input[name=pranesimai][value=portal]').check();
  await mother.page.getByRole('button', { name: 'Toliau' }).click();
  await mother.page.waitForURL(/\/perziura/);
  await look(mother, 'forma-tapatus');
  await mother.page.locator('#patvirtinu').check();
  await mother.page.getByRole('button', { name: 'Vis tiek pateikti' }).click();
  await mother.page.waitForURL(/\/prasymai\/[0-9a-f-]{36}/);
});
