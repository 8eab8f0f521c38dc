import type { FailureCode, FailureValue } from '#shared/failures.ts';
import { onOurClock, shownWords, slowDown, wholeNumber } from '#shared/platforms/answers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Api, Quota } from '#shared/platforms/platform.ts';
import { x } from '#shared/platforms/x/rules.ts';
import { oauthRefusal, readProblem, type Problem } from '#shared/platforms/x/wire.ts';
import { jsonOf } from '#shared/platforms/http.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { REDACTED } from '#shared/redact.ts';

// Every refusal of X, mapped once (PLATFORMS.md 1.4). X's types are few and most refusals are `about:blank` with a
// sentence, so for 403 the sentence has to decide; what no row knows stays unknown, with X's words in full.

/** What the sentence of a failure is filled with, and what the request was. */
export interface Asking {
  readonly channel: string;
  readonly now: number;
  /** The file's name, when the request was about one. */
  readonly file?: string;
  /** The post that was sent continues another. */
  readonly isReply?: boolean;
}

/** PLATFORMS.md 1.4: where no reset is named. */
const USUAL_WINDOW_MS = 15 * 60_000;

/** Why a request did not do what it should have done. */
export function troubleOf(answer: HttpAnswer, asking: Asking): Trouble {
  const { status } = answer;
  const about = { platform: x.name, channel: asking.channel, answer: wordsOf(answer) };
  const problem = readProblem(answer);

  if (isOutOfCredits(status, problem)) return refused('publish.no-credits', about, asking);
  if (status === 429 || hasCode(problem, RATE_LIMIT)) {
    return slowDown(resetOf(answer, asking.now) ?? asking.now + USUAL_WINDOW_MS, about);
  }
  // It may have been written before X stumbled.
  if (status >= 500 || problem?.title === 'Service Unavailable') {
    return { kind: 'maybe', failure: { code: 'publish.server-trouble', about: { ...about, status } } };
  }
  // Done, but not what; or X gave up waiting for us.
  if (status < 300 || status === 408) return maybe(about);
  if (isExpired(answer)) return signedOut('channel.token-expired', about);
  if (status === 413) return refused(contentCode(asking), about, asking);
  if (status < 400) return refused('publish.unknown-answer', about, asking);
  // No words of X's: something in between answered, and what it did is not known (PLATFORMS.md 9.1).
  if (problem === undefined) return maybe(about);
  if (isDuplicate(answer)) return refused('publish.duplicate', about, asking);
  if (status === 403) return notAllowed(problem, about, asking);
  if (status === 404 && asking.isReply) return refused('publish.parent-gone', about, asking);
  if (status === 400 && isInvalid(problem)) return refused(contentCode(asking), about, asking);
  return refused('publish.unknown-answer', about, asking);
}

/** `troubleOf` as what a step throws. */
export function stopOf(answer: HttpAnswer, api: Api, about: Pick<Asking, 'file' | 'isReply'> = {}): StepTrouble {
  return new StepTrouble(troubleOf(answer, { channel: api.account.handle, now: api.now(), ...about }));
}

/** The token has run out: 401, and the 403 with which X calls it unsupported (PLATFORMS.md 1.4). */
export function isExpired(answer: HttpAnswer): boolean {
  if (answer.status === 401) return true;
  return answer.status === 403 && typeOf(readProblem(answer)) === 'unsupported-authentication';
}

/** X has a post of the same words already, or says so: which one, it does not tell. */
export function isDuplicate(answer: HttpAnswer): boolean {
  const problem = answer.status === 403 || answer.status === 400 ? readProblem(answer) : undefined;
  return problem !== undefined && (typeOf(problem) === 'duplicate-rules' || DUPLICATE.test(sentencesOf(problem)));
}

/** An upload that the post names is no longer there. */
export function isMediaGone(answer: HttpAnswer): boolean {
  const problem = answer.status === 400 ? readProblem(answer) : undefined;
  if (problem === undefined) return false;
  const parameters = problem.errors?.flatMap((one) => Object.keys(one.parameters ?? {})) ?? [];
  return parameters.some((name) => name.includes('media_ids')) || /\bmedia ids?\b/i.test(sentencesOf(problem));
}

/** X does not know a parameter of this name. */
export function isUnknownParameter(answer: HttpAnswer, name: string): boolean {
  return answer.status === 400 && readProblem(answer) !== undefined && answer.body.includes(name);
}

// Codes of the older form, `{"errors":[{"code":88}]}`.
const RATE_LIMIT = 88;
const LOCKED = 326;

const DUPLICATE = /duplicate content/i;
const REPLY_REFUSED = /Reply to this conversation is not allowed/i;
const PARENT_GONE = /(?:Tweet|Post) that is deleted or not visible/i;
const CONTENT = /maximum of one cashtag|contains an invalid URL|not allowed to post a video longer/i;
const NOT_FOR_THIS_ACCOUNT = /not permitted to access this feature/i;
const NOT_PERMITTED = /not permitted to perform this action/i;
const ACCOUNT_STOPPED = /\baccount is (?:temporarily |permanently )?(?:locked|suspended)\b|\bsuspended account\b/i;

