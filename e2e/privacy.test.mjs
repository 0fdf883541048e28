// What nobody else may learn: addresses, cookies, letters, the browser's memory, and the estranged father of a hidden mother's child.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { ACCOUNT, apply, confirmPolicy, nothingUnknown } from './application.mjs';
import { look, openBrowser, person, signInOfficial, signInResident } from './browser.mjs';
import { startCountry, until } from './country.mjs';

const run = promisify(execFile);
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

// Street and house, as they stand in an address.
const streetOf = (one) => {
  const street = one.address.text.split(',')[0];
  assert.match(street, /\d/, 'a street with its house');
  return street;
};

async function family(resident) {
  const answer = await fetch(`${country.simulator}/registers/population/family`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personal_code: resident.personal_code, purpose: 'bandymas', case: 'bandymas', asked_by: 'bandymas' }),
  });
  return answer.json();
}

// How often registers were asked for the portal itself.
const questions = async () => {
  const { requests } = await (await fetch(`${country.simulator}/registers/log`)).json();
  return requests.filter((request) => request.purpose.includes('savitarna')).length;
};

// He says that his child lives with him; the register knows better.
async function claimChildren(page) {
  for (const box of await page.locator('input[name=vaikai]').all()) await box.check();
  const names = () => page.locator('main form input[type=radio]').evaluateAll((all) => [...new Set(all.map((one) => one.name))]);
  const claim = async () => {
    for (const name of await names()) await page.locator(`input[name="${name}"]`).first().check();
    await nothingUnknown(page);
  };
  await claim();
  await page.getByRole('button', { name: 'Toliau' }).click();
  await page.waitForLoadState();
  if (!page.url().includes('/vaikai')) {
    await page.goBack();
    return;
  }
  await claim();
}

// Every address asked for and every cookie set by our sites, as the browser saw them.
function watch(who) {
  const seen = { addresses: [], titles: [], cookies: new Map(), waiting: [] };
  who.context.on('response', (response) => {
    const ours = [country.portal, country.siauliai].some((site) => response.url().startsWith(site));
    if (!ours) return;
    seen.addresses.push(decodeURIComponent(response.url()));
    seen.waiting.push(
      response.headersArray().then((headers) => {
        for (const { name, value } of headers) {
          if (name.toLowerCase() === 'location') seen.addresses.push(decodeURIComponent(value));
          if (name.toLowerCase() !== 'set-cookie') continue;
          for (const cookie of value.split('\n')) {
            if (!cookie.includes('Max-Age=0')) seen.cookies.set(cookie.split('=')[0], cookie);
          }
        }
      }),
    );
  });
  who.page.on('load', async (page) => seen.titles.push(await page.title().catch(() => '')));
  return seen;
}

const MAIL = 'mama.bandomoji@example.lt';

