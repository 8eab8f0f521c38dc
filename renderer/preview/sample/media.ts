import type { MediaId } from '#shared/ids.ts';
import type { ShelfEntry } from '#shared/media/shelf.ts';
import { DAY, type Library } from './library.ts';

interface File {
  readonly name: string;
  readonly alt?: string;
  readonly folder?: string;
  readonly labels?: readonly string[];
  readonly size?: readonly [number, number];
  readonly durationMs?: number;
}

/** Each picture shows one of the scenes of `../scenes.ts`, by the first word of its name. */
const FILES: readonly File[] = [
  {
    name: 'harvest-sidama.jpg',
    alt: 'Terraces of coffee below blue mountains, early in the morning',
    folder: 'Origin',
    labels: ['Ethiopia'],
  },
  {
    name: 'bags-new-labels.png',
    alt: 'Three bags of coffee with hand-drawn labels',
    folder: 'Shop',
    labels: ['Product'],
  },
  { name: 'cup-flat-white.jpg', alt: 'A flat white on a wooden table, seen from the side', folder: 'Bar' },
  { name: 'roaster-1967.jpg', alt: 'The green drum roaster from 1967, at night', folder: 'Roastery' },
  { name: 'pour-over-in-165-seconds.mp4', folder: 'Bar', size: [1080, 1920], durationMs: 31_000 },
  { name: 'market-stall-14.jpg', alt: 'Our stall under a striped awning', folder: 'Events' },
  { name: 'gift-boxes.png', alt: 'Gift boxes with ribbons', folder: 'Shop', labels: ['Product', 'Winter'] },
  { name: 'pour-v60.jpg', alt: 'Water is poured over a paper filter', folder: 'Bar', labels: ['How-to'] },
  { name: 'harvest-huila.jpg', alt: 'Green hills in Huila after the rain', folder: 'Origin', labels: ['Colombia'] },
  { name: 'cup-espresso-bar.jpg', alt: 'An espresso at the bar', folder: 'Bar' },
  { name: 'roaster-morning.jpg', folder: 'Roastery' },
  { name: 'harvest-report-2026.pdf', folder: 'Origin' },
];

/** Adds the shelf: pictures, a film and a document. */
export function addMedia({ media }: Library): void {
  FILES.forEach((file, index) => {
    const id = (index + 10).toString(16).repeat(4).padEnd(64, 'abcdef0123456789') as MediaId;
    media.set(id, entryOf(id, file, index));
  });
}

/** The file whose name begins like this. */
export function fileCalled({ media }: Library, start: string): Omit<ShelfEntry, 'posts'> {
  for (const one of media.values()) if (one.name.startsWith(start)) return one;
  throw new Error(`no file is called ${start}…`);
}

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
};

function entryOf(id: MediaId, file: File, index: number): Omit<ShelfEntry, 'posts'> {
  const { name, alt, folder, labels = [], durationMs } = file;
  const mimeType = TYPES[name.split('.').at(-1) ?? ''] ?? 'image/jpeg';
  const [width, height] = mimeType === 'application/pdf' ? [0, 0] : (file.size ?? [2400, 1600]);
  return {
    id,
    name,
    mimeType,
    bytes: durationMs === undefined ? 640_000 + index * 173_000 : 18_400_000,
    width,
    height,
    ...(durationMs !== undefined && { durationMs, details: { videoCodec: 'avc', isYuv420p: true, frameRate: 25 } }),
    ...(mimeType === 'application/pdf' && { details: { pages: 12 } }),
    ...(alt !== undefined && { alt }),
    ...(folder !== undefined && { folder }),
    labels: [...labels],
    importedAt: Date.now() - index * DAY,
  };
}
