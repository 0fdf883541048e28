// Who lives where, who may act and what the family lives on: a guardian, a mother whose child lives with the father, and one with
// income that no register knows; what each answer brings is said at once, and the specialist sees what is left to a person.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ACCOUNT, confirmPolicy } from './application.mjs';
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
const next = (who) => who.page.getByRole('button', { name: 'Toliau' }).click();
const choose = (page, name, value) => page.locator(`input[name="${name}"][value="${value}"]`).check();

async function begin(who) {
  const { page } = who;
  await page.goto(`${country.portal}/prasymai/naujas`);
  await confirmPolicy(who);
  if (!page.url().endsWith('/prasymai/naujas')) await page.goto(`${country.portal}/prasymai/naujas`);
  await page.locator('main form').getByRole('button').click();
  await page.waitForURL(/\/vaikai/);
}

async function pay(who) {
  const { page } = who;
  await page.waitForURL(/\/mokejimas/);
  await page.locator('#saskaita').fill(ACCOUNT);
  await choose(page, 'kieno', 'mano');
  await page.locator('#telefonas').fill('+37060000000');
  await choose(page, 'pranesimai', 'portal');
  await next(who);
  await page.waitForURL(/\/perziura/);
}

// Sends; the number that the municipality gave.
async function send(who) {
  const { page } = who;
  await page.locator('#patvirtinu').check();
  await page.getByRole('button', { name: /^(Pateikti prašymą|Vis tiek pateikti)$/ }).click();
  await page.waitForURL(/\/prasymai\/[0-9a-f-]{36}/);
  await reloadUntil(who, 'apskaičiuota pagal taisyklę');
  return (await text(who)).match(/PR-29-\d{4}-\d{6}/)[0];
}

async function openCase(who, number) {
  await signInOfficial(who, country.siauliai, 'specialistas', country.password);
  await who.page.goto(`${country.siauliai}/darbai`);
  await who.page.getByRole('link', { name: number }).click();
}

for (const [name, phone] of [['a telephone', true], ['a desk', false]]) {
  const shot = (words) => words;

  test(`a guardian says which guardianship it is, and a ward of fifteen is asked: ${name}`, async () => {
    const guardian = await person(browser, { phone });
    const { page } = guardian;
    await signInResident(guardian, country, people.siauliai_guardian);
    await begin(guardian);
    assert.ok(await page.locator('input[name=vardu][value=globejas]').isChecked(), 'the register says so');
    const kinds = await page.locator('input[name^="globa-"][value=laikinoji]').all();
    assert.equal(kinds.length, 2);
    assert.equal(await page.locator('input[name^="sutikimas-"][value=praso]').count(), 1, 'only of the ward of fifteen');
    await look(guardian, shot('seima-globeja'));
    await choose(page, 'papildoma', 'ne');
    await next(guardian);
    await until('the errors', async () => (await page.title()).startsWith('Klaida:'));
    assert.match(await text(guardian), /Nurodykite, kokia globa ar rūpyba nustatyta \(.+\)/);
    await look(guardian, shot('seima-globeja-klaidos'));
    await kinds[0].check();
    await page.locator('input[name^="globa-"][value=nuolatine]').last().check();
    await page.locator('input[name^="sutikimas-"][value=praso]').check();
    await next(guardian);
    await pay(guardian);
    assert.match(await text(guardian), /Globa ar rūpyba: Laikinoji/);
    await look(guardian, shot('seima-globeja-perziura'));
    if (!phone) {
      const number = await send(guardian);
      const specialist = await person(browser);
      await openCase(specialist, number);
      await reloadUntil(specialist, 'Pareiškėjas nurodė, kad globa laikinoji');
      await look(specialist, shot('seima-globeja-byla'));
      await specialist.context.close();
    }
    await guardian.context.close();
  });

  test(`a child who lives with the other parent is asked for all the same, and left to a person: ${name}`, async () => {
    const mother = await person(browser, { phone });
    const { page } = mother;
    await signInResident(mother, country, people.siauliai_mother_high_income);
    await begin(mother);
    const home = page.locator('input[name^="gyvena-"][value=kitas]');
    const follows = page.getByText('Savivaldybė paprašys tėvų susitarimo arba teismo sprendimo, kam išmoka priklauso');
    await look(mother, shot('seima-su-ja'));
    await page.getByText('gyvena kitur ar pakaitomis').click();
    assert.equal(await follows.isVisible(), false, 'what follows is said of the answer that is chosen');
    await home.check();
    assert.ok(await follows.isVisible());
    await choose(page, 'papildoma', 'ne');
    await look(mother, shot('seima-pas-kita'));
    await next(mother);
    await pay(mother);
    assert.match(await text(mother), /Kur vaikas gyvena: Su kitu iš tėvų/);
    await look(mother, shot('seima-pas-kita-perziura'));
    if (!phone) {
      const number = await send(mother);
      const specialist = await person(browser);
      await openCase(specialist, number);
      await reloadUntil(specialist, 'Pareiškėjas nurodė, kad vaikas gyvena su kitu iš tėvų');
      await look(specialist, shot('seima-pas-kita-byla'));
      await specialist.page.getByRole('button', { name: 'Siūlyti sprendimą' }).click();
      await until('the refusal', async () => (await specialist.page.title()).startsWith('Klaida:'));
      await specialist.context.close();
    }
    await mother.context.close();
  });

  test(`income that no register knows is asked in few fields, its months named, and told as declared: ${name}`, async () => {
    const mother = await person(browser, { phone });
    const { page } = mother;
    await signInResident(mother, country, people.siauliai_mother_low_income);
    await begin(mother);
    assert.ok(await page.locator('input[name=kitos]').first().isHidden(), 'asked with the additional benefit only');
    await choose(page, 'papildoma', 'taip');
    await until('the question', () => page.locator('input[name=kitos]').first().isVisible());
    assert.match(await text(mother), /Nuo \d{4}-\d\d iki \d{4}-\d\d/);
    await next(mother);
    await until('the errors', async () => (await page.title()).startsWith('Klaida:'));
    await look(mother, shot('seima-pajamos-klaidos'));
    await choose(page, 'studentai', 'ne');
    await choose(page, 'sugyventinis', 'ne');
    await choose(page, 'kitos', 'taip');
    await choose(page, 'paj-rusys', 'nuoma');
    await page.locator('#paj-nuoma').fill('600,50');
    assert.ok(await page.locator('#paj-uzsienis').isHidden(), 'one sum for each kind that there was');
    await look(mother, shot('seima-pajamos'));
    await next(mother);
    await pay(mother);
    assert.match(await text(mother), /600,50/);
    await look(mother, shot('seima-pajamos-perziura'));
    if (!phone) {
      const number = await send(mother);
      const specialist = await person(browser);
      await openCase(specialist, number);
      await reloadUntil(specialist, '129,50');
      await specialist.page.locator('details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
      assert.match(await text(specialist), /600,50\s€? ?(Eur )?nurodė pareiškėja|nurodė pareiškėja/);
      await look(specialist, shot('seima-pajamos-byla'));
      await specialist.context.close();
    }
    await mother.context.close();
  });
}
