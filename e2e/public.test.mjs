// What anybody reads without signing in, on a telephone and on a desk, light and dark.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { look, openBrowser, person } from './browser.mjs';
import { startCountry, until } from './country.mjs';

let country;
let browser;

before(async () => {
  [country, browser] = await Promise.all([startCountry({ people: 1000 }), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await country?.stop();
});

const PAGES = ['', 'parama', 'parama/vaiko-pinigai', 'parama/sildymo-kompensacija', 'pagalba', 'kontaktai', 'darbuotojams', 'bukle', 'nustatymai', 'slapukai', 'trumpai/en', 'trumpai/pl', 'trumpai/uk', 'trumpai/ru'];

for (const phone of [false, true]) {
  test(`the public pages are whole on a ${phone ? 'telephone' : 'desk'}`, async () => {
    const anybody = await person(browser, { phone });
    for (const place of PAGES) {
      const answer = await anybody.page.goto(`${country.portal}/${place}`);
      assert.equal(answer.status(), 200, place);
      await look(anybody, `public-${place.replaceAll('/', '-') || 'start'}`);
    }
    await anybody.page.emulateMedia({ colorScheme: 'dark' });
    for (const place of PAGES) {
      await anybody.page.goto(`${country.portal}/${place}`);
      await look(anybody, `public-${place.replaceAll('/', '-') || 'start'}-dark`);
    }
    await anybody.context.close();
  });
}

test('support is found in her own words without JavaScript, with the sum of the law', async () => {
  const mother = await person(browser, { phone: true, script: false });
  const { page } = mother;
  await page.goto(country.portal);
  await page.getByLabel('Ieškoti savais žodžiais').fill('vaiko pinigų');
  await page.getByRole('button', { name: 'Ieškoti', exact: true }).click();
  await page.getByRole('link', { name: 'Išmoka vaikui (vaiko pinigai)' }).click();
  const text = await page.locator('main').innerText();
  assert.match(text, /129,50\sEur per mėnesį/);
  assert.match(text, /6 straipsnis/);
  await page.getByRole('link', { name: 'Pradėti prašymą' }).click();
  assert.match(page.url(), /\/prisijungti\?toliau=\/prasymai\/naujas$/);
  await page.goto(`${country.portal}/parama?ieskoti=kosminis`);
  assert.match(await page.locator('main').innerText(), /Nieko neradome/);
  await mother.context.close();
});

test('SPIS is told of in short in four languages, from every page, and only Cyrillic fetches its letters', async () => {
  const anybody = await person(browser, { phone: true, script: false });
  const { page } = anybody;
  const cyrillic = () => page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].find((one) => one.unicodeRange.includes('U+400')).status;
  });
  await page.goto(`${country.portal}/nera-tokio`);
  assert.equal(await page.locator('footer a[href="/trumpai/uk"]').count(), 1, 'also where a page is not found');
  assert.equal(await cyrillic(), 'unloaded', 'the names of the languages alone need no letters of ours');
  for (const code of ['en', 'pl', 'uk', 'ru']) {
    await page.goto(country.portal);
    const link = page.locator(`footer a[lang=${code}][hreflang=${code}][href="/trumpai/${code}"]`);
    await link.click();
    await page.waitForURL(`**/trumpai/${code}`);
    assert.equal(await page.locator('main article').getAttribute('lang'), code);
    assert.equal(await page.locator('main h1').evaluate((one) => one.closest('[lang]').lang), code);
    assert.equal(await page.locator('main b[lang=lt]', { hasText: 'Vieta eilėje' }).count(), 1);
    assert.equal(await link.getAttribute('aria-current'), 'page');
    assert.equal(await cyrillic(), ['uk', 'ru'].includes(code) ? 'loaded' : 'unloaded', code);
    await page.locator('main a.ds-button').click();
    await page.waitForURL(/\/prisijungti/);
  }
  await anybody.context.close();
});

test('the state of the system is true, as a page and as JSON', async () => {
  const state = async () => (await fetch(`${country.portal}/bukle.json`)).json();
  const first = await until('streams heard', async () => {
    const seen = await state();
    const heard = seen.state.municipalities.filter((part) => part.health === 'works');
    return heard.length === 3 && seen;
  }, 90_000);
  assert.equal(first.works, true);
  assert.equal(first.state.municipalities.length, 60);
  assert.deepEqual(first.state.parts.map((part) => [part.key, part.health]), [['centre', 'works'], ['gateway', 'works'], ['registers', 'works']]);
  assert.ok(!JSON.stringify(first).match(/\d{11}/), 'no personal code');
});

test('the contacts name all municipalities', async () => {
  const anybody = await person(browser);
  await anybody.page.goto(`${country.portal}/kontaktai`);
  assert.equal(await anybody.page.locator('tbody tr').count(), 60);
  const inOrder = (names) => assert.deepEqual(names, [...names].sort(new Intl.Collator('lt').compare));
  inOrder(await anybody.page.locator('tbody th').allInnerTexts());
  // Those that work with the system have told how they are reached.
  assert.equal(await anybody.page.locator('tbody a[href^="tel:"]').count(), 3);
  await anybody.page.getByRole('link', { name: 'Š', exact: true }).click();
  await look(anybody, 'public-kontaktai-raide');
  await anybody.page.goto(country.portal);
  await anybody.page.getByRole('link', { name: 'Darbuotojų prisijungimas' }).click();
  inOrder(await anybody.page.locator('section').first().getByRole('link').allInnerTexts());
  await look(anybody, 'public-darbuotojams');
  await anybody.page.goto(`${country.portal}/bukle`);
  await anybody.page.locator('main summary').click();
  inOrder(await anybody.page.locator('main details li').allInnerTexts());
  await anybody.context.close();
});

test('display settings hold on every page without JavaScript, and the cookies are told of', async () => {
  const anybody = await person(browser, { phone: true, script: false });
  const { page, context } = anybody;
  await page.goto(`${country.portal}/nustatymai`);
  await page.getByLabel('Tamsios').check();
  await page.getByLabel('Didesnis').check();
  await page.getByRole('button', { name: 'Išsaugoti' }).click();
  assert.match(await page.locator('main').innerText(), /Nustatymai išsaugoti/);
  await page.goto(country.portal);
  assert.equal(await page.locator('html').getAttribute('data-color-scheme'), 'dark');
  assert.equal(await page.locator('html').getAttribute('data-text'), 'large');
  await page.goto(`${country.portal}/slapukai`);
  const sizes = (who) => who.page.evaluate(() => ['h1', '.sp-lead', 'td', '.sp-foot h2', '.sp-foot a', '.sp-brand b']
    .map((part) => parseFloat(getComputedStyle(document.querySelector(part)).fontSize)));
  const other = await person(browser, { phone: true });
  await other.page.goto(`${country.portal}/slapukai`);
  const [large, usual] = [await sizes(anybody), await sizes(other)];
  await other.context.close();
  large.forEach((size, at) => assert.ok(size >= usual[at] * 1.1, `part ${at}: ${usual[at]} px, enlarged ${size} px`));
  const told = await page.locator('tbody').innerText();
  for (const cookie of await context.cookies()) assert.ok(told.includes(cookie.name), `${cookie.name} is told of`);
  await look(anybody, 'public-cookies-dark-large');
  await context.close();
});
