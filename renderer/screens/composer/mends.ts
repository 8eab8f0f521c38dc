import { flushSync } from 'react-dom';
import type { Channel } from '#shared/channels/channel.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { Problem, ProblemCode } from '#shared/posts/draft-problems.ts';
import { segmentsFor, type Post, type TextPlace } from '#shared/posts/post.ts';
import { channelOf } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';
import { arrangeFor, splitForAll, withFilesMovedOn } from './thread-acts.ts';
import type { Writing } from './writing.ts';

/** What ends a problem with one click. */
export interface Mend {
  readonly label: string;
  readonly run: () => void;
}

interface About {
  readonly post: Post;
  /** The channels that have the problem. */
  readonly channels: readonly Channel[];
  readonly writing: Writing;
  readonly onShow: (place: TextPlace) => void;
}

/** By the problem that it ends. */
const MENDS: { readonly [Code in ProblemCode]?: (problem: Problem, about: About) => Mend | undefined } = {
  'text.too-long': splitting,
  'text.too-many-bytes': splitting,
  'media.too-many': movingFilesOn,
  'media.alt-missing': describing,
  'thread.empty-part': removing,
};

/** The mend of a problem of words and descriptions; `undefined` where a person has to think. Files have their own (`fit-picture.ts`). */
export function mendFor(problem: Problem, about: About): Mend | undefined {
  return MENDS[problem.code]?.(problem, about);
}

function splitting(problem: Problem, { post, channels, writing }: About): Mend | undefined {
  const part = segmentOf(problem, post, channels);
  if (part === undefined || part.poll !== undefined || !channels.every(hasThreads)) return undefined;
  const whom = whomItConcerns(post, channels);
  return {
    label: t.composer.splitLong,
    run: () => void arrangeFor(writing, { ...whom, done: t.composer.splitDone, make: splitForAll }),
  };
}

function movingFilesOn(problem: Problem, { post, channels, writing }: About): Mend | undefined {
  const { segment, about } = problem;
  const keeps = Number(about['limit']);
  if (segment === undefined || !Number.isInteger(keeps) || keeps < 1 || !channels.every(hasThreads)) return undefined;
  const whom = whomItConcerns(post, channels);
  return {
    label: t.composer.moveFilesOn,
    run: () =>
      void arrangeFor(writing, {
        ...whom,
        done: t.composer.filesMovedOn,
        make: (_post, parts) => withFilesMovedOn(parts, segment, keeps),
      }),
  };
}

function describing(problem: Problem, about: About): Mend | undefined {
  const part = segmentOf(problem, about.post, about.channels);
  const use = part?.media[problem.media ?? 0];
  if (part === undefined || use === undefined) return undefined;
  return {
    label: t.composer.describeIt,
    run: () => goToDescription({ ...about, segment: part.id, media: use.media }),
  };
}

/** Shows the text that has the picture, and puts the caret into the field of its description. */
export function goToDescription(
  at: Pick<About, 'post' | 'channels' | 'onShow'> & { readonly segment: string; readonly media: string },
): void {
  // The field may stand in a text that is not shown yet.
  flushSync(() => at.onShow(placeOf(at.post, at.channels)));
  const fields = [...document.querySelectorAll<HTMLTextAreaElement>('textarea[data-describes]')];
  const field = fields.find(({ dataset }) => dataset['describes'] === `${at.segment} ${at.media}`);
  field?.focus();
  field?.scrollIntoView({ block: 'nearest' });
}

function removing(problem: Problem, { post, channels, writing }: About): Mend | undefined {
  const part = segmentOf(problem, post, channels);
  if (part === undefined) return undefined;
  const place = placeOf(post, channels);
  return {
    label: t.composer.removeEmptyPart,
    run: () => void writing.change({ kind: 'post.remove-segment', post: post.id, place, segment: part.id }),
  };
}

/** Where everybody who gets the shared text has threads, all of them get one; else only those that have the problem. */
function whomItConcerns(post: Post, channels: readonly Channel[]) {
  const own = channels.filter(({ id }) => Object.hasOwn(post.variants, id));
  const sharing = post.channels.filter((id) => !Object.hasOwn(post.variants, id)).flatMap((id) => channelOf(id) ?? []);
  const isForAll = own.length < channels.length && sharing.every(hasThreads);
  return { channels: isForAll ? [...own, ...sharing] : channels, isForAll };
}

function hasThreads({ platform }: Channel): boolean {
  return platformOf(platform)?.takes.thread === true;
}

function placeOf(post: Post, [first]: readonly Channel[]): TextPlace {
  return first !== undefined && Object.hasOwn(post.variants, first.id) ? first.id : 'shared';
}

function segmentOf(problem: Problem, post: Post, [first]: readonly Channel[]) {
  return first === undefined || problem.segment === undefined
    ? undefined
    : segmentsFor(post, first.id)[problem.segment];
}
