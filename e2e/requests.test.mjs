// After sending: a mother corrects, supplements, asks, gives a document and takes an application back; a specialist answers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { apply } from './application.mjs';
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

const text = (who) => who.page.locator('main').innerText();
const reloadUntil = (who, wanted) =>
  until(wanted, async () => {
    await who.page.reload();
    return (await text(who)).includes(wanted);
  });

// Opens one of the things that she may still do, writes and sends.
async function write(who, link, words, button, shot) {
  await who.page.getByRole('link', { name: link }).click();
  await look(who, shot);
  if (words) await who.page.locator('#tekstas').fill(words);
  await who.page.getByRole('button', { name: button, exact: true }).click();
  await who.page.waitForURL(/zinute=request-/);
}

async function openCase(who, number) {
  await who.page.goto(`${country.siauliai}/darbai`);
  await who.page.getByRole('link', { name: number }).click();
}

for (const [name, options] of [['a telephone', { phone: true }], ['a desk', {}]]) {
  test(`corrected, supplemented, asked and answered, a document given, withdrawn: ${name}`, async () => {
    const mother = await person(browser, options);
    const specialist = await person(browser);
    await signInResident(mother, country, options.phone ? people.siauliai_mother_of_three : people.siauliai_mother_low_income);
    await apply(mother, country, { checked: false });
    await reloadUntil(mother, 'PR-29-');
    await reloadUntil(mother, 'apskaičiuota pagal taisyklę');
    const number = (await text(mother)).match(/PR-29-\d{4}-\d{6}/)[0];

    // Nobody has taken it up: the correction is applied by itself.
    await mother.page.getByRole('link', { name: 'Pataisyti prašymą' }).click();
    await look(mother, 'pataisyti');
    await mother.page.getByRole('button', { name: 'Pradėti taisyti' }).click();
    await mother.page.waitForURL(/\/vaikai/);
    await mother.page.getByRole('button', { name: 'Toliau' }).click();
    await mother.page.waitForURL(/\/mokejimas/);
    await mother.page.getByRole('button', { name: 'Toliau' }).click();
    await mother.page.waitForURL(/\/perziura/);
    await mother.page.locator('#patvirtinu').check();
    await mother.page.getByRole('button', { name: 'Išsiųsti pataisymą' }).click();
    await until('the error', async () => (await mother.page.title()).startsWith('Klaida:'));
    await look(mother, 'pataisyti-klaida');
    await mother.page.goto(mother.page.url().replace(/\/(pateikti|perziura).*$/, '/mokejimas'));
    await mother.page.locator('#telefonas').fill('+37061111111');
    await mother.page.getByRole('button', { name: 'Toliau' }).click();
    await mother.page.waitForURL(/\/perziura/);
    await mother.page.locator('#patvirtinu').check();
    await mother.page.getByRole('button', { name: 'Išsiųsti pataisymą' }).click();
    await mother.page.waitForURL(/zinute=request-correction/);
    await reloadUntil(mother, 'Pritaikyta');
    await look(mother, 'prasymas-pataisytas');

    await signInOfficial(specialist, country.siauliai, 'specialistas', country.password);
    await openCase(specialist, number);
    assert.ok((await text(specialist)).includes('+37061111111'));
    await specialist.page.getByRole('button', { name: 'Imti nagrinėti' }).click();
    await specialist.page.waitForURL(/zinute=taken-up/);

    // Now what she adds is acknowledged by a person, and a question is answered.
    await write(mother, 'Papildyti prašymą', 'Vaikas nuo rugsėjo lanko darželį.', 'Išsiųsti papildymą', 'papildyti');
    await write(mother, 'Klausti dėl prašymo', 'Kada bus sprendimas?', 'Išsiųsti klausimą', 'klausti');
    await reloadUntil(mother, 'Gauta, laukia atsakymo');
    await look(mother, 'prasymas-zinutes');
    await specialist.page.goto(`${country.siauliai}/darbai`);
    assert.ok((await text(specialist)).includes('Neatsakyta žinutė'));
    await look(specialist, 'darbai-zinutes');
    await openCase(specialist, number);
    await look(specialist, 'byla-zinutes');
    const about = (heading) => specialist.page.locator('article', { has: specialist.page.getByRole('heading', { name: heading, exact: true }) });
    await about('Papildymas').getByRole('button', { name: /^Susipažinau/ }).click();
    await specialist.page.waitForURL(/zinute=answered/);
    await about('Klausimas').locator('textarea').fill('Nuspręsti turime iki nurodytos dienos.');
    await about('Klausimas').getByRole('button', { name: /Išsiųsti atsakymą/ }).click();
    await until('the answer', async () => (await text(specialist)).includes('Nuspręsti turime iki nurodytos dienos.'));
    await reloadUntil(mother, 'Nuspręsti turime iki nurodytos dienos.');

    // A document is asked for and given.
    await specialist.page.getByText('Prašyti dokumento', { exact: true }).click();
    await specialist.page.locator('#dokumentas').selectOption('custody');
    await specialist.page.locator('#kodel').fill('Registre nematome, su kuo gyvena vaikas.');
    await specialist.page.getByRole('button', { name: 'Paprašyti', exact: true }).click();
    await specialist.page.waitForURL(/zinute=document-asked/);
    await look(specialist, 'byla-laukia-dokumento');
    // It is among her messages, unread until it is opened where it lies.
    const application = mother.page.url().replace(/[?#].*$/, '');
    await mother.page.goto(`${country.portal}/mano/zinutes`);
    await reloadUntil(mother, 'Paprašyta dokumento');
    assert.ok((await text(mother)).includes('1 neskaityta'));
    await mother.page.getByRole('link', { name: /^Žinutės ?, 1 neskaityta$/ }).waitFor();
    await look(mother, 'zinutes');
    await mother.page.emulateMedia({ colorScheme: 'dark' });
    await look(mother, 'zinutes-tamsus');
    await mother.page.emulateMedia({ colorScheme: 'light' });
    await mother.page.getByRole('link', { name: /^Paprašyta dokumento/ }).click();
    await mother.page.waitForURL(`${application}#truksta`);
    assert.match(await text(mother), /Trūksta 1 dokumento[\s\S]*per 1 mėnesį nuo dienos, kai paprašėme/);
    await look(mother, 'prasymas-truksta');
    await mother.page.goto(`${country.portal}/mano/zinutes`);
    assert.ok((await text(mother)).includes('Neskaitytų nėra.'));
    await mother.page.goto(`${country.portal}/mano`);
    await look(mother, 'mano-truksta');
    await mother.page.getByRole('link', { name: /Pateikti dokumentą/ }).click();
    await mother.page.getByRole('link', { name: /Šio dokumento neturiu/ }).click();
    await look(mother, 'neturiu');
    await mother.page.goBack();
    await mother.page.getByRole('link', { name: /Pateikti dokumentą/ }).click();
    await look(mother, 'pateikti-dokumenta');
    await mother.page.locator('#tekstas').fill('Tėvų susitarimas pridėtas.');
    await mother.page.getByRole('button', { name: 'Išsiųsti papildymą' }).click();
    await mother.page.waitForURL(/zinute=request-supplement/);
    await reloadUntil(mother, 'Dokumentą gavome');

    // She takes it back; a person confirms.
    await mother.page.getByRole('link', { name: 'Atsiimti prašymą' }).click();
    await look(mother, 'atsiimti');
    await mother.page.locator('#patvirtinu').check();
    await mother.page.getByRole('button', { name: 'Atsiimti prašymą' }).click();
    await mother.page.waitForURL(/zinute=request-withdrawal/);
    await reloadUntil(mother, 'Gauta, specialistas dar neperskaitė');
    await openCase(specialist, number);
    await about('Prašymas atsiimti').getByRole('button', { name: /Patvirtinti atsiėmimą/ }).click();
    await specialist.page.waitForURL(/zinute=answered/);
    await look(specialist, 'byla-atsiimta');
    await reloadUntil(mother, 'Prašymas atsiimtas');
    await look(mother, 'prasymas-atsiimtas');
    await mother.page.goto(`${country.portal}/mano/nustatymai`);
    await look(mother, 'nustatymai');
    await mother.page.emulateMedia({ colorScheme: 'dark' });
    await look(mother, 'nustatymai-tamsus');
    await mother.page.goto(`${country.portal}/mano`);
    await look(mother, 'mano-atsiimta-tamsus');
  });
}
