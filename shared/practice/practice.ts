import { z } from 'zod';
import { instant, platformId } from '#shared/ids.ts';
import { bucketForm } from '#shared/media/bucket.ts';

// The practice workspace: the networks in it are stand-ins on this computer, run by a program of their own while it is
// open. What that program and the app say to each other, and what the window is told of it.

/**
 * What can be made to go wrong with the next thing that is published on a network: `answer-lost` it is there, and nobody
 * says so · `request-lost` it never arrives · `refused` as content · `rate-limited` too many for now · `server-error` the
 * network stumbles. And at once: `sign-in-ended` nothing of the sign-in is taken any more.
 */
export const PRACTICE_TROUBLES = [
  'answer-lost',
  'request-lost',
  'refused',
  'rate-limited',
  'server-error',
  'sign-in-ended',
] as const;
export const practiceTrouble = z.enum(PRACTICE_TROUBLES);
export type PracticeTrouble = z.infer<typeof practiceTrouble>;

/** A network of the practice workspace, with what a person would type to connect it. */
export const practiceNetwork = z.object({
  platform: platformId,
  /** Where it stands: `http://127.0.0.1:40123`. */
  url: z.url(),
  way: z.string(),
  answers: z.record(z.string(), z.string()),
});
export type PracticeNetwork = z.infer<typeof practiceNetwork>;

export const arrivedMedia = z.object({
  mimeType: z.string(),
  description: z.string().optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Something that people see at a network of the practice workspace. */
export const arrived = z.object({
  platform: platformId,
  id: z.string(),
  account: z.string(),
  /** `story`, `reel`, `comment` and so on, as the network knows it. */
  kind: z.string(),
  text: z.string(),
  /** What it answers or stands under. */
  parentId: z.string().optional(),
  media: z.array(arrivedMedia),
  pollAnswers: z.array(z.string()).optional(),
  /** The address its card shows. */
  link: z.string().optional(),
  at: instant,
  /** It waits in the network's own scheduler until then. */
  scheduledFor: instant.optional(),
  isRemoved: z.boolean(),
});
export type Arrived = z.infer<typeof arrived>;

/** Trouble that was ordered and has met nothing yet. */
export const orderedTrouble = z.object({ platform: platformId, trouble: practiceTrouble });
export type OrderedTrouble = z.infer<typeof orderedTrouble>;

/** As the program says it: with the address that the bytes of a file are at. */
const arrivedAt = arrived.extend({ media: z.array(arrivedMedia.extend({ url: z.url() })) });

/** What the program says. */
export const fromPractice = z.discriminatedUnion('say', [
  // Once: everything runs.
  z.object({ say: z.literal('ready'), networks: z.array(practiceNetwork), bucket: bucketForm }),
  // Each time something changed; oldest first.
  z.object({ say: z.literal('now'), arrived: z.array(arrivedAt), ordered: z.array(orderedTrouble) }),
]);
export type FromPractice = z.infer<typeof fromPractice>;

/** What it is asked. */
export const toPractice = z.discriminatedUnion('do', [
  orderedTrouble.extend({ do: z.literal('order') }),
  // What was ordered and has met nothing is taken back.
  z.object({ do: z.literal('calm') }),
]);
export type ToPractice = z.infer<typeof toPractice>;
