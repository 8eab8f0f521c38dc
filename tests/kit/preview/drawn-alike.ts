import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';

// Whether pictures that were made elsewhere can be compared with what is drawn here. Programs draw letters and curves in
// their own ways, and so do machines: a page that never changes tells them apart.

interface Makers {
  readonly electron: string;
  readonly inter: string;
}

interface Drawn {
  /** The folder of the baselines. */
  readonly folder: string;
  /** The page that never changes, as it is drawn here. */
  readonly rendering: Buffer;
  /** The Electron that drew it. */
  readonly electron: string;
  /** Whether baselines are made anew now. */
  readonly isRenewing: boolean;
}

/**
 * Why what is drawn here cannot be compared with the baselines, or `undefined`. Where they are made anew by another program or
 * machine than before, all of them go first: what is not made now is then missing, and not of another kind.
 */
export async function whyNotAlike({ folder, rendering, electron, isRenewing }: Drawn): Promise<string | undefined> {
  const here: Makers = { electron, inter: interVersion() };
  const reason = await strangeness(folder, rendering, here);
  if (reason === undefined || !isRenewing) return reason;
  for (const name of existsSync(folder) ? readdirSync(folder) : []) rmSync(join(folder, name));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, PICTURE), rendering);
  writeFileSync(join(folder, MAKERS), `${JSON.stringify(here, null, 2)}\n`);
  return undefined;
}

/** Packs the pictures of a folder again, pixel for pixel: screens have large even areas, which need no filters. */
export async function packTightly(folder: string): Promise<void> {
  const pictures = readdirSync(folder).filter((name) => name.endsWith('.png'));
  for (const path of pictures.map((name) => join(folder, name))) {
    const before = readFileSync(path);
    const packed = await sharp(before).png({ compressionLevel: 9, adaptiveFiltering: false }).toBuffer();
    if (packed.length < before.length) writeFileSync(path, packed);
  }
}

const PICTURE = 'rendering.png';
const MAKERS = 'drawn-by.json';

async function strangeness(folder: string, rendering: Buffer, here: Makers): Promise<string | undefined> {
  if (!existsSync(join(folder, MAKERS))) return 'there are no baselines';
  const there = JSON.parse(readFileSync(join(folder, MAKERS), 'utf8')) as Makers;
  if (there.electron !== here.electron || there.inter !== here.inter)
    return `the baselines were drawn by ${inWords(there)}; here it is ${inWords(here)}`;
  if (await isSame(readFileSync(join(folder, PICTURE)), rendering)) return undefined;
  return 'this machine draws letters and curves otherwise than the one that made the baselines';
}

function inWords({ electron, inter }: Makers): string {
  return `Electron ${electron} with Inter ${inter}`;
}

function interVersion(): string {
  const known = createRequire(import.meta.url)('@fontsource-variable/inter/package.json') as { version: string };
  return known.version;
}

/** By their pixels: the same picture may be packed in other bytes. */
async function isSame(one: Buffer, other: Buffer): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((png) => sharp(png).raw().toBuffer({ resolveWithObject: true })));
  return a !== undefined && b !== undefined && a.info.width === b.info.width && a.data.equals(b.data);
}
