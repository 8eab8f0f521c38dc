import { platformId } from '#shared/ids.ts';
import type { AccountLimits, Platform } from '#shared/platforms/platform.ts';
import { countedLength } from '#shared/platforms/mastodon/text-length.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

// The window imports this file: nothing here may pull in more than the rules need.

/** What a server allows. `AccountLimits` of a Mastodon channel has these keys, as far as its server named them. */
export interface MastodonLimits {
  readonly maxCharacters: number;
  readonly maxMedia: number;
  /** What every link counts, however long it is. */
  readonly reservedPerUrl: number;
  readonly altMax: number;
  readonly imageBytes: number;
  readonly imagePixels: number;
  /** How long the server takes a repeat with the same `Idempotency-Key` for the same status, minutes; 0: never. */
  readonly repeatWithinMin: number;
}

/** What holds where a server names nothing: the defaults of PLATFORMS.md 8.3; the last one of 8.5. */
const USUAL: MastodonLimits = {
  maxCharacters: 500,
  maxMedia: 4,
  reservedPerUrl: 23,
  altMax: 1500,
  imageBytes: 16_777_216,
  imagePixels: 33_177_600,
  repeatWithinMin: 55,
};

/** The images that can be imported and that every Mastodon since 4.0 takes (PLATFORMS.md 8.3). */
const IMAGE_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

export const mastodon: Platform = {
  id: platformId.parse('mastodon'),
  name: 'Mastodon',
  color: '#6364ff',
  rules: {
    mediaTypes: IMAGE_TYPES,
    maxMedia: (limits) => allLimits(limits).maxMedia,
    maxAlt: (limits) => allLimits(limits).altMax,
    count: (text, limits) => {
      const { maxCharacters, reservedPerUrl } = allLimits(limits);
      return { used: countedLength(text, reservedPerUrl), limit: maxCharacters };
    },
    check,
  },
  takes: { thread: true, firstComment: false, remove: false, edit: false, metrics: [] },
  options: [],
  ways: [
    {
      id: 'browser',
      name: 'In the browser',
      how: 'browser',
      fields: [
        {
          name: 'server',
          label: 'Server',
          kind: 'text',
          placeholder: 'mastodon.social',
          help: 'The address in your browser when you use Mastodon, or your full name there: @you@mastodon.social.',
        },
      ],
      note: 'Your browser opens your server, where you allow Postwright to post for you. Postwright never sees your password.',
    },
  ],
};

/** The limits of a channel, with the usual value where its server named none. */
export function allLimits(limits: AccountLimits): MastodonLimits {
  return { ...USUAL, ...limits };
}

function check(draft: Draft, accountLimits: AccountLimits): readonly Problem[] {
  const limits = allLimits(accountLimits);
  return draft.segments.flatMap((part, segment) => [
    ...emptyPart(draft, segment),
    ...textProblems(part.text, segment, limits),
    ...imageProblems(part.media, segment, limits),
  ]);
}

function emptyPart(draft: Draft, segment: number): Problem[] {
  const part = draft.segments[segment];
  if (!part || part.text.trim() !== '' || part.media.length > 0) return [];
  if (draft.segments.length === 1) return [{ code: 'text.empty', severity: 'stops', segment, about: {} }];
  return [{ code: 'thread.empty-part', severity: 'stops', segment, about: { part: segment + 1 } }];
}

function textProblems(text: string, segment: number, { maxCharacters, reservedPerUrl }: MastodonLimits): Problem[] {
  const used = countedLength(text, reservedPerUrl);
  if (used <= maxCharacters) return [];
  return [
    {
      code: 'text.too-long',
      severity: 'stops',
      segment,
      about: { over: used - maxCharacters, used, limit: maxCharacters },
    },
  ];
}

function imageProblems(images: readonly DraftMedia[], segment: number, limits: MastodonLimits): Problem[] {
  const problems = images.flatMap((image, media) =>
    problemsOfImage(image, limits).map((problem): Problem => ({ ...problem, segment, media })),
  );
  if (images.length > limits.maxMedia) {
    problems.push({
      code: 'media.too-many',
      severity: 'stops',
      segment,
      about: { limit: limits.maxMedia, used: images.length },
    });
  }
  return problems;
}

function problemsOfImage(image: DraftMedia, limits: MastodonLimits): Problem[] {
  const problems: Problem[] = [];
  const file = image.name;
  if (!IMAGE_TYPES.includes(image.mimeType)) {
    const allowed = IMAGE_TYPES.map((type) => type.replace('image/', '').toUpperCase()).join(', ');
    problems.push({ code: 'media.wrong-type', severity: 'stops', about: { file, allowed } });
  }
  // The server refuses what reaches the limit, not only what passes it.
  if (image.bytes >= limits.imageBytes) {
    const about = { file, used: sizeText(image.bytes), limit: sizeText(limits.imageBytes) };
    problems.push({ code: 'media.too-large', severity: 'stops', about });
  }
  const pixels = image.width * image.height;
  if (pixels > limits.imagePixels) {
    problems.push({
      code: 'media.too-many-pixels',
      severity: 'stops',
      about: { file, used: pixels, limit: limits.imagePixels },
    });
  }
  return [...problems, ...altProblems(image, limits)];
}

function altProblems(image: DraftMedia, { altMax }: MastodonLimits): Problem[] {
  const file = image.name;
  // It can go out without one, but people should know.
  if (image.alt.trim() === '') return [{ code: 'media.alt-missing', severity: 'warns', about: { file } }];
  // Descriptions are counted in code points, other than the text.
  const over = [...image.alt].length - altMax;
  return over > 0 ? [{ code: 'media.alt-too-long', severity: 'stops', about: { file, over } }] : [];
}
