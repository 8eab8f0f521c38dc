import { Failure } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import { mediaKind } from '#shared/media/media.ts';
import type { FileUses, ShelfEntry, ShelfFilter, ShelfOverview } from '#shared/media/shelf.ts';
import { excerptOf, type Post } from '#shared/posts/post.ts';
import type { Library } from '../sample/library.ts';
import { changedFrom, type Changed, type Tell } from './tell.ts';

type Kept = Omit<ShelfEntry, 'posts'>;

/** The shelf. What is made of a picture or a film is the same file under another id. */
export function mediaAnswers(library: Library, tell: Tell): Handlers<'media.'> {
  const changed = changedFrom(tell);
  return { ...ofShelf(library, changed), ...ofFiles(library, changed), ...ofFitting(library, tell) };
}

type Shelf =
  | 'media.shelf'
  | 'media.shelfIds'
  | 'media.overview'
  | 'media.uses'
  | 'media.change'
  | 'media.removeUnused'
  | 'media.byIds';
type Fitting = 'media.fit' | 'media.fitFilm' | 'media.stopFit' | 'media.film' | 'media.cover';
type Of<N extends keyof Handlers<'media.'>> = Pick<Handlers<'media.'>, N>;

function ofShelf(library: Library, changed: Changed): Of<Shelf> {
  const { media } = library;
  return {
    'media.shelf': ({ filter, from, count }) => {
      const fitting = onShelf(library, filter);
      return { entries: fitting.slice(from, from + count), total: fitting.length };
    },
    'media.shelfIds': ({ filter }) => onShelf(library, filter).map((one) => one.id),
    'media.overview': () => overviewOf(library),
    'media.uses': ({ ids }) => ids.flatMap((id) => usesOf(library, id) ?? []),
    'media.change': ({ ids, change }) => {
      for (const id of ids) {
        const one = media.get(id);
        if (one !== undefined && change.kind === 'rename') media.set(id, { ...one, name: change.name });
        if (one !== undefined && change.kind === 'describe') media.set(id, { ...one, alt: change.alt });
      }
      changed('media', ids);
    },
    'media.removeUnused': ({ ids }) => {
      for (const id of ids) media.delete(id);
      changed('media', ids);
      return ids;
    },
    'media.byIds': ({ ids }) => ids.flatMap((id) => media.get(id) ?? []),
  };
}

function ofFiles(library: Library, changed: Changed): Of<Exclude<keyof Handlers<'media.'>, Shelf | Fitting>> {
  const { media } = library;
  return {
    'media.stopImport': () => undefined,
    'media.choose': () => ({ media: [...media.values()].slice(0, 1), failures: [] }),
    'media.importBytes': async ({ name, bytes }) => {
      const digest = await crypto.subtle.digest('SHA-256', bytes);
      const id = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') as MediaId;
      const bitmap = await createImageBitmap(new Blob([bytes as BlobPart])).catch((_expected: unknown) => undefined); // Not a picture: said below.
      if (bitmap === undefined) return { media: [], failures: [{ code: 'media.unknown-type', about: { file: name } }] };
      library.bytes.set(id, bytes);
      const { width, height } = bitmap;
      const size = { bytes: bytes.byteLength, width, height };
      const one: Kept = { id, name, mimeType: 'image/png', ...size, importedAt: Date.now(), labels: [] };
      media.set(id, one);
      changed('media', [id]);
      return { media: [one], failures: [] };
    },
    'media.bucket': () => ({}),
    'media.setBucket': () => undefined,
    'media.forgetBucket': () => undefined,
  };
}

function ofFitting({ media }: Library, tell: Tell): Of<Fitting> {
  return {
    'media.fit': ({ media: id, change: { mimeType, width, height } }) =>
      keep(media, { ...known(media, id), id: id.replace(/^./, 'f') as MediaId, mimeType, width, height }),
    'media.stopFit': () => undefined,
    'media.fitFilm': ({ fit, media: id, change: { mimeType, width, height } }) => {
      tell({ fact: 'fitting', fit, part: 0.5 });
      const made = { ...known(media, id), id: id.replace(/^./, 'e') as MediaId, mimeType, width, height };
      return { made: keep(media, made) };
    },
    'media.film': ({ media: id }) => {
      const { width, height, durationMs } = known(media, id);
      if (durationMs === undefined) throw new Failure('media.not-found');
      return { width, height, durationMs, frameMs: 40 };
    },
    'media.cover': ({ media: id }) =>
      keep(media, { ...known(media, id), id: id.replace(/^./, 'c') as MediaId, mimeType: 'image/jpeg' }),
  };
}

function known(media: Library['media'], id: MediaId): Kept {
  const one = media.get(id);
  if (one === undefined) throw new Failure('media.not-found');
  return one;
}

function keep(media: Library['media'], one: Kept): Kept {
  media.set(one.id, one);
  return one;
}

const ORDERS: Readonly<Record<ShelfFilter['sort'], (a: Kept, b: Kept) => number>> = {
  newest: (a, b) => b.importedAt - a.importedAt,
  largest: (a, b) => b.bytes - a.bytes,
  name: (a, b) => a.name.localeCompare(b.name),
};

function onShelf(library: Library, filter: ShelfFilter): ShelfEntry[] {
  return [...library.media.values()]
    .filter((one) => one.name.includes(filter.search) && !filter.without.includes(one.id))
    .filter((one) => filter.kind === undefined || mediaKind(one.mimeType) === filter.kind)
    .filter((one) => filter.folder === undefined || one.folder === filter.folder)
    .filter((one) => filter.label === undefined || one.labels.includes(filter.label))
    .map((one) => ({ ...one, posts: postsWith(library, one.id).length }))
    .filter((one) => filter.use === 'all' || one.posts > 0 === (filter.use === 'used'))
    .toSorted(ORDERS[filter.sort]);
}

function overviewOf(library: Library): ShelfOverview {
  const all = [...library.media.values()];
  const unused = all.filter((one) => postsWith(library, one.id).length === 0);
  const amount = (some: readonly Kept[]): ShelfOverview['all'] => ({
    files: some.length,
    bytes: some.reduce((sum, one) => sum + one.bytes, 0),
  });
  return {
    all: amount(all),
    unused: amount(unused),
    folders: counted(all.flatMap(({ folder }) => folder ?? [])),
    labels: counted(all.flatMap(({ labels }) => labels)),
  };
}

function counted(names: readonly string[]): ShelfOverview['folders'] {
  const groups = Map.groupBy(names, (name) => name);
  return [...groups]
    .map(([name, some]) => ({ name, files: some.length }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function postsWith({ posts }: Library, id: MediaId): Post[] {
  return [...posts.values()].filter(({ segments }) =>
    segments.some((one) => one.media.some((use) => use.media === id)),
  );
}

function usesOf(library: Library, id: MediaId): FileUses | undefined {
  const posts = postsWith(library, id).toSorted((a, b) => b.updatedAt - a.updatedAt);
  if (posts.length === 0) return undefined;
  return {
    media: id,
    name: library.media.get(id)?.name ?? '',
    posts: posts.slice(0, 3).map((post) => ({
      post: post.id,
      excerpt: excerptOf(post.segments),
      ...(post.plan.kind !== 'none' && { dueAt: post.plan.dueAt }),
    })),
    postCount: posts.length,
    isInHistory: false,
    isPublic: false,
  };
}
