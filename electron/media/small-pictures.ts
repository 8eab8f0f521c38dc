import { rm, stat } from 'node:fs/promises';
import { mediaKind, SMALL_PICTURES, type Media, type SmallPicture } from '#shared/media/media.ts';
import { withFrame, type FramesDeps } from '#electron/media/film-frames.ts';
import type { MediaStore } from '#electron/media/media-store.ts';
import type { FileFacts, PictureAsk } from '#electron/media/picture-asks.ts';
import type { Pictures } from '#electron/media/pictures.ts';

export interface SmallPicturesDeps {
  readonly store: MediaStore;
  readonly pictures: Pick<Pictures, 'ask'>;
}

type Small = PictureAsk['small'];

/** As large as the larger of the two. */
const FRAME_SIDE = 960;

/**
 * Where a small picture lies; it is made where there is none. `undefined` for what is neither picture nor film, or has none
 * to show.
 */
export function smallPictures(
  d: SmallPicturesDeps & FramesDeps,
): (media: Media, which: SmallPicture) => Promise<string | undefined> {
  const underWay = new Map<string, Promise<void>>();
  /** Films that cannot be opened here: nothing about that changes while the program runs. */
  const unopened = new Set<string>();

  return async (media, which) => {
    const kind = mediaKind(media.mimeType);
    if ((kind !== 'image' && kind !== 'video') || unopened.has(media.id)) return undefined;
    const path = d.store.smallPathOf(media.id, which);
    if (await hasBytes(path)) return path;
    const making = underWay.get(media.id) ?? make(media).finally(() => underWay.delete(media.id));
    underWay.set(media.id, making);
    await making.catch((_expected: unknown) => undefined); // A file that is gone or damaged: the window shows it as missing.
    return (await hasBytes(path)) ? path : undefined;
  };

  function make(media: Media): Promise<void> {
    if (mediaKind(media.mimeType) === 'image') return makeFrom(d.store.pathOf(media.id), media);
    return withFrame(d, media, { mostSide: FRAME_SIDE }, (path) => makeFrom(path, media)).catch((error: unknown) => {
      unopened.add(media.id);
      throw error;
    });
  }

  async function makeFrom(path: string, { id, name }: Media): Promise<void> {
    await withSmallOnes(d.store, async (small) => {
      await d.pictures.ask({ do: 'small', name, from: path, small });
      return id;
    });
  }
}

/** Lets `work` write small pictures to unfinished files; they become those of the media that it answers. */
export async function withSmallOnes(store: MediaStore, work: (small: Small) => Promise<string>): Promise<string> {
  const small = { thumb: await store.unfinished(), preview: await store.unfinished() };
  try {
    const id = await work(small);
    for (const which of SMALL_PICTURES) await store.adoptSmall(id, which, small[which]);
    return id;
  } finally {
    for (const which of SMALL_PICTURES) await rm(small[which], { force: true });
  }
}

/** Has the process write a picture and its small ones, and makes them part of the store. */
export async function keepPicture(
  d: SmallPicturesDeps,
  askWith: (to: string, small: Small) => PictureAsk,
): Promise<FileFacts & { readonly id: string }> {
  const to = await d.store.unfinished();
  let facts: FileFacts | undefined;
  try {
    const id = await withSmallOnes(d.store, async (small) => {
      facts = await d.pictures.ask(askWith(to, small));
      return d.store.adopt(to);
    });
    if (facts === undefined) throw new Error('no answer');
    return { id, ...facts };
  } finally {
    await rm(to, { force: true });
  }
}

/** An empty one is what a power cut left. */
async function hasBytes(path: string): Promise<boolean> {
  const found = await stat(path).catch((_expected: unknown) => undefined);
  return found !== undefined && found.size > 0;
}
