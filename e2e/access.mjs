// How a page is reached and read by whoever cannot point, sees little, reads large letters or has no style.
import assert from 'node:assert/strict';
import path from 'node:path';

const shots = process.env.SPIS_SHOTS;
// The smallest width of WCAG: 1280 × 1024 at 400 %.
export const ZOOMED = { width: 320, height: 256 };
const FOCUSABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';

const shown = (place) => place.replaceAll('/', '-') || 'start';
export const shoot = async ({ page }, name) => {
  if (shots) await page.screenshot({ path: path.join(shots, `${name}-${page.viewportSize().width}.png`), fullPage: true });
};

// Where the keyboard stands: its name, whether the ring is drawn and whether anything of it is really seen.
const stop = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return null;
    // The ring of a box or a dot goes round its whole answer.
    const rings = [at, at.closest('.ds-field')].filter(Boolean).map((one) => getComputedStyle(one));
    const box = [...at.getClientRects()].find((one) => one.width > 0 && one.height > 0);
    const left = Math.max(box?.left ?? 0, 0);
    const right = Math.min(box?.right ?? 0, innerWidth);
    const top = Math.max(box?.top ?? 0, 0);
    const bottom = Math.min(box?.bottom ?? 0, innerHeight);
    const hit = right > left && bottom > top && document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return {
      name: `${at.tagName} ${at.id || at.name || at.textContent.trim().slice(0, 40)}`,
      ring: rings.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2),
      seen: Boolean(hit && (at === hit || at.contains(hit) || hit.contains(at) || hit.closest('label')?.control === at)),
    };
  });

export async function seenStop(page, place) {
  const at = await stop(page);
  if (at) {
    assert.ok(at.ring, `${place}: no ring round ${at.name}`);
    assert.ok(at.seen, `${place}: ${at.name} has the focus and is hidden`);
  }
  return at;
}

// Presses Tab (or Shift+Tab) until the wanted thing has the focus; every stop on the way must be seen.
export async function tabTo(page, wanted, { key = 'Tab', ours = true } = {}) {
  const place = new URL(page.url()).pathname;
  const target = await wanted.first().elementHandle();
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press(key);
    if (ours) await seenStop(page, place);
    if (await target.evaluate((one) => one === document.activeElement)) return;
  }
  throw new Error(`${place}: the keyboard does not reach ${wanted}`);
}

// Tab goes once through everything that can be used, in the order in which it is read, and is caught nowhere.
export async function wholeWalk(page) {
  const place = new URL(page.url()).pathname;
  const wanted = await page.evaluate((focusable) => {
    const usable = [...document.querySelectorAll(focusable)].filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }));
    // A group of radio buttons is one stop: the chosen one, or the first.
    const stops = usable.filter((one) => {
      if (one.type !== 'radio') return true;
      const group = usable.filter((other) => other.type === 'radio' && other.name === one.name && other.form === one.form);
      return one === (group.find((other) => other.checked) ?? group[0]);
    });
    stops.forEach((one, at) => {
      one.dataset.stop = String(at);
    });
    document.activeElement?.blur();
    getSelection().removeAllRanges();
    return stops.map((one) => `${one.tagName} ${one.id || one.name || one.textContent.trim().slice(0, 40)}`);
  }, FOCUSABLE);
  const reached = [];
  for (let presses = 0; presses < wanted.length + 3; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement?.dataset?.stop);
    // Between its end and its beginning the round leaves the page.
    if (at === undefined && reached[0] > 0 && reached.at(-1) === wanted.length - 1) continue;
    if (at === undefined || reached.includes(Number(at))) break;
    await seenStop(page, place);
    reached.push(Number(at));
  }
  // Where the page leads the reader to its news, the round begins there.
  const from = reached[0] ?? 0;
  const round = [...wanted.slice(from), ...wanted.slice(0, from)];
  assert.deepEqual(reached.map((at) => wanted[at]), round, `${place}: stops of the keyboard`);
}

// What WCAG 1.4.12 lets the reader set. A constructed sheet: the policy of contents does not take a style written in.
export const spaced = (page) =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });

