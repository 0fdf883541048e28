// Whoever cannot point, sees little, reads large letters or has no colours applies as everybody does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ZOOMED, cutWords, nameOf, readingOrder, seenStop, shoot, spaced, tabTo, told, unmarkedWords, wholeWalk } from './access.mjs';
import { ACCOUNT, apply } from './application.mjs';
import { look, openBrowser, person, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';

const PUBLIC = [
  '', 'parama', 'parama/vaiko-pinigai', 'pagalba', 'kontaktai', 'bukle', 'nustatymai', 'slapukai', 'privatumas', 'prieinamumas', 'prisijungti',
  'trumpai/pl', 'trumpai/uk',
];

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

// An answer is saved as it is given; the reader stays where she is.
async function keepsFocus(page, change) {
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/saugoti'));
  await change();
  const before = await page.evaluate(() => document.activeElement.id);
  // Whoever does not see it is told: the region stands on the page before its words change.
  assert.equal(await page.locator('#issaugota [aria-live]').count(), 1);
  await saved;
  await until('the news of the saving', async () => (await page.locator('#issaugota [aria-live]').innerText()).includes('Išsaugota'));
  assert.equal(await page.evaluate(() => document.activeElement.id), before, 'saving takes the focus away');
}

async function applyByKeyboard(page, resident) {
  const { keyboard } = page;
  await page.goto(country.portal);
  await keyboard.press('Tab');
  assert.match((await seenStop(page, '/')).name, /Pereiti|turin/i, 'the first stop skips to the content');
  await keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'turinys');
  await tabTo(page, page.getByRole('link', { name: 'Prisijungti', exact: true }), { key: 'Shift+Tab' });
  await keyboard.press('Enter');
  await page.waitForURL(/\/prisijungti/);
  await wholeWalk(page);
  await page.reload();
  await tabTo(page, page.locator('main form button'));
  await keyboard.press('Enter');
  // The gateway is another's site: here it only has to be passed.
  const code = page.locator('#asmens-kodas');
  await code.waitFor();
  await tabTo(page, code, { ours: false });
  await keyboard.type(resident.personal_code);
  await keyboard.press('Enter');
  await page.waitForURL((url) => url.href.startsWith(country.portal) && !url.pathname.startsWith('/prisijungti'));
  await wholeWalk(page);
  await page.reload();
  if (!page.url().includes('/susipazinti')) {
    await tabTo(page, page.locator('main').getByRole('link', { name: /^(Naujas prašymas|Prašyti vaiko pinigų)$/ }));
    await keyboard.press('Enter');
    await page.waitForURL(/\/(susipazinti|prasymai\/naujas)/);
  }
  if (page.url().includes('/susipazinti')) {
    await tabTo(page, page.locator('#susipazinau'));
    await keyboard.press('Space');
    await tabTo(page, page.locator('main form button').last());
    await keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.startsWith('/susipazinti'));
    if (!page.url().endsWith('/prasymai/naujas')) {
      await tabTo(page, page.locator('main').getByRole('link', { name: /^(Naujas prašymas|Prašyti vaiko pinigų)$/ }));
      await keyboard.press('Enter');
      await page.waitForURL(/\/prasymai\/naujas/);
    }
  }
  await tabTo(page, page.locator('main form button'));
  await keyboard.press('Enter');
  await page.waitForURL(/\/vaikai/);
  await wholeWalk(page);
  await page.reload();
  const child = page.locator('input[name=vaikai]').first();
  await tabTo(page, child);
  const chosen = await child.isChecked();
  await keepsFocus(page, () => keyboard.press('Space'));
  assert.equal(await child.isChecked(), !chosen);
  if (chosen) await keepsFocus(page, () => keyboard.press('Space'));
  await tabTo(page, page.locator('input[name=papildoma]'));
  await keepsFocus(page, () => keyboard.press('Space'));
  const few = (await page.locator('input[name=vaikai]').count()) < 3;
  // Of one or two children the family's income is asked: yes and no stand side by side, "there was none" comes first.
  for (const [name, press] of [['studentai', 'ArrowRight'], ['sugyventinis', 'ArrowRight'], ['kitos', 'Space']]) {
    const question = page.locator(`input[name=${name}]`);
    // Of a family of three nothing of this is asked.
    if (!few) {
      assert.ok(!(await question.first().isVisible()), name);
      continue;
    }
    await tabTo(page, question);
    await keepsFocus(page, () => keyboard.press(press));
    assert.ok(await page.locator(`input[name=${name}][value=ne]`).isChecked(), name);
  }
  await tabTo(page, page.getByRole('button', { name: 'Toliau' }));
  await keyboard.press('Enter');
  await page.waitForURL(/\/mokejimas/);

  // A mistake: the news has the focus, its link leads into the field.
  await tabTo(page, page.locator('#saskaita'));
  await keyboard.type('LT12 1000 0111 0100 100');
  await tabTo(page, page.getByRole('button', { name: 'Toliau' }));
  await keyboard.press('Enter');
  await until('the error', async () => (await page.title()).startsWith('Klaida:'));
  await until('the focus on the news', () => page.evaluate(() => document.activeElement.matches('[data-focus]')));
  await tabTo(page, page.locator('[data-focus] a[href="#saskaita"]'));
  await keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'saskaita');
  await seenStop(page, '/mokejimas');
  await keyboard.press('Control+A');
  await keyboard.type(ACCOUNT);
  await tabTo(page, page.locator('input[name=kieno]'));
  await keyboard.press('Space');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowUp');
  assert.ok(await page.locator('input[name=kieno]').first().isChecked(), 'arrows choose among the answers');
  await tabTo(page, page.locator('#telefonas'));
  await keyboard.type('+37060000000');
  await tabTo(page, page.locator('input[name=pranesimai]'));
  const portal = page.locator('input[name=pranesimai][value=portal]');
  await keyboard.press('Space');
  for (let presses = 0; presses < 4 && !(await portal.isChecked()); presses += 1) await keyboard.press('ArrowDown');
  assert.ok(await portal.isChecked());
  await tabTo(page, page.getByRole('button', { name: 'Toliau' }));
  await keyboard.press('Enter');
  await page.waitForURL(/\/perziura/);
  await wholeWalk(page);
  await page.reload();
  await tabTo(page, page.locator('#patvirtinu'));
  await keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Pateikti prašymą' }));
  await keyboard.press('Enter');
  await page.waitForURL(/\/prasymai\/[0-9a-f-]{36}/);
  assert.match((await page.locator('.sp-total b').innerText()).trim(), /^K-\d{4}-\d{6}$/);
  await wholeWalk(page);
  await tabTo(page, page.locator('header form button'), { key: 'Shift+Tab' });
  await keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/prasymai'));
}

