// Documents after sending: a mother supplements her application and gives a document asked of her, on a telephone, over a line
// that breaks, with and without JavaScript; the specialist sees them with her words.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { apply } from './application.mjs';
import { look, openBrowser, person, signInOfficial, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';
import { pdf, photo } from './documents.mjs';

let country;
let browser;
let people;
let folder;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spis-uploads-'));
  [country, browser] = await Promise.all([startCountry({ people: 1000 }), openBrowser()]);
  people = await country.people();
});

after(async () => {
  await browser?.close();
  await country?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function step(name, act) {
  try {
    await act();
  } catch (error) {
    error.message = `${name}: ${error.message}`;
    throw error;
  }
  console.log(`  ${name}`);
}

const text = (who) => who.page.locator('main').innerText();
const list = (who) => who.page.locator('[aria-labelledby=gauta]');
const listed = (who, name) => until(name, async () => (await list(who).innerText()).includes(name));
const sends = (who) => who.page.getByRole('button', { name: 'Išsiųsti papildymą' });
const reloadUntil = (who, wanted) =>
  until(wanted, async () => {
    await who.page.reload();
    return (await text(who)).includes(wanted);
  });

// An application that a specialist has before her; its number and address.
async function assessed(who) {
  await apply(who, country, { checked: false });
  await reloadUntil(who, 'PR-29-');
  await reloadUntil(who, 'apskaičiuota pagal taisyklę');
  const number = (await text(who)).match(/PR-29-\d{4}-\d{6}/)[0];
  return { number, address: who.page.url().split('?')[0] };
}

async function openCase(specialist, number) {
  await specialist.page.goto(`${country.siauliai}/darbai`);
  await specialist.page.getByRole('link', { name: number }).click();
  await specialist.page.locator('#dokumentai').waitFor();
}

async function ask(specialist, document, why) {
  await specialist.page.getByText('Prašyti dokumento', { exact: true }).click();
  await specialist.page.locator('#dokumentas').selectOption(document);
  await specialist.page.locator('#kodel').fill(why);
  await specialist.page.getByRole('button', { name: 'Paprašyti', exact: true }).click();
  await specialist.page.waitForURL(/zinute=document-asked/);
}

const drawn = (image) => image.evaluate((i) => i.complete && i.naturalWidth > 0);

test('a telephone with JavaScript: supplemented after a lost connection and a reload, and seen by the specialist', async () => {
  const mother = await person(browser, { phone: true });
  const specialist = await person(browser);
  const { page, complaints } = mother;
  await signInResident(mother, country, people.siauliai_mother_of_three);
  const { number, address } = await assessed(mother);
  const large = pdf(folder, 'teismo sprendimas.pdf', 3_000_000);
  const camera = await photo(page, folder, 'IMG_0007.jpg', 1200, 900);

  await step('what is typed stays while a document is added', async () => {
    await page.getByRole('link', { name: 'Papildyti prašymą' }).click();
    await page.locator('#tekstas').fill('Pridedu nuotrauką ir sprendimą.');
    await page.locator('#failai').setInputFiles(camera);
    await page.getByRole('button', { name: 'Įkelti', exact: true }).click();
    await listed(mother, 'IMG_0007.jpg');
    assert.equal(await page.locator('#tekstas').inputValue(), 'Pridedu nuotrauką ir sprendimą.');
    await look(mother, 'papildyti-su-nuotrauka');
  });

  await step('an upload goes on after the page was loaded anew', async () => {
    let parts = 0;
    await page.route('**/dalis?**', (route) => {
      parts += 1;
      return parts > 5 ? route.abort('internetdisconnected') : route.continue();
    });
    await page.route('**/gauta', (route) => route.abort('internetdisconnected'));
    await page.locator('#failai').setInputFiles(large);
    await page.getByRole('button', { name: 'Įkelti', exact: true }).click();
    await until('the lost connection', async () => (await page.locator('#ikelimas-eiga').innerText()).includes('ryšys nutrūko'));
    await page.unroute('**/dalis?**');
    await page.unroute('**/gauta');
    await page.reload();
    complaints.length = 0;
    await listed(mother, 'Įkelta ne visa');
    await look(mother, 'papildyti-ikelta-ne-visa');
    let again = 0;
    page.on('request', (request) => { again += request.url().includes('/dalis?') ? 1 : 0; });
    await page.locator('#tekstas').fill('Pridedu nuotrauką ir sprendimą.');
    await page.locator('#failai').setInputFiles(large);
    await page.getByRole('button', { name: 'Įkelti', exact: true }).click();
    await listed(mother, '1 puslapis, 3 MB');
    const whole = Math.ceil(fs.statSync(large).size / (256 * 1024));
    assert.equal(again, whole - 5, 'it did not go on where it was');
  });

  await step('another file of the same name and size begins anew', async () => {
    const first = pdf(folder, 'kopija.pdf', 1_000_000);
    let parts = 0;
    await page.route('**/dalis?**', (route) => {
      parts += 1;
      return parts > 2 ? route.abort('internetdisconnected') : route.continue();
    });
    await page.locator('#failai').setInputFiles(first);
    await page.getByRole('button', { name: 'Įkelti', exact: true }).click();
    await until('the lost connection', async () => (await page.locator('#ikelimas-eiga').innerText()).includes('ryšys nutrūko'));
    await page.unroute('**/dalis?**');
    await page.reload();
    complaints.length = 0;
    const second = pdf(folder, 'kopija.pdf', 1_000_000);
    await page.locator('#tekstas').fill('Pridedu nuotrauką ir sprendimą.');
    await page.locator('#failai').setInputFiles(second);
    await page.getByRole('button', { name: 'Įkelti', exact: true }).click();
    await listed(mother, '1 puslapis, 1 MB');
    const href = await list(mother).getByRole('link', { name: /kopija/ }).getAttribute('href');
    const kept = await (await mother.context.request.get(country.portal + href)).body();
    assert.ok(kept.equals(fs.readFileSync(second)), 'two files were mixed');
    await page.getByRole('button', { name: /Pašalinti.*kopija/ }).click();
    await until('removed', async () => !(await list(mother).innerText()).includes('kopija'));
    assert.equal(await page.locator('#tekstas').inputValue(), 'Pridedu nuotrauką ir sprendimą.');
  });

  await step('what is chosen and not added yet goes along when it is sent', async () => {
    const last = path.join(folder, 'netinka.jpg');
    fs.writeFileSync(last, 'MZ a program');
    await page.locator('#failai').setInputFiles(last);
    await sends(mother).click();
    await until('the refusal', async () => (await page.locator('#ikelimas-eiga').innerText()).includes('Tokio failo neatpažįstame'));
    complaints.length = 0;
    await look(mother, 'papildyti-netinka');
    await page.locator('#failai').setInputFiles(pdf(folder, 'susitarimas.pdf', 20_000));
    await sends(mother).click();
    await page.waitForURL(/zinute=request-supplement/);
    const sent = await text(mother);
    for (const name of ['IMG_0007.jpg', 'teismo sprendimas.pdf', 'susitarimas.pdf', 'Pridedu nuotrauką ir sprendimą.']) assert.ok(sent.includes(name), name);
    await look(mother, 'prasymas-papildytas');
  });

  await step('the specialist sees them with her words, drawn in the page', async () => {
    await signInOfficial(specialist, country.siauliai, 'specialistas', country.password);
    await openCase(specialist, number);
    await until('the supplement', async () => {
      await specialist.page.reload();
      return (await text(specialist)).includes('IMG_0007.jpg');
    });
    const article = specialist.page.locator('article', { has: specialist.page.getByRole('heading', { name: 'Papildymas', exact: true }) });
    const images = article.locator('.sp-doc__small');
    assert.equal(await images.count(), 3);
    for (let i = 0; i < 3; i += 1) await until('a small picture', () => drawn(images.nth(i)));
    await look(specialist, 'byla-papildymas');
    const asked = [];
    specialist.page.on('request', (request) => { if (/\/(puslapis|turinys)/.test(request.url())) asked.push(request.url()); });
    assert.equal(await article.locator('.sp-doc__page').first().evaluate((i) => i.complete && i.naturalWidth > 0), false, 'nothing is drawn before it is opened');
    for (const name of ['IMG_0007', 'susitarimas']) {
      const item = article.locator('.sp-doc', { hasText: name });
      await item.getByText('Rodyti čia').click();
      await until(name, () => drawn(item.locator('.sp-doc__page')));
    }
    assert.equal(asked.length, 2, 'only what was opened is asked for, and journalled');
    await look(specialist, 'byla-dokumentas-cia');
  });

  await step('a document asked for is given without a word; photos too large wait for her answer', async () => {
    await specialist.page.locator('article', { has: specialist.page.getByRole('heading', { name: 'Papildymas', exact: true }) }).getByRole('button', { name: /^Susipažinau/ }).click();
    await specialist.page.waitForURL(/zinute=answered/);
    await ask(specialist, 'custody', 'Registre nematome, su kuo gyvena vaikas.');
    await page.goto(address);
    await reloadUntil(mother, 'Trūksta 1 dokumento');
    assert.ok((await text(mother)).includes('per 1 mėnesį nuo tada, kai gausime dokumentą'));
    await page.getByRole('link', { name: /Pateikti dokumentą/ }).click();
    await sends(mother).click();
    await until('the error', async () => (await page.title()).startsWith('Klaida:'));
    await look(mother, 'pateikti-dokumenta-klaida');
    // Two photos are too large: she is asked about each, and nothing is sent before she has answered both.
    const [large, other] = ['didelė.jpg', 'kita.jpg'].map((name) => path.join(folder, name));
    fs.renameSync(await photo(page, folder, 'IMG_9000.jpg', 4200, 3200, 0.97), large);
    fs.copyFileSync(large, other);
    await page.locator('#failai').setInputFiles([large, camera, other]);
    await sends(mother).click();
    const shrink = page.getByRole('button', { name: 'Sumažinti nuotrauką ir įkelti: didelė.jpg' });
    await shrink.waitFor();
    await until('the focus on the question', () => shrink.evaluate((one) => one === document.activeElement));
    await listed(mother, 'IMG_0007.jpg');
    await look(mother, 'pateikti-dokumenta-klausiame');
    await shrink.press('Enter');
    await until('the smaller one', async () => (await page.locator('#ikelimas-eiga').innerText()).includes('„didelė.jpg“: gauta'));
    assert.ok(!page.url().includes('zinute='), 'one question is not answered yet');
    await page.getByRole('button', { name: 'Nepridėti nuotraukos „kita.jpg“' }).click();
    await page.waitForURL(/zinute=request-supplement/);
    await reloadUntil(mother, 'Dokumentą gavome');
    const given = await text(mother);
    assert.ok(given.includes('didelė.jpg') && !given.includes('kita.jpg'), given);
    await openCase(specialist, number);
    const article = specialist.page.locator('article', { has: specialist.page.getByRole('heading', { name: 'Teismo sprendimas ar tėvų susitarimas dėl vaiko', exact: true }) });
    assert.match(await article.innerText(), /IMG_0007\.jpg/);
    assert.match(await article.innerText(), /didelė\.jpg/);
    assert.doesNotMatch(await article.innerText(), /kita\.jpg/);
    await look(specialist, 'byla-dokumentas-pateiktas');
  });
  await mother.context.close();
  await specialist.context.close();
});

test('a telephone without JavaScript: the same form, and nothing typed is lost', async () => {
  const drawer = await person(browser);
  await drawer.page.goto(country.portal);
  const camera = await photo(drawer.page, folder, 'lapas.jpg', 900, 700);
  await drawer.context.close();
  const mother = await person(browser, { phone: true, script: false });
  const specialist = await person(browser);
  const { page } = mother;
  await signInResident(mother, country, people.siauliai_mother_low_income);
  const { number, address } = await assessed(mother);

  await step('a refused file keeps the words and what was received', async () => {
    await page.getByRole('link', { name: 'Papildyti prašymą' }).click();
    await page.locator('#tekstas').fill('Žodžiai, kurie lieka.');
    await page.locator('#failai').setInputFiles(camera);
    await page.getByRole('button', { name: 'Įkelti', exact: true }).click();
    await listed(mother, 'lapas.jpg');
    assert.equal(await page.locator('#tekstas').inputValue(), 'Žodžiai, kurie lieka.');
    const wrong = path.join(folder, 'netinka.jpg');
    fs.writeFileSync(wrong, 'MZ a program');
    await page.locator('#failai').setInputFiles(wrong);
    await sends(mother).click();
    await page.getByText('„netinka.jpg“: Tokio failo neatpažįstame').first().waitFor();
    assert.equal(await page.locator('#tekstas').inputValue(), 'Žodžiai, kurie lieka.');
    await listed(mother, 'lapas.jpg');
    await look(mother, 'papildyti-be-skripto-klaida');
    await sends(mother).click();
    await page.waitForURL(/zinute=request-supplement/);
    assert.ok((await text(mother)).includes('lapas.jpg'));
  });

  await step('a document asked for is given', async () => {
    await signInOfficial(specialist, country.siauliai, 'specialistas', country.password);
    await openCase(specialist, number);
    await until('the supplement', async () => {
      await specialist.page.reload();
      return (await text(specialist)).includes('lapas.jpg');
    });
    await specialist.page.getByRole('button', { name: /^Susipažinau/ }).click();
    await specialist.page.waitForURL(/zinute=answered/);
    await ask(specialist, 'residence', 'Registre nematome, kur gyvena vaikas.');
    await page.goto(address);
    await reloadUntil(mother, 'Trūksta 1 dokumento');
    await page.getByRole('link', { name: /Pateikti dokumentą/ }).click();
    await page.locator('#failai').setInputFiles(camera);
    await sends(mother).click();
    await page.waitForURL(/zinute=request-supplement/);
    await reloadUntil(mother, 'Dokumentą gavome');
    await look(mother, 'prasymas-dokumentas-pateiktas-be-skripto');
  });
  await mother.context.close();
  await specialist.context.close();
});
