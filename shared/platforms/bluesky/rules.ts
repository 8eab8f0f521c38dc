import { faceOf } from '#shared/platforms/names.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import {
  FILM_LIMITS,
  mediaProblems,
  MEDIA_TYPES,
  MOST_IN_GALLERY,
  PICTURE_LIMITS,
} from '#shared/platforms/bluesky/media-rules.ts';
import { optionProblems, OPTIONS, readOptions } from '#shared/platforms/bluesky/post-options.ts';
import { utf8BytesIn } from '#shared/platforms/bluesky/text-length.ts';
import { APP_PASSWORD_WAY, BROWSER_WAY } from '#shared/platforms/bluesky/ways.ts';
import { graphemesIn } from '#shared/posts/graphemes.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Draft } from '#shared/publishing/publication.ts';

// The window imports this file: nothing here may pull in more than the rules need.

/** Characters as people see them, and UTF-8 bytes: a text must keep both (PLATFORMS.md 7.3). */
const MOST_GRAPHEMES = 300;
const MOST_TEXT_BYTES = 3000;

export const bluesky: Platform = {
  ...faceOf('bluesky'),
  look: 'beside',
  rules: {
    mediaTypes: MEDIA_TYPES,
    maxMedia: () => MOST_IN_GALLERY,
    // The lexicon sets no limit (PLATFORMS.md 7.3).
    maxAlt: () => undefined,
    count: (text) => ({ used: graphemesIn(text), limit: MOST_GRAPHEMES }),
    pictureLimits: () => PICTURE_LIMITS,
    filmLimits: () => FILM_LIMITS,
    check,
  },
  takes: {
    thread: true,
    firstComment: true,
    cover: false,
    remove: true,
    // Legal in the protocol, and not shown by Bluesky's own app (PLATFORMS.md 7.8).
    edit: false,
    metrics: ['likes', 'comments', 'shares', 'quotes', 'saves'],
    followers: 'told',
    lookup: true,
  },
  options: OPTIONS,
  ways: [APP_PASSWORD_WAY, BROWSER_WAY],
};

function check(draft: Draft): readonly Problem[] {
  const { gallery } = readOptions(draft.options);
  return [
    ...draft.segments.flatMap((part, segment) => [
      ...emptyPart(draft, segment),
      ...textProblems(part.text, segment),
      ...mediaProblems(part.media, segment, gallery),
      ...pollProblems(part, segment),
    ]),
    ...commentProblems(draft.firstComment ?? ''),
    ...optionProblems(draft.options).map((about): Problem => ({
      code: 'option.not-possible',
      severity: 'stops',
      about,
    })),
  ];
}

function emptyPart(draft: Draft, segment: number): Problem[] {
  const part = draft.segments[segment];
  if (!part || part.text.trim() !== '' || part.media.length > 0) return [];
  // Passing on somebody's post needs no words.
  if (segment === 0 && readOptions(draft.options).quote !== undefined) return [];
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
  return [...problems, ...tooManyBytes(text, { segment })];
}

function commentProblems(text: string): Problem[] {
  const problems: Problem[] = [];
  const graphemes = graphemesIn(text);
  if (graphemes > MOST_GRAPHEMES) {
    const about = { over: graphemes - MOST_GRAPHEMES, used: graphemes, limit: MOST_GRAPHEMES };
    problems.push({ code: 'comment.too-long', severity: 'stops', about });
  }
  return [...problems, ...tooManyBytes(text, {})];
}

function tooManyBytes(text: string, where: { segment?: number }): Problem[] {
  const bytes = utf8BytesIn(text);
  if (bytes <= MOST_TEXT_BYTES) return [];
  return [{ code: 'text.too-many-bytes', severity: 'stops', ...where, about: { used: bytes, limit: MOST_TEXT_BYTES } }];
}

function pollProblems(part: Draft['segments'][number], segment: number): Problem[] {
  return part.poll === undefined ? [] : [{ code: 'poll.not-here', severity: 'stops', segment, about: {} }];
}