// Words that stick out of the page or are cut by a box that neither grows nor scrolls.
export const cutWords = (page) =>
  page.evaluate(() => {
    const wrong = [];
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > room) wrong.push(`the page is ${document.documentElement.scrollWidth} wide`);
    // What only a screen reader gets is a box of one pixel or a clipped one.
    const unseen = (one) => one.clientWidth <= 1 || getComputedStyle(one).clipPath !== 'none' || getComputedStyle(one).clip !== 'auto';
    const hidden = (one) => {
      for (let at = one; at && at !== document.body; at = at.parentElement) {
        if (at.ariaHidden === 'true' || (getComputedStyle(at).position === 'absolute' && unseen(at))) return true;
      }
      return false;
    };
    for (const one of document.querySelectorAll('body *')) {
      if (hidden(one) || !one.checkVisibility() || one.closest('svg') || !one.textContent.trim()) continue;
      const style = getComputedStyle(one);
      const name = `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)}`;
      if (['hidden', 'clip'].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1) wrong.push(`cut: ${name}`);
      if (['hidden', 'clip'].includes(style.overflowY) && one.scrollHeight > one.clientHeight + 1) wrong.push(`cut: ${name}`);
      if (one.tagName === 'BUTTON' && one.scrollWidth > one.clientWidth + 1) wrong.push(`sticks out: ${name}`);
    }
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const around = words.currentNode.parentElement;
      if (!words.currentNode.data.trim() || hidden(around) || !around.checkVisibility()) continue;
      let scrolls = around;
      while (scrolls && !['auto', 'scroll'].includes(getComputedStyle(scrolls).overflowX)) scrolls = scrolls.parentElement;
      const range = document.createRange();
      range.selectNodeContents(words.currentNode);
      const right = Math.max(...[...range.getClientRects()].map((box) => box.right));
      // A word that cannot break must not lie on its neighbour's column.
      const own = around.closest('dd, dt, td, th, li, p, label, legend')?.getBoundingClientRect();
      if (own && own.width > 1 && right > own.right + 1) wrong.push(`out of its column: ${words.currentNode.data.trim().slice(0, 30)}`);
      if (!scrolls && right > room + 1) wrong.push(`out of the page: ${words.currentNode.data.trim().slice(0, 30)}`);
    }
    return wrong;
  });

// Without any style: a title first, a label beside each field, questions before answers, the button after the fields, words apart.
export const readingOrder = (page) =>
  page.evaluate(() => {
    const wrong = [];
    const before = (a, b) => Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
    const heading = document.querySelector('h1');
    const fields = (within) => [...within.querySelectorAll('input:not([type=hidden]), select, textarea')];
    for (const field of fields(document.querySelector('main'))) {
      if (!before(heading, field)) wrong.push(`${field.name} before the title`);
      const label = field.labels[0];
      const choice = ['radio', 'checkbox'].includes(field.type);
      if (!label || before(label, field) === choice) wrong.push(`${field.name}: the label is not beside it`);
      const question = field.closest('fieldset')?.querySelector('legend');
      if (question && !before(question, field)) wrong.push(`${field.name} before its question`);
    }
    for (const form of document.querySelectorAll('main form')) {
      const button = [...form.querySelectorAll('button')].pop();
      const last = fields(form).pop();
      if (button && last && !before(last, button)) wrong.push(`the button before ${last.name}`);
    }
    // Two pieces of text without a space between them are read as one word.
    const inline = (one) => one instanceof Element && getComputedStyle(one).display === 'inline' && one.checkVisibility();
    for (const piece of document.querySelectorAll('body *')) {
      const last = piece.previousSibling;
      if (!inline(piece) || !inline(last) || piece.matches('select, textarea, svg *')) continue;
      if (/[^\s(„]$/.test(last.textContent) && /^[^\s.,:;)“–?!]/.test(piece.textContent)) {
        wrong.push(`one word: ${last.textContent.trim().slice(-20)}${piece.textContent.trim().slice(0, 20)}`);
      }
    }
    for (const picture of document.querySelectorAll('svg, img')) {
      const box = picture.getBoundingClientRect();
      if (box.width > 64 && !picture.matches('[role=img]')) wrong.push(`a drawing of ${Math.round(box.width)} px without style`);
    }
    return wrong.map((one) => `${location.pathname}: ${one}`);
  });

// A place as a screenshot is named.
export const nameOf = (place) => shown(place.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'x'));

