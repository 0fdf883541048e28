// Documents that a mother adds: on a telephone, over a line that breaks, with and without JavaScript; the specialist sees them.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ACCOUNT, confirmPolicy, nothingUnknown } from './application.mjs';
import { look, openBrowser, person, signInOfficial, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';
import { pdf, photo, segments } from './documents.mjs';

const HEIC = path.resolve(import.meta.dirname, '../crates/platform/documents/tests/attachments/photo.heic');
let country;
let browser;
let people;
let folder;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spis-files-'));
  [country, browser] = await Promise.all([startCountry(), openBrowser()]);
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

// From the start of an application to the look before sending; the address of its documents.
async function reviewing(who) {
  const { page } = who;
  await page.goto(`${country.portal}/prasymai/naujas`);
  await confirmPolicy(who);
  if (!page.url().endsWith('/prasymai/naujas')) await page.goto(`${country.portal}/prasymai/naujas`);
  await page.locator('main form').getByRole('button').click();
  await page.waitForURL(/\/vaikai/);
  await page.locator('input[name=papildoma]').first().check();
  await nothingUnknown(page);
  await page.getByRole('button', { name: 'Toliau' }).click();
  await page.waitForURL(/\/mokejimas/);
  await page.locator('#saskaita').fill(ACCOUNT);
  await page.locator('input[name=kieno]').first().check();
  await page.locator('#telefonas').fill('+37060000000');
  await page.locator('input[name=pranesimai][value=portal]').check();
  await page.getByRole('button', { name: 'Toliau' }).click();
  await page.waitForURL(/\/perziura/);
  await page.getByRole('link', { name: 'Pridėti dokumentą' }).click();
  await page.waitForURL(/\/dokumentai$/);
}

const received = (page) => page.locator('[aria-labelledby=gauta]');

async function upload(who, ...files) {
  const { page } = who;
  await page.locator('#failai').setInputFiles(files);
  await page.getByRole('button', { name: 'Įkelti', exact: true }).click();
}

async function bytesOf(who, name) {
  const href = await received(who.page).getByRole('link', { name }).getAttribute('href');
  const answer = await who.context.request.get(country.portal + href);
  assert.equal(answer.status(), 200);
  assert.match(answer.headers()['content-security-policy'], /sandbox/);
  return answer.body();
}

test('a telephone with JavaScript, over a line that breaks', async () => {
  const mother = await person(browser, { phone: true });
  const { page, context, complaints } = mother;
  const large = pdf(folder, 'teismo sprendimas.pdf', 9_900_000);
  await signInResident(mother, country, people.siauliai_mother_of_three);
  await reviewing(mother);

  await step('the page says what is taken', async () => {
    await look(mother, 'dokumentai-tusti');
    assert.match(await page.locator('main').innerText(), /iki 10 MB/);
  });

  await step('a photo is kept without the place where it was taken', async () => {
    const file = await photo(page, folder, 'IMG_0001.jpg', 1200, 900);
    assert.ok(segments(fs.readFileSync(file)).includes(0xe1), 'the photo that is sent has EXIF');
    await upload(mother, file);
    await page.waitForURL(/zinute=uploads-added/);
    const kept = await bytesOf(mother, /IMG_0001/);
    assert.ok(!segments(kept).includes(0xe1), 'EXIF is kept');
    assert.ok(!kept.includes('Exif'));
    assert.match(await received(page).innerText(), /1 puslapis, /);
    await until('the small picture', () => page.locator('.sp-doc img').first().evaluate((i) => i.complete && i.naturalWidth > 0));
  });

  await step('a lost connection in the middle costs nothing', async () => {
    let parts = 0;
    let refusing = false;
    await page.route('**/dalis?**', async (route) => {
      parts += 1;
      // Once the part comes and its answer is lost; then nothing goes through for a while.
      if (parts === 4) {
        await route.fetch();
        refusing = true;
        return route.abort('connectionreset');
      }
      return refusing ? route.abort('internetdisconnected') : route.continue();
    });
    await page.route('**/gauta', (route) => (refusing ? route.abort('internetdisconnected') : route.continue()));
    await upload(mother, large);
    await until('the words about the lost connection', async () => (await page.locator('#ikelimas-eiga').innerText()).includes('ryšys nutrūko'));
    complaints.length = 0;
    await look(mother, 'dokumentai-rysys-nutruko');
    refusing = false;
    await until('the document', async () => (await received(page).innerText()).includes('teismo sprendimas.pdf'));
    complaints.length = 0;
    const asked = parts;
    const whole = Math.ceil(fs.statSync(large).size / (256 * 1024));
    assert.ok(asked <= whole + 1, `parts were sent anew: ${asked} for ${whole}`);
    const kept = await bytesOf(mother, /teismo sprendimas/);
    assert.ok(kept.equals(fs.readFileSync(large)), 'what is kept is not what was sent');
    await page.unroute('**/dalis?**');
    await page.unroute('**/gauta');
  });

  await step('a photo of an iPhone becomes a JPEG', async () => {
    await upload(mother, HEIC);
    await until('the photo', async () => (await received(page).innerText()).includes('photo.jpg'));
    assert.equal((await bytesOf(mother, /photo/)).subarray(0, 3).toString('hex'), 'ffd8ff');
  });

  await step('another format under the name of a photo is refused with words', async () => {
    const file = path.join(folder, 'nuotrauka.jpg');
    fs.writeFileSync(file, 'MZ\x90\0 a program');
    await upload(mother, file);
    await until('the words', async () => (await page.locator('#ikelimas-eiga').innerText()).includes('Tokio failo neatpažįstame'));
    complaints.length = 0;
    await look(mother, 'dokumentai-netinka');
  });

  await step('a photo that is too large is made smaller here', async () => {
    const file = await photo(page, folder, 'didelė.jpg', 4200, 3200, 0.97);
    assert.ok(fs.statSync(file).size > 10 * 1024 * 1024, 'the photo is large enough for the test');
    await upload(mother, file);
    await look(mother, 'dokumentai-per-didele');
    await page.getByRole('button', { name: /Sumažinti/ }).click();
    await until('the smaller photo', async () => (await received(page).innerText()).includes('didelė.jpg'), 90_000);
    await look(mother, 'dokumentai-gauti');
  });

  let sum;
  await step('the documents go with the application', async () => {
    sum = crypto.createHash('sha256').update(fs.readFileSync(large)).digest('hex');
    await page.getByRole('link', { name: 'Tęsti' }).click();
    await page.waitForURL(/\/perziura/);
    await look(mother, 'prasymas-perziura-su-dokumentais');
    await page.locator('#patvirtinu').check();
    await page.getByRole('button', { name: 'Pateikti prašymą' }).click();
    await page.waitForURL(/\/prasymai\/[0-9a-f-]{36}/);
    assert.match(await page.locator('main').innerText(), /teismo sprendimas\.pdf/);
    await look(mother, 'prasymas-su-dokumentais');
  });

  await step('the specialist sees them, whole, in the page', async () => {
    const number = await until('the registration', async () => {
      await page.reload();
      return (await page.locator('main').innerText()).match(/PR-29-\d{4}-\d{6}/)?.[0];
    });
    const specialist = await person(browser);
    await signInOfficial(specialist, country.siauliai, 'specialistas', country.password);
    await specialist.page.goto(`${country.siauliai}/darbai`);
    await specialist.page.getByRole('link', { name: number }).click();
    await specialist.page.locator('#dokumentai').waitFor();
    await look(specialist, 'byla-dokumentai');
    await specialist.page.getByRole('link', { name: /teismo sprendimas/ }).click();
    const picture = specialist.page.locator('.sp-doc__page');
    await until('the page drawn', () => picture.evaluate((i) => i.complete && i.naturalWidth > 0));
    await look(specialist, 'byla-dokumentas');
    const href = await specialist.page.getByRole('link', { name: 'Atsisiųsti' }).getAttribute('href');
    const answer = await specialist.context.request.get(country.siauliai + href);
    assert.match(answer.headers()['content-disposition'], /^attachment/);
    const arrived = crypto.createHash('sha256').update(await answer.body()).digest('hex');
    assert.equal(arrived, sum, 'what arrived is not what was sent');
    await specialist.context.close();
  });
  await context.close();
});

test('a telephone without JavaScript: several photos into one PDF, refusals, removal', async () => {
  const drawer = await person(browser);
  await drawer.page.goto(country.portal);
  const files = [await photo(drawer.page, folder, 'a.jpg', 900, 700), await photo(drawer.page, folder, 'b.jpg', 700, 900)];
  await drawer.context.close();
  const mother = await person(browser, { phone: true, script: false });
  const { page } = mother;
  await signInResident(mother, country, people.siauliai_mother_disabled_child);
  await reviewing(mother);

  await step('photos are joined', async () => {
    await page.locator('#sujungti').check();
    await upload(mother, ...files);
    await page.waitForURL(/zinute=uploads-added/);
    const text = await received(page).innerText();
    assert.match(text, /Nuotraukos\.pdf/);
    assert.match(text, /2 puslapiai/);
    const kept = await bytesOf(mother, /Nuotraukos/);
    assert.ok(kept.subarray(0, 5).equals(Buffer.from('%PDF-')) && !kept.includes('Exif'));
    await look(mother, 'dokumentai-be-skripto');
  });

  await step('what is too large is refused with words, the rest is kept', async () => {
    const large = path.join(folder, 'per didelis.pdf');
    fs.writeFileSync(large, Buffer.alloc(11 * 1024 * 1024, '%'));
    await upload(mother, large, pdf(folder, 'maža.pdf', 1000));
    await page.getByText('„per didelis.pdf“: Failas per didelis').first().waitFor();
    assert.match(await received(page).innerText(), /maža\.pdf/);
    await look(mother, 'dokumentai-be-skripto-klaida');
  });

  await step('a document is taken away again', async () => {
    await page.getByRole('button', { name: /Pašalinti.*maža/ }).click();
    await page.waitForURL(/zinute=uploads-removed/);
    assert.doesNotMatch(await received(page).innerText(), /maža/);
  });
  await mother.context.close();
});
