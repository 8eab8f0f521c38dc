import type { AccountLimits } from '#shared/platforms/platform.ts';

// What a server allows. `AccountLimits` of a Mastodon channel has these keys, as far as its server named them, and one
// `takes <type>` for each media type that it named. The window imports this file.

export interface MastodonLimits {
  readonly maxCharacters: number;
  readonly maxMedia: number;
  /** What every link counts, however long it is. */
  readonly reservedPerUrl: number;
  readonly altMax: number;
  readonly imageBytes: number;
  readonly imagePixels: number;
  /** Of a video or a sound. */
  readonly videoBytes: number;
  readonly videoPixels: number;
  readonly videoFrameRate: number;
  /** 0 where the server has no polls. */
  readonly pollMostAnswers: number;
  readonly pollLongestAnswer: number;
  readonly pollLeastSeconds: number;
  readonly pollMostSeconds: number;
  /** 1 where a status can say who may quote it. */
  readonly quotePolicy: number;
  /** How long the server takes a repeat with the same `Idempotency-Key` for the same status, minutes; 0: never. */
  readonly repeatWithinMin: number;
}

/** What holds where a server names nothing: the defaults of PLATFORMS.md 8.3; the last one of 8.5. */
export const USUAL: MastodonLimits = {
  maxCharacters: 500,
  maxMedia: 4,
  reservedPerUrl: 23,
  altMax: 1500,
  imageBytes: 16_777_216,
  imagePixels: 33_177_600,
  videoBytes: 103_809_024,
  videoPixels: 8_294_400,
  videoFrameRate: 120,
  pollMostAnswers: 4,
  pollLongestAnswer: 50,
  pollLeastSeconds: 300,
  pollMostSeconds: 2_629_746,
  quotePolicy: 1,
  repeatWithinMin: 55,
};

/** The limits of a channel, with the usual value where its server named none. */
export function allLimits(limits: AccountLimits): MastodonLimits {
  return { ...USUAL, ...limits };
}

/** The pictures that can be imported and that every Mastodon since 4.0 takes (PLATFORMS.md 8.3). */
const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
const VIDEO_TYPES = ['video/mp4', 'video/quicktime', 'video/webm'];
const SOUND_TYPES = [
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/aac',
  'audio/ogg',
  'audio/flac',
  'audio/wav',
  'audio/x-wav',
  'audio/webm',
];

/** Every type that a Mastodon server can take and that is offered here, pictures first. */
export const MEDIA_TYPES: readonly string[] = [...PICTURE_TYPES, ...VIDEO_TYPES, ...SOUND_TYPES];

const TAKES = 'takes ';

/** Those of the types that are offered here which this server takes; all of them where it named none. */
export function typesTaken(limits: AccountLimits): readonly string[] {
  const taken = MEDIA_TYPES.filter((type) => limits[TAKES + type] === 1);
  return taken.length > 0 ? taken : MEDIA_TYPES;
}

/** What `typesTaken` reads, from the types that a server named. */
export function typeLimits(named: readonly string[]): AccountLimits {
  return Object.fromEntries(MEDIA_TYPES.filter((type) => named.includes(type)).map((type) => [TAKES + type, 1]));
}
