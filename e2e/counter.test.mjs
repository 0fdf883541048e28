// The counter: an eldership's official registers a paper application by keyboard, the centre goes away and comes back,
// the department decides, the letter goes out on paper.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { ACCOUNT, confirmPolicy } from './application.mjs';
import { look, lookAtPaper, openBrowser, person, signInOfficial, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';

const run = promisify(execFile);

let country;
let browser;

before(async () => {
  [country, browser] = await Promise.all([startCountry({ layout: 'two', people: 1000 }), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await country?.stop();
});

// What the population register would say: the paper form has the same codes and names on it.
async function familyOnPaper(code) {
  const answer = await fetch(`${country.simulator}/registers/population/family`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personal_code: code, purpose: 'bandymas', case: 'bandymas', asked_by: 'bandymas' }),
  });
  assert.equal(answer.status, 200);
  const family = await answer.json();
  return { ...family, children: family.children.filter((child) => child.lives_with) };
}

// Keyboard only: everything that is pressed is counted.
function keyboard(page) {
  const counted = { fields: 0, keys: 0 };
  const press = async (key) => {
    counted.keys += 1;
    await page.keyboard.press(key);
  };
  return {
    counted,
    press,
    // Tab until the field has the focus; it must be reachable.
    async to(selector) {
      for (let tries = 0; tries < 60; tries += 1) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
        await press('Tab');
      }
      throw new Error(`${selector} cannot be reached by Tab`);
    },
    async type(selector, text) {
      await this.to(selector);
      counted.fields += 1;
      counted.keys += text.length;
      await page.keyboard.type(text);
    },
    async choose(selector, key) {
      await this.to(selector);
      counted.fields += 1;
      await press(key);
    },
  };
}

