// A country of its own for a test: the demonstration in a fresh folder, on ports of its own, stopped and removed afterwards.
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');
const target = process.env.CARGO_TARGET_DIR ?? path.join(root, 'target');
const spis = path.join(target, 'debug', 'spis');

// The demonstration takes its ports from one number; all of them must be free.
async function freeBase() {
  const free = (port) =>
    new Promise((resolve) => {
      const server = net.createServer();
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
  for (let tries = 0; tries < 100; tries += 1) {
    const base = 20_000 + Math.floor(Math.random() * 200) * 100;
    const wanted = [0, 10, 11, 21, 64, 77].map((offset) => base + offset);
    if ((await Promise.all(wanted.map(free))).every(Boolean)) return base;
  }
  throw new Error('no free ports');
}

export async function startCountry({ layout = 'one', people = 3000 } = {}) {
  const folder = fs.mkdtempSync(path.join('/var/tmp', 'spis-e2e-'));
  fs.chmodSync(folder, 0o755);
  const base = await freeBase();
  const command = (...args) => run(spis, [...args], { cwd: root, maxBuffer: 1 << 24, timeout: 300_000 });
  const country = {
    folder,
    portal: `http://127.0.0.1:${base}`,
    siauliai: `http://127.0.0.1:${base + 64}`,
    simulator: `http://localhost:${base + 10}`,
    config: path.join(folder, 'nodes.toml'),
    password: 'spis-demonstracija',
    spis: (...args) => command(...args, '--config', path.join(folder, 'nodes.toml')),
    server: (side, order) => command('demo-server', '--base-folder', folder, side, order),
    async people() {
      const answer = await fetch(`${country.simulator}/people.json`);
      return Object.fromEntries((await answer.json()).map((person) => [person.key, person]));
    },
    async stop() {
      await command('demo-reset', '--base-folder', folder);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  // The children of a detached demonstration keep its output open, so it goes to a file, not to a pipe.
  const log = path.join(os.tmpdir(), `spis-e2e-${base}.log`);
  const output = fs.openSync(log, 'w');
  const args = ['demo', '--detach', '--base-folder', folder, '--port-base', String(base), '--people', String(people), '--layout', layout];
  const code = await new Promise((resolve) => {
    spawn(spis, args, { cwd: root, stdio: ['ignore', output, output] }).once('exit', resolve);
  });
  fs.closeSync(output);
  if (code !== 0) {
    const said = fs.readFileSync(log, 'utf8');
    await country.stop().catch(() => {});
    throw new Error(`the demonstration did not start:\n${said}`);
  }
  fs.rmSync(log);
  return country;
}

// Looks again until something holds, with a limit.
export async function until(what, look, limit = 60_000) {
  const end = Date.now() + limit;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${limit / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
