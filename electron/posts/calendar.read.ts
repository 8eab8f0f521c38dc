import { z } from 'zod';
import { ENTRY_TEXT_MAX, type CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import {
  channelId,
  type ChannelId,
  type LabelId,
  type PostId,
  type PublicationId,
  type WorkspaceId,
} from '#shared/ids.ts';
import { excerptOf, plan } from '#shared/posts/post.ts';
import { progressOf } from '#shared/posts/post-progress.ts';
import { isOpen, type PublicationState } from '#shared/publishing/publication.ts';
import type { ReadDb } from '#electron/db/handles.ts';

interface EntryRow {
  readonly id: PostId;
  readonly version: number;
  readonly dueAt: number;
  readonly post_json: string;
  readonly publications: string;
  readonly labels: string;
}

/** Everything of an entry in one row, so that a month is one question and not one for each of its posts. */
const ENTRY = `
  SELECT p.id, p.version, p.due_at AS dueAt, p.post_json,
         (SELECT json_group_array(json_array(u.id, u.channel_id, u.state) ORDER BY u.rowid)
            FROM publications u WHERE u.post_id = p.id) AS publications,
         (SELECT json_group_array(b.id ORDER BY b.name)
            FROM post_labels l JOIN labels b ON b.id = l.label_id
           WHERE l.post_id = p.id AND b.deleted_at IS NULL) AS labels
    FROM posts p`;
const SHOWN = 'p.due_at IS NOT NULL AND p.deleted_at IS NULL AND p.archived_at IS NULL';

/** Planned posts due in [from, to), soonest first. */
export function calendarEntries(db: ReadDb, workspace: WorkspaceId, from: number, to: number): CalendarEntry[] {
  return db
    .prepare<unknown[], EntryRow>(
      `${ENTRY} WHERE p.workspace_id = ? AND p.due_at >= ? AND p.due_at < ? AND ${SHOWN} ORDER BY p.due_at`,
    )
    .all(workspace, from, to)
    .flatMap((row) => entryOf(row) ?? []);
}

/** Those of the posts that the calendar shows. */
export function calendarEntriesOf(db: ReadDb, ids: readonly PostId[]): CalendarEntry[] {
  return db
    .prepare<unknown[], EntryRow>(`${ENTRY} WHERE p.id IN (SELECT value FROM json_each(?)) AND ${SHOWN}`)
    .all(JSON.stringify(ids))
    .flatMap((row) => entryOf(row) ?? []);
}

/** As much of a post as an entry is made of. */
const written = z.object({
  segments: z.array(z.object({ text: z.string(), media: z.array(z.unknown()) })),
  channels: z.array(channelId),
  plan,
});

/** `undefined` for a row that cannot be read: one bad row stops nothing else. */
function entryOf(row: EntryRow): CalendarEntry | undefined {
  const post = writtenOf(row.post_json);
  if (post === undefined) return undefined;
  const publications = (JSON.parse(row.publications) as [PublicationId, ChannelId, PublicationState][]).map(
    ([id, channel, state]) => ({ id, channel, state }),
  );
  const states = publications.map((one) => one.state);
  const isAt = post.plan.kind === 'at';
  return {
    id: row.id,
    version: row.version,
    dueAt: row.dueAt,
    ...(post.plan.kind === 'at' && { planned: post.plan.planned }),
    text: textOf(post.segments),
    media: post.segments.reduce((sum, part) => sum + part.media.length, 0),
    channels: post.channels,
    labels: JSON.parse(row.labels) as LabelId[],
    publications,
    progress: progressOf(post, states),
    isMovable: isAt && states.every((state) => isOpen(state) || state === 'canceled'),
  };
}

/** The rest of a long text is not looked at. */
function textOf(parts: readonly { readonly text: string }[]): string {
  const begun = parts.map((part) => ({ text: part.text.slice(0, ENTRY_TEXT_MAX * 2) }));
  return excerptOf(begun, ENTRY_TEXT_MAX);
}

function writtenOf(json: string): z.infer<typeof written> | undefined {
  try {
    return written.safeParse(JSON.parse(json)).data;
  } catch (_expected) {
    // Not JSON: a damaged row is left where it is and not shown.
    return undefined;
  }
}
