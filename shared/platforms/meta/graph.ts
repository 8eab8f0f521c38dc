import { z } from 'zod';
import type { FailureCode, FailureValue } from '#shared/failures.ts';
import { shownWords, slowDown } from '#shared/platforms/answers.ts';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';
import type { Quota } from '#shared/platforms/platform.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import { REDACTED } from '#shared/redact.ts';

// What Facebook, Instagram and Threads have in common: the Graph API's error shape, its codes and its usage headers
// (PLATFORMS.md 3). Each network's own failures.ts looks at its subcodes first and leaves the rest to `graphTrouble`.

/** The version of the Graph API that Postwright speaks (PLATFORMS.md 3.1); Threads counts its own. */
export const GRAPH_VERSION = 'v26.0';

const errorBody = z.object({
  error: z.object({
    message: z.string().default(''),
    type: z.string().optional(),
    code: z.number().optional(),
    error_subcode: z.number().optional(),
    error_user_title: z.string().optional(),
    error_user_msg: z.string().optional(),
    is_transient: z.boolean().optional(),
    fbtrace_id: z.string().optional(),
  }),
});
export type GraphError = z.infer<typeof errorBody>['error'];

/** What the sentence of a failure is filled with, and what the request was. */
export interface Asking {
  readonly platform: string;
  readonly channel: string;
  readonly now: number;
  /** The file's name, when the request was about one. */
  readonly file?: string;
  /** The request would have shown something to people: what is unclear about it may be there. Setting up shows nothing. */
  readonly shows: boolean;
}

/** The error of an answer; `undefined` when it is none of the Graph API's. HTTP's status is not dependable (PLATFORMS.md 3.2). */
export function graphError(answer: HttpAnswer): GraphError | undefined {
  return errorBody.safeParse(jsonOf(answer)).data?.error;
}

/** The network's words for a person, without tokens; those of a page in between where it is not the Graph API's. */
export function graphWords(answer: HttpAnswer): string {
  const error = graphError(answer);
  const words = error ? error.error_user_msg?.trim() || error.message : textOf(answer.body);
  return shownWords(words.replaceAll(TOKEN, REDACTED), answer);
}

/** Tokens are quoted in some messages (“Malformed access token …”): nothing else is as long and in one piece, or has the bar of an app's. */
const TOKEN = /[\w-]{40,}|\b\d{6,}\|[\w-]+/g;

