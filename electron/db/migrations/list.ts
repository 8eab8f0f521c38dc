import type { Migration } from '#electron/db/migrate.ts';
import { m0010 } from '#electron/db/migrations/0010-first-library.ts';
import { m0020 } from '#electron/db/migrations/0020-handed-over.ts';
import { m0030 } from '#electron/db/migrations/0030-films.ts';
import { m0040 } from '#electron/db/migrations/0040-public-files.ts';
import { m0050 } from '#electron/db/migrations/0050-file-details.ts';
import { m0070 } from '#electron/db/migrations/0070-media-library.ts';
import { m0080 } from '#electron/db/migrations/0080-posting-slots.ts';
import { m0090 } from '#electron/db/migrations/0090-desk.ts';
import { m0100 } from '#electron/db/migrations/0100-analytics.ts';
import { m0110 } from '#electron/db/migrations/0110-imports.ts';
import { m0120 } from '#electron/db/migrations/0120-marked-days.ts';
import { m0130 } from '#electron/db/migrations/0130-composer.ts';

/** Append-only. A released migration is never edited: people's only copy of their work went through it. */
export const MIGRATIONS: readonly Migration[] = [
  m0010,
  m0020,
  m0030,
  m0040,
  m0050,
  m0070,
  m0080,
  m0090,
  m0100,
  m0110,
  m0120,
  m0130,
];