for (const [name, viewport, key] of [
  ['a desk', { width: 1280, height: 860 }, 'siauliai_mother_of_three'],
  ['400 % zoom', ZOOMED, 'siauliai_mother_low_income'],
]) {
  test(`a whole application is sent by keyboard alone, the focus always seen: ${name}`, async () => {
    const mother = await person(browser);
    await mother.page.setViewportSize(viewport);
    await applyByKeyboard(mother.page, people[key]);
    assert.deepEqual(mother.complaints, []);
    await mother.context.close();
  });
}

// The pages of a resident with a started and a sent application.
async function ownPages(who) {
  const { page } = who;
  await page.goto(`${country.portal}/prasymai/naujas`);
  await page.locator('main form').getByRole('button').click();
  await page.waitForURL(/\/vaikai/);
  const draft = new URL(page.url()).pathname.replace(/^\/|\/vaikai$/g, '');
  await page.goto(`${country.portal}/mano`);
  const sent = await page.locator('main a[href^="/prasymai/"]').evaluateAll((links) =>
    links.map((link) => link.getAttribute('href').split('#')[0]).find((href) => /^\/prasymai\/[0-9a-f-]{36}$/.test(href)));
  const after = ['', '/papildyti', '/klausti', '/taisyti', '/atsiimti'].map((place) => sent.slice(1) + place);
  return ['mano', 'mano/mokejimai', 'mano/zinutes', 'mano/duomenys', 'mano/nustatymai', 'prasymai/naujas', `${draft}/vaikai`, `${draft}/mokejimas`, ...after];
}

test('at 400 % zoom and with the reader\'s text spacing nothing is cut or runs out of the page', async () => {
  const mother = await person(browser);
  const { page } = mother;
  await signInResident(mother, country, people.siauliai_mother_high_income);
  await apply(mother, country, { checked: false });
  const own = await ownPages(mother);
  const wrong = [];
  for (const [kind, viewport] of [['zoom', ZOOMED], ['spacing', { width: 1280, height: 860 }], ['zoom-spacing', ZOOMED]]) {
    await page.setViewportSize(viewport);
    for (const place of [...PUBLIC, ...own]) {
      await page.goto(`${country.portal}/${place}`);
      if (kind.includes('spacing')) await spaced(page);
      wrong.push(...(await cutWords(page)).map((one) => `${kind} /${nameOf(place)}: ${one}`));
      await shoot(mother, `access-${kind}-${nameOf(place)}`);
    }
  }
  assert.deepEqual(wrong, []);
  await mother.context.close();
});