function textOf(body: string): string {
  return body
    .slice(0, 20_000)
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

export function aboutOf(answer: HttpAnswer, asking: Asking): FailureValue['about'] {
  const { platform, channel, file } = asking;
  const { code, error_subcode: subcode, fbtrace_id: trace } = graphError(answer) ?? {};
  return {
    platform,
    channel,
    answer: graphWords(answer),
    ...(file === undefined ? {} : { file }),
    ...(code === undefined ? {} : { graphCode: code }),
    ...(subcode === undefined ? {} : { graphSubcode: subcode }),
    ...(trace === undefined ? {} : { trace }),
  };
}

/** Throttles: of the app, the user, the page, custom ones, and business use cases (PLATFORMS.md 3.2). */
const THROTTLES: readonly number[] = [4, 17, 32, 341, 613, 80_001, 80_002];

/** Meta's site wants something of the person first: 459 a checkpoint, 464 an unconfirmed user. */
const ON_THE_SITE: readonly number[] = [459, 464];

/** Why a request did not do what it should have done, by the codes that all three networks share. */
export function graphTrouble(answer: HttpAnswer, asking: Asking): Trouble {
  const about = aboutOf(answer, asking);
  const error = graphError(answer);
  if (error?.code === undefined) return withoutCode(answer, asking, about);
  const { code, error_subcode: subcode } = error;

  if (THROTTLES.includes(code)) return slowDown(regainAt(answer, asking.now), about);
  if (code === 102 || code === 190) {
    const failure = subcode !== undefined && ON_THE_SITE.includes(subcode) ? 'channel.needs-attention' : EXPIRED;
    return { kind: 'signed-out', failure: { code: failure, about } };
  }
  if (code === 3 || code === 10 || (code >= 200 && code <= 299)) return refused('channel.no-permission', about);
  if (code === 368) return refused('publish.blocked', about);
  if (code === 100 || code === 1_609_005) return refused(refusedCode(asking), about);
  if (code === 1 || code === 2 || error.is_transient === true) return stumbled(answer, asking, about);
  return answer.status >= 500 ? stumbled(answer, asking, about) : refused('publish.unknown-answer', about);
}

const EXPIRED = 'channel.token-expired';

/** Not the Graph API's words: something in between answered, or it answered with something new. */
function withoutCode(answer: HttpAnswer, asking: Asking, about: FailureValue['about']): Trouble {
  const { status } = answer;
  if (status === 429) return slowDown(regainAt(answer, asking.now), about);
  if (status >= 500) return stumbled(answer, asking, about);
  if (status === 401) return { kind: 'signed-out', failure: { code: EXPIRED, about } };
  return unclear(asking, { code: 'publish.unknown-answer', about });
}

function stumbled(answer: HttpAnswer, asking: Asking, about: FailureValue['about']): Trouble {
  return unclear(asking, { code: 'publish.server-trouble', about: { ...about, status: answer.status } });
}

/** Where the request shows something it may be there; where it only prepares, it is made again. */
export function unclear(asking: Asking, failure: FailureValue): Trouble {
  return asking.shows ? { kind: 'maybe', failure } : { kind: 'temporary', failure };
}

function refused(code: FailureCode, about: FailureValue['about']): Trouble {
  return { kind: 'refused', failure: { code, about } };
}

/** `publish.media-refused` where the request was about one file. */
export function refusedCode(asking: Asking): FailureCode {
  return asking.file === undefined ? 'publish.refused' : 'publish.media-refused';
}

const usage = z.object({ call_count: z.number(), total_time: z.number(), total_cputime: z.number() }).partial();
const businessUsage = z.record(
  z.string(),
  z.array(usage.extend({ estimated_time_to_regain_access: z.number().optional() })),
);

/** Meta wants calls to stop at 90 % of the budget (PLATFORMS.md 3.3). */
const STOP_AT_PERCENT = 90;
const MINUTE_MS = 60_000;
/** Where no time to regain access is said. The budgets are counted over a moving hour or day. */
const USUAL_REST_MS = 15 * MINUTE_MS;

/** What the usage headers say is left, in percent. */
export function graphQuota(answer: HttpAnswer, now: number): Quota | undefined {
  const used = [...usagesIn(answer)].flatMap((one) => [
    one.call_count ?? 0,
    one.total_time ?? 0,
    one.total_cputime ?? 0,
  ]);
  if (used.length === 0) return undefined;
  const remaining = Math.max(0, STOP_AT_PERCENT - Math.max(...used));
  return { remaining, resetAt: regainAt(answer, now) ?? now + USUAL_REST_MS };
}

type Usage = z.infer<typeof usage> & { estimated_time_to_regain_access?: number | undefined };

function usagesIn(answer: HttpAnswer): Usage[] {
  const app = usage.safeParse(headerJson(answer, 'x-app-usage')).data;
  const business = businessUsage.safeParse(headerJson(answer, 'x-business-use-case-usage')).data ?? {};
  return [...(app === undefined ? [] : [app]), ...Object.values(business).flat()];
}

function regainAt(answer: HttpAnswer, now: number): number | undefined {
  const minutes = usagesIn(answer).map((one) => one.estimated_time_to_regain_access ?? 0);
  const most = Math.max(0, ...minutes);
  return most > 0 ? now + most * MINUTE_MS : undefined;
}

function headerJson(answer: HttpAnswer, name: string): unknown {
  return jsonOf({ ...answer, body: answer.headers[name] ?? '' });
}
