import { slot as slotSchema, type Slot } from '#shared/channels/slot.ts';
import type { ChannelId, WorkspaceId } from '#shared/ids.ts';
import type { ReadDb } from '#electron/db/handles.ts';

interface SlotRow {
  readonly id: string;
  readonly channel_id: string;
  readonly weekday: number;
  readonly wall_time: string;
  readonly zone: string;
}

/** The posting times of one channel, in the order of the week. */
export function slotsOfChannel(db: ReadDb, channel: ChannelId): Slot[] {
  return db
    .prepare<[string], SlotRow>('SELECT * FROM slots WHERE channel_id = ? ORDER BY weekday, wall_time')
    .all(channel)
    .flatMap((row) => parseSlot(row) ?? []);
}

/** The posting times of every channel of a workspace that is not disconnected. */
export function slotsOf(db: ReadDb, workspace: WorkspaceId): Slot[] {
  return db
    .prepare<[string], SlotRow>(
      `SELECT s.* FROM channels c JOIN slots s ON s.channel_id = c.id
        WHERE c.workspace_id = ? AND c.state <> 'disconnected' ORDER BY c.id, s.weekday, s.wall_time`,
    )
    .all(workspace)
    .flatMap((row) => parseSlot(row) ?? []);
}

/** `undefined` for a row that cannot be read: one bad row stops nothing else. */
function parseSlot(row: SlotRow): Slot | undefined {
  const parsed = slotSchema.safeParse({
    id: row.id,
    channel: row.channel_id,
    weekday: row.weekday,
    wallTime: row.wall_time,
    zone: row.zone,
  });
  return parsed.success ? parsed.data : undefined;
}