// What a machine can say of names, links and colours on the page as it is drawn now.
export async function told(who) {
  const { page } = who;
  return [...await seenInNames(who), ...await page.evaluate(linksApart), ...await page.evaluate(outlines)]
    .map((one) => `${nameOf(new URL(page.url()).pathname)}: ${one}`);
}

// Whoever steers by voice says the words that are seen: the name that the browser gives to aids begins with or holds them.
async function seenInNames({ page, context }) {
  const cdp = await context.newCDPSession(page);
  await cdp.send('DOM.enable');
  await cdp.send('Accessibility.enable');
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  const wrong = [];
  const controls = nodes.filter(({ ignored, role }) => !ignored && ['link', 'button', 'textbox', 'searchbox', 'checkbox', 'radio', 'combobox'].includes(role?.value));
  for (const { backendDOMNodeId, name, role } of controls) {
    const { object } = await cdp.send('DOM.resolveNode', { backendNodeId: backendDOMNodeId });
    const { result } = await cdp.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      returnByValue: true,
      functionDeclaration: `function () {
        const label = this.labels?.[0] ?? this;
        if (this.matches('a, button') === false && !this.labels?.length) return '';
        const copy = label.cloneNode(true);
        copy.querySelectorAll('.sr, svg').forEach((one) => one.remove());
        return copy.textContent;
      }`,
    });
    const plain = (words) => words.replaceAll(/[\s\u2060]+/g, ' ').trim().toLowerCase();
    if (!name?.value?.trim()) wrong.push(`a ${role.value} without a name`);
    else if (!plain(name.value).includes(plain(result.value))) wrong.push(`${role.value} "${name.value}" is seen as "${plain(result.value)}"`);
  }
  await cdp.detach();
  return wrong;
}

// Links of one name in the same part of a page lead to one place; those in running text are underlined.
function linksApart() {
  const wrong = [];
  const places = new Map();
  for (const link of document.querySelectorAll('main a[href]')) {
    const name = link.textContent.replaceAll(/\s+/g, ' ').trim();
    const around = link.closest('tr, li, article, section, form') ?? document.body;
    const heading = around.closest('[aria-labelledby]')?.getAttribute('aria-labelledby') ?? '';
    const place = places.get(`${heading} ${name}`);
    const href = link.href.split('#')[0];
    if (place && place !== href && !link.closest('tr, li')) wrong.push(`two links "${name}" lead apart`);
    places.set(`${heading} ${name}`, href);
    const words = link.parentElement.textContent.trim() !== link.textContent.trim();
    const style = getComputedStyle(link);
    const boxed = link.matches('.ds-button') || parseFloat(style.borderBottomWidth) > 0;
    if (words && link.closest('p, dd, td') && !boxed && !style.textDecorationLine.includes('underline')) wrong.push(`"${name}" is a link by its colour alone`);
  }
  return wrong;
}

// Borders of fields and marks of choices stand out threefold from what is behind them (WCAG 1.4.11); a button is known by its words.
function outlines() {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const mixed = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const behind = (one) => {
    const layers = [];
    for (let at = one; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
    return ['Canvas', ...layers];
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const wrong = [];
  for (const one of document.querySelectorAll('main input:not([type=hidden], [type=file]), main select, main textarea')) {
    if (!one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    const ground = mixed(behind(one.parentElement));
    const filled = mixed(behind(one));
    const edge = parseFloat(style.borderTopWidth) > 0 ? mixed([...behind(one), style.borderTopColor]) : filled;
    const best = Math.max(contrast(edge, ground), contrast(filled, ground));
    if (best < 3) wrong.push(`the edge of ${one.id || one.name} stands out ${best.toFixed(2)}`);
  }
  return wrong;
}

// Words with Lithuanian letters on a page in English that are not marked as Lithuanian. Names of people, places and acts need no mark.
export const unmarkedWords = (page) =>
  page.evaluate(() => {
    const found = [];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const { parentElement: around, data } = words.currentNode;
      if (around.closest('[lang]') !== document.documentElement || around.matches('script, style') || !around.checkVisibility()) continue;
      if (/^\p{Lu}[\p{L} ]* savivaldybė$/u.test(data.trim())) continue;
      if (/(^|[^\p{L}])\p{Ll}*[ąčęėįšųūž]/u.test(data)) found.push(data.trim());
    }
    return found;
  });