test('without any style an application is read in order and sent', async () => {
  const mother = await person(browser, { phone: true });
  const { page, context } = mother;
  let kept = 0;
  await context.route('**/*', (route) => {
    if (route.request().resourceType() !== 'stylesheet') return route.fallback();
    kept += 1;
    return route.abort();
  });
  await signInResident(mother, country, people.siauliai_mother_disabled_child);
  await page.goto(`${country.portal}/prasymai/naujas`);
  await apply(mother, country, { checked: false });
  assert.ok(kept > 10, 'stylesheets were asked for and kept back');
  const order = [];
  for (const place of await ownPages(mother)) {
    await page.goto(`${country.portal}/${place}`);
    await shoot(mother, `access-unstyled-${nameOf(place)}`);
    order.push(...await readingOrder(page));
  }
  assert.deepEqual(order, []);
  await context.close();
});

for (const phone of [true, false]) {
  test(`light, dark and with the system's own colours the portal passes, targets are large enough: ${phone ? 'a telephone' : 'a desk'}`, async () => {
    const mother = await person(browser, { phone });
    const { page } = mother;
    await signInResident(mother, country, people[phone ? 'siauliai_mother_low_income' : 'siauliai_mother_of_three']);
    await apply(mother, country, { checked: false });
    const places = [...PUBLIC, ...await ownPages(mother)];
    const looks = { light: { colorScheme: 'light', forcedColors: 'none' }, dark: { colorScheme: 'dark', forcedColors: 'none' }, forced: { colorScheme: 'dark', forcedColors: 'active' } };
    for (const [name, media] of Object.entries(looks)) {
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
      for (const place of places) {
        await page.goto(`${country.portal}/${place}`);
        // axe reads the colours of the sheet, not those that the system puts in their place.
        const rules = { 'target-size': { enabled: true }, 'color-contrast': { enabled: name !== 'forced' } };
        await look(mother, `access-${name}-${nameOf(place)}`, { narrow: false, rules });
        // A ring is drawn in these colours too.
        await page.keyboard.press('Tab');
        await seenStop(page, `/${place} ${name}`);
      }
    }
    await mother.context.close();
  });
}

test('every page says its language, has one title of its own and finds help in the same place', async () => {
  const mother = await person(browser);
  const { page } = mother;
  await signInResident(mother, country, people.siauliai_mother_of_three);
  const own = await ownPages(mother);
  for (const [code, suffix] of [['lt', ''], ['en', '?kalba=en']]) {
    const titles = new Map();
    const help = new Set();
    for (const place of [...PUBLIC, ...own]) {
      await page.goto(`${country.portal}/${place}${suffix}`);
      const seen = await page.evaluate(() => ({
        lang: document.documentElement.lang,
        title: document.title,
        headings: [...document.querySelectorAll('h1')].map((one) => one.innerText.trim()),
        mains: document.querySelectorAll('main').length,
        help: [...document.querySelectorAll('footer a[href]:not([href*="kalba="])')].map((one) => one.getAttribute('href')).join(' '),
      }));
      assert.equal(seen.lang, code, place);
      assert.equal(seen.headings.length, 1, `/${place}: ${seen.headings.join(' | ')}`);
      assert.equal(seen.mains, 1, place);
      assert.ok(!titles.has(seen.title), `/${place} and /${titles.get(seen.title)} are both called ${seen.title}`);
      titles.set(seen.title, place);
      help.add(seen.help);
    }
    assert.equal(help.size, 1, [...help].join('\n'));
    assert.match([...help][0], /^tel:\S+ .*\/pagalba .*\/prieinamumas/);
  }
  await mother.context.close();
});

test('names hold the words that are seen, links are told apart, edges stand out, Lithuanian words on English pages are marked', async () => {
  const mother = await person(browser);
  const { page } = mother;
  await signInResident(mother, country, people.siauliai_protected_mother);
  await apply(mother, country, { checked: false });
  const places = [...PUBLIC, ...await ownPages(mother)];
  const wrong = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const place of places) {
      await page.goto(`${country.portal}/${place}`);
      wrong.push(...(await told(mother)).map((one) => `${colorScheme} ${one}`));
    }
  }
  for (const place of places) {
    await page.goto(`${country.portal}/${place}?kalba=en`);
    wrong.push(...(await unmarkedWords(page)).map((one) => `${nameOf(place)} in English: ${one}`));
  }
  assert.deepEqual(wrong, []);
  await mother.context.close();
});
