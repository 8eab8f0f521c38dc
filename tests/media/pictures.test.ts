import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { openLibrary } from '#electron/db/open.ts';
import { importBytes, importFiles } from '#electron/media/import-file.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { smallPictures } from '#electron/media/small-pictures.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { testPictures } from '#tests/kit/picture-child.ts';

// What becomes of pictures on their way into the library, in the real process for pictures.

function newLibrary() {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-pictures-'));
  const clock = handClock(1_000);
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock, onListenerError: () => undefined });
  const pids: number[] = [];
  const pictures = testPictures((pid) => pids.push(pid));
  const store = mediaStore(join(folder, 'media'));
  onTestFinished(async () => {
    await pictures.stop();
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { library, store, pictures, now: () => clock.now(), folder, pids };
}

/** What is in the library after this picture came in. */
async function cameIn(name: string, bytes: Buffer) {
  const importing = newLibrary();
  const { media, failures } = await importBytes(importing, name, bytes);
  expect(failures).toEqual([]);
  const [one] = media;
  if (one === undefined) throw new Error('not imported');
  const stored = readFileSync(importing.store.pathOf(one.id));
  return { ...importing, one, stored, facts: await sharp(stored, { animated: true }).metadata() };
}

/** A field at dusk: a gradient, so that a second encoding would show. */
function field(width = 300, height = 200, channels: 3 | 4 = 3) {
  const data = Buffer.alloc(width * height * channels, 255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) data.set([x % 256, y % 256, (x + y) % 256], (y * width + x) * channels);
  return sharp(data, { raw: { width, height, channels } });
}

const GPS = { IFD0: { Artist: 'Ada Miller', Make: 'Hasselblad' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } };
const XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>Ada Miller was here</note></x:xmpmeta>';

test.each(['jpeg', 'png', 'webp'] as const)(
  'a %s comes in without place and name, its pixels untouched',
  async (format) => {
    const bytes = await field().withExif(GPS).withXmp(XMP).toFormat(format).toBuffer();
    expect(bytes.includes('Ada Miller')).toBe(true);
    const { stored, facts, one } = await cameIn(`field.${format}`, bytes);
    expect(stored.includes('Ada Miller')).toBe(false);
    expect(facts.format).toBe(format);
    expect([facts.exif, facts.xmp]).toEqual([undefined, undefined]);
    expect(one).toMatchObject({ mimeType: `image/${format}`, width: 300, height: 200, bytes: stored.length });
    expect(await sharp(stored).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer());
  },
);

test('a JPEG without anything personal is kept byte by byte, a second picture after its end is not', async () => {
  const bytes = await field().jpeg({ progressive: true }).toBuffer();
  expect((await cameIn('field.jpg', bytes)).stored).toEqual(bytes);
  const live = Buffer.concat([bytes, Buffer.from('a film of two seconds, with sound')]);
  expect((await cameIn('live.jpg', live)).stored).toEqual(bytes);
});

test('IPTC and comments go with the rest', async () => {
  const bytes = await field().jpeg().toBuffer();
  const part = (marker: number, text: string): Buffer =>
    Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text)]);
  const full = Buffer.concat([
    bytes.subarray(0, 2),
    part(0xed, 'Photoshop 3.0\0 Ada Miller'),
    part(0xfe, 'Ada Miller'),
    bytes.subarray(2),
  ]);
  expect((await cameIn('field.jpg', full)).stored).toEqual(bytes);
});

test('a picture taken sideways is turned upright, and says so to nobody', async () => {
  const bytes = await field().withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
  const { facts, one, stored } = await cameIn('sideways.jpg', bytes);
  expect(one).toMatchObject({ width: 200, height: 300 });
  expect(facts).toMatchObject({ width: 200, height: 300 });
  expect([facts.exif, facts.orientation]).toEqual([undefined, undefined]);
  const wanted = await sharp(bytes).autoOrient().raw().toBuffer();
  const found = await sharp(stored).raw().toBuffer();
  const apart = found.reduce((sum, value, at) => sum + Math.abs(value - (wanted[at] ?? 0)), 0) / found.length;
  expect(apart).toBeLessThan(3);
});

test('a picture for print becomes one for screens, a wide colour profile is kept', async () => {
  const print = await field().toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();
  expect((await sharp(print).metadata()).space).toBe('cmyk');
  expect((await cameIn('print.jpg', print)).facts).toMatchObject({ space: 'srgb', channels: 3 });
  const wide = await field().withIccProfile('p3').withExif(GPS).jpeg().toBuffer();
  const { facts } = await cameIn('wide.jpg', wide);
  expect(facts.icc).toEqual((await sharp(wide).metadata()).icc);
  expect(facts.exif).toBeUndefined();
});

