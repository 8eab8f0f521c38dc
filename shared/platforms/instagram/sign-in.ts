import type { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { jsonOf, NoAnswer, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import { instagram } from '#shared/platforms/instagram/rules.ts';
import { readAnswer, signInRefusal } from '#shared/platforms/instagram/wire.ts';
import { graphError, graphTrouble, graphWords } from '#shared/platforms/meta/graph.ts';
import type { ConnectAnswers, ConnectContext, ReturnPlace } from '#shared/platforms/platform.ts';
import { redactText } from '#shared/redact.ts';

// What the three ways of signing in have in common.

/** The keys of a person's own app, as they were typed. */
export interface OwnKeys {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Throws `sign-in.bad-answer` where something is missing. */
export function keysIn(answers: ConnectAnswers): OwnKeys {
  return {
    clientId: filledIn(answers, 'clientId', 'App ID'),
    clientSecret: filledIn(answers, 'clientSecret', 'App secret'),
  };
}

function filledIn(answers: ConnectAnswers, name: string, field: string): string {
  const typed = (answers[name] ?? '').trim();
  if (typed === '') throw new Failure('sign-in.bad-answer', { field, problem: 'fill this in' });
  return typed;
}

/** Meta leads back to the https page that is registered with the app. Throws `sign-in.bad-answer`. */
export function returnTo(answers: ConnectAnswers): ReturnPlace {
  const uri = filledIn(answers, 'returnAddress', 'Return address');
  if (uri.startsWith('http://127.0.0.1:')) return { at: 'loopback' };
  if (URL.canParse(uri) && uri.startsWith('https://')) return { at: 'page', uri };
  throw new Failure('sign-in.bad-answer', { field: 'Return address', problem: 'it must begin with https://' });
}

/** Meta hangs `#_` on the address it leads back to (PLATFORMS.md 5.1). */
export function bareCode(code: string): string {
  return code.replace(/#_$/, '');
}

/** What a request of a sign-in says. Throws `sign-in.unreachable`, `sign-in.wrong-keys`, `sign-in.refused`. */
export async function askFor<T>(schema: z.ZodType<T>, request: HttpRequest, context: ConnectContext): Promise<T> {
  const answer = await answerTo(request, context);
  const said = readAnswer(schema, answer);
  if (said === undefined) throw whyRefused(answer);
  return said;
}

async function answerTo(request: HttpRequest, context: ConnectContext): Promise<HttpAnswer> {
  try {
    return await context.http.send(request);
  } catch (thrown) {
    if (!(thrown instanceof NoAnswer)) throw thrown;
    const about = { platform: instagram.name, reason: redactText(thrown.message) };
    throw new Failure('sign-in.unreachable', about, { cause: thrown });
  }
}

/** Neither host has a code for keys that fit no app, apart from 101: their words are the only sign. */
const WRONG_KEYS = /platform app|client[ _]?(?:id|secret)|validating (?:application|client)/i;

function whyRefused(answer: HttpAnswer): Failure {
  const words = signInRefusal.safeParse(jsonOf(answer)).data?.error_message;
  const shown = words === undefined ? graphWords(answer) : redactText(words).slice(0, 300);
  const isAboutKeys = graphError(answer)?.code === 101 || WRONG_KEYS.test(shown);
  if (!isAboutKeys && willPass(answer)) {
    return new Failure('sign-in.unreachable', { platform: instagram.name, reason: shown });
  }
  return new Failure(isAboutKeys ? 'sign-in.wrong-keys' : 'sign-in.refused', {
    platform: instagram.name,
    answer: shown,
  });
}

/** Trouble of the moment, which says nothing about the sign-in. */
function willPass(answer: HttpAnswer): boolean {
  const asking = { platform: instagram.name, channel: '', now: 0, shows: false };
  const isTheirs = graphError(answer) !== undefined && graphTrouble(answer, asking).kind === 'temporary';
  return isTheirs || answer.status >= 500 || answer.status === 429;
}

/** Throws `sign-in.missing-permission` where one of `needed` is not among `given`. */
export function checkPermissions(given: readonly string[], needed: readonly string[]): void {
  const missing = needed.filter((scope) => !given.includes(scope));
  if (missing.length === 0) return;
  throw new Failure('sign-in.missing-permission', { platform: instagram.name, scopes: missing.join(', ') });
}
