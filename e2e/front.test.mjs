// Overload, closing for a time, the web server's own pages, and reports on accessibility.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { confirmPolicy } from './application.mjs';
import { look, openBrowser, person, signInOfficial, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';

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

// A page that is not there yet answers 503, which the browser notes as a failed resource.
const forgive = (who) => who.complaints.splice(0);
// In the time of Lithuania, two hours from now.
const soon = () => new Date(Date.now() + 7_200_000).toLocaleString('sv', { timeZone: 'Europe/Vilnius' }).slice(0, 16).replace(' ', 'T');
const close = (node, area) => country.spis(
  'closure', 'begin', '--node', node, '--area', area, '--until', soon(),
  '--reason-lt', 'Atnaujiname prašymo formą.', '--reason-en', 'We are renewing the form.',
);
const open = (node, area) => country.spis('closure', 'end', '--node', node, '--area', area);

test('the pages of the web server in front are whole without SPIS', async (context) => {
  const folder = path.resolve(import.meta.dirname, '../assets/outage');
  const server = http.createServer((request, response) => {
    const file = path.join(folder, path.basename(request.url));
    if (!fs.existsSync(file)) return response.writeHead(204).end();
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" });
    response.end(fs.readFileSync(file));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A failed test must not keep the server and with it the process.
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = `http://127.0.0.1:${server.address().port}`;
  for (const phone of [false, true]) {
    const anybody = await person(browser, { phone });
    for (const scheme of ['light', 'dark']) {
      await anybody.page.emulateMedia({ colorScheme: scheme });
      for (const code of [502, 503, 504]) {
        await anybody.page.goto(`${address}/${code}.html`);
        await look(anybody, `outage-${code}-${scheme}`);
      }
    }
    await anybody.context.close();
  }
});

test('applying is closed without a restart; her decisions, signing out and the state stay open', async () => {
  const mother = await person(browser, { phone: true });
  const { page } = mother;
  await signInResident(mother, country, people.rasa ?? Object.values(people)[0]);
  await page.goto(`${country.portal}/prasymai/naujas`);
  await confirmPolicy(mother);
  await page.goto(`${country.portal}/prasymai/naujas`);
  await page.locator('main form').getByRole('button').click();
  await page.waitForURL(/\/vaikai/);
  const draft = page.url();

  await close('0', 'apply');
  await until('applying is closed', async () => (await page.goto(draft)).status() === 503);
  const answer = await page.goto(`${country.portal}/prasymai/naujas`);
  assert.equal(answer.status(), 503);
  assert.ok(Number(answer.headers()['retry-after']) > 7000);
  const text = await page.locator('main').innerText();
  assert.match(text, /Laikinai uždaryta: prašymų pildymas ir pateikimas/);
  assert.match(text, /Atnaujiname prašymo formą\./);
  assert.match(text, /skaityti savo prašymus ir sprendimus/);
  forgive(mother);
  await look(mother, 'closed-apply');
  await page.goto(`${country.portal}/prasymai/naujas?kalba=en`);
  assert.match(await page.locator('main').innerText(), /We are renewing the form\./);
  await page.goto(`${country.portal}/mano?kalba=lt`);
  forgive(mother);
  assert.equal(await page.locator('h1').count(), 1);
  await page.goto(`${country.portal}/bukle`);
  assert.match(await page.locator('main').innerText(), /Dabar uždaryta/);
  await look(mother, 'closed-state');
  const state = await (await fetch(`${country.portal}/bukle.json`)).json();
  assert.deepEqual([state.works, state.closed[0].area], [false, 'apply']);
  const { stdout } = await country.spis('doctor').catch((error) => error);
  assert.match(stdout, /uždaryta „apply“ iki .*Atnaujiname prašymo formą/);

  await open('0', 'apply');
  await until('applying is open', async () => (await page.goto(draft)).status() === 200);
  forgive(mother);
  await close('0', 'all');
  await until('everything is closed', async () => (await page.goto(`${country.portal}/mano`)).status() === 503);
  forgive(mother);
  await look(mother, 'closed-all');
  for (const place of ['bukle', 'pagalba', 'prieinamumas', 'sveikata']) {
    assert.equal((await fetch(`${country.portal}/${place}`)).status, 200, place);
  }
  await open('0', 'all');
  await until('all is open', async () => (await fetch(country.portal)).status === 200);
  await page.goto(`${country.portal}/mano`);
  forgive(mother);
  await page.getByRole('button', { name: 'Atsijungti' }).click();
  await page.waitForURL(/prisijungti/);
  await mother.context.close();
});

test('a municipality closes its counter and nothing else', async () => {
  const official = await person(browser);
  await signInOfficial(official, country.siauliai, 'priemimas', country.password);
  await close('29', 'counter');
  const { page } = official;
  await until('the counter is closed', async () => (await page.goto(`${country.siauliai}/priemimas`)).status() === 503);
  forgive(official);
  assert.match(await page.locator('main').innerText(), /priimti popieriuje ir užregistruoti vėliau/);
  await look(official, 'closed-counter');
  assert.equal((await page.goto(`${country.siauliai}/spausdinimas`)).status(), 200);
  await assert.rejects(country.spis('closure', 'begin', '--node', '29', '--area', 'apply', '--until', soon(), '--reason-lt', 'a', '--reason-en', 'a'));
  await open('29', 'counter');
  await official.context.close();
});

// What an administrator of the centre's database does; ends with the returned child.
function asOwner(statement) {
  const admin = fs.readFileSync(country.config.replace('nodes.toml', 'nodes-admin.toml'), 'utf8');
  const [, owner] = admin.match(/code = 0\nowner = "([^"]+)"/);
  return spawn('psql', [owner, '-v', 'ON_ERROR_STOP=1', '-c', statement], { stdio: 'ignore' });
}

test('a fault has a number, a full house says so, and both lead to help, a summary and the state of the system', async () => {
  const looks = [await person(browser, { phone: true }), await person(browser)];
  const ended = async (child) => assert.deepEqual(await once(child, 'exit'), [0, null]);
  await ended(asOwner('ALTER TABLE central.municipality RENAME TO municipality_away'));
  try {
    for (const anybody of looks) {
      const answer = await anybody.page.goto(`${country.portal}/kontaktai`);
      assert.equal(answer.status(), 500);
      forgive(anybody);
      assert.match(await anybody.page.locator('.sp-incident').innerText(), /^[A-Z0-9]{4}-\d{8}-\d{4}$/);
      await look(anybody, 'error-500');
    }
  } finally {
    await ended(asOwner('ALTER TABLE central.municipality_away RENAME TO municipality'));
  }
  assert.equal((await fetch(`${country.portal}/kontaktai`)).status, 200);

  const lock = asOwner('BEGIN; LOCK TABLE central.municipality; SELECT pg_sleep(60)');
  try {
    const waiting = [];
    await until('a full house', async () => {
      waiting.push(...Array.from({ length: 32 }, () => fetch(`${country.portal}/kontaktai`)));
      return (await fetch(`${country.portal}/parama`)).status === 503;
    });
    for (const anybody of looks) {
      const answer = await anybody.page.goto(`${country.portal}/parama`);
      assert.equal(answer.status(), 503);
      forgive(anybody);
      assert.match(await anybody.page.locator('main').innerText(), /Dabar jungiasi daug žmonių[\s\S]*Prieš Jus/);
      // Her place is kept in the one cookie that the cookie page tells of for it.
      const [, seconds] = (await answer.headerValue('set-cookie')).match(/^__Host-spis-00-queue=[0-9a-f]{32}; Path=\/; Max-Age=(\d+); Secure; HttpOnly; SameSite=Lax$/);
      assert.equal(seconds, '900');
      await look(anybody, 'error-busy');
      // What the page leads to is there all the same.
      for (const place of ['bukle', 'pagalba', 'trumpai/uk']) assert.equal((await fetch(`${country.portal}/${place}`)).status, 200, place);
    }
    lock.kill();
    await Promise.all(waiting);
  } finally {
    lock.kill();
  }
  await until('room again', async () => (await fetch(`${country.portal}/parama`)).status === 200);
  for (const anybody of looks) {
    await until('her turn', async () => {
      const check = anybody.page.getByRole('link', { name: 'Patikrinti dabar' });
      if ((await check.count()) === 0) return true;
      await check.click();
      await anybody.page.waitForLoadState();
      return false;
    });
    assert.match(await anybody.page.title(), /parama/i);
    await anybody.context.close();
  }
});

test('a report on accessibility is sent without signing in and answered at the ministry', async () => {
  for (const [phone, script] of [[true, true], [false, false]]) {
    const anybody = await person(browser, { phone, script });
    const { page } = anybody;
    await page.goto(`${country.portal}/prieinamumas`);
    await page.getByRole('link', { name: 'Parašyti mums' }).click();
    await look(anybody, 'report');
    await page.getByLabel('El. paštas atsakymui').fill('ne-pastas');
    await page.getByRole('button', { name: 'Siųsti' }).click();
    await page.locator('.ds-error-summary').waitFor();
    forgive(anybody);
    await look(anybody, 'report-wrong');
    assert.equal(await page.getByLabel('El. paštas atsakymui').inputValue(), 'ne-pastas');
    await page.getByLabel('El. paštas atsakymui').fill('vardas@pastas.lt');
    await page.getByLabel('Kas neveikia arba ko reikia').fill('Ekrano skaitytuvas neperskaito mygtuko.');
    await page.getByRole('button', { name: 'Siųsti' }).click();
    await page.waitForURL(/\/prieinamumas\/gauta\/PP-\d{4}-\d{6}$/);
    await look(anybody, 'report-received');
    await anybody.context.close();
  }
  const helper = await person(browser);
  await signInOfficial(helper, `${country.portal}/centras/prisijungti`, 'pagalba', country.password);
  const { page } = helper;
  await page.waitForURL(/\/centras\/pranesimai/);
  await look(helper, 'reports');
  await page.locator('article').first().getByLabel('Ką atsakėte').fill('Pataisėme, parašėme laišką.');
  await page.locator('article').first().getByRole('button').click();
  await page.waitForURL(/zinute=feedback-answered/);
  await look(helper, 'reports-answered');
  assert.match(await page.locator('main').innerText(), /Atsakė Rokas Gluosnis/);
  await helper.context.close();
});

test('who tries to sign in too often waits, and the state of the system still answers', async () => {
  const attempt = () => fetch(`${country.siauliai}/prisijungti`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: 'vardas=nesamas&slaptazodis=neteisingas',
  });
  let last;
  for (let tries = 0; tries < 20 && last?.status !== 429; tries += 1) {
    const answers = await Promise.all(Array.from({ length: 20 }, attempt));
    last = answers.find((answer) => answer.status === 429) ?? answers[0];
  }
  assert.equal(last.status, 429);
  const wait = Number(last.headers.get('retry-after'));
  assert.ok(wait >= 1 && wait <= 60, `${wait}`);
  assert.match(await last.text(), /Per daug bandymų/);
  for (const phone of [true, false]) {
    const official = await person(browser, { phone });
    await signInOfficial(official, country.siauliai, 'nesamas', 'neteisingas');
    await until('the page', async () => (await official.page.title()).includes('Per daug bandymų'));
    forgive(official);
    await look(official, 'error-429');
    await official.context.close();
  }
  assert.equal((await fetch(`${country.portal}/bukle`)).status, 200);
});

test('a command whose reader has gone ends quietly', async () => {
  const { execFile } = await import('node:child_process');
  const binary = path.join(process.env.CARGO_TARGET_DIR ?? path.resolve(import.meta.dirname, '../target'), 'debug/spis');
  const said = await new Promise((resolve) => {
    execFile('bash', ['-c', `'${binary}' node status --json --config '${country.config}' | head -1; echo \${PIPESTATUS[0]}`], (error, stdout, stderr) => resolve({ stdout, stderr }));
  });
  assert.equal(said.stderr, '');
  assert.match(said.stdout, /^\{\n0\n$/);
});