test('she is told before the register is asked, nothing personal stands in addresses, and cookies are those of the page', async () => {
  const mother = await person(browser, { phone: true });
  const { page } = mother;
  const seen = watch(mother);
  const resident = people.siauliai_mother_of_three;
  const { person: herself, children } = await family(resident);

  await signInResident(mother, country, resident, { later: false });
  assert.match(page.url(), /\/susipazinti\?toliau=\/mano/, 'the policy is asked on signing in');
  await look(mother, 'susipazinti-prisijungus');
  await page.getByRole('link', { name: 'Vėliau', exact: true }).click();
  await page.waitForURL(/\/mano$/);
  assert.ok((await text(mother)).includes('dar neklausėme'));
  await look(mother, 'mano-neinformuota');
  assert.equal(await questions(), 0, 'the register is asked only when she was told');
  await page.getByRole('link', { name: 'Perskaityti ir patvirtinti' }).click();
  const notice = await text(mother);
  for (const word of ['Ką ir iš kur', 'Kam:', 'Kokiu pagrindu', 'Kas mato', 'Kiek laikome', 'duomenu-apsauga-00@demo.invalid']) {
    assert.ok(notice.includes(word), word);
  }
  await look(mother, 'susipazinti-pranesimas');
  await confirmPolicy(mother);
  await page.waitForURL(/\/mano$/);
  assert.ok((await text(mother)).includes(children[0].person.given_name));
  assert.equal(await questions(), 1);

  await apply(mother, country, { email: MAIL, checked: false });
  await reloadUntil(mother, 'PR-29-');
  const number = (await text(mother)).match(/PR-29-\d{4}-\d{6}/)[0];
  await page.goto(`${country.portal}/mano`);
  await page.getByRole('link', { name: 'Kokių registrų apie Jus klausta ir kodėl' }).click();
  await reloadUntil(mother, number);
  assert.match(await text(mother), /Gyventojų registras[\s\S]*Šiaulių miesto/);
  // What was asked about her children for this case too.
  await reloadUntil(mother, children[0].person.given_name);
  await look(mother, 'kas-klausta');
  await page.goto(`${country.portal}/kontaktai`);
  assert.ok((await text(mother)).includes('duomenu-apsauga-29@demo.invalid'));
  await look(mother, 'kontaktai-pareigunai');
  await page.goto(`${country.portal}/nustatymai`);
  await page.locator('main form button').last().click();
  await page.waitForURL(/zinute=display-saved/);

  // Officials' cookies stand on the same page.
  const specialist = await person(browser);
  const officials = watch(specialist);
  await signInOfficial(specialist, country.siauliai, 'specialistas', country.password);
  await signInOfficial(specialist, `${country.portal}/centras/prisijungti`, 'analitikas', country.password);

  await page.goto(`${country.portal}/slapukai`);
  const rows = await page.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
  await Promise.all([...seen.waiting, ...officials.waiting]);
  const set = new Map([...seen.cookies, ...officials.cookies]);
  const names = [...set.keys()].map((name) => name.replace(/-\d\d-/, '-<nn>-'));
  // A place in the queue is kept where the house is full: front.test.mjs.
  const QUEUE = '__Host-spis-<nn>-queue';
  assert.deepEqual([...new Set(names), QUEUE].sort(), rows.map(([name]) => name).sort());
  for (const [name, , , lasts] of rows.filter(([name]) => name !== QUEUE)) {
    const cookie = [...set].find(([one]) => one.replace(/-\d\d-/, '-<nn>-') === name)[1];
    if (cookie.includes('Max-Age=31536000')) assert.equal(lasts, '1 metai', name);
    else {
      assert.ok(!/Max-Age|Expires/.test(cookie), cookie);
      assert.match(lasts, /naršyklės uždarymo/, name);
    }
    assert.match(cookie, /HttpOnly/);
  }
  // Nothing in the browser's other stores.
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);

  const personal = [
    resident.personal_code, resident.surname, MAIL, '60000000', ACCOUNT.replaceAll(' ', ''), ACCOUNT, streetOf(herself), number,
    ...children.map((child) => child.person.personal_code),
  ];
  assert.ok(seen.addresses.length > 30 && seen.titles.length > 5);
  for (const word of personal) {
    for (const place of [...seen.addresses, ...officials.addresses, ...seen.titles]) assert.ok(!place.includes(word), `${place} tells ${word}`);
  }

  // After signing out nothing comes back by Back.
  await page.goto(`${country.portal}/mano`);
  await page.goto(`${country.portal}/mano/duomenys`);
  await page.getByRole('button', { name: 'Atsijungti' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/mano'));
  for (let steps = 0; steps < 3; steps += 1) {
    await page.goBack({ waitUntil: 'load' }).catch(() => {});
    const html = await page.content();
    for (const word of [resident.surname, number, children[0].person.given_name]) {
      assert.ok(!html.includes(word), `${page.url()} after Back tells ${word}`);
    }
  }
  await Promise.all([mother.context.close(), specialist.context.close()]);
});

async function settle(site, number) {
  const specialist = await person(browser);
  const head = await person(browser);
  const open = async (who) => {
    await who.page.goto(`${site}/darbai`);
    await who.page.getByRole('link', { name: number }).click();
  };
  await signInOfficial(specialist, site, 'specialistas', country.password);
  await open(specialist);
  await until('a calculation', async () => {
    await specialist.page.reload();
    return (await specialist.page.getByRole('button', { name: 'Siūlyti sprendimą' }).count()) > 0;
  });
  const reason = async (who, words) => {
    const field = who.page.locator('#priezastis');
    if (await field.count()) await field.fill(words);
  };
  await reason(specialist, 'Vaikas gyvena su kitu iš tėvų.');
  await specialist.page.getByRole('button', { name: 'Siūlyti sprendimą' }).click();
  await specialist.page.waitForURL(/zinute=proposed/);
  await signInOfficial(head, site, 'vadovas', country.password);
  await open(head);
  await reason(head, 'Sutinku.');
  await head.page.getByRole('button', { name: 'Priimti sprendimą' }).click();
  await head.page.waitForURL(/zinute=adopted/);
  await Promise.all([specialist.context.close(), head.context.close()]);
}

test('the estranged father finds no string of the hidden mother in any page, document or header', async () => {
  const hidden = people.siauliai_protected_mother;
  const { person: herself } = await family(hidden);
  const phone = '+37061234567';
  const mother = await person(browser);
  await signInResident(mother, country, hidden);
  await apply(mother, country, { phone, email: 'paslepta@example.lt', checked: false });
  await reloadUntil(mother, 'PR-29-');
  const hers = (await text(mother)).match(/PR-29-\d{4}-\d{6}/)[0];
  await settle(country.siauliai, hers);
  const letters = await until('a letter', async () => {
    const all = await (await fetch(`${country.simulator}/mail.json`)).json();
    const list = all.messages ?? all.letters ?? all;
    return list.length ? list : undefined;
  });
  for (const letter of letters) {
    const said = `${letter.subject} ${letter.body}`;
    for (const word of [hidden.surname, hidden.given_name, hidden.personal_code, hers, 'http', 'išmok', 'Šiaul']) {
      assert.ok(!said.includes(word), `a letter tells ${word}`);
    }
  }

  const father = await person(browser);
  const { page } = father;
  await signInResident(father, country, people.vilnius_estranged_father);
  await page.goto(`${country.portal}/susipazinti`);
  await confirmPolicy(father);
  await apply(father, country, { children: claimChildren, checked: false });
  await reloadUntil(father, 'PR-13-');
  const his = (await text(father)).match(/PR-13-\d{4}-\d{6}/)[0];
  const vilnius = country.siauliai.replace(/\d+$/, (port) => String(Number(port) + 13));
  await settle(vilnius, his);
  await page.goto(`${country.portal}/mano`);
  await until('his decision', async () => {
    await page.reload();
    return (await page.locator('a[href^="/sprendimai/"]').count()) > 0;
  });

  const always = [herself.address.text, streetOf(herself), phone, '61234567', 'paslepta@', hidden.personal_code, hers];
  // Lists of all municipalities are for everybody; his own pages name hers nowhere.
  const open = /^\/($|kontaktai|darbuotojams|bukle|parama|pagalba|privatumas|slapukai|nustatymai|prieinamumas)/;
  const waiting = ['/mano', '/mano/duomenys', '/mano/nustatymai', '/prasymai/naujas', '/nera-tokio'];
  const visited = new Set();
  let documents = 0;
  while (waiting.length) {
    const place = waiting.pop();
    if (visited.has(place)) continue;
    visited.add(place);
    assert.ok(visited.size < 150, 'the walk ends');
    const answer = await father.context.request.get(country.portal + place);
    const headers = JSON.stringify(answer.headersArray());
    let said = '';
    if ((answer.headers()['content-type'] ?? '').includes('pdf')) {
      documents += 1;
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spis-father-'));
      const file = path.join(folder, 'rastas.pdf');
      fs.writeFileSync(file, await answer.body());
      said = (await run('pdftotext', ['-layout', file, '-'])).stdout + (await run('pdfinfo', [file])).stdout;
      fs.rmSync(folder, { recursive: true });
    } else {
      said = await answer.text();
      for (const [, href] of said.matchAll(/href="(\/[^"#]*)/g)) {
        if (!href.startsWith('/assets') && !/kalba=|\.(css|js|svg|png|ico|woff2)/.test(href)) waiting.push(href.replaceAll('&amp;', '&'));
      }
    }
    const secrets = open.test(place) ? always : [...always, 'Šiaul'];
    for (const secret of secrets) assert.ok(!said.includes(secret) && !headers.includes(secret), `${place} tells ${secret}`);
  }
  assert.ok(documents > 0 && visited.size > 10, `${documents} documents, ${visited.size} pages`);
  assert.ok([...visited].some((place) => place.startsWith('/sprendimai/')));
  await page.goto(`${country.portal}/mano/duomenys`);
  await look(father, 'kas-klausta-tevas');
  // The walk would have found them: hers are on her own pages.
  assert.ok((await (await mother.context.request.get(`${country.portal}/mano`)).text()).includes(hers));
  await Promise.all([mother.context.close(), father.context.close()]);
});
