import type { Choices } from '#shared/platforms/mastodon/options.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import type { Poll } from '#shared/posts/poll.ts';

/** One status as it is sent, and what one must be to be the one that was sent. */
export interface Wanted {
  readonly text: string;
  readonly mediaIds: readonly string[];
  /** The status it continues. */
  readonly parent: string | undefined;
  readonly poll?: Poll | undefined;
  readonly choices: Choices;
}

/** The body of `POST /api/v1/statuses` (PLATFORMS.md 8.2); what was not chosen is left to the account's own settings. */
export function bodyOf({ text, mediaIds, parent, poll, choices }: Wanted): Record<string, unknown> {
  return {
    status: text,
    ...(mediaIds.length > 0 ? { media_ids: mediaIds } : {}),
    ...(parent === undefined ? {} : { in_reply_to_id: parent }),
    ...(poll ? { poll: pollBody(poll.answers, poll.minutes * 60, choices) } : {}),
    ...(choices.warning === '' ? {} : { spoiler_text: choices.warning }),
    ...(choices.isSensitive ? { sensitive: true } : {}),
    ...(choices.visibility === undefined ? {} : { visibility: choices.visibility }),
    ...(choices.language === undefined ? {} : { language: choices.language }),
    ...(choices.quotePolicy === undefined ? {} : { quote_approval_policy: choices.quotePolicy }),
  };
}

function pollBody(answers: readonly string[], seconds: number, choices: Choices): Record<string, unknown> {
  return {
    options: answers.map((answer) => answer.trim()),
    expires_in: seconds,
    multiple: choices.pollSeveral,
    hide_totals: choices.pollHidden,
  };
}

/** The same words, under the same content warning. */
export function isSameWritten(wanted: Wanted, text: string, warning: string): boolean {
  if (!isSameText(warning, wanted.choices.warning)) return false;
  const isFilledIn = wanted.text.trim() === '' && wanted.choices.warning !== '' && FILLED_IN.includes(text.trim());
  return isFilledIn || isSameText(text, wanted.text);
}

/** What the server writes itself under a content warning where there are no words. */
const FILLED_IN: readonly string[] = ['\u{1F4F9}', '\u{1F3B5}', '\u{1F5BC}', '.'];

/** The same files, in any order. */
export function hasSameMedia(wanted: Wanted, media: readonly { readonly id: string }[]): boolean {
  const ids = new Set(media.map(({ id }) => id));
  return ids.size === wanted.mediaIds.length && wanted.mediaIds.every((id) => ids.has(id));
}

/** The same answers in the same order, or no poll where none was wanted. */
export function hasSamePoll(wanted: Wanted, answers: readonly string[] | undefined): boolean {
  const asked = wanted.poll?.answers ?? [];
  return (
    asked.length === (answers ?? []).length && asked.every((answer, at) => isSameText(answer, answers?.[at] ?? ''))
  );
}

/** For followers only, or not, as it was chosen. Everything else may be changed by the server for accounts it has limited. */
export function isSeenBySame(wanted: Wanted, visibility: string | null | undefined): boolean {
  const chosen = wanted.choices.visibility;
  return chosen === undefined || !visibility || (chosen === 'private') === (visibility === 'private');
}
