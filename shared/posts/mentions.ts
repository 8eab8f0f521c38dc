import { z } from 'zod';

/** An account that can be mentioned. */
export const mentionable = z.object({
  /** As it is written in a text, without `@`: `ada.example.social`, `ada@example.social`. */
  handle: z.string().min(1).max(300),
  displayName: z.string().max(300),
});
export type Mentionable = z.infer<typeof mentionable>;

/** `@ada`, `@ada.example.social`, `@ada@example.social`; not in an e-mail or web address. */
const MENTION = /(?<![\p{L}\p{N}_/@.])@([\p{L}\p{N}_](?:[\w.-]*\w)?(?:@[\w.-]*\w)?)/gu;

/** Whom a text mentions, without `@`, each once. */
export function mentionsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(MENTION)].flatMap(([, handle]) => handle ?? []))];
}
