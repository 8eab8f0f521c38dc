import type { FailureCode, FailureValue } from '#shared/failures.ts';
import { shownWords, slowDown } from '#shared/platforms/answers.ts';
import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import { linkedin } from '#shared/platforms/linkedin/rules.ts';
import { postUrnIn } from '#shared/platforms/linkedin/urn.ts';
import { isDone, readRefusal, type Refusal } from '#shared/platforms/linkedin/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { REDACTED } from '#shared/redact.ts';

// Every refusal of LinkedIn, mapped once (PLATFORMS.md 2.4).

/** What the sentence of a failure is filled with, and what the request was. */
export interface Asking {
  readonly channel: string;
  readonly now: number;
  /** A post and a comment can be seen; everything else shows nothing to anybody, and leaves no doubt. */
  readonly what: 'post' | 'comment' | 'unseen';
  /** The file's name, when the request was about one. */
  readonly file?: string;
}

/** LinkedIn names no time: once more after a quarter of an hour, then at midnight UTC (PLATFORMS.md 2.4). */
export const PATIENCE_MS = 15 * 60_000;
/** PLATFORMS.md 9.3: what is not prepared yet is asked for again after 5 s. */
export const PREPARING_MS = 5_000;

/** Of 4xx answers that pass by themselves, in production code (PLATFORMS.md 2.4). */
const PASSING = /unable to obtain activity|resource is forbidden|service unavailable/i;
const STILL_PREPARING = /MEDIA_ASSET_WAITING_UPLOAD|MEDIA_ASSET_PROCESSING(?!_FAILED)|still (?:being )?process/i;

/** Why a request did not do what it should have done. */
export function troubleOf(answer: HttpAnswer, asking: Asking): Trouble {
  const { status } = answer;
  const about = aboutOf(answer, asking);

  if (status === 429) return slowDown(asking.now + PATIENCE_MS, about);
  if (status >= 500 || status === 408) return undecided('publish.server-trouble', { ...about, status }, asking);
  if (status < 300) return undecided('publish.unknown-answer', about, asking);
  if (status === 401) return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
  if (status === 426) return refused('publish.version-gone', about);

  const said = readRefusal(answer);
  if (status === 413) return content(about, asking);
  // No words of LinkedIn's: something in between answered, and what it did is not known.
  if (said === undefined) return undecided('publish.unknown-answer', about, asking);
  if (PASSING.test(said.message)) return passing({ ...about, status }, asking);
  if (status === 403) return notAllowed(said, about, asking);
  if (status === 404) return refused(asking.what === 'comment' ? 'publish.parent-gone' : 'publish.refused', about);
  if (status === 400 || status === 422) return invalid(said, about, asking);
  return refused('publish.unknown-answer', about);
}

/** LinkedIn has an identical post of this account: its URN, where the refusal names it. */
export function duplicateIn(answer: HttpAnswer): { readonly urn: string | undefined } | undefined {
  if (answer.status !== 422 && answer.status !== 400) return undefined;
  const said = readRefusal(answer);
  const isDuplicate = said !== undefined && codesOf(said).includes('DUPLICATE_POST');
  return isDuplicate ? { urn: postUrnIn(wordsOf(answer)) } : undefined;
}

/** The trouble of an answer, to be thrown. */
export function trouble(answer: HttpAnswer, api: Api, more: Pick<Asking, 'what' | 'file'>): StepTrouble {
  return new StepTrouble(troubleOf(answer, { channel: api.account.handle, now: api.now(), ...more }));
}

/** Sends what shows nothing to anybody: a lost answer leaves no doubt, it is simply asked again. */
export async function sendUnseen(request: HttpRequest, api: Api): Promise<HttpAnswer> {
  try {
    return await api.send(request);
  } catch (thrown) {
    if (!(thrown instanceof StepTrouble) || thrown.trouble.kind !== 'maybe') throw thrown;
    throw new StepTrouble({ kind: 'temporary', failure: thrown.trouble.failure }, { cause: thrown });
  }
}

function aboutOf(answer: HttpAnswer, asking: Asking): FailureValue['about'] {
  const about = { platform: linkedin.name, channel: asking.channel, answer: wordsOf(answer) };
  return asking.file === undefined ? about : { ...about, file: asking.file };
}

function undecided(code: FailureCode, about: FailureValue['about'], asking: Asking): Trouble {
  return { kind: asking.what === 'unseen' ? 'temporary' : 'maybe', failure: { code, about } };
}

/** What asks for a comment again is safe: it was refused. Of a post it is not known, so it is looked for first. */
function passing(about: FailureValue['about'], asking: Asking): Trouble {
  const failure: FailureValue = { code: 'publish.server-trouble', about };
  return { kind: asking.what === 'post' ? 'maybe' : 'temporary', failure };
}

/** Scope, product or page role: no post of this channel can go out. A comment alone stops nothing. */
function notAllowed(said: Refusal, about: FailureValue['about'], asking: Asking): Trouble {
  const isDenied = said.serviceErrorCode === 100 || said.code === 'ACCESS_DENIED';
  const stopsChannel = isDenied && asking.what !== 'comment';
  return { kind: stopsChannel ? 'signed-out' : 'refused', failure: { code: 'channel.no-permission', about } };
}

function invalid(said: Refusal, about: FailureValue['about'], asking: Asking): Trouble {
  const words = [...codesOf(said), said.message].join(' ');
  if (STILL_PREPARING.test(words)) {
    return { kind: 'temporary', failure: { code: 'publish.processing', about }, retryAt: asking.now + PREPARING_MS };
  }
  if (codesOf(said).includes('DUPLICATE_POST')) return refused('publish.duplicate', about);
  if (words.includes('MEDIA_ASSET_PROCESSING_FAILED')) {
    return refused('publish.media-refused', { file: 'the file', ...about });
  }
  return content(about, asking);
}

function content(about: FailureValue['about'], asking: Asking): Trouble {
  return refused(asking.file === undefined ? 'publish.refused' : 'publish.media-refused', about);
}

function refused(code: FailureCode, about: FailureValue['about']): Trouble {
  return { kind: 'refused', failure: { code, about } };
}

function codesOf(said: Refusal): readonly string[] {
  const inputs = said.errorDetails?.inputErrors ?? [];
  return [said.code, ...inputs.map((input) => input.code)].flatMap((code) => code ?? []);
}

/** What LinkedIn said, for a person; a page in between without its tags; tokens removed. */
export function wordsOf(answer: HttpAnswer): string {
  const said = readRefusal(answer);
  const inputs = said?.errorDetails?.inputErrors?.map((input) => input.description ?? input.code ?? '') ?? [];
  const words = said ? [said.message, ...inputs].filter(Boolean).join(': ') : isDone(answer) ? '' : textOf(answer.body);
  return shownWords(words.replaceAll(TOKEN, REDACTED), answer);
}

/** Nothing else that LinkedIn says is as long as its tokens and in one piece. */
const TOKEN = /[\w-]{40,}/g;

function textOf(body: string): string {
  return body
    .slice(0, 20_000)
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