test('a PNG of 16 bits and one with transparent parts stay what they are', async () => {
  const deep = await field().toColourspace('rgb16').png().toBuffer();
  expect((await cameIn('deep.png', deep)).facts).toMatchObject({ depth: 'ushort', format: 'png' });
  const clear = await field(300, 200, 4).png().toBuffer();
  expect((await cameIn('clear.png', clear)).facts).toMatchObject({ hasAlpha: true });
});

test.each(['gif', 'webp'] as const)('a %s that moves goes on moving', async (format) => {
  const frames = await Promise.all(
    ['red', 'green', 'blue'].map((background) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const moving = await sharp(frames, { join: { animated: true } })
    .toFormat(format, { loop: 2, delay: [90, 90, 90] })
    .toBuffer();
  const { facts, one } = await cameIn(`wheel.${format}`, moving);
  expect(facts).toMatchObject({ format, pages: 3, delay: [90, 90, 90], loop: 2 });
  expect(one).toMatchObject({ width: 40, height: 30 });
});

test('a GIF comes in without its comment', async () => {
  const gif = await field(40, 30).gif().toBuffer();
  const at = 13 + 3 * 2 ** ((gif.readUInt8(10) & 7) + 1);
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 10]), Buffer.from('Ada Miller'), Buffer.from([0])]);
  const full = Buffer.concat([gif.subarray(0, at), comment, gif.subarray(at)]);
  const { stored } = await cameIn('wheel.gif', full);
  expect(stored.includes('Ada Miller')).toBe(false);
  expect(await sharp(stored).raw().toBuffer()).toEqual(await sharp(gif).raw().toBuffer());
});

test('an AVIF becomes a JPEG', async () => {
  const { one } = await cameIn('field.avif', await field().avif().toBuffer());
  expect(one).toMatchObject({ mimeType: 'image/jpeg', width: 300, height: 200 });
});

test('a photograph of a phone becomes a JPEG: upright, in sRGB, without place and name', async () => {
  const bytes = readFileSync(kept('mill-at-dusk.heic'));
  const known = await sharp(bytes).metadata();
  expect([known.compression, known.exif?.includes('Ada Miller'), known.hasProfile]).toEqual(['hevc', true, true]);
  const { one, facts, stored } = await cameIn('mill.heic', bytes);
  expect(one).toMatchObject({ name: 'mill.heic', mimeType: 'image/jpeg', width: 600, height: 400 });
  expect([facts.exif, facts.icc, facts.orientation]).toEqual([undefined, undefined, undefined]);
  expect(stored.includes('Ada Miller')).toBe(false);
  // The field is at the bottom, with the red door of a barn at its left, and the sun stands in the sky.
  const { data, info } = await sharp(stored).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): number[] => [...data.subarray((y * info.width + x) * 3).subarray(0, 3)];
  expect(at(60, 365)).toEqual(near([255, 0, 0]));
  expect(at(450, 200)).toEqual(near([255, 224, 138]));
  expect(at(400, 380)).toEqual(near([63, 125, 58]));
});

test('48 megapixels of a phone stay below 1 GB of memory', async () => {
  const importing = newLibrary();
  const { media, failures } = await importFiles(importing, [kept('valley-48-megapixels.heic')]);
  expect(failures).toEqual([]);
  expect(media).toMatchObject([{ mimeType: 'image/jpeg', width: 8_064, height: 6_048 }]);
  expect(peakGb(importing)).toBeLessThan(1);
}, 60_000);

test.each([
  ['a JPEG that was cut short', async () => (await field().jpeg().toBuffer()).subarray(0, -3000), 'media.damaged'],
  ['a PNG that was cut short', async () => (await field().png().toBuffer()).subarray(0, -800), 'media.damaged'],
  ['a WebP that was cut short', async () => (await field().webp().toBuffer()).subarray(0, -800), 'media.damaged'],
  ['a HEIC that was cut short', () => Promise.resolve(phone().subarray(0, -300)), 'media.damaged'],
  ['a HEIC that claims to be larger than it is', () => Promise.resolve(swollen(phone(), 8_000)), 'media.damaged'],
  ['a HEIC that claims 2500 megapixels', () => Promise.resolve(swollen(phone(), 50_000)), 'media.too-many-pixels'],
  ['a HEIC with nothing in it', () => Promise.resolve(emptyHeic()), 'media.heic'],
  ['a HEIC that is coded in another way', () => Promise.resolve(recoded(phone())), 'media.heic'],
  ['a PNG that unfolds to 2500 megapixels', () => Promise.resolve(bomb(50_000)), 'media.too-many-pixels'],
])('%s is refused in words, and leaves nothing', async (_what, make, code) => {
  const importing = newLibrary();
  const { media, failures } = await importBytes(importing, 'holiday', await make());
  expect(media).toEqual([]);
  expect(failures).toMatchObject([{ code, about: { file: 'holiday' } }]);
  expect(filesIn(importing.folder)).toEqual([]);
});

