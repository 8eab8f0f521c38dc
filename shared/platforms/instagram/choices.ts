import type { OptionField } from '#shared/platforms/platform.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Draft } from '#shared/publishing/publication.ts';

// What a person chose for a post on Instagram, and what kind of post comes of it (PLATFORMS.md 5.2).

/** The form shown for one post; values are texts, a switch is `yes` or empty. */
export const OPTION_FIELDS: readonly OptionField[] = [
  {
    name: 'kind',
    label: 'Kind',
    kind: 'choice',
    choices: [
      { value: 'post', label: 'Post' },
      { value: 'reel', label: 'Reel' },
      { value: 'story', label: 'Story' },
    ],
    help: 'A post with a single video becomes a reel that is also shown on the profile.',
  },
  {
    name: 'shareToFeed',
    label: 'Show the reel on the profile too',
    kind: 'switch',
    help: 'Without it, the reel is only in the reels tab.',
  },
  {
    name: 'locationId',
    label: 'Location',
    kind: 'text',
    longest: 30,
    help: 'The number of the Facebook page of a place.',
  },
  {
    name: 'userTags',
    label: 'Tag people',
    kind: 'text',
    longest: 700,
    help: 'Instagram names, with commas between them. On a picture they stand in its middle.',
  },
  {
    name: 'collaborators',
    label: 'Collaborators',
    kind: 'text',
    longest: 200,
    help: 'Instagram names, with commas between them. They are asked to share the post as theirs.',
  },
  {
    name: 'coverAtMs',
    label: 'Cover picture at',
    kind: 'text',
    longest: 7,
    help: 'Which moment of the video is its cover, in milliseconds from its start.',
  },
];

export type PostKind = 'post' | 'reel' | 'story';

/** What was chosen, read. */
export interface Choices {
  readonly kind: PostKind;
  readonly shareToFeed: boolean;
  readonly locationId: string;
  readonly userTags: readonly string[];
  readonly collaborators: readonly string[];
  /** As it was typed. */
  readonly coverAtMs: string;
}

/** What Instagram makes of a draft. */
export type Shape = 'image' | 'reel' | 'story' | 'carousel';

/** The choices of a draft. */
export function choicesOf(draft: Draft): Choices {
  const chosen = (name: string): string => (draft.options[name] ?? '').trim();
  const kind = chosen('kind');
  return {
    kind: kind === 'reel' || kind === 'story' ? kind : 'post',
    shareToFeed: chosen('shareToFeed') === 'yes',
    locationId: chosen('locationId'),
    userTags: namesIn(chosen('userTags')),
    collaborators: namesIn(chosen('collaborators')),
    coverAtMs: chosen('coverAtMs'),
  };
}

/** Whether a file is shown as a film. */
export function isVideo(media: { readonly mimeType: string }): boolean {
  return media.mimeType.startsWith('video/');
}

/** What becomes of a draft; single videos are always reels (PLATFORMS.md 5.2). */
export function shapeOf(draft: Draft): Shape {
  const media = draft.segments[0]?.media ?? [];
  if (choicesOf(draft).kind === 'story') return 'story';
  if (media.length > 1) return 'carousel';
  return media.some(isVideo) ? 'reel' : 'image';
}

const NAME = /^[a-z0-9._]{1,30}$/;
/** PLATFORMS.md 5.4, subcode 2207040. */
const MOST_TAGS = 20;

/** What of the choices Instagram would refuse, or leave out. */
export function choiceProblems(draft: Draft): Problem[] {
  const choices = choicesOf(draft);
  const shape = shapeOf(draft);
  return [
    ...kindProblems(draft, choices),
    ...placeProblems(choices, shape),
    ...tagProblems(choices, shape),
    ...collaboratorProblems(choices, shape),
    ...coverProblems(draft, choices, shape),
  ];
}

function kindProblems(draft: Draft, { kind }: Choices): Problem[] {
  const media = draft.segments[0]?.media ?? [];
  if (kind === 'reel' && media.length > 0 && !(media.length === 1 && media.every(isVideo))) {
    return [impossible('Kind', 'a reel is made of one video')];
  }
  if (kind === 'story' && media.length > 1) return [impossible('Kind', 'a story is made of one file')];
  if (kind === 'story' && draft.firstComment?.trim())
    return [impossible('First comment', 'nobody can comment a story')];
  return [];
}

function placeProblems({ locationId }: Choices, shape: Shape): Problem[] {
  if (locationId === '') return [];
  if (!/^\d+$/.test(locationId)) return [impossible('Location', 'it is the number of a page, without letters')];
  return shape === 'story' ? [impossible('Location', 'a story takes none')] : [];
}

function tagProblems({ userTags }: Choices, shape: Shape): Problem[] {
  const option = 'Tag people';
  if (userTags.length === 0) return [];
  if (shape === 'story') return [impossible(option, 'a story takes no tags')];
  if (shape === 'carousel') return [impossible(option, 'a post of several files takes no tags')];
  if (userTags.length > MOST_TAGS) return [impossible(option, `at most ${MOST_TAGS} people can be tagged`)];
  return misspelt(option, userTags);
}

function collaboratorProblems({ collaborators }: Choices, shape: Shape): Problem[] {
  const option = 'Collaborators';
  if (collaborators.length === 0) return [];
  if (shape === 'story') return [impossible(option, 'a story takes none')];
  // PLATFORMS.md 5.2: some carousels are refused with them, and it is not known which.
  const doubt = impossible(option, 'Instagram refuses them for some posts of several files');
  const doubts: Problem[] = shape === 'carousel' ? [{ ...doubt, severity: 'warns' }] : [];
  return [...misspelt(option, collaborators), ...doubts];
}

function coverProblems(draft: Draft, { coverAtMs }: Choices, shape: Shape): Problem[] {
  const option = 'Cover picture at';
  if (coverAtMs === '') return [];
  if (shape !== 'reel') return [impossible(option, 'only a reel has a cover that can be chosen')];
  if (!/^\d{1,7}$/.test(coverAtMs)) return [impossible(option, 'it is a whole number of milliseconds')];
  const lastsMs = draft.segments[0]?.media[0]?.durationMs;
  if (lastsMs === undefined || Number(coverAtMs) < lastsMs) return [];
  return [impossible(option, `the video lasts ${lastsMs} milliseconds`)];
}

function misspelt(option: string, names: readonly string[]): Problem[] {
  const wrong = names.find((name) => !NAME.test(name));
  return wrong === undefined ? [] : [impossible(option, `“${wrong}” is not an Instagram name`)];
}

function impossible(option: string, reason: string): Problem {
  return { code: 'option.not-possible', severity: 'stops', about: { option, reason } };
}

/** `@One, two` is one and two; each once. */
function namesIn(typed: string): string[] {
  const names = typed.split(/[\s,;]+/).map((name) => name.replace(/^@/, '').toLowerCase());
  return [...new Set(names.filter((name) => name !== ''))];
}