async function registerOnPaper(who, family, { shots = '' } = {}) {
  const { page } = who;
  const keys = keyboard(page);
  await page.goto(`${country.siauliai}/priemimas`);
  if (shots) await look(who, `${shots}priemimas`);
  await keys.type('#asmens-kodas', family.person.personal_code);
  await keys.press('Enter');
  await page.waitForURL(/\/priemimas\/juodrastis\//);
  assert.ok(!page.url().includes(family.person.personal_code));
  if (shots) await look(who, `${shots}priemimas-tuscias`);
  if (await page.locator('#vardas').count()) {
    await keys.type('#vardas', family.person.given_name);
    await keys.type('#pavarde', family.person.surname);
  }
  await keys.choose('#dokumentas', 'ArrowDown');
  await keys.type('#dokumento-nr', '7K41');
  const child = family.children[0].person;
  await keys.type('#vaiko-kodas-1', child.personal_code);
  await keys.type('#vaiko-vardas-1', child.given_name);
  await keys.type('#vaiko-pavarde-1', child.surname);
  await keys.choose('[name="atstovauja-e1"]', 'Space');
  await keys.choose('[name="gyvena-e1"]', 'Space');
  await keys.choose('[name="papildoma"]', 'Space');
  // No older child who studies, no other parent, no income that registers do not know.
  await keys.choose('[name="studentai"]', 'ArrowDown');
  await keys.choose('[name="sugyventinis"]', 'ArrowDown');
  await keys.choose('[name="kitos"]', 'Space');
  await keys.type('#saskaita', ACCOUNT.replaceAll(' ', ''));
  await keys.choose('[name="kieno"]', 'Space');
  await keys.type('#telefonas', '861234567');
  await keys.choose('[name="pranesimai"]', 'Space');
  // portal, e-mail, post, counter: the third.
  await keys.press('ArrowDown');
  await keys.press('ArrowDown');
  await keys.choose('#registrai', 'Space');
  await keys.type('#pateikta', 'Vaiko gimimo liudijimo kopija');
  await keys.choose('#neartimas', 'Space');
  // Leaving the field keeps it.
  await keys.press('Tab');
  return keys;
}

async function submit(who, keys) {
  await keys.to('button[value="registruoti"]');
  await keys.press('Enter');
  await until('registered, or what is wrong', async () => {
    if (/\/priemimas\/prasymas\//.test(who.page.url())) return true;
    const wrong = who.page.locator('#klaidos');
    if (await wrong.count()) throw new Error(await wrong.innerText());
    return false;
  });
  return (await who.page.locator('h1').innerText()).trim();
}

async function printed(who, href, name = '') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spis-print-'));
  const file = path.join(folder, 'spaudinys.pdf');
  const answer = await who.context.request.get(new URL(href, country.siauliai).href);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  fs.writeFileSync(file, await answer.body());
  assert.match((await run('pdfinfo', [file])).stdout, /Tagged:\s+yes/);
  await run('qpdf', ['--check', file]);
  if (name) await lookAtPaper(file, name);
  // Where a line breaks does not matter.
  const text = (await run('pdftotext', ['-layout', file, '-'])).stdout.replaceAll(/\s+/g, ' ');
  fs.rmSync(folder, { recursive: true });
  return text;
}

async function openCase(who, number) {
  await who.page.goto(`${country.siauliai}/darbai`);
  await who.page.getByRole('link', { name: number }).click();
  await who.page.waitForURL(/\/bylos\//);
}

async function reloadUntil(who, words) {
  await until(words, async () => {
    await who.page.reload();
    return (await who.page.locator('main').innerText()).includes(words);
  }, 120_000);
}

test('a paper application from the eldership to the letter handed over, with and without the centre', async (t) => {
  const step = (name, work) => t.test(name, work);
  const people = await country.people();
  const family = await familyOnPaper(people.siauliai_mother_of_three.personal_code);
  const other = await familyOnPaper(people.siauliai_mother_low_income.personal_code);
  const official = await person(browser);
  let number;
  let offline;
  let incomplete;

  await step('a user without the right is refused', async () => {
    const payments = await person(browser);
    await signInOfficial(payments, country.siauliai, 'mokejimai', country.password);
    for (const place of ['/priemimas', '/spausdinimas']) {
      const answer = await payments.page.goto(country.siauliai + place);
      assert.equal(answer.status(), 403);
    }
    await payments.context.close();
  });

  await step('the eldership\'s official sees the counter and neither worklist nor cases', async () => {
    await signInOfficial(official, country.siauliai, 'priemimas', country.password);
    await official.page.waitForURL(/\/priemimas$/);
    assert.equal(await official.page.getByRole('link', { name: 'Darbai' }).count(), 0);
    const answer = await official.context.request.get(`${country.siauliai}/darbai`);
    assert.equal(answer.status(), 403);
  });

  await step('the empty form goes with its sheets and with what must be known', async () => {
    const empty = await printed(official, `${country.portal}/formos/SP-3A.pdf`);
    for (const words of [
      '4.1 Prašau skirti',
      '4.3 Kreipimosi tikslas',
      'Šeimos (bendrai gyvenančių asmenų) duomenys socialinei paramai gauti SP-1',
      'Prašymas išmokai gauti SP-3(A1)',
      'Būtina žinoti',
      'per 1 mėnesį nuo tada, kai gauname prašymą',
    ]) assert.ok(empty.includes(words), `${words} in ${empty}`);
  });

  await step('registers by keyboard within few fields, after mistakes that lose nothing', async () => {
    const { page } = official;
    const keys = await registerOnPaper(official, family, { shots: 'seniunija-' });
    await until('the draft is kept', async () => (await page.locator('#issaugota').innerText()).includes('Išsaugota'));
    const draft = page.url();
    // Another browser, as after a crash: everything typed is there.
    const again = await person(browser);
    await signInOfficial(again, country.siauliai, 'priemimas', country.password);
    await until('the last field', async () => {
      await again.page.goto(draft);
      return (await again.page.locator('#pateikta').inputValue()) === 'Vaiko gimimo liudijimo kopija';
    });
    assert.equal(await again.page.locator('#saskaita').inputValue(), ACCOUNT.replaceAll(' ', ''));
    await again.context.close();
    await look(official, 'seniunija-priemimas-uzpildytas');
    number = await submit(official, keys);
    assert.match(number, /^PR-29-\d{4}-\d{6}$/);
    t.diagnostic(`typed at the counter: ${keys.counted.fields} fields, ${keys.counted.keys} keys`);
    console.log(`typed at the counter: ${keys.counted.fields} fields, ${keys.counted.keys} keys`);
    // Two minutes of typing: a slow typist presses three keys a second.
    assert.ok(keys.counted.fields <= 21, `${keys.counted.fields} fields`);
    assert.ok(keys.counted.keys <= 360, `${keys.counted.keys} keys`);
    await look(official, 'seniunija-uzregistruota');
  });

  await step('prints the filled form and the receipt, and notes the signature', async () => {
    const { page } = official;
    const form = await printed(official, new URL(`${page.url().split('?')[0]}/prasymas.pdf`).pathname, 'popierius-prasymas');
    for (const words of [number, family.children[0].person.given_name, 'Parašas', `Registracijos numeris ${number}`]) assert.ok(form.includes(words), words);
    assert.ok(!form.includes('per SPIS'), 'nobody sent it in the portal');
    const receipt = await printed(official, new URL(`${page.url().split('?')[0]}/patvirtinimas.pdf`).pathname, 'popierius-patvirtinimas');
    for (const words of [number, 'Turime nuspręsti iki', 'Telefonas', 'Vaiko gimimo liudijimo kopija']) {
      assert.ok(receipt.includes(words), words);
    }
    await page.getByRole('button', { name: 'Pasirašyta' }).click();
    await page.waitForURL(/zinute=paper-signed/);
  });

  await step('adds a scan with who certified that it is a true copy', async () => {
    const { page } = official;
    await page.getByRole('button', { name: 'Pridėti kopiją' }).click();
    await until('what is wrong', async () => (await page.title()).startsWith('Klaida:'));
    await look(official, 'seniunija-kopija-klaida');
    const receipt = await official.context.request.get(`${page.url().split('?')[0].replace(/\/kopija$/, '')}/patvirtinimas.pdf`);
    await page.locator('input[name=tikra][value=elder]').check();
    await page.locator('#tvirtino').fill('Vardenis Pavardenis');
    await page.locator('#grazinta').check();
    await page.locator('#failas').setInputFiles({ name: 'liudijimas.pdf', mimeType: 'application/pdf', buffer: await receipt.body() });
    await page.getByRole('button', { name: 'Pridėti kopiją' }).click();
    await page.waitForURL(/zinute=scan-added/);
    assert.ok((await page.locator('main').innerText()).includes('Kopija tikra: seniūnas Vardenis Pavardenis'));
    await look(official, 'seniunija-pasirasyta');
  });

  await step('with the centre\'s server stopped another application is registered and printed', async () => {
    await country.server('centre', 'stop');
    const keys = await registerOnPaper(official, other);
    offline = await submit(official, keys);
    assert.match(offline, /^PR-29-\d{4}-\d{6}$/);
    assert.notEqual(offline, number);
    const place = new URL(official.page.url().split('?')[0]).pathname;
    assert.ok((await printed(official, `${place}/prasymas.pdf`)).includes(offline));
    assert.ok((await printed(official, `${place}/patvirtinimas.pdf`)).includes(offline));
    await official.page.goto(`${country.siauliai}/spausdinimas`);
    await look(official, 'spausdinimas-be-centro');
  });

  await step('what is brought after registering is received by any official, without the centre and on a phone', async () => {
    const phone = await person(browser, { phone: true });
    await signInOfficial(phone, country.siauliai, 'priemimas', country.password);
    for (const who of [phone, official]) {
      const { page } = who;
      await page.goto(`${country.siauliai}/priemimas`);
      await page.locator('#ieskoma').fill('PR-29-1999-000001');
      await page.getByRole('button', { name: 'Rasti prašymą' }).click();
      await until('nothing found', async () => (await page.title()).startsWith('Klaida:'));
      await look(who, 'seniunija-nerasta');
      await page.locator('#ieskoma').fill(offline);
      await page.getByRole('button', { name: 'Rasti prašymą' }).click();
      await page.waitForURL(/\/atnesta$/);
      await page.locator('input[name=kas][value=pareiskimas]').check();
      await page.locator('#tekstas').fill('Pasikeitė telefonas: 8 600 00000');
      await page.getByRole('button', { name: 'Priimti' }).click();
      await until('what is wrong', async () => (await page.title()).startsWith('Klaida:'));
      await look(who, 'seniunija-atnesta-klaida');
      assert.equal(await page.locator('#tekstas').inputValue(), 'Pasikeitė telefonas: 8 600 00000');
      await page.locator('input[name=atnese][value=pats]').check();
      await page.locator('#dokumentas').selectOption('passport');
      await page.locator('#dokumento-nr').fill('7K41');
      await page.getByRole('button', { name: 'Priimti' }).click();
      await page.waitForURL(/zinute=brought/);
      await look(who, 'seniunija-atnesta');
      const receipt = await printed(who, `${new URL(page.url().split('?')[0]).pathname}/patvirtinimas.pdf`);
      for (const words of [offline, 'KR-29-', 'Papildymas']) assert.ok(receipt.includes(words), `${words} in ${receipt}`);
    }
    await phone.context.close();
    await country.server('centre', 'start');
  });

  await step('a second application for the same child is warned about and registered all the same', async () => {
    const { page } = official;
    await page.goto(`${country.siauliai}/priemimas`);
    await page.locator('#asmens-kodas').fill(other.person.personal_code);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/priemimas\/juodrastis\//);
    assert.equal((await page.locator('#saskaita').inputValue()).replaceAll(' ', ''), ACCOUNT.replaceAll(' ', ''), 'known from before');
    await page.locator('#dokumentas').selectOption('passport');
    await page.locator('#dokumento-nr').fill('0007');
    await page.locator('input[name=vaikai]').first().check();
    await page.locator('input[name^="gyvena-"][value=taip]').first().check();
    assert.ok(await page.locator('input[name^="atstovauja-"][value=parent]').first().isChecked(), 'known from before');
    await page.locator('input[name=papildoma][value=ne]').check();
    await page.locator('#registrai').check();
    await page.locator('#neartimas').check();
    await page.getByRole('button', { name: 'Registruoti prašymą' }).click();
    await until('the warning', async () => (await page.title()).startsWith('Klaida:'));
    assert.ok((await page.locator('main').innerText()).includes(offline));
    await look(official, 'seniunija-toks-pat');
    await page.getByRole('link', { name: 'Ištrinti šį pildymą' }).click();
    await look(official, 'seniunija-istrinti');
    await page.getByRole('button', { name: 'Ištrinti' }).click();
    await page.waitForURL(/zinute=counter-deleted/);
  });

  const specialist = await person(browser);
  await step('a paper by post that does not say everything is registered, what is missing asked for, and filled in', async () => {
    const { page } = official;
    const third = await familyOnPaper(people.siauliai_mother_high_income.personal_code);
    await page.goto(`${country.siauliai}/priemimas`);
    await page.locator('#asmens-kodas').fill(third.person.personal_code);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/priemimas\/juodrastis\//);
    await page.locator('#vardas').fill(third.person.given_name);
    await page.locator('#pavarde').fill(third.person.surname);
    await page.locator('#dokumentas').selectOption('none');
    const child = third.children[0].person;
    await page.locator('#vaiko-kodas-1').fill(child.personal_code);
    await page.locator('#vaiko-vardas-1').fill(child.given_name);
    await page.locator('#vaiko-pavarde-1').fill(child.surname);
    await page.locator('input[name="atstovauja-e1"][value=guardian]').check();
    // What is asked of a ward alone appears with the choice; nothing typed is touched.
    await page.locator('input[name="globa-e1"][value=nuolatine]').check();
    assert.equal(await page.locator('#vaiko-vardas-1').inputValue(), child.given_name);
    await look(official, 'seniunija-globotinis');
    await page.locator('input[name=parasas][value=missing]').check();
    await page.locator('#neartimas').check();
    // Its account is another's: the ground is asked for where the question stands.
    await page.locator('input[name=kieno][value=kito]').check();
    await page.locator('input[name=saskaitos-pagrindas][value=kita]').check();
    await page.locator('#savininkas').fill('Ona Bandomoji');
    await page.locator('#saskaitos-kodel').fill('Bankas sąskaitos neatidaro');
    await page.locator('input[name=pranesimai][value=post]').check();
    await page.locator('#adresas').fill('Bandymų g. 9, Šiauliai');
    await page.getByRole('button', { name: 'Registruoti prašymą' }).click();
    await until('what is missing', async () => (await page.title()).startsWith('Klaida:'));
    const told = await page.locator('main').innerText();
    for (const words of ['Prašyme trūksta', 'Pareiškėjo parašas', 'Sąskaita, į kurią mokėti', 'Popieriuje to nėra']) {
      assert.ok(told.includes(words), `${words} in ${told}`);
    }
    await look(official, 'seniunija-nepilnas-klaida');
    await page.locator('#ko-truksta').check();
    await page.getByRole('button', { name: 'Registruoti prašymą' }).click();
    await page.waitForURL(/\/priemimas\/prasymas\//);
    incomplete = (await page.locator('h1').innerText()).trim();
    await look(official, 'seniunija-nepilnas');
    const place = new URL(page.url().split('?')[0]).pathname;
    const receipt = await printed(official, `${place}/patvirtinimas.pdf`);
    for (const words of ['Trūkstamus duomenis pateikti iki', 'Sąskaita, į kurią mokėti', 'per 1 mėnesį nuo tada, kai gausime']) assert.ok(receipt.includes(words), words);
    // Its clock stands still, so nobody names a day to decide by.
    for (const text of [receipt, await page.locator('main').innerText()]) assert.ok(!text.includes('Turime nuspręsti iki'), text);
    const form = await printed(official, `${place}/prasymas.pdf`);
    for (const words of ['globėjas (rūpintojas)', 'Šeimos (bendrai gyvenančių asmenų) duomenys socialinei paramai gauti SP-1']) assert.ok(form.includes(words), words);
    await page.getByRole('link', { name: 'Įrašyti, kas pateikta' }).click();
    await page.waitForURL(/\/papildyti$/);
    await look(official, 'seniunija-papildyti');
    const phone = await person(browser, { phone: true });
    await signInOfficial(phone, country.siauliai, 'priemimas', country.password);
    await phone.page.goto(country.siauliai + place);
    await look(phone, 'seniunija-nepilnas');
    await phone.page.getByRole('link', { name: 'Įrašyti, kas pateikta' }).click();
    await phone.page.waitForURL(/\/papildyti$/);
    await phone.page.locator('#saskaita').fill('LT12 3');
    await phone.page.getByRole('button', { name: 'Išsaugoti' }).click();
    await until('what is wrong', async () => (await phone.page.title()).startsWith('Klaida:'));
    await look(phone, 'seniunija-papildyti-klaida');
    await phone.page.locator('#saskaita').fill(ACCOUNT);
    await phone.page.getByRole('button', { name: 'Išsaugoti' }).click();
    await phone.page.waitForURL(/zinute=paper-completed/);
    assert.ok(!(await phone.page.locator('main').innerText()).includes('Sąskaita, į kurią mokėti'));
    await phone.context.close();
  });

  await step('a paper that names no child is registered, and the children are filled in when they are told', async () => {
    const { page } = official;
    const fourth = await familyOnPaper(people.siauliai_mother_disabled_child.personal_code);
    await page.goto(`${country.siauliai}/priemimas`);
    await page.locator('#asmens-kodas').fill(fourth.person.personal_code);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/priemimas\/juodrastis\//);
    await page.locator('#vardas').fill(fourth.person.given_name);
    await page.locator('#pavarde').fill(fourth.person.surname);
    await page.locator('#dokumentas').selectOption('passport');
    await page.locator('#dokumento-nr').fill('0008');
    await page.locator('input[name=papildoma][value=ne]').check();
    await page.locator('#saskaita').fill(ACCOUNT);
    await page.locator('input[name=kieno][value=mano]').check();
    await page.locator('#telefonas').fill('861234568');
    await page.locator('input[name=pranesimai][value=counter]').check();
    await page.locator('input[name=parasas][value=received]').check();
    await page.locator('#neartimas').check();
    await page.getByRole('button', { name: 'Registruoti prašymą' }).click();
    await until('what is missing', async () => (await page.title()).startsWith('Klaida:'));
    await look(official, 'seniunija-be-vaiku-klaida');
    await page.locator('#ko-truksta').check();
    await page.getByRole('button', { name: 'Registruoti prašymą' }).click();
    await page.waitForURL(/\/priemimas\/prasymas\//);
    const childless = (await page.locator('h1').innerText()).trim();
    assert.ok((await page.locator('main').innerText()).includes('Vaikai, kuriems prašoma išmokos'));
    const place = page.url().split('?')[0];
    await signInOfficial(specialist, country.siauliai, 'specialistas', country.password);
    await openCase(specialist, childless);
    await reloadUntil(specialist, 'Sustabdyta');
    await look(specialist, 'byla-be-vaiku');
    for (const phone of [true, false]) {
      const counter = await person(browser, { phone });
      await signInOfficial(counter, country.siauliai, 'priemimas', country.password);
      await counter.page.goto(`${place}/papildyti`);
      await look(counter, 'seniunija-papildyti-vaikus');
      await counter.context.close();
    }
    await page.goto(`${place}/papildyti`);
    const child = fourth.children[0].person;
    await page.locator('#vaiko-kodas-1').fill(child.personal_code);
    await page.locator('#vaiko-vardas-1').fill(child.given_name);
    await page.locator('#vaiko-pavarde-1').fill(child.surname);
    await page.locator('input[name="gyvena-e1"][value=taip]').check();
    await page.getByRole('button', { name: 'Išsaugoti' }).click();
    await until('what is wrong', async () => (await page.title()).startsWith('Klaida:'));
    assert.equal(await page.locator('#vaiko-kodas-1').inputValue(), child.personal_code);
    await page.locator('input[name="atstovauja-e1"][value=parent]').check();
    await page.getByRole('button', { name: 'Išsaugoti' }).click();
    await page.waitForURL(/zinute=paper-completed/);
    assert.ok(!(await page.locator('main').innerText()).includes('Prašyme trūksta'));
    await reloadUntil(specialist, '129,50');
    assert.ok((await specialist.page.locator('main').innerText()).includes(child.given_name));
  });

  await step('the specialist sees both cases as paper ones, registers asked, and proposes', async () => {
    await specialist.page.goto(`${country.siauliai}/darbai`);
    const list = await specialist.page.locator('main').innerText();
    assert.ok(list.includes(number) && list.includes(offline));
    assert.ok(list.includes('Popierinis'));
    await look(specialist, 'darbai-popieriniai');
    // What was registered without the centre goes on by itself.
    await openCase(specialist, offline);
    await until('the registers\' answers', async () => {
      await specialist.page.reload();
      return (await specialist.page.locator('main').innerText()).includes('129,50');
    }, 180_000);
    assert.ok((await specialist.page.locator('main').innerText()).includes('Pasikeitė telefonas'), 'what was brought');
    // What the third paper lacks is waited for once the registers have answered, and the clock stands still.
    await openCase(specialist, incomplete);
    await reloadUntil(specialist, 'Sustabdyta');
    const waits = await specialist.page.locator('main').innerText();
    for (const words of ['Prašyme trūksta', 'Pareiškėjo parašas', 'Įrašyti, kas pateikta', 'Ona Bandomoji', 'Bankas sąskaitos neatidaro', 'per 1 mėnesį nuo tada, kai gausime']) {
      assert.ok(waits.includes(words), `${words} in ${waits}`);
    }
    assert.ok(!waits.includes('nuspręsti reikia iki'), waits);
    // One that only waits for its signature shows who notes it in place of the form to propose.
    await openCase(specialist, offline);
    await look(specialist, 'byla-nepasirasyta');
    assert.equal(await specialist.page.getByRole('button', { name: 'Siūlyti sprendimą' }).count(), 0);
    await specialist.page.getByRole('button', { name: 'Pasirašyta' }).click();
    await specialist.page.waitForURL(/zinute=paper-signed/);
    // What was brought meanwhile is read before anything is proposed.
    for (let left = 2; left > 0; left -= 1) {
      await openCase(specialist, offline);
      const read = specialist.page.getByRole('button', { name: /^Susipažinau/ });
      assert.equal(await read.count(), left);
      await read.first().click();
      await specialist.page.waitForURL(/zinute=answered/);
    }
    assert.equal(await specialist.page.getByRole('button', { name: 'Siūlyti sprendimą' }).count(), 1);
    await look(specialist, 'byla-nepilna');
    await openCase(specialist, number);
    await reloadUntil(specialist, '129,50');
    const text = await specialist.page.locator('main').innerText();
    assert.ok(text.includes('popierinis prašymas pasirašytas'));
    assert.ok(text.includes('liudijimas.pdf') && text.includes('seniūnas Vardenis Pavardenis'));
    await look(specialist, 'byla-popierine');
    await specialist.page.getByRole('button', { name: 'Siūlyti sprendimą' }).click();
    await specialist.page.waitForURL(/zinute=proposed/);
  });

  await step('another decides, and the letter waits to be printed, is posted, returned and handed over', async () => {
    const head = await person(browser);
    await signInOfficial(head, country.siauliai, 'vadovas', country.password);
    await openCase(head, number);
    await head.page.getByRole('button', { name: 'Priimti sprendimą' }).click();
    await head.page.waitForURL(/zinute=adopted/);
    await reloadUntil(head, 'Sprendimas (PDF)');
    await head.context.close();
    const { page } = official;
    await page.goto(`${country.siauliai}/spausdinimas`);
    assert.ok((await page.locator('main').innerText()).includes(family.person.surname));
    await look(official, 'spausdinimas');
    const letter = page.locator('main article', { hasText: number });
    const href = await letter.getByRole('link', { name: /Atidaryti ir spausdinti/ }).getAttribute('href');
    assert.match(await printed(official, href), /SPR-29-\d{4}-\d{6}/);
    // What the third paper lacks waits there too, with the address that was asked for.
    const asked = page.locator('main article', { hasText: incomplete });
    assert.ok((await asked.innerText()).includes('Bandymų g. 9, Šiauliai'));
    const request = await printed(official, await asked.getByRole('link', { name: /Atidaryti ir spausdinti/ }).getAttribute('href'));
    assert.ok(request.includes('Prašyme trūksta'), request);
    await letter.getByRole('button', { name: 'Atspausdinta ir išsiųsta paštu' }).click();
    await page.waitForURL(/zinute=letter-sent/);
    await page.getByRole('link', { name: /Išsiųsta paštu/ }).click();
    await letter.getByRole('button', { name: 'Grįžo' }).click();
    await page.waitForURL(/zinute=letter-returned/);
    await page.goto(`${country.siauliai}/spausdinimas`);
    await letter.getByRole('button', { name: 'Įteikta pasirašytinai' }).click();
    await page.waitForURL(/zinute=letter-handed-over/);
    await openCaseDecided(specialist, number);
    const text = await specialist.page.locator('main').innerText();
    assert.ok(text.includes('raštas įteiktas pasirašytinai'));
    await look(specialist, 'byla-iteikta');
  });

  await step('everything arrives at the centre', async () => {
    await until('equal copies', async () => country.spis('node', 'reconcile').then(() => true, () => false), 120_000);
  });

  await step('who applied on paper finds it among hers, decided, with the sums and their reasons', async () => {
    for (const phone of [true, false]) {
      const mother = await person(browser, { phone });
      await signInResident(mother, country, people.siauliai_mother_of_three);
      await mother.page.goto(`${country.portal}/mano`);
      await mother.page.getByRole('link', { name: `Kas mokama ir kodėl : ${number}` }).click();
      await mother.page.waitForURL(/\/prasymai\/[0-9a-f-]{36}/);
      const text = await mother.page.locator('main').innerText();
      for (const words of [number, 'pateikta raštu', 'Skaityti sprendimą', '129,50']) assert.ok(text.includes(words), `${words} in ${text}`);
      // Its whole way is told in words of its own, and she can write about it here.
      assert.ok(!text.includes('Prašymo būsena pasikeitė') && text.includes('Prašymas pasirašytas'), text);
      await look(mother, 'popierinis-prasymas');
      const own = new URL(mother.page.url()).pathname;
      await mother.page.getByRole('link', { name: 'Klausti dėl prašymo' }).click();
      await mother.page.waitForURL(/\/(susipazinti|klausti)/);
      await confirmPolicy(mother);
      await mother.page.locator('#tekstas').fill(phone ? 'Kada pirmas mokėjimas?' : 'Ar mokėsite ir už gruodį?');
      await look(mother, 'popierinis-klausimas');
      await mother.page.getByRole('button', { name: 'Išsiųsti klausimą' }).click();
      await mother.page.waitForURL(new RegExp(`${own}.*zinute=request-question`));
      await mother.page.goto(`${country.portal}${own}`);
      await mother.page.getByRole('link', { name: 'Skaityti sprendimą' }).click();
      await mother.page.waitForURL(/\/sprendimai\//);
      await mother.context.close();
    }
  });

  await step('the counter and the case on a telephone and on a desk, light and dark', async () => {
    for (const phone of [true, false]) {
      const counter = await person(browser, { phone });
      const desk = await person(browser, { phone });
      await signInOfficial(counter, country.siauliai, 'priemimas', country.password);
      await signInOfficial(desk, country.siauliai, 'specialistas', country.password);
      for (const colorScheme of ['light', 'dark']) {
        const see = (who, name) => look(who, colorScheme === 'dark' ? `${name}-dark` : name);
        for (const who of [counter, desk]) await who.page.emulateMedia({ colorScheme });
        await counter.page.goto(`${country.siauliai}/priemimas`);
        await see(counter, 'seniunija-priemimas');
        await counter.page.locator('#asmens-kodas').fill(family.person.personal_code);
        await counter.page.keyboard.press('Enter');
        await counter.page.waitForURL(/\/priemimas\/juodrastis\//);
        await see(counter, 'seniunija-pildymas');
        await counter.page.goto(`${country.siauliai}/spausdinimas?rodyti=iteikta`);
        await see(counter, 'spausdinimas-iteikta');
        await desk.page.goto(`${country.siauliai}/darbai`);
        await see(desk, 'darbai');
        await openCase(desk, offline);
        await see(desk, 'byla');
      }
      await counter.context.close();
      await desk.context.close();
    }
  });
});

async function openCaseDecided(who, number) {
  await who.page.goto(`${country.siauliai}/darbai?rodyti=nuspresta`);
  await who.page.getByRole('link', { name: number }).click();
  await who.page.waitForURL(/\/bylos\//);
}
