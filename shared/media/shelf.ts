import { z } from 'zod';
import { instant, mediaId, postId } from '#shared/ids.ts';
import { media, MEDIA_KINDS } from '#shared/media/media.ts';

// Words used here:
//   shelf   every file of the library, as a person looks through it
//   folder  where a file lies; it lies in one at most, and a folder is there as long as a file lies in it
//   label   a word on a file; a file may have many

/** The name of a folder or a label. */
export const shelfName = z.string().trim().min(1).max(60);

/** The most labels of one file. */
export const MOST_LABELS = 20;

export const SHELF_SORTS = ['newest', 'largest', 'name'] as const;
export type ShelfSort = (typeof SHELF_SORTS)[number];

export const SHELF_USES = ['all', 'used', 'unused'] as const;
export type ShelfUse = (typeof SHELF_USES)[number];

/** Which files are shown, and in which order; what is absent does not narrow them. */
export const shelfFilter = z.object({
  kind: z.enum(MEDIA_KINDS).optional(),
  use: z.enum(SHELF_USES),
  folder: shelfName.optional(),
  label: shelfName.optional(),
  /** Looked for in names, labels, folders and descriptions: the file's own, and those in posts. */
  search: z.string().max(200),
  sort: z.enum(SHELF_SORTS),
  /** Taken away, but not for good yet: they are not shown. */
  without: z.array(mediaId).max(100_000),
});
export type ShelfFilter = z.infer<typeof shelfFilter>;

export const shelfEntry = media.extend({
  folder: shelfName.optional(),
  labels: z.array(z.string()),
  /** How many posts have it, those in the bin with them. */
  posts: z.int().min(0),
});
export type ShelfEntry = z.infer<typeof shelfEntry>;

const amount = z.object({ files: z.int().min(0), bytes: z.int().min(0) });
const named = z.object({ name: z.string(), files: z.int().min(1) });
/** A folder or a label, and how many files it has. */
export type ShelfNamed = z.infer<typeof named>;

/** What there is in all. */
export const shelfOverview = z.object({
  all: amount,
  unused: amount,
  folders: z.array(named),
  labels: z.array(named),
});
export type ShelfOverview = z.infer<typeof shelfOverview>;

/** A post that has a file. */
export const usingPost = z.object({
  post: postId,
  excerpt: z.string(),
  dueAt: instant.optional(),
  deletedAt: instant.optional(),
});

/** What needs a file. */
export const fileUses = z.object({
  media: mediaId,
  name: z.string(),
  /** Some of them, those that changed last first. */
  posts: z.array(usingPost),
  /** How many there are. */
  postCount: z.int().min(0),
  /** An earlier version of a post has it, or it was sent. */
  isInHistory: z.boolean(),
  /** It lies in the bucket for a network to fetch. */
  isPublic: z.boolean(),
});
export type FileUses = z.infer<typeof fileUses>;

export const shelfChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rename'), name: z.string().trim().min(1).max(255) }),
  // Empty takes the description away.
  z.object({ kind: z.literal('describe'), alt: z.string().trim().max(10_000) }),
  // Without a folder it lies in none.
  z.object({ kind: z.literal('move'), folder: shelfName.optional() }),
  z.object({ kind: z.literal('label'), label: shelfName }),
  z.object({ kind: z.literal('unlabel'), label: shelfName }),
]);
export type ShelfChange = z.infer<typeof shelfChange>;
