// Reads the PNG that a browser or pdftoppm writes (8 bits, not interlaced) and writes it with a palette of few colours.
import assert from 'node:assert/strict';
import zlib from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
// Bytes of a pixel by the type of colour: grey, red-green-blue, and the same with transparency.
const CHANNELS = { 0: 1, 2: 3, 4: 2, 6: 4 };

// Width, height and the pixels as 0xRRGGBB.
export function readPng(bytes) {
  assert.ok(bytes.subarray(0, 8).equals(SIGNATURE), 'no PNG');
  let head;
  const parts = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') head = data;
    if (kind === 'IDAT') parts.push(data);
    at += length + 12;
  }
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const channels = CHANNELS[head[9]];
  assert.ok(head[8] === 8 && channels && head[12] === 0, 'a kind of PNG that no test draws');
  const lines = zlib.inflateSync(Buffer.concat(parts));
  const row = width * channels;
  let above = Buffer.alloc(row);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (row + 1)];
    const line = Buffer.from(lines.subarray(y * (row + 1) + 1, (y + 1) * (row + 1)));
    for (let x = 0; x < row; x += 1) {
      const left = x < channels ? 0 : line[x - channels];
      const corner = x < channels ? 0 : above[x - channels];
      if (filter === 1) line[x] += left;
      else if (filter === 2) line[x] += above[x];
      else if (filter === 3) line[x] += (left + above[x]) >> 1;
      else if (filter === 4) line[x] += paeth(left, above[x], corner);
    }
    for (let x = 0; x < width; x += 1) {
      const at = x * channels;
      const [green, blue] = channels < 3 ? [at, at] : [at + 1, at + 2];
      pixels[y * width + x] = (line[at] << 16) | (line[green] << 8) | line[blue];
    }
    above = line;
  }
  return { width, height, pixels };
}

function paeth(left, above, corner) {
  const a = Math.abs(above - corner);
  const b = Math.abs(left - corner);
  const c = Math.abs(left + above - 2 * corner);
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

const channelsOf = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];

// The few colours that differ least from the picture's own: the box with the greatest error is cut until there are enough.
export function colours({ pixels }, most) {
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  let boxes = [boxOf([...counts].map(([colour, count]) => ({ channels: channelsOf(colour), colour, count })))];
  while (boxes.length < most) {
    const worst = boxes.reduce((a, b) => (b.error > a.error ? b : a));
    if (worst.error === 0) break;
    const { axis, mean, members } = worst;
    const low = members.filter(({ channels }) => channels[axis] <= mean[axis]);
    const high = members.filter(({ channels }) => channels[axis] > mean[axis]);
    boxes = [...boxes.filter((box) => box !== worst), boxOf(low), boxOf(high)];
  }
  const palette = boxes.map(({ mean }) => mean.map(Math.round));
  const index = new Map(boxes.flatMap(({ members }, at) => members.map(({ colour }) => [colour, at])));
  return { palette, index };
}

function boxOf(members) {
  const total = members.reduce((sum, { count }) => sum + count, 0);
  const axes = [0, 1, 2];
  const mean = axes.map((axis) => members.reduce((sum, { channels, count }) => sum + channels[axis] * count, 0) / total);
  const errors = axes.map((axis) => members.reduce((sum, { channels, count }) => sum + count * (channels[axis] - mean[axis]) ** 2, 0));
  const error = members.length === 1 ? 0 : Math.max(...errors);
  return { members, mean, error, axis: errors.indexOf(Math.max(...errors)) };
}

export function writePng({ width, height, pixels }, { palette, index }) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) lines[y * (width + 1) + x + 1] = index.get(pixels[y * width + x]);
  }
  const part = (kind, data) => {
    const out = Buffer.alloc(data.length + 12);
    out.writeUInt32BE(data.length, 0);
    out.write(kind, 4, 'latin1');
    data.copy(out, 8);
    out.writeUInt32BE(zlib.crc32(out.subarray(4, data.length + 8)), data.length + 8);
    return out;
  };
  return Buffer.concat([
    SIGNATURE, part('IHDR', head), part('PLTE', Buffer.from(palette.flat())), part('IDAT', zlib.deflateSync(lines, { level: 9 })), part('IEND', Buffer.alloc(0)),
  ]);
}
