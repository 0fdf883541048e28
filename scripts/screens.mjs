// Makes docs/screens from what the browser tests drew: node scripts/screens.mjs <folder of SPIS_SHOTS>.
// Reduces each picture to 24 colours, replaces what docs/screens shows and writes its README.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { colours, readPng, writePng } from './png.mjs';

const shown = path.join(import.meta.dirname, '../docs/screens');
const COLOURS = 24;

// Heading, what it was compared with and how it differs, and the names that stand under it; the first that fits takes a name.
const GROUPS = [
  ['Start page, kinds of support, help, contacts, state of the system, the summary in four languages',
    'Prototype a; one link leads officials to a page of their own.',
    /^(public-(?!.*-dark)|viesas-|kontaktai-pareigunai|naujas-prasymas)/],
  ['My SPIS', 'Prototype c; the four answers stand on the card, the notice of art. 13/14 before the first register.',
    /^(kas-klausta|mano-|mokama-|nustatymai|privatumas-|seansas-|susipazinti-|zinutes-)/],
  ['Applying', 'Prototype d; documents and the screens of a power of attorney have no prototype.',
    /^(atstovas-|dokumentai-|forma-|prasymas-(mokejimas|perziura|su-dokumentais|vaikai)|seima-|vedlys-)/],
  ['After sending', 'Prototype e; messages and corrections have no prototype.',
    /^(atsiimti|klausimas-|klausti|neturiu|papildyti|pataisy|pateikti-|popierinis-|prasymas-)/],
  ['The decision', 'Prototype l; the page says all that the PDF says.', /^sprendimas/],
  ['Other papers', 'The first page of each: the form empty, as sent in the portal and as filled in at the counter, and the receipt of the counter.', /^popierius-/],
  ['Errors, outages, closed parts', 'Prototype k; practice.md 13 stands over its words.',
    /^(closed-|error-|outage-|report)/],
  ['The counter and the print queue', 'No prototype; components of d and f.', /^(seniunija-|spausdinimas)/],
  ['Worklist and case', 'Prototypes f and g; filters, search and holds come with the municipality\'s side.',
    /^(byla|darbai|prisijungti-)/],
  ['Payments', 'Prototype h.', /^mokejim/],
  ['Ministry', 'Prototype i.', /^(centras-|rodikliai)/],
  ['Other ways of seeing: dark, forced colours, 400 % zoom, without styles', 'Ui.md; every page that the tests reach.',
    /^(access-(dark|unstyled)-.*-360|access-forced-(mano|start|prasymai-x|prasymai-juodrastis-x-mokejimas)-360|tarnyba-.*-(be-stiliaus-1280|forced-1280|zoom-320)|tarnyba-klaviatura-.*-320)/],
];
// Drawn to be looked at, not kept: what another picture shows as well.
const LEFT_OUT = /^(public-.*-dark|access-|tarnyba-)/;

const [drawn] = process.argv.slice(2);
assert.ok(drawn, 'name the folder of pictures');
const groups = GROUPS.map(([heading, note]) => ({ heading, note, pictures: new Map() }));
const strange = [];
for (const file of fs.readdirSync(drawn).filter((name) => name.endsWith('.png')).sort()) {
  const [, name, size] = file.match(/^(.+)-0*(\d+)\.png$/) ?? [];
  const at = GROUPS.findIndex(([, , names]) => names.test(file.replace(/\.png$/, '')));
  if (at < 0 || !name) {
    if (!LEFT_OUT.test(file)) strange.push(file);
    continue;
  }
  const { pictures } = groups[at];
  pictures.set(name, [...(pictures.get(name) ?? []), { size: Number(size), file }]);
}
assert.deepEqual(strange, [], 'no group of scripts/screens.mjs takes these');

const kept = new Set(groups.flatMap(({ pictures }) => [...pictures.values()].flat().map(({ file }) => file)));
for (const old of fs.readdirSync(shown).filter((name) => name.endsWith('.png') && !kept.has(name))) {
  console.log(`no longer drawn: ${old}`);
  fs.rmSync(path.join(shown, old));
}
const lines = [
  '# Screens', '',
  'Every page as the browser tests saw it, made by them: `cd e2e && SPIS_SHOTS=../target/shots npm test`, then `node scripts/screens.mjs',
  'target/shots`, which reduces them to 24 colours and writes this list. The number in a name is the width of the window in pixels, of a PDF the',
  'page; people are invented. Beside each group: the prototype that it was compared with and what differs.', '',
];
for (const { heading, note, pictures } of groups.filter((group) => group.pictures.size > 0)) {
  lines.push(`## ${heading}`, '', note, '');
  for (const [name, sizes] of [...pictures].sort()) {
    // Windows from wide to narrow, pages of a PDF in their order.
    sizes.sort((a, b) => (a.size > 99 ? b.size - a.size : a.size - b.size));
    for (const { file } of sizes) {
      const picture = readPng(fs.readFileSync(path.join(drawn, file)));
      fs.writeFileSync(path.join(shown, file), writePng(picture, colours(picture, COLOURS)));
    }
    lines.push(`- ${name}: ${sizes.map(({ size, file }) => `[${size}](${file})`).join(', ')}`);
  }
  lines.push('');
}
fs.writeFileSync(path.join(shown, 'README.md'), `${lines.join('\n').trimEnd()}\n`);
