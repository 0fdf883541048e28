// An official who cannot point, sees little, has no JavaScript or no style receives, proposes and decides as everybody does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ZOOMED, cutWords, nameOf, readingOrder, seenStop, shoot, spaced, tabTo, told, unmarkedWords, wholeWalk } from './access.mjs';
import { ACCOUNT } from './application.mjs';
import { look, openBrowser, person, signInOfficial } from './browser.mjs';
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

// What stands on the paper: the same codes and names as in the population register.
async function familyOnPaper({ personal_code }) {
  const answer = await fetch(`${country.simulator}/registers/population/family`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personal_code, purpose: 'bandymas', case: 'bandymas', asked_by: 'bandymas' }),
  });
  const family = await answer.json();
  return { applicant: family.person, child: family.children.find((child) => child.lives_with).person };
}

// Acting with a pointer, or by the keyboard alone with every stop on the way seen.
const pointer = () => ({
  type: (field, text) => field.fill(text),
  choose: (group, value) => group.and(group.page().locator(`[value="${value}"]`)).check(),
  tick: (box) => box.check(),
  select: (list, value) => list.selectOption(value),
  press: (button) => button.click(),
});

const keyboard = (page) => ({
  async type(field, text) {
    await tabTo(page, field);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  },
  async choose(group, value) {
    const chosen = group.and(page.locator(':checked'));
    await tabTo(page, (await chosen.count()) > 0 ? chosen : group);
    await page.keyboard.press('Space');
    const wanted = group.and(page.locator(`[value="${value}"]`));
    for (let presses = 0; presses < 12 && !(await wanted.isChecked()); presses += 1) {
      await page.keyboard.press('ArrowDown');
      await seenStop(page, `${value}`);
    }
    assert.ok(await wanted.isChecked(), `arrows do not reach ${value}`);
  },
  async tick(box) {
    await tabTo(page, box);
    await page.keyboard.press('Space');
    assert.ok(await box.isChecked());
  },
  async select(list, value) {
    await tabTo(page, list);
    for (let presses = 0; presses < 12 && (await list.inputValue()) !== value; presses += 1) await page.keyboard.press('ArrowDown');
    assert.equal(await list.inputValue(), value);
  },
  async press(button) {
    await tabTo(page, button);
    await page.keyboard.press('Enter');
  },
});

const button = (page, name) => page.getByRole('button', { name, exact: true });

async function signIn({ page }, hands, name, site = country.siauliai) {
  await page.goto(`${site}/prisijungti`);
  await hands.type(page.getByLabel('Naudotojo vardas'), name);
  await hands.type(page.getByLabel('Slaptažodis'), country.password);
  await hands.press(button(page, 'Prisijungti'));
  await page.waitForURL((url) => !url.pathname.endsWith('/prisijungti'));
}

