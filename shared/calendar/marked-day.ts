import { z } from 'zod';

// Words used here:
//   marked day  a day that a file of days gave a name: a holiday, a national day, a fair
//   source      the file it came from, under the name the file gives itself

/** A day of the calendar, whatever the zone: `2026-12-25`. */
export const dayText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** A day with a name. */
export const markedDay = z.object({ day: dayText, name: z.string(), source: z.uuid() });
export type MarkedDay = z.infer<typeof markedDay>;

/** A file of days that was brought in. */
export const daySource = z.object({ id: z.uuid(), name: z.string(), importedAt: z.int(), events: z.int() });
export type DaySource = z.infer<typeof daySource>;
