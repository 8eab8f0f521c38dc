import type { Channel } from '#shared/channels/channel.ts';
import { filmPlan, type FilmChange } from '#shared/media/film-plan.ts';
import { mediaKind, type Media } from '#shared/media/media.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import { segmentsFor, type Post } from '#shared/posts/post.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import { t } from '../../text/t.ts';
import { sidesOf, type Fit } from './fit-picture.ts';

// A film that a network does not take as it is, made to fit: what would change, and for whom.

/** One film of a post, for the channels whose rules it breaks. */
export interface FilmFit extends Omit<Fit, 'change'> {
  readonly film: FilmChange;
}

/** The change that ends this problem for all these channels; `undefined` where there is none. */
export function filmFitFor(
  problem: Problem,
  draft: Draft,
  post: Post,
  channels: readonly Channel[],
): FilmFit | undefined {
  if (problem.severity !== 'stops' || problem.media === undefined) return undefined;
  const segment = problem.segment ?? 0;
  const file = draft.segments[segment]?.media[problem.media];
  if (file === undefined || mediaKind(file.mimeType) !== 'video') return undefined;
  const having = channels.filter((channel) =>
    segmentsFor(post, channel.id)[segment]?.media.some((use) => use.media === file.media),
  );
  const limits = having.flatMap(({ id, platform, limits: own }) => {
    const rules = platformOf(platform)?.rules;
    return rules === undefined ? [] : [rules.filmLimits(own, post.options[id] ?? {})];
  });
  const film = filmPlan(file, limits);
  return film && { media: file.media, name: file.name, segment, film, channels: having };
}

/** What was done to a film, a sentence each. */
export function filmChangesBetween(
  before: Media,
  after: Media,
  { video, frameRate, audio }: FilmChange,
): readonly string[] {
  const isSmaller = after.width < before.width || after.height < before.height;
  const [from, to] = [sizeText(before.bytes), sizeText(after.bytes)];
  return [
    ...(isSmaller ? [t.composer.fitScaled(sidesOf(before), sidesOf(after))] : []),
    video === 'copy' ? t.composer.fitFilmCopied : t.composer.fitFilmType,
    ...(frameRate === undefined ? [] : [t.composer.fitFrames(frameRate)]),
    ...(audio === 'none' ? [t.composer.fitSilent] : []),
    ...(from === to ? [] : [t.composer.fitLighter(from, to)]),
  ];
}
