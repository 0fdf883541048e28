// A browser that looks at each page as a person would and as axe does.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.SPIS_SHOTS;

export async function openBrowser() {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'spis-chromium-'));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--lang=lt', `--disk-cache-dir=${profile}`,
    ],
  });
  const close = browser.close.bind(browser);
  return Object.assign(browser, {
    close: async () => {
      await close();
      fs.rmSync(profile, { recursive: true, force: true });
    },
  });
}

// A person with a browser of their own. `phone`: 360 px wide; `script: false`: no JavaScript.
export async function person(browser, { phone = false, script = true } = {}) {
  const context = await browser.newContext({
    viewport: phone ? { width: 360, height: 760 } : { width: 1280, height: 860 },
    isMobile: phone,
    hasTouch: phone,
    javaScriptEnabled: script,
    locale: 'lt-LT',
    timezoneId: 'Europe/Vilnius',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    // A form that is shown again with its errors answers 422, which the browser notes as a failed resource.
    if (message.type() === 'error' && !message.text().includes('422')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { context, page, complaints, script };
}

// The page has no axe violation, no missing wording, no sideways scrolling and no complaint of the browser.
// `rules`: rules of axe that are off by default, such as the size of targets.
export async function look(who, name, { narrow = true, rules = {} } = {}) {
  const { page, complaints } = who;
  assert.deepEqual(complaints, [], `${name}: the browser complains`);
  const text = await page.locator('body').innerText();
  assert.ok(!text.includes('⟦'), `${name}: a wording is missing: ${text.match(/⟦[^⟧]*⟧/)?.[0]}`);
  if (shots) await page.screenshot({ path: path.join(shots, `${name}-${page.viewportSize().width}.png`), fullPage: true });
  // axe is a script; without JavaScript the same pages are only walked and drawn.
  if (!who.script) return;
  const cdp = await who.context.newCDPSession(page);
  const { result } = await cdp.send('Runtime.evaluate', {
    expression: `${axe}; axe.run(document, { rules: ${JSON.stringify(rules)} }).then((r) => JSON.stringify(r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' – ' + (n.failureSummary ?? '')).join(' | '))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  assert.deepEqual(JSON.parse(result.value), [], `${name}: axe`);
  if (narrow) {
    const size = page.viewportSize();
    await page.setViewportSize({ width: 320, height: size.height });
    const wide = await page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return [];
      const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > room + 1);
      return ['page', ...out.slice(0, 5)].map((e) => e.tagName ? `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}` : e);
    });
    await page.setViewportSize(size);
    assert.deepEqual(wide, [], `${name}: too wide at 320 px`);
  }
}

// The first page of a paper, beside the pictures of pages.
export async function lookAtPaper(file, name) {
  if (shots) await promisify(execFile)('pdftoppm', ['-png', '-r', '60', '-f', '1', '-singlefile', file, path.join(shots, `${name}-1`)]);
}

// Through the gateway as one of the simulated people. With JavaScript the two forms in between send themselves.
// Whoever has not confirmed the privacy policy is asked to on signing in; `later`: she puts it off.
export async function signInResident(who, country, resident, { later = true } = {}) {
  const { page, script } = who;
  await page.goto(`${country.portal}/prisijungti`);
  await page.getByRole('button', { name: 'Prisijungti per Elektroninius valdžios vartus' }).click();
  if (!script) await page.locator('main form[action*="/gateway"] button').click();
  await page.locator('#asmens-kodas').fill(resident.personal_code);
  await page.getByRole('button', { name: 'Prisijungti šiuo kodu' }).click();
  if (!script) await page.getByRole('button', { name: 'Grįžti į SPIS' }).click();
  await page.waitForURL((url) => url.href.startsWith(country.portal) && !url.pathname.startsWith('/prisijungti'));
  if (later && page.url().includes('prisijungus=1')) {
    await page.getByRole('link', { name: 'Vėliau', exact: true }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/susipazinti'));
  }
}

export async function signInOfficial(who, address, name, password) {
  const { page } = who;
  await page.goto(address);
  await page.getByLabel('Naudotojo vardas').fill(name);
  await page.getByLabel('Slaptažodis').fill(password);
  await page.getByRole('button', { name: 'Prisijungti', exact: true }).click();
}
