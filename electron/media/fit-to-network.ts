import { stat } from 'node:fs/promises';
import { parse } from 'node:path';
import { Failure } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import type { PictureChange } from '#shared/media/fit-plan.ts';
import { mediaKind, type Media } from '#shared/media/media.ts';
import type { Importing } from '#electron/media/import-file.ts';
import { mediaByIds } from '#electron/media/media.read.ts';
import { storeMedia } from '#electron/media/media.write.ts';
import { keepPicture } from '#electron/media/small-pictures.ts';

/**
 * Makes a changed picture beside one of the library; the one stays as it is. Nothing uses the new one yet. Throws
 * `media.not-found`, `media.no-fit`, and what `Pictures.ask` throws.
 */
export async function fitToNetwork(importing: Importing, id: MediaId, change: PictureChange): Promise<Media> {
  const [whole] = mediaByIds(importing.library.read, [id]);
  if (whole === undefined || !importing.store.has(id)) throw new Failure('media.not-found');
  const name = `${parse(whole.name).name}.${ENDINGS[change.mimeType]}`;
  if (mediaKind(whole.mimeType) !== 'image' || !isInside(change, whole))
    throw new Failure('media.no-fit', { file: name });
  const from = importing.store.pathOf(id);
  const kept = await keepPicture(importing, (to, small) => ({ do: 'fit', name, from, to, small, change }));
  const { size: bytes } = await stat(importing.store.pathOf(kept.id));
  const media: Media = { ...kept, id: kept.id as MediaId, name, bytes, importedAt: importing.now() };
  importing.library.write((tx) => storeMedia(tx, media));
  return media;
}

const ENDINGS: Readonly<Record<PictureChange['mimeType'], string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

function isInside({ crop, width, height }: PictureChange, whole: Media): boolean {
  const {
    left,
    top,
    width: wide,
    height: high,
  } = crop ?? { left: 0, top: 0, width: whole.width, height: whole.height };
  const isCutInside = wide > 0 && high > 0 && left + wide <= whole.width && top + high <= whole.height;
  return isCutInside && width <= wide && height <= high;
}
