import { z } from 'zod';
import type { FailureCode } from '#shared/failures.ts';
import { shownWords, slowDown } from '#shared/platforms/answers.ts';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';
import { telegram } from '#shared/platforms/telegram/rules.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

const refusal = z.object({
  ok: z.literal(false),
  description: z.string(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
});

/** Words of these answers are those of Telegram's own server (github.com/tdlib/telegram-bot-api); the rest is UNCONFIRMED. */
const NO_RIGHT = /chat not found|administrator rights|not enough rights|have no rights|WRITE_FORBIDDEN|ADMIN_REQUIRED/i;
const BY_FILE = /photo|image|video|file|media|too large/i;

export interface Asking {
  readonly channel: string;
  readonly now: number;
  /** The name of the first file that was sent along. */
  readonly file?: string | undefined;
}

/** Why a request that shows something did not do it. */
export function troubleOf(answer: HttpAnswer, { channel, now, file }: Asking): Trouble {
  const { status } = answer;
  const said = refusal.safeParse(jsonOf(answer)).data;
  const words = said?.description ?? '';
  const about = { platform: telegram.name, channel, answer: shownWords(words || answer.body, answer) };
  const refused = (code: FailureCode): Trouble => ({
    kind: 'refused',
    failure: { code, about: file === undefined ? about : { ...about, file } },
  });
  const after = said?.parameters?.retry_after;

  if (status === 429) return slowDown(after === undefined ? undefined : now + after * 1000, about);
  if (status >= 500) return { kind: 'maybe', failure: { code: 'publish.server-trouble', about: { ...about, status } } };
  if (status === 401) return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
  if (status === 413 && file !== undefined) return refused('publish.media-refused');
  // Something between us and Telegram answered, or half of an answer came.
  if (said === undefined) return { kind: 'maybe', failure: { code: 'publish.unknown-answer', about } };
  if (status === 403 || NO_RIGHT.test(words))
    return { kind: 'signed-out', failure: { code: 'channel.no-permission', about } };
  if (/message to be replied not found/i.test(words)) return refused('publish.parent-gone');
  if (status === 400 && file !== undefined && BY_FILE.test(words)) return refused('publish.media-refused');
  return refused(status === 400 ? 'publish.refused' : 'publish.unknown-answer');
}
