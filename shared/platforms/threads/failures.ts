import type { FailureValue } from '#shared/failures.ts';
import { slowDown } from '#shared/platforms/answers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { aboutOf, graphError, graphTrouble, refusedCode, type Asking } from '#shared/platforms/meta/graph.ts';
import { threads } from '#shared/platforms/threads/rules.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import { redactText } from '#shared/redact.ts';

// Every refusal of Threads, mapped once (PLATFORMS.md 6.4). What is Threads' own comes first; the rest are Graph codes.

/** What a request was about. */
export type About = Pick<Asking, 'channel' | 'now' | 'shows'> & { readonly file?: string };

const SPAM = 2_207_051;
const RESTRICTED = 4_279_013;
/** Seen of production: `24` with this, where a container or a post is not there, or not there yet. */
const MEDIA_NOT_FOUND = 4_279_009;
const MEDIA_NOT_READY = 2_207_027;
const CANNOT_FETCH = 2_207_052;
const DAILY_LIMIT = 2_207_042;
/** A code, as 9 and 24 are. */
const DUPLICATE = 506;

/** PLATFORMS.md 6.4: what was made a moment ago may be published half a minute later. */
export const NOT_YET_MS = 30_000;
/** The allowance of 24 hours moves on post by post, and Threads does not say when (PLATFORMS.md 9.3). */
const QUOTA_AGAIN_MS = 3_600_000;
const THROTTLED_MS = 15 * 60_000;

/** Why a request did not do what it should have done. */
export function troubleOf(answer: HttpAnswer, about: About): Trouble {
  const asking: Asking = { ...about, platform: threads.name };
  const error = graphError(answer);
  if (error === undefined) return patiently(graphTrouble(answer, asking), about.now);
  const { code, error_subcode: subcode, message } = error;
  const words = aboutOf(answer, asking);

  if (subcode === SPAM) return refused({ code: 'publish.blocked', about: words });
  // No post of this profile goes out, so the channel stops.
  if (subcode === RESTRICTED) return { kind: 'signed-out', failure: { code: 'channel.needs-attention', about: words } };
  // Whether it is out already, its container says (PLATFORMS.md 3.2).
  if (code === DUPLICATE) return refused({ code: 'publish.duplicate', about: words });
  if (code === 9 || subcode === DAILY_LIMIT) return slowDown(about.now + QUOTA_AGAIN_MS, words);
  if (isCannotFetch(answer)) return { kind: 'temporary', failure: notFetched(words, about.file) };
  if (subcode === MEDIA_NOT_READY || code === 9007 || isMissing(answer)) return notThere(words, about);
  if (message.includes('THREADS_API__LINK_LIMIT_EXCEEDED')) {
    return refused({ code: refusedCode(asking), about: { ...words, answer: 'more than 5 links' } });
  }
  return patiently(graphTrouble(answer, asking), about.now);
}

/** Asked to slow down without being told until when, it waits a quarter of an hour (PLATFORMS.md 9.3). */
function patiently(trouble: Trouble, now: number): Trouble {
  const { kind, failure } = trouble;
  const saysWhen = kind !== 'temporary' || trouble.retryAt !== undefined || failure.code !== 'publish.rate-limited';
  return saysWhen ? trouble : slowDown(now + THROTTLED_MS, failure.about);
}

/** The post, the container or the parent is not there: not yet, or not any more. */
export function isMissing(answer: HttpAnswer): boolean {
  const { code, error_subcode: subcode } = graphError(answer) ?? {};
  return code === 24 || subcode === MEDIA_NOT_FOUND || (code === 100 && subcode === 33);
}

/** Threads could not get the file from its address. Pictures are fetched at once, videos later. */
export function isCannotFetch(answer: HttpAnswer): boolean {
  const error = graphError(answer);
  if (error === undefined) return false;
  const words = 'media could not be fetched from this uri';
  return (
    error.code === 9004 ||
    error.error_subcode === CANNOT_FETCH ||
    error.message.toLowerCase().includes(words) ||
    (error.error_user_msg ?? '').toLowerCase().includes(words)
  );
}

/** What was made a moment ago may not be there yet. Whoever knows that it is old decides for himself. */
function notThere(words: FailureValue['about'], { now }: About): Trouble {
  return { kind: 'temporary', failure: { code: 'publish.processing', about: words }, retryAt: now + NOT_YET_MS };
}

/** Values of a container's `error_message` (PLATFORMS.md 6.4), for people. `INVALID_ASPEC_RATIO` is spelled so. */
const SAID_OF_FILE: Readonly<Record<string, string>> = {
  FAILED_PROCESSING_AUDIO: 'its sound could not be processed',
  FAILED_PROCESSING_VIDEO: 'the video could not be processed',
  INVALID_ASPEC_RATIO: 'its shape is not taken',
  INVALID_BIT_RATE: 'its bit rate is not taken',
  INVALID_DURATION: 'its length is not taken',
  INVALID_FRAME_RATE: 'its frame rate is not taken',
  INVALID_AUDIO_CHANNELS: 'the number of its sound channels is not taken',
  INVALID_AUDIO_CHANNEL_LAYOUT: 'the order of its sound channels is not taken',
};

/** Why a container ended as ERROR, by its `error_message`. `temporary` is worth another container (PLATFORMS.md 6.4). */
export function containerTrouble(said: string, about: Omit<About, 'shows' | 'now'>): Trouble {
  const { file, channel } = about;
  const words = { platform: threads.name, channel, ...(file === undefined ? {} : { file }) };
  const code = file === undefined ? 'publish.refused' : 'publish.media-refused';
  const plain = SAID_OF_FILE[said];
  if (plain !== undefined) return refused({ code, about: { ...words, answer: `${plain} (${said})` } });
  const shown = { ...words, answer: redactText(said || 'it gave no reason').slice(0, MOST_SHOWN) };
  if (FETCHING.test(said)) return { kind: 'temporary', failure: notFetched(shown, file) };
  return refused({ code, about: shown });
}

const FETCHING = /^(FAILED_DOWNLOADING_VIDEO|UNKNOWN|)$|could not be fetched/i;
const MOST_SHOWN = 300;

/** A post of words alone has no file to fetch: what its `UNKNOWN` means is not known. */
function notFetched(about: FailureValue['about'], file: string | undefined): FailureValue {
  return { code: file === undefined ? 'publish.unknown-answer' : 'media.fetch-failed', about };
}

function refused(failure: FailureValue): Trouble {
  return { kind: 'refused', failure };
}
