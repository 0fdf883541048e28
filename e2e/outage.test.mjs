// Šiauliai's server is down while a mother applies: her application is taken, arrives once and is registered.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { apply } from './application.mjs';
import { openBrowser, person, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';

let country;
let browser;

before(async () => {
  [country, browser] = await Promise.all([startCountry({ layout: 'two', people: 1000 }), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await country?.stop();
});

test('an application sent while the municipality\'s server is down arrives once and is registered', async () => {
  const people = await country.people();
  const mother = await person(browser);
  await country.server('municipalities', 'stop');
  await signInResident(mother, country, people.siauliai_mother_of_three);
  const receipt = await apply(mother, country, { checked: false });
  const sent = await mother.page.locator('main').innerText();
  assert.ok(!sent.includes('PR-29-'), 'not registered while the server is down');
  await country.server('municipalities', 'start');
  await until('registration', async () => {
    await mother.page.reload();
    return (await mother.page.locator('main').innerText()).includes('PR-29-');
  }, 120_000);
  const registered = await mother.page.locator('main').innerText();
  assert.ok(registered.includes(receipt));
  assert.match(registered, /PR-29-\d{4}-000001/);
  await mother.page.goto(`${country.portal}/mano`);
  const home = await mother.page.locator('main').innerText();
  assert.equal(home.match(/PR-29-\d{4}-\d{6}/g).length, 1, 'registered once');
  await until('equal copies', async () => country.spis('node', 'reconcile').then(() => true, () => false));
});
