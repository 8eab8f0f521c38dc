import type { DaySource, MarkedDay } from '#shared/calendar/marked-day.ts';
import type { WorkspaceId } from '#shared/ids.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { daysOf } from '#electron/posts/ics-days.ts';

/** Where the days of a workspace come from, by name. */
export function daySources(db: ReadDb, workspace: WorkspaceId): DaySource[] {
  return db
    .prepare<[string], DaySource>(
      `SELECT d.id, d.name, d.imported_at AS importedAt,
              (SELECT count(*) FROM day_events e WHERE e.source_id = d.id) AS events
         FROM day_sources d WHERE d.workspace_id = ? ORDER BY d.name`,
    )
    .all(workspace);
}

/** Days with a name in [from, to], in their order; the same name on the same day once. */
export function markedDays(db: ReadDb, workspace: WorkspaceId, from: string, to: string): MarkedDay[] {
  const rows = db
    .prepare<unknown[], { source: string; ics: string }>(
      `SELECT e.source_id AS source, e.ics
         FROM day_sources d JOIN day_events e ON e.source_id = d.id
        WHERE d.workspace_id = ? AND e.first_day <= ? AND (e.last_day IS NULL OR e.last_day >= ?)
        ORDER BY d.name, e.place`,
    )
    .all(workspace, to, from);
  const known = new Set<string>();
  return rows
    .flatMap(({ source, ics }) => daysOf(ics, from, to).map((one) => ({ ...one, source })))
    .filter(({ day, name }) => !known.has(`${day} ${name}`) && known.add(`${day} ${name}`))
    .toSorted((a, b) => a.day.localeCompare(b.day));
}
