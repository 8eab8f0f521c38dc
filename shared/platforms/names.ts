import type { PlatformId } from '#shared/ids.ts';

// Networks without their rules: what they are called and the colour of their mark, for what must not load the rest, and in the
// order of the catalog (`catalog.test.ts`).

/** How people know a network. */
export interface Face {
  readonly id: PlatformId;
  readonly name: string;
  /** Of its mark, `#rrggbb`. */
  readonly color: string;
}

const FACES = {
  x: { name: 'X', color: '#0f1419' },
  linkedin: { name: 'LinkedIn', color: '#0a66c2' },
  facebook: { name: 'Facebook', color: '#0866ff' },
  instagram: { name: 'Instagram', color: '#e4405f' },
  threads: { name: 'Threads', color: '#000000' },
  bluesky: { name: 'Bluesky', color: '#1185fe' },
  mastodon: { name: 'Mastodon', color: '#6364ff' },
  telegram: { name: 'Telegram', color: '#229ed9' },
  discord: { name: 'Discord', color: '#5865f2' },
} as const satisfies Record<string, Omit<Face, 'id'>>;

type Known = keyof typeof FACES;

/** Networks whose tokens last hours and are renewed by being used: their end says nothing to a person. */
export const RENEWED_IN_PASSING: ReadonlySet<PlatformId> = new Set([faceOf('x').id]);

export const PLATFORM_NAMES = Object.keys(FACES) as readonly string[] as readonly PlatformId[];

/** The face of a network of the catalog. */
export function faceOf(id: Known): Face {
  return { id: id as string as PlatformId, ...FACES[id] };
}

/** The face of whatever a channel names; `undefined` for a network that this version does not know. */
export function knownFace(id: string): Face | undefined {
  return Object.hasOwn(FACES, id) ? faceOf(id as Known) : undefined;
}
