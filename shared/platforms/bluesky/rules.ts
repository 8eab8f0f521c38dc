import { platformId } from '#shared/ids.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import { utf8BytesIn } from '#shared/platforms/bluesky/text-length.ts';
import { graphemesIn } from '#shared/posts/graphemes.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

// The window imports this file: nothing here may pull in more than the rules need.

/** Characters as people see them, and UTF-8 bytes: a text must keep both (PLATFORMS.md 7.3). */
const MOST_GRAPHEMES = 300;
const MOST_TEXT_BYTES = 3000;

/** `app.bsky.embed.images` holds four (PLATFORMS.md 7.2, embeds). */
const MOST_IMAGES = 4;

/** Size of one image (PLATFORMS.md 7.3). */
const MOST_IMAGE_BYTES = 2_000_000;

/** The lexicon says `image/*` (PLATFORMS.md 7.3); these are the ones every Bluesky app shows. */
const IMAGE_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

export const bluesky: Platform = {
  id: platformId.parse('bluesky'),
  name: 'Bluesky',
  color: '#1185fe',
  rules: {
    mediaTypes: IMAGE_TYPES,
    maxMedia: () => MOST_IMAGES,
    // The lexicon sets no limit (PLATFORMS.md 7.3).
    maxAlt: () => undefined,
    count: (text) => ({ used: graphemesIn(text), limit: MOST_GRAPHEMES }),
    check,
  },
  takes: { thread: true, firstComment: false, remove: false, edit: false, metrics: [] },
  options: [],
  ways: [
    {
      id: 'app-password',
      name: 'With an app password',
      how: 'password',
      fields: [
        { name: 'handle', label: 'Handle or e-mail', kind: 'text', placeholder: 'you.bsky.social' },
        {
          name: 'password',
          label: 'App password',
          kind: 'password',
          placeholder: 'xxxx-xxxx-xxxx-xxxx',
          help: 'Make one in Bluesky: Settings, Privacy and security, App passwords.',
        },
        {
          name: 'server',
          label: 'Server',
          kind: 'text',
          placeholder: 'https://bsky.social',
          optional: true,
          help: 'Only if your account is not hosted by Bluesky.',
        },
      ],
      note: 'An app password can post for you, and you can take it back in Bluesky at any time without changing your own password.',
    },
  ],
};

function check(draft: Draft): readonly Problem[] {
  return draft.segments.flatMap((part, segment) => [
    ...emptyPart(draft, segment),
    ...textProblems(part.text, segment),
    ...imageProblems(part.media, segment),
  ]);
}

function emptyPart(draft: Draft, segment: number): Problem[] {
  const part = draft.segments[segment];
  if (!part || part.text.trim() !== '' || part.media.length > 0) return [];
  if (draft.segments.length === 1) return [{ code: 'text.empty', severity: 'stops', segment, about: {} }];
  return [{ code: 'thread.empty-part', severity: 'stops', segment, about: { part: segment + 1 } }];
}

function textProblems(text: string, segment: number): Problem[] {
  const problems: Problem[] = [];
  const graphemes = graphemesIn(text);
  if (graphemes > MOST_GRAPHEMES) {
    const about = { over: graphemes - MOST_GRAPHEMES, used: graphemes, limit: MOST_GRAPHEMES };
    problems.push({ code: 'text.too-long', severity: 'stops', segment, about });
  }
  const bytes = utf8BytesIn(text);
  if (bytes > MOST_TEXT_BYTES) {
    problems.push({
      code: 'text.too-many-bytes',
      severity: 'stops',
      segment,
      about: { used: bytes, limit: MOST_TEXT_BYTES },
    });
  }
  return problems;
}

function imageProblems(images: readonly DraftMedia[], segment: number): Problem[] {
  const problems = images.flatMap((image, media) => problemsOfImage(image, segment, media));
  if (images.length > MOST_IMAGES) {
    problems.push({
      code: 'media.too-many',
      severity: 'stops',
      segment,
      about: { limit: MOST_IMAGES, used: images.length },
    });
  }
  return problems;
}

function problemsOfImage(image: DraftMedia, segment: number, media: number): Problem[] {
  const problems: Problem[] = [];
  if (!IMAGE_TYPES.includes(image.mimeType)) {
    const allowed = IMAGE_TYPES.map((type) => type.replace('image/', '').toUpperCase()).join(', ');
    problems.push({
      code: 'media.wrong-type',
      severity: 'stops',
      segment,
      media,
      about: { file: image.name, allowed },
    });
  }
  if (image.bytes > MOST_IMAGE_BYTES) {
    const about = { file: image.name, used: sizeText(image.bytes), limit: sizeText(MOST_IMAGE_BYTES) };
    problems.push({ code: 'media.too-large', severity: 'stops', segment, media, about });
  }
  // The record must have a description, but it may be empty (PLATFORMS.md 7.3): it can go out, people should know.
  if (image.alt.trim() === '') {
    problems.push({ code: 'media.alt-missing', severity: 'warns', segment, media, about: { file: image.name } });
  }
  return problems;
}
