import type { Channel } from '#shared/channels/channel.ts';
import type { MediaId } from '#shared/ids.ts';
import { fitPlan, type PictureChange } from '#shared/media/fit-plan.ts';
import { mediaKind, type Media } from '#shared/media/media.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import { segmentsFor, type Post, type Segment, type SegmentId, type TextPlace } from '#shared/posts/post.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import { t } from '../../text/t.ts';
import { shownPost } from './use-writing.ts';
import type { Writing } from './writing.ts';

// A picture that breaks a network's rule, made to fit: what would change, and for whom.

/** One picture of a post, for the channels whose rules it breaks. */
export interface Fit {
  readonly media: MediaId;
  readonly name: string;
  /** Which part of the post, counted from 0. */
  readonly segment: number;
  readonly change: PictureChange;
  readonly channels: readonly Channel[];
}

/** The smallest change that ends this problem for all these channels; `undefined` where there is none. */
export function fitFor(problem: Problem, draft: Draft, post: Post, channels: readonly Channel[]): Fit | undefined {
  if (problem.severity !== 'stops' || problem.media === undefined) return undefined;
  const segment = problem.segment ?? 0;
  const file = draft.segments[segment]?.media[problem.media];
  if (file === undefined || mediaKind(file.mimeType) !== 'image') return undefined;
  const having = channels.filter((channel) =>
    segmentsFor(post, channel.id)[segment]?.media.some((use) => use.media === file.media),
  );
  const limits = having.flatMap(({ id, platform, limits: own }) => {
    const rules = platformOf(platform)?.rules;
    return rules === undefined ? [] : [rules.pictureLimits(own, post.options[id] ?? {})];
  });
  const change = fitPlan(file, limits);
  return change && { media: file.media, name: file.name, segment, change, channels: having };
}

/** Whether everybody who gets the shared text gets the picture: then no channel needs a text of its own for it. */
export function isForAll({ channels }: Pick<Fit, 'channels'>, post: Post): boolean {
  const sharing = post.channels.filter((id) => !Object.hasOwn(post.variants, id));
  return sharing.every((id) => channels.some((channel) => channel.id === id));
}

/** Puts the fitted picture or film in the place of the other, for the channels that need it. The version before it, or `undefined` when that was refused. */
export async function putPicture(
  writing: Writing,
  fit: Pick<Fit, 'media' | 'segment' | 'channels'>,
  fitted: MediaId,
): Promise<number | undefined> {
  const before = await writing.upToDate();
  if (before === undefined) return undefined;
  const post = shownPost(writing);
  const inPlace = (media: Segment['media']): Segment['media'] =>
    media.map((use) => (use.media === fit.media ? { ...use, media: fitted } : use));
  const put = (place: TextPlace, part: Segment | undefined): Promise<boolean> =>
    part === undefined ? Promise.resolve(true) : writing.changeMedia(place, part.id, inPlace);
  const own = fit.channels.filter(({ id }) => Object.hasOwn(post.variants, id));
  const sharing = fit.channels.filter((channel) => !own.includes(channel));
  for (const { id } of own) if (!(await put(id, post.variants[id]?.[fit.segment]))) return undefined;
  if (sharing.length === 0) return before;
  if (isForAll(fit, post)) return (await put('shared', post.segments[fit.segment])) ? before : undefined;
  for (const { id } of sharing) {
    const segments = shownPost(writing).segments.map((part) => ({
      ...part,
      media: inPlace(part.media),
      id: crypto.randomUUID() as SegmentId,
    }));
    if (!(await writing.change({ kind: 'post.set-variant', post: post.id, channel: id, segments }))) return undefined;
  }
  return before;
}

/** What was done to a picture, a sentence each. */
export function changesBetween(before: Media, after: Media, { crop }: PictureChange): readonly string[] {
  const cut = crop ?? before;
  const [from, to] = [TYPES[before.mimeType] ?? before.mimeType, TYPES[after.mimeType] ?? after.mimeType];
  return [
    ...(cut.width < before.width ? [t.composer.fitCutSides(before.width - cut.width)] : []),
    ...(cut.height < before.height ? [t.composer.fitCutEnds(before.height - cut.height)] : []),
    ...(after.width < cut.width ? [t.composer.fitScaled(sidesOf(cut), sidesOf(after))] : []),
    ...(from === to ? [] : [t.composer.fitType(to)]),
    ...(before.mimeType === 'image/gif' && from !== to ? [t.composer.fitStill] : []),
    ...(after.bytes < before.bytes ? [t.composer.fitLighter(sizeText(before.bytes), sizeText(after.bytes))] : []),
  ];
}

const TYPES: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
};

export function sidesOf({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${width} × ${height}`;
}
