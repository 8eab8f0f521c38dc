import { z } from 'zod';
import type { FailureCode } from '#shared/failures.ts';
import { usualTrouble, type Asker } from '#shared/platforms/answers.ts';
import { discord } from '#shared/platforms/discord/rules.ts';
import { jsonOf, type HttpAnswer } from '#shared/platforms/http.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

const refusal = z.object({ message: z.string(), code: z.number().optional(), retry_after: z.number().optional() });

/** discord.com/developers/docs/topics/opcodes-and-status-codes#json. */
const CODES: readonly (readonly [FailureCode, readonly number[]])[] = [
  ['channel.token-expired', [10_015]],
  ['channel.no-permission', [10_003, 10_004, 50_001, 50_013]],
  ['publish.media-refused', [40_005, 50_045, 50_046]],
  ['publish.refused', [20_009, 50_006, 50_035, 200_000, 220_001, 240_000]],
];

/** The number that Discord gives a refusal. */
export function codeOf(answer: HttpAnswer): number {
  return refusal.safeParse(jsonOf(answer)).data?.code ?? 0;
}

/** Why a request did not do what it should; `file` is the first that went with it. */
export function troubleOf(answer: HttpAnswer, asker: Asker, file?: string): Trouble {
  const said = refusal.safeParse(jsonOf(answer)).data;
  const code = CODES.find(([, numbers]) => numbers.includes(codeOf(answer)))?.[0] ?? 'publish.unknown-answer';
  const read = { words: said?.message, retryAfter: said?.retry_after, code, file };
  return usualTrouble(answer, asker, { platform: discord.name, ...read });
}
