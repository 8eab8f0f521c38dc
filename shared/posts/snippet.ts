import { DateTime } from 'luxon';
import { z } from 'zod';
import { snippetId, workspaceId } from '#shared/ids.ts';

/** Characters of a snippet's name. */
export const SNIPPET_NAME_MAX = 60;
/** What a snippet is called: trimmed, never empty. */
export const snippetName = z.string().trim().min(1).max(SNIPPET_NAME_MAX);
/** Its words. */
export const snippetText = z.string().trim().min(1).max(5000);

/** Words that are put into posts again and again: a sentence, an address, a group of hashtags. It belongs to the workspace. */
export const snippet = z.object({
  id: snippetId,
  workspace: workspaceId,
  name: snippetName,
  text: snippetText,
  deletedAt: z.int().optional(),
});
export type Snippet = z.infer<typeof snippet>;

/** What a snippet may leave open: `{date}` and so on. */
export const SNIPPET_VARIABLES = ['date', 'weekday', 'time', 'channel', 'network', 'workspace', 'link'] as const;
/** One of them. */
export type SnippetVariable = (typeof SNIPPET_VARIABLES)[number];

/** What is known where a snippet is put in. */
export interface SnippetPlace {
  /** When the post goes out, or would if it were planned now. */
  readonly at: number;
  readonly zone: string;
  readonly locale: string;
  readonly workspace: string;
  /** Of the channel, where the text is one channel's own. */
  readonly channel: string | undefined;
  readonly network: string | undefined;
  /** The first link of the text it is put into. */
  readonly link: string | undefined;
}

/** The words of a snippet with its variables filled in. What is not known there stays as it is written, to be seen and typed over. */
export function filledIn(text: string, place: SnippetPlace): string {
  const at = DateTime.fromMillis(place.at, { zone: place.zone }).setLocale(place.locale);
  const known: Readonly<Record<SnippetVariable, string | undefined>> = {
    date: at.toLocaleString(DateTime.DATE_FULL),
    weekday: at.toFormat('cccc'),
    time: at.toLocaleString(DateTime.TIME_SIMPLE),
    channel: place.channel,
    network: place.network,
    workspace: place.workspace,
    link: place.link,
  };
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(known, name) ? (known[name as SnippetVariable] ?? whole) : whole,
  );
}
