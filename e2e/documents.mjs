// Documents as people have them: photos of telephones and PDF, made here; nobody's.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

// EXIF with a place (54° 54' 12.34" N), as telephones write it.
function withPlace(jpeg) {
  const tiff = Buffer.concat([
    Buffer.from('4d4d002a000000080002', 'hex'),
    Buffer.from('011200030000000100060000', 'hex'),
    Buffer.from('882500040000000100000026', 'hex'),
    Buffer.alloc(4),
    Buffer.from('0001000200050000000300000038', 'hex'),
    Buffer.alloc(4),
    Buffer.from('000000360000000100000036000000010000' + '04d200000064', 'hex'),
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

// The segments of a JPEG up to its picture.
export function segments(jpeg) {
  const found = [];
  for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) found.push(jpeg[at + 1]);
  return found;
}

// A noisy photo drawn by the browser itself: noise does not get small.
export async function photo(page, folder, name, width, height, quality = 0.92) {
  const base64 = await page.evaluate(async ([width, height, quality]) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    const data = context.createImageData(width, height);
    const words = new Uint32Array(data.data.buffer);
    let seed = 1;
    for (let i = 0; i < words.length; i += 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      words[i] = seed | 0xff000000;
    }
    context.putImageData(data, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality })).arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return btoa(text);
  }, [width, height, quality]);
  const file = path.join(folder, name);
  fs.writeFileSync(file, withPlace(Buffer.from(base64, 'base64')));
  return file;
}

// A correct PDF of any size: what is not needed is a comment.
export function pdf(folder, name, size) {
  const noise = crypto.randomBytes(Math.ceil(size / 2)).toString('hex').slice(0, size);
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>', `<< /Length ${noise.length} >>\nstream\n${noise}\nendstream`];
  let text = '%PDF-1.7\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = text.length;
  text += `xref\n0 5\n0000000000 65535 f \n${places.map((p) => `${String(p).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  const file = path.join(folder, name);
  fs.writeFileSync(file, text, 'latin1');
  return file;
}
