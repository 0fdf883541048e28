// Runs docs/runbooks/nginx.conf with the real pages of outage: node scripts/check-nginx.mjs [path of nginx].
// Everything is in a folder of its own under /tmp; nothing of the machine's own nginx is touched.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const nginx = process.argv[2] ?? 'nginx';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spis-nginx-'));
const pages = path.join(root, 'assets/outage');
const outage = path.join(folder, 'outage');
fs.cpSync(pages, outage, { recursive: true });
fs.chmodSync(folder, 0o755);

const free = () => new Promise((resolve) => {
  const server = http.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const [front, behind] = [await free(), await free()];
execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=spis.example.lt',
  '-keyout', `${folder}/privkey.pem`, '-out', `${folder}/fullchain.pem`], { stdio: 'ignore' });

const conf = path.join(folder, 'nginx.conf');
const text = fs.readFileSync(path.join(root, 'docs/runbooks/nginx.conf'), 'utf8');
// As it stands, but for places; and without encryption, which the requests below do not need.
const placed = text
  .replace('/run/nginx.pid', `${folder}/nginx.pid`)
  .replaceAll('/srv/spis-outage', outage)
  .replaceAll('/etc/ssl/spis', folder)
  .replace('127.0.0.1:8080', `127.0.0.1:${behind}`)
  .replace('listen 443 ssl http2;', `listen 127.0.0.1:${front} ssl http2;`)
  .replace('http {', ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .reduce((all, kind) => `${all}\n    ${kind}_temp_path ${folder}/${kind};`, 'http {'));
fs.writeFileSync(conf, placed);
const options = ['-p', folder, '-e', path.join(folder, 'error.log'), '-c', conf];
execFileSync(nginx, [...options, '-t'], { stdio: 'inherit' });
fs.writeFileSync(conf, placed.replace(' ssl http2;', ';').replaceAll(/^\s*ssl_certificate.*$/gm, ''));

// The answer, or none while nginx is not there yet.
const ask = (place, body) => new Promise((resolve, reject) => {
  const request = http.request({ port: front, path: place, method: body ? 'POST' : 'GET', host: '127.0.0.1' }, (answer) => {
    const parts = [];
    answer.on('data', (part) => parts.push(part));
    answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts).toString() }));
  });
  request.on('error', reject);
  request.end(body);
});

const server = spawn(nginx, [...options, '-g', 'daemon off;'], { stdio: 'inherit' });
let spis;
try {
  for (let tries = 0; ; tries += 1) {
    try {
      await ask('/');
      break;
    } catch (error) {
      if (tries > 50) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  }
  const page = async (status, place = '/parama') => {
    const answer = await ask(place);
    assert.equal(answer.status, status);
    assert.ok(answer.body === fs.readFileSync(path.join(pages, `${status}.html`), 'utf8'), `${place}: ${status}.html as it is`);
    assert.equal(answer.headers['retry-after'], '120');
    assert.match(answer.headers['content-security-policy'], /default-src 'none'/);
    assert.equal(answer.headers['cache-control'], 'no-store');
  };
  // Nobody answers behind.
  await page(502);
  await page(502, '/dokumentai/1');
  // Its own words of being busy pass as they are.
  let seen;
  spis = http.createServer((request, response) => {
    seen = request.headers;
    request.resume();
    request.on('end', () => response.writeHead(503, { 'retry-after': '30' }).end('SPIS'));
  });
  await new Promise((resolve) => { spis.listen(behind, '127.0.0.1', resolve); });
  const own = await ask('/');
  assert.deepEqual([own.status, own.headers['retry-after'], own.body], [503, '30', 'SPIS']);
  assert.equal(seen['x-forwarded-for'], '127.0.0.1');
  // A scan is larger than a form.
  const large = Buffer.alloc(2_000_000);
  assert.equal((await ask('/prasymai', large)).status, 413);
  for (const place of ['/juodrastis/1/dokumentai', '/priemimas/prasymas/1/kopija', '/priemimas/juodrastis/1/registruoti']) {
    assert.equal((await ask(place, large)).body, 'SPIS', place);
  }
  // Work on the machine.
  fs.writeFileSync(path.join(outage, 'closed'), '');
  await page(503);
  await page(503, '/dokumentai/1');
  fs.rmSync(path.join(outage, 'closed'));
  assert.equal((await ask('/')).body, 'SPIS');
  // The pages cannot be asked for by name.
  assert.notEqual((await ask('/spis-outage/502.html')).status, 200);
  console.log('nginx: the configuration holds and shows the pages');
} finally {
  spis?.close();
  const ended = new Promise((resolve) => { server.on('exit', resolve); });
  server.kill('SIGTERM');
  await ended;
  fs.rmSync(folder, { recursive: true, force: true });
}
