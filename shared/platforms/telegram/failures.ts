import { z } from 'zod';
import type { FailureCode, FailureValue } from '#shared/failures.ts';
import { shownWords, slowDown } from '#shared/platforms/answers.ts';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';
import { telegram } from '#shared/platforms/telegram/rules.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

const parameters = z.object({ retry_after: z.number().optional() }).optional();
const refusal = z.object({ ok: z.literal(false), description: z.string(), parameters });

/** Words as in github.com/tdlib/telegram-bot-api; those about rights and files come from behind it and are UNCONFIRMED. */
const REFUSED: readonly (readonly [RegExp, FailureCode])[] = [
  [/message to be replied not found/i, 'publish.parent-gone'],
  [/message can't be deleted/i, 'publish.not-removable'],
  [/message can't be edited/i, 'publish.not-editable'],
  [/photo|image|video|file|media/i, 'publish.media-refused'],
];
const NO_RIGHT = /chat not found|administrator rights|not enough rights|have no rights|WRITE_FORBIDDEN/i;

/** Why a request did not do what it should; `file` is the first that went with it. */
export function troubleOf(answer: HttpAnswer, asking: { channel: string; now: number; file?: string }): Trouble {
  const { status } = answer;
  const said = refusal.safeParse(jsonOf(answer)).data;
  const words = shownWords(said?.description ?? answer.body, answer);
  const about: FailureValue['about'] = { platform: telegram.name, channel: asking.channel, answer: words };
  const after = said?.parameters?.retry_after;
  if (status === 429) return slowDown(after === undefined ? undefined : asking.now + after * 1000, about);
  if (status >= 500) return { kind: 'maybe', failure: { code: 'publish.server-trouble', about: { ...about, status } } };
  if (status === 401) return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
  // Something on the way answered, or half of an answer came.
  if (said === undefined) return { kind: 'maybe', failure: { code: 'publish.unknown-answer', about } };
  if (status === 403 || NO_RIGHT.test(words))
    return { kind: 'signed-out', failure: { code: 'channel.no-permission', about } };
  const known = REFUSED.find(([pattern]) => pattern.test(words))?.[1] ?? 'publish.refused';
  const code = known === 'publish.media-refused' && asking.file === undefined ? 'publish.refused' : known;
  const file = asking.file === undefined ? {} : { file: asking.file };
  return {
    kind: 'refused',
    failure: { code: status === 400 ? code : 'publish.unknown-answer', about: { ...about, ...file } },
  };
}