// The code is typed on the first page of the counter; the address does not tell it.
async function begin({ page }, hands, { applicant }) {
  await page.goto(`${country.siauliai}/priemimas`);
  await hands.type(page.locator('#asmens-kodas'), applicant.personal_code);
  await hands.press(page.locator('main form').first().getByRole('button'));
  await page.waitForURL(/\/priemimas\/juodrastis\//);
  assert.ok(!page.url().includes(applicant.personal_code));
}

async function fill({ page }, hands, { applicant, child }) {
  if (await page.locator('#vardas').count()) {
    await hands.type(page.locator('#vardas'), applicant.given_name);
    await hands.type(page.locator('#pavarde'), applicant.surname);
  }
  await hands.select(page.locator('#dokumentas'), 'passport');
  await hands.type(page.locator('#dokumento-nr'), '7K41');
  await hands.type(page.locator('#vaiko-kodas-1'), child.personal_code);
  await hands.type(page.locator('#vaiko-vardas-1'), child.given_name);
  await hands.type(page.locator('#vaiko-pavarde-1'), child.surname);
  await hands.choose(page.locator('input[name="atstovauja-e1"]'), 'parent');
  await hands.choose(page.locator('input[name="gyvena-e1"]'), 'taip');
  await hands.tick(page.locator('input[name="papildoma"]').first());
  for (const question of ['studentai', 'sugyventinis', 'kitos']) await hands.choose(page.locator(`input[name="${question}"]`), 'ne');
  await hands.type(page.locator('#saskaita'), ACCOUNT);
  await hands.tick(page.locator('input[name="kieno"]').first());
  await hands.type(page.locator('#telefonas'), '861234567');
  await hands.choose(page.locator('input[name="pranesimai"]'), 'counter');
  await hands.tick(page.locator('#registrai'));
  await hands.type(page.locator('#pateikta'), 'Vaiko gimimo liudijimo kopija');
  await hands.tick(page.locator('#neartimas'));
}

// From the paper to its number: registered, both papers at hand, the signature noted.
async function receive(who, hands, family, see = async () => {}) {
  const { page, context } = who;
  await begin(who, hands, family);
  await see('priemimas-juodrastis');
  await fill(who, hands, family);
  await hands.press(button(page, 'Registruoti prašymą'));
  await page.waitForURL(/\/priemimas\/prasymas\//);
  const number = (await page.locator('h1').innerText()).trim();
  assert.match(number, /^PR-29-\d{4}-\d{6}$/);
  await see('priemimas-prasymas');
  const papers = page.locator('main a[href$=".pdf"]');
  assert.equal(await papers.count(), 2);
  for (const paper of await papers.all()) {
    if (hands.reach) await hands.reach(paper);
    const answer = await context.request.get(country.siauliai + await paper.getAttribute('href'));
    assert.equal(answer.headers()['content-type'], 'application/pdf');
  }
  await hands.press(button(page, 'Pasirašyta'));
  await page.waitForURL(/zinute=paper-signed/);
  return number;
}

async function openCase({ page }, hands, number) {
  await page.goto(`${country.siauliai}/darbai`);
  await hands.press(page.getByRole('link', { name: number }));
  await page.waitForURL(/\/bylos\//);
}

const assessed = ({ page }) =>
  until('the rule\'s sums', async () => {
    await page.reload();
    return (await page.locator('#priezastis').count()) > 0 && (await page.locator('main').innerText()).includes('129,50');
  }, 120_000);

async function propose(who, hands, number, see = async () => {}) {
  const { page } = who;
  await openCase(who, hands, number);
  await assessed(who);
  await see('byla-siulyti');
  await hands.type(page.locator('#priezastis'), 'Duomenis patikrinau registruose.');
  await hands.press(button(page, 'Siūlyti sprendimą'));
  await page.waitForURL(/zinute=proposed/);
  await see('byla-pasiulyta');
}

async function decide(who, hands, number, see = async () => {}) {
  const { page } = who;
  await openCase(who, hands, number);
  await see('byla-spresti');
  await hands.type(page.locator('#priezastis'), 'Sutinku.');
  await hands.press(button(page, 'Priimti sprendimą'));
  await page.waitForURL(/zinute=adopted/);
  await see('byla-nuspresta');
}

// Each of three officials at a desk of the same kind.
async function fromPaperToDecision(desk, handsOf, family, see) {
  let number;
  const acts = {
    priemimas: async (who, hands, at) => { number = await receive(who, hands, family, at); },
    specialistas: (who, hands, at) => propose(who, hands, number, at),
    vadovas: (who, hands, at) => decide(who, hands, number, at),
  };
  for (const [name, act] of Object.entries(acts)) {
    const who = await desk();
    const hands = handsOf(who.page);
    await signIn(who, hands, name);
    await act(who, hands, (place) => see(who, place));
    assert.deepEqual(who.complaints, []);
    await who.context.close();
  }
}

test('without JavaScript a paper application is received, filled in, registered, printed, proposed and decided', async () => {
  const family = await familyOnPaper(people.siauliai_mother_of_three);
  await fromPaperToDecision(
    () => person(browser, { script: false }),
    pointer,
    family,
    (who, place) => shoot(who, `tarnyba-be-js-${place}`),
  );
});

for (const [name, viewport, key] of [
  ['a desk', { width: 1280, height: 860 }, 'siauliai_mother_low_income'],
  ['400 % zoom', ZOOMED, 'siauliai_mother_disabled_child'],
]) {
  test(`officials receive, propose and decide by keyboard alone, the focus always seen: ${name}`, async () => {
    const family = await familyOnPaper(people[key]);
    const desk = async () => {
      const who = await person(browser);
      await who.page.setViewportSize(viewport);
      return who;
    };
    const handsOf = (page) => ({ ...keyboard(page), reach: (link) => tabTo(page, link) });
    await fromPaperToDecision(desk, handsOf, family, async (who, place) => {
      await wholeWalk(who.page);
      assert.deepEqual(await cutWords(who.page), [], `${place}: cut`);
      await shoot(who, `tarnyba-klaviatura-${place}`);
      await who.page.reload();
    });
  });
}

// Who sees what: the pages of officials with something on each. `use` gets each with its address.
let prepared;
async function eachPage(settings, use) {
  const hands = pointer();
  if (!prepared) {
    const family = await familyOnPaper(people.siauliai_mother_high_income);
    const [counter, specialist] = [await person(browser), await person(browser)];
    await signIn(counter, hands, 'priemimas');
    await signIn(specialist, hands, 'specialistas');
    const number = await receive(counter, hands, family);
    const registered = new URL(counter.page.url()).pathname;
    await openCase(specialist, hands, number);
    await assessed(specialist);
    await begin(counter, hands, await familyOnPaper(people.siauliai_mother_of_three));
    prepared = [
      ['priemimas', ['/priemimas', new URL(counter.page.url()).pathname, registered, '/spausdinimas', '/nustatymai']],
      ['specialistas', ['/darbai', '/darbai?rodyti=nuspresta', new URL(specialist.page.url()).pathname]],
      ['mokejimai', ['/mokejimai']],
      ['', ['/prisijungti']],
      ['analitikas', ['/centras']],
    ];
    await counter.context.close();
    await specialist.context.close();
  }
  for (const [name, places] of prepared) {
    const who = await person(browser, settings);
    const node = name === 'analitikas' ? country.portal : country.siauliai;
    if (name) await signIn(who, hands, name, node === country.portal ? `${node}/centras` : node);
    for (const place of places) await use(who, node + place, `tarnyba${nameOf(place.replace('?', '/'))}`);
    await who.context.close();
  }
}

test('at 400 % zoom and with the reader\'s text spacing nothing is cut on the pages of officials', async () => {
  const wrong = [];
  await eachPage({}, async (who, address, name) => {
    for (const [kind, viewport] of [['zoom', ZOOMED], ['spacing', { width: 1280, height: 860 }], ['zoom-spacing', ZOOMED]]) {
      await who.page.setViewportSize(viewport);
      await who.page.goto(address);
      if (kind.includes('spacing')) await spaced(who.page);
      wrong.push(...(await cutWords(who.page)).map((one) => `${kind} ${name}: ${one}`));
      await shoot(who, `${name}-${kind}`);
    }
  });
  assert.deepEqual(wrong, []);
});

test('without any style the pages of officials are read in order', async () => {
  const wrong = [];
  let kept = 0;
  await eachPage({}, async (who, address, name) => {
    await who.context.unrouteAll();
    await who.context.route('**/*.css*', (route) => {
      kept += 1;
      return route.abort();
    });
    await who.page.goto(address);
    who.complaints.length = 0;
    wrong.push(...await readingOrder(who.page));
    await shoot(who, `${name}-be-stiliaus`);
  });
  assert.ok(kept > 10, 'stylesheets were asked for and kept back');
  assert.deepEqual(wrong, []);
});

for (const phone of [true, false]) {
  test(`light, dark and with the system's own colours the pages of officials pass, targets are large enough: ${phone ? 'a telephone' : 'a desk'}`, async () => {
    const looks = { light: { colorScheme: 'light', forcedColors: 'none' }, dark: { colorScheme: 'dark', forcedColors: 'none' }, forced: { colorScheme: 'dark', forcedColors: 'active' } };
    await eachPage({ phone }, async (who, address, name) => {
      for (const [kind, media] of Object.entries(looks)) {
        await who.page.emulateMedia({ ...media, reducedMotion: 'reduce' });
        await who.page.goto(address);
        // axe reads the colours of the sheet, not those that the system puts in their place.
        const rules = { 'target-size': { enabled: true }, 'color-contrast': { enabled: kind !== 'forced' } };
        await look(who, `${name}-${kind}`, { narrow: kind === 'light', rules });
        await who.page.keyboard.press('Tab');
        await seenStop(who.page, `${name} ${kind}`);
      }
    });
  });
}

test('on the pages of officials names hold the words that are seen, links are told apart, edges stand out, Lithuanian words are marked', async () => {
  const wrong = [];
  await eachPage({}, async (who, address, name) => {
    for (const colorScheme of ['light', 'dark']) {
      await who.page.emulateMedia({ colorScheme });
      await who.page.goto(address);
      wrong.push(...(await told(who)).map((one) => `${colorScheme} ${one}`));
    }
    await who.page.goto(`${address}${address.includes('?') ? '&' : '?'}kalba=en`);
    wrong.push(...(await unmarkedWords(who.page)).map((one) => `${name} in English: ${one}`));
    await who.page.goto(`${address}${address.includes('?') ? '&' : '?'}kalba=lt`);
  });
  assert.deepEqual(wrong, []);
});