test('small pictures are made with it, and made again when they are gone', async () => {
  const { store, pictures, one } = await cameIn('field.jpg', await field(3000, 2000).jpeg().toBuffer());
  const small = smallPictures({ store, pictures, films: { ask: () => Promise.reject(new Error('no film')) } });
  const sizes = { thumb: { width: 320, height: 213 }, preview: { width: 960, height: 640 } };
  for (const which of ['thumb', 'preview'] as const) {
    expect(existsSync(store.smallPathOf(one.id, which))).toBe(true);
    expect(await sharp(await small(one, which)).metadata()).toMatchObject({ format: 'webp', ...sizes[which] });
    rmSync(store.smallPathOf(one.id, which));
  }
  const [thumb, again] = await Promise.all([small(one, 'thumb'), small(one, 'thumb')]);
  expect(again).toBe(thumb);
  expect(await sharp(thumb).metadata()).toMatchObject(sizes.thumb);
  rmSync(store.pathOf(one.id));
  rmSync(thumb ?? '');
  expect(await small(one, 'thumb')).toBeUndefined();
});

test('100 megapixels, taken sideways, stay below 1 GB of memory', async () => {
  const importing = newLibrary();
  const file = join(importing.folder, 'valley.jpg');
  const huge = field().resize(11_600, 8_700, { fit: 'fill' });
  writeFileSync(file, await huge.withMetadata({ orientation: 6 }).jpeg({ quality: 80 }).toBuffer());
  const { media, failures } = await importFiles(importing, [file]);
  expect(failures).toEqual([]);
  expect(media).toMatchObject([{ width: 8_700, height: 11_600 }]);
  expect(peakGb(importing)).toBeLessThan(1);
}, 60_000);

test('a picture that the process does not survive is refused alone; the others come in', async () => {
  const importing = newLibrary();
  const good = await field().jpeg().toBuffer();
  const first = importBytes(importing, 'good.jpg', good);
  await first;
  process.kill(importing.pids[0] ?? 0, 'SIGKILL');
  const [one, two] = await Promise.all([
    importBytes(importing, 'two.jpg', await field(200, 100).jpeg().toBuffer()),
    importBytes(importing, 'three.jpg', await field(100, 200).jpeg().toBuffer()),
  ]);
  expect([one.failures, two.failures]).toEqual([[], []]);
});

test('many files tell how far they are, and a person who cancels keeps what is in', async () => {
  const importing = newLibrary();
  const paths = await Promise.all(
    Array.from({ length: 12 }, async (_none, index) => {
      const path = join(importing.folder, `${index}.jpg`);
      writeFileSync(
        path,
        await field(100 + index, 100)
          .jpeg()
          .toBuffer(),
      );
      return path;
    }),
  );
  const seen: number[] = [];
  const stop = new AbortController();
  const result = await importFiles(importing, paths, {
    signal: stop.signal,
    onDone: (done, of) => {
      seen.push(done);
      expect(of).toBe(12);
      if (done === 4) stop.abort();
    },
  });
  expect(seen.slice(0, 4)).toEqual([1, 2, 3, 4]);
  expect(result.media.length).toBe(seen.length);
  expect(seen.length).toBeLessThan(12);
  expect(result.failures).toEqual([]);
});

function filesIn(folder: string): string[] {
  const all = readdirSync(join(folder, 'media'), { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

/** The most memory that the process for pictures has held. */
function peakGb({ pids }: { pids: readonly number[] }): number {
  const peakKb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pids[0]}/status`, 'utf8'))?.[1]);
  return peakKb / 1024 / 1024;
}

function kept(name: string): string {
  return join(import.meta.dirname, '../kit/pictures', name);
}

function phone(): Buffer {
  return readFileSync(kept('mill-at-dusk.heic'));
}

/** ISO 23008-12, 6.5.3: the size in the header, which is not that of the coded picture. */
function swollen(heic: Buffer, side: number): Buffer {
  const at = heic.indexOf('ispe') + 8;
  heic.writeUInt32BE(side, at);
  heic.writeUInt32BE(side, at + 4);
  return heic;
}

/** The same, but a picture of a kind that nobody knows. */
function recoded(heic: Buffer): Buffer {
  const at = heic.indexOf('infe');
  heic.write('jpeg', heic.indexOf('hvc1', at), 'latin1');
  return heic;
}

function emptyHeic(): Buffer {
  const box = Buffer.alloc(400);
  box.writeUInt32BE(24, 0);
  box.write('ftypheic', 4);
  box.write('mif1heic', 16);
  return box;
}

/** Each colour within what a lossy code changes. */
function near(color: readonly number[]): unknown[] {
  return color.map((value): unknown => expect.closeTo(value, -1.2));
}

/** 50 000 pixels each way, in a few kilobytes. */
function bomb(side: number): Buffer {
  const chunk = (kind: string, content: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(kind), content]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.writeUInt8(1, 8);
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * 1000));
  const start = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}
