import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { systemClock } from '#electron/clock.ts';
import { openLibrary } from '#electron/db/open.ts';
import { importFiles } from '#electron/media/import-file.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { testPictures } from '#tests/kit/picture-child.ts';

export interface ImportSpeed {
  readonly count: number;
  readonly megabytes: number;
  /** From the first byte read to the last row written, small pictures included, ms. */
  readonly importedMs: number;
  /** sharp alone: the same small pictures of the same files, two at a time, ms. */
  readonly sharpMs: number;
}

/** 4000 × 3000. */
const WIDTH = 4000;
const HEIGHT = 3000;
const MOTIFS = 8;

/** Imports `count` photographs of 12 megapixels, each with a place in it, as choosing them in the dialog does. */
export async function measureImporting(count: number): Promise<ImportSpeed> {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-bench-'));
  const photographs = join(folder, 'photographs');
  try {
    const megabytes = (await takePhotographs(photographs, count)) / 1e6;
    const paths = readdirSync(photographs).map((name) => join(photographs, name));
    // In turn, so that both read from a warm disk cache: the files were just written.
    const sharpMs = await timed(() => sharpAlone(paths, join(folder, 'small')));
    const importedMs = await timed(() => importAll(folder, paths));
    return { count, megabytes, importedMs, sharpMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importAll(folder: string, paths: readonly string[]): Promise<void> {
  const library = openLibrary({
    path: join(folder, 'library.sqlite'),
    clock: systemClock,
    onListenerError: (error) => console.error(error),
  });
  const pictures = testPictures();
  const importing = { library, store: mediaStore(join(folder, 'media')), pictures, now: () => Date.now() };
  const { media, failures } = await importFiles(importing, paths);
  await pictures.stop();
  await library.stop();
  const different = new Set(media.map(({ id }) => id)).size;
  if (failures.length > 0 || different !== paths.length) throw new Error(`${different} of ${paths.length} came in`);
}

async function sharpAlone(paths: readonly string[], to: string): Promise<void> {
  mkdirSync(to);
  sharp.concurrency(1);
  const left = paths.entries();
  const work = async (): Promise<void> => {
    for (const [index, path] of left) {
      const { data, info } = await sharp(path)
        .resize(960, 960, { fit: 'inside' })
        .raw()
        .toBuffer({ resolveWithObject: true });
      const { width, height, channels } = info;
      const preview = sharp(data, { raw: { width, height, channels } });
      await Promise.all([
        preview
          .clone()
          .webp({ quality: 80, effort: 0 })
          .toFile(join(to, `${index}.preview`)),
        preview
          .clone()
          .resize(320, 320, { fit: 'inside' })
          .webp({ quality: 80, effort: 0 })
          .toFile(join(to, `${index}.thumb`)),
      ]);
    }
  };
  await Promise.all([work(), work()]);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Grain over hills: about as heavy as photographs are. The answer is the bytes of all. */
async function takePhotographs(folder: string, count: number): Promise<number> {
  mkdirSync(folder);
  const motifs = await Promise.all(Array.from({ length: MOTIFS }, (_none, index) => motif(index)));
  const sizes = Array.from({ length: count }, (_none, index) => {
    const photograph = differing(motifs[index % MOTIFS] ?? Buffer.alloc(0), Math.floor(index / MOTIFS));
    writeFileSync(join(folder, `${index}.jpg`), photograph);
    return photograph.length;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function motif(index: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 110 + 5 * index, sigma: 24 } as const;
  const grain = sharp({ create: { width: WIDTH / 2, height: HEIGHT / 2, channels: 3, background: 'grey', noise } });
  const place = { IFD0: { Model: 'Camera' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } };
  const soft = await grain.png({ compressionLevel: 1 }).toBuffer();
  return sharp(soft).resize(WIDTH, HEIGHT).withExif(place).jpeg({ quality: 90 }).toBuffer();
}

/** Another picture at once: one number of its first quantisation table is another (ITU T.81, B.2.4.1). */
function differing(photograph: Buffer, step: number): Buffer {
  const copy = Buffer.from(photograph);
  const table = copy.indexOf(Buffer.from([0xff, 0xdb]));
  copy.writeUInt8(10 + step, table + 5 + 60);
  return copy;
}

export function importLines({ count, megabytes, importedMs, sharpMs }: ImportSpeed): string[] {
  const each = (ms: number): string => `${(ms / 1000).toFixed(1)} s, ${(ms / count).toFixed(0)} ms each`;
  return [
    `${count} photographs of 12 megapixels (${megabytes.toFixed(0)} MB), small pictures included: ${each(importedMs)}`,
    `sharp alone, the same small pictures on two cores: ${each(sharpMs)}; the import takes ${(importedMs / sharpMs).toFixed(2)} times as long`,
  ];
}
