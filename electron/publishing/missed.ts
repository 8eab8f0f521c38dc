import { never } from '#shared/assert.ts';
import { channelName } from '#shared/channels/channel.ts';
import type { FailureValue } from '#shared/failures.ts';
import type { ChannelId, PublicationId } from '#shared/ids.ts';
import { DEFAULT_OVERDUE_RULE, ON_TIME_MS, settleOverdue } from '#shared/publishing/overdue-rule.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { changed } from '#electron/db/change-log.ts';
import type { Library, ReadDb, WriteTx } from '#electron/db/handles.ts';
import { postById } from '#electron/posts/posts.read.ts';
import { note } from '#electron/publishing/ledger.write.ts';
import {
  channelsHoldingBack,
  parsePublication,
  publicationById,
  type PublicationRow,
} from '#electron/publishing/publications.read.ts';
import { askNow, handedOverToAsk } from '#electron/publishing/queue/handed-over.ts';
import { mayBeThere } from '#electron/publishing/queue/record-step.ts';
import { cancel, hold, schedule, spaceOut } from '#electron/publishing/queue/wait-for-person.ts';

// Publications whose time passed while nobody could send them: the computer slept, Postwright was closed, the
// channel was paused or signed out.

/** Late publications of one channel go out this far apart, so that nobody's followers see a burst. */
export const LATE_SPACING_MS = 60_000;

/** Gives everything that was missed what its rule says. Answers what now waits for a person. */
export function settleMissed(library: Library, now: number): Publication[] {
  const missed = [...overdue(library.read, now), ...dueOnClosedChannels(library.read, now)];
  if (missed.length === 0) return [];
  return library.write((tx) => {
    const sending = new Map<string, number>();
    return missed.flatMap((row) => settleOne(tx, row, sending) ?? []);
  });
}

/** What networks were given to send themselves and should be out by now is asked about. */
export function askAboutHandedOver(library: Library, now: number): void {
  const waiting = handedOverToAsk(library.read, now);
  if (waiting.length === 0) return;
  library.write((tx) => {
    for (const id of waiting) if (askNow(tx, id)) changed(tx, 'publications', [id]);
  });
}

/** Publications that waited for a channel go on once it is connected or resumed. */
export function releaseWaiting(library: Library): void {
  const channels = channelsHoldingBack(library.read);
  if (channels.length === 0) return;
  library.write((tx) => {
    for (const channel of channels) releaseChannel(tx, channel);
  });
}

/** What had its turn over a minute ago and did not start. What may be half done is not asked about: it runs to find out. */
function overdue(db: ReadDb, now: number): PublicationRow[] {
  return db
    .prepare<[number], PublicationRow>(
      `SELECT p.* FROM publications p JOIN channels c ON c.id = p.channel_id
        WHERE p.state = 'scheduled' AND p.run_at < ? AND c.state = 'connected'
          AND NOT EXISTS (SELECT 1 FROM publications b WHERE b.channel_id = p.channel_id AND b.state = 'publishing')
        ORDER BY p.due_at`,
    )
    .all(now - ON_TIME_MS)
    .filter((row) => !mayBeThere(db, row.id as PublicationId));
}

function dueOnClosedChannels(db: ReadDb, now: number): PublicationRow[] {
  return db
    .prepare<[number], PublicationRow>(
      `SELECT p.* FROM publications p JOIN channels c ON c.id = p.channel_id
        WHERE p.state = 'scheduled' AND p.run_at <= ? AND c.state <> 'connected' ORDER BY p.due_at`,
    )
    .all(now);
}

function settleOne(tx: WriteTx, row: PublicationRow, sending: Map<string, number>): Publication | undefined {
  const publication = parsePublication(row);
  if (publication === undefined) return undefined;
  const { id } = publication;
  const closed = closedChannel(tx, publication);
  if (closed !== undefined) return held(tx, id, closed);
  const rule = postById(tx, publication.post)?.overdue ?? DEFAULT_OVERDUE_RULE;
  const about = { dueAt: publication.dueAt };
  const verdict = settleOverdue(rule, publication.dueAt, tx.now);
  switch (verdict) {
    case 'send':
      return sendSpaced(tx, publication, sending);
    case 'hold':
      return held(tx, id, { code: 'publish.overdue', about });
    case 'skip':
      cancel(tx, id, { code: 'publish.skipped', about });
      note(tx, id, 'canceled', { code: 'publish.skipped' });
      changed(tx, 'publications', [id]);
      return publicationById(tx, id);
    default:
      return never(verdict);
  }
}

function sendSpaced(tx: WriteTx, publication: Publication, sending: Map<string, number>): undefined {
  const before = sending.get(publication.channel) ?? 0;
  spaceOut(tx, publication.id, tx.now + before * LATE_SPACING_MS);
  sending.set(publication.channel, before + 1);
  changed(tx, 'publications', [publication.id]);
}

function closedChannel(tx: WriteTx, publication: Publication): FailureValue | undefined {
  const channel = channelById(tx, publication.channel);
  const about = { channel: channel === undefined ? '' : channelName(channel) };
  const state = channel?.state ?? 'disconnected';
  switch (state) {
    case 'connected':
      return undefined;
    case 'paused':
      return { code: 'channel.paused', about };
    case 'signed-out':
      return { code: 'channel.token-expired', about };
    case 'disconnected':
      return { code: 'channel.not-found', about };
    default:
      return never(state);
  }
}

function held(tx: WriteTx, id: PublicationId, why: FailureValue): Publication | undefined {
  hold(tx, id, why);
  note(tx, id, 'held', why);
  changed(tx, 'publications', [id]);
  return publicationById(tx, id);
}

function releaseChannel(tx: WriteTx, channel: ChannelId): void {
  const rows = tx
    .prepare<[string], PublicationRow>(
      `SELECT * FROM publications WHERE channel_id = ? AND state = 'held'
          AND json_extract(why_json, '$.code') IN ('channel.paused', 'channel.token-expired', 'channel.not-found') ORDER BY due_at`,
    )
    .all(channel);
  let sending = 0;
  for (const publication of rows.flatMap((row) => parsePublication(row) ?? [])) {
    const rule = postById(tx, publication.post)?.overdue ?? DEFAULT_OVERDUE_RULE;
    const { id, dueAt } = publication;
    // What may be there runs to find out, however late it is: it is not sent again unless it is certainly absent.
    const isDoubt = mayBeThere(tx, id);
    if (!isDoubt && (wasTakenOff(publication) || settleOverdue(rule, dueAt, tx.now) !== 'send')) {
      held(tx, id, { code: 'publish.overdue', about: { dueAt } });
      continue;
    }
    schedule(tx, id, tx.now + sending * LATE_SPACING_MS);
    sending += 1;
    note(tx, id, 'released');
    changed(tx, 'publications', [id]);
  }
}

/** A person took the channel off; that it is back does not say that they want this sent. */
function wasTakenOff(publication: Publication): boolean {
  return publication.state === 'held' && publication.why.code === 'channel.not-found';
}
