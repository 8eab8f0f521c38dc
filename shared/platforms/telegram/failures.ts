import { z } from 'zod';
import type { FailureCode } from '#shared/failures.ts';
import { usualTrouble, type Asker } from '#shared/platforms/answers.ts';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';
import { telegram } from '#shared/platforms/telegram/rules.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

const parameters = z.object({ retry_after: z.number().optional() }).optional();
const refusal = z.object({ ok: z.literal(false), description: z.string(), parameters });

/** Words as in github.com/tdlib/telegram-bot-api; those about rights and files come from behind it and are UNCONFIRMED. */
const CODES: readonly (readonly [RegExp, FailureCode])[] = [
  [/^Forbidden|chat not found|administrator rights|not enough rights|have no rights/i, 'channel.no-permission'],
  [/message to be replied not found/i, 'publish.parent-gone'],
  [/can't be deleted/i, 'publish.not-removable'],
  [/PHOTO|IMAGE|VIDEO|MEDIA|\bfile\b|Entity Too Large/i, 'publish.media-refused'],
  [/^Bad Request/, 'publish.refused'],
];

/** Why a request did not do what it should; `file` is the first that went with it. */
export function troubleOf(answer: HttpAnswer, asker: Asker, file?: string): Trouble {
  const said = refusal.safeParse(jsonOf(answer)).data;
  const { description: words, parameters: more } = said ?? {};
  const code = CODES.find(([pattern]) => pattern.test(words ?? ''))?.[1] ?? 'publish.unknown-answer';
  return usualTrouble(answer, asker, { platform: telegram.name, words, retryAfter: more?.retry_after, code, file });
}
