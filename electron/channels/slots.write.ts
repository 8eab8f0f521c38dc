import type { Slot } from '#shared/channels/slot.ts';
import type { ChannelId } from '#shared/ids.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/** Stores the posting times a command decided: they take the place of those the channel had. */
export function storeSlots(tx: WriteTx, channel: ChannelId, week: readonly Slot[]): void {
  tx.prepare('DELETE FROM slots WHERE channel_id = ?').run(channel);
  const insert = tx.prepare('INSERT INTO slots (id, channel_id, weekday, wall_time, zone) VALUES (?, ?, ?, ?, ?)');
  for (const { id, weekday, wallTime, zone } of week) insert.run(id, channel, weekday, wallTime, zone);
  changed(tx, 'slots', [channel]);
}
