// Filling in an application for child benefit, as a mother does.
import assert from 'node:assert/strict';
import { look } from './browser.mjs';

// An account of a Lithuanian bank with right check digits; nobody's.
export const ACCOUNT = 'LT60 1010 0123 4567 8901';

export async function confirmPolicy(who) {
  const { page } = who;
  if (!page.url().includes('/susipazinti')) return;
  await page.getByLabel('Susipažinau su privatumo politika').check();
  await page.locator('main form button').last().click();
}

// A family of one or two children says what registers do not know: nothing.
export async function nothingUnknown(page) {
  for (const name of ['studentai', 'sugyventinis', 'kitos']) {
    const none = page.locator(`input[name=${name}][value=ne]`);
    if (await none.isVisible()) await none.check();
  }
}

// From "Mano SPIS" to the receipt; answers the receipt number. `children`: what else she answers about them; `checked`: axe and width on each screen.
export async function apply(who, country, { email, phone = '+37060000000', children = async () => {}, checked = true, mistakes = false } = {}) {
  const { page } = who;
  const see = (name) => (checked ? look(who, name) : undefined);
  await page.goto(`${country.portal}/prasymai/naujas`);
  await see('privatumas-susipazinti');
  await confirmPolicy(who);
  if (!page.url().endsWith('/prasymai/naujas')) await page.goto(`${country.portal}/prasymai/naujas`);
  await see('naujas-prasymas');
  await page.locator('main form').getByRole('button').click();
  await page.waitForURL(/\/vaikai/);
  await see('prasymas-vaikai');
  await page.locator('input[name=papildoma]').first().check();
  await nothingUnknown(page);
  await children(page);
  await page.getByRole('button', { name: 'Toliau' }).click();
  await page.waitForURL(/\/mokejimas/);
  if (mistakes) {
    await page.locator('#saskaita').fill('LT12 1000 0111 0100 100');
    await page.locator('#telefonas').fill('+37060000000');
    await page.getByRole('button', { name: 'Toliau' }).click();
    assert.equal(await page.locator('#saskaita').inputValue(), 'LT12 1000 0111 0100 100', 'nothing typed is lost');
    assert.match(await page.title(), /^Klaida:/);
    await see('prasymas-mokejimas-klaida');
  }
  await page.locator('#saskaita').fill(ACCOUNT);
  await page.locator('input[name=kieno]').first().check();
  await page.locator('#telefonas').fill(phone);
  if (email) {
    await page.locator('#elpastas').fill(email);
    await page.locator('input[name=pranesimai][value=email]').check();
  } else {
    await page.locator('input[name=pranesimai][value=portal]').check();
  }
  await see('prasymas-mokejimas');
  await page.getByRole('button', { name: 'Toliau' }).click();
  await page.waitForURL(/\/perziura/);
  await see('prasymas-perziura');
  await page.locator('#patvirtinu').check();
  await page.getByRole('button', { name: /^(Pateikti prašymą|Vis tiek pateikti)$/ }).click();
  await page.waitForURL(/\/prasymai\/[0-9a-f-]{36}/);
  await see('prasymas-gautas');
  const receipt = (await page.locator('.sp-total b').innerText()).trim();
  assert.match(receipt, /^K-\d{4}-\d{6}$/);
  return receipt;
}