function notAllowed(problem: Problem, about: FailureValue['about'], asking: Asking): Trouble {
  const words = sentencesOf(problem);
  const type = typeOf(problem);
  // The account or the app as a whole: the channel stops, not one post after the other.
  const isStopped = type === 'user-suspended' || type === 'client-forbidden' || hasCode(problem, LOCKED);
  if (isStopped || ACCOUNT_STOPPED.test(words)) return signedOut('channel.needs-attention', about);
  if (REPLY_REFUSED.test(words)) return refused('publish.reply-refused', about, asking);
  if (PARENT_GONE.test(words)) return refused('publish.parent-gone', about, asking);
  if (CONTENT.test(words) || NOT_FOR_THIS_ACCOUNT.test(words)) return refused(contentCode(asking), about, asking);
  if (NOT_PERMITTED.test(words)) return refused('channel.no-permission', about, asking);
  return refused('publish.unknown-answer', about, asking);
}

function isOutOfCredits(status: number, problem: Problem | undefined): boolean {
  if (status === 402) return true;
  if (status < 400 || status >= 500 || problem === undefined) return false;
  return typeOf(problem) === 'usage-capped' || /CreditsDepleted/i.test(`${problem.title} ${problem.type}`);
}

function isInvalid(problem: Problem): boolean {
  return typeOf(problem) === 'invalid-request' || /^invalid request$/i.test(problem.title ?? '');
}

/** `https://api.x.com/2/problems/usage-capped` is `usage-capped`. */
function typeOf(problem: Problem | undefined): string {
  return problem?.type?.split('/').at(-1) ?? '';
}

function hasCode(problem: Problem | undefined, code: number): boolean {
  return problem?.errors?.some((one) => one.code === code) ?? false;
}

/** Everything a refusal says in sentences, the most telling first. */
function sentencesOf({ detail, title, errors }: Problem): string {
  const each = errors?.flatMap((one) => one.message ?? one.detail ?? []) ?? [];
  const sentences = [detail, ...each].filter(Boolean);
  return sentences.length > 0 ? [...new Set(sentences)].join(' ') : (title ?? '');
}

function contentCode(asking: Asking): FailureCode {
  return asking.file === undefined ? 'publish.refused' : 'publish.media-refused';
}

function refused(code: FailureCode, about: FailureValue['about'], asking: Asking): Trouble {
  return {
    kind: 'refused',
    failure: { code, about: asking.file === undefined ? about : { ...about, file: asking.file } },
  };
}

function signedOut(code: FailureCode, about: FailureValue['about']): Trouble {
  return { kind: 'signed-out', failure: { code, about } };
}

function maybe(about: FailureValue['about']): Trouble {
  return { kind: 'maybe', failure: { code: 'publish.unknown-answer', about } };
}

/** Limits below that of posting, 100 in 15 minutes, are those of deleting and of asking who one is (PLATFORMS.md 1.3). */
const LIMIT_OF_POSTING = 100;

/** What is left of the limit that a request counts against. A small one that is used up must not stop a post. */
export function quotaOf(answer: HttpAnswer, now: number): Quota | undefined {
  const limit = wholeNumber(answer.headers['x-rate-limit-limit']);
  const remaining = wholeNumber(answer.headers['x-rate-limit-remaining']);
  const resetAt = resetOf(answer, now);
  if (limit !== undefined && limit < LIMIT_OF_POSTING) return undefined;
  return remaining === undefined || resetAt === undefined ? undefined : { remaining, resetAt };
}

/** `x-rate-limit-reset` is in Unix seconds, by X's clock (PLATFORMS.md 1.3). */
function resetOf(answer: HttpAnswer, now: number): number | undefined {
  const seconds = wholeNumber(answer.headers['x-rate-limit-reset']);
  return seconds === undefined ? undefined : onOurClock(seconds * 1000, answer, now);
}

/** What X said, for a person: the words of a refusal, otherwise the body without its tags; tokens removed. */
export function wordsOf(answer: HttpAnswer): string {
  const problem = readProblem(answer);
  const oauth = oauthRefusal.safeParse(jsonOf(answer)).data;
  const words = problem ? sentencesOf(problem) : (oauth?.error_description ?? oauth?.error ?? textOf(answer.body));
  return shownWords(words.replaceAll(TOKEN, REDACTED), answer);
}

/** Nothing else that X says is as long as its tokens and in one piece. */
const TOKEN = /[\w-]{40,}(?::[\w:-]*)?/g;

function textOf(body: string): string {
  return body
    .slice(0, 20_000)
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
