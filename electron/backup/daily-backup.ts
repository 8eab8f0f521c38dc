import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '#shared/clock.ts';
import { asFailureValue, type FailureValue } from '#shared/failures.ts';
import { writeBackup, type BackupDeps } from '#electron/backup/backup-file.ts';
import type { Log } from '#electron/log.ts';
import type { LocalFile } from '#electron/settings/personal.ts';

/** How backups are made by themselves. */
export const backupPlan = z.object({
  isOn: z.boolean(),
  /** How many of them stay; older ones are removed. */
  keep: z.int().min(1).max(90),
  /** With the files of the posts, which makes them large. */
  withFiles: z.boolean(),
  /** Empty: beside the library. */
  folder: z.string().max(4096),
});
export type BackupPlan = z.infer<typeof backupPlan>;

/** Beside the library the files of the posts lie anyway: a copy of them on the same disk saves nobody. */
export const USUAL_PLAN: BackupPlan = { isOn: true, keep: 7, withFiles: false, folder: '' };

const NAME = /^postwright-daily-\d{8}T\d{6}Z\.zip$/;
const DAY_MS = 24 * 3_600_000;
/** The window is there by then. */
const AFTER_START_MS = 60_000;
const AFTER_FAILURE_MS = 3_600_000;

/** How backups are made by themselves, as a local file says; what cannot be read there is as usual. */
export function planIn(file: LocalFile): BackupPlan {
  const known = backupPlan.safeParse({ ...USUAL_PLAN, ...(file.get('backup') as object | undefined) });
  return known.success ? known.data : USUAL_PLAN;
}

export interface DailyBackupDeps extends BackupDeps {
  readonly clock: Clock;
  readonly log: Log;
  plan(): BackupPlan;
  /** Where they are kept unless the plan says otherwise. */
  readonly usualFolder: string;
  tell(failure: FailureValue): void;
}

export interface DailyBackups {
  /** The plan changed: look whether one is due. */
  look(): void;
  /** Those that are there, newest first. */
  all(): readonly { readonly path: string; readonly at: number; readonly bytes: number }[];
  stop(): Promise<void>;
}

/** Makes a backup a day, as long as Postwright runs; one that was missed is made soon after the start. */
export function startDailyBackups(d: DailyBackupDeps): DailyBackups {
  let cancel = (): void => undefined;
  let working: Promise<void> | undefined;
  let isStopped = false;
  cancel = d.clock.after(AFTER_START_MS, look);
  return {
    look,
    all,
    stop: async () => {
      isStopped = true;
      cancel();
      await working;
    },
  };

  function look(): void {
    cancel();
    if (isStopped || !d.plan().isOn || working !== undefined) return;
    const newest = all()[0]?.at ?? 0;
    const dueInMs = newest + DAY_MS - d.clock.now();
    if (dueInMs > 0) return sleep(dueInMs);
    working = make().finally(() => (working = undefined));
  }

  async function make(): Promise<void> {
    try {
      const name = `postwright-daily-${new Date(d.clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '')}.zip`;
      const written = await writeBackup(d, join(folder(), name), d.plan().withFiles);
      d.log.info('backed up', { bytes: written.bytes, files: written.files, missing: written.missing });
      for (const old of all().slice(d.plan().keep)) rmSync(old.path, { force: true });
      sleep(DAY_MS);
    } catch (error) {
      d.log.error('the daily backup', error);
      const { code, about } = asFailureValue(error);
      d.tell({ code: 'backup.failed', about: { folder: folder(), reason: String(about['reason'] ?? code) } });
      sleep(AFTER_FAILURE_MS);
    }
  }

  function sleep(ms: number): void {
    if (!isStopped) cancel = d.clock.after(ms, look);
  }

  function folder(): string {
    return d.plan().folder || d.usualFolder;
  }

  function all(): { path: string; at: number; bytes: number }[] {
    if (!existsSync(folder())) return [];
    const names = readdirSync(folder()).filter((name) => NAME.test(name));
    return names
      .toSorted()
      .toReversed()
      .flatMap((name) => {
        const path = join(folder(), name);
        const found = statSync(path, { throwIfNoEntry: false });
        return found === undefined ? [] : [{ path, at: instantIn(name), bytes: found.size }];
      });
  }
}

/** When a backup was made, by its name: copying a file changes its date. */
function instantIn(name: string): number {
  const [, y, mo, day, h, mi, s] = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(name) ?? [];
  return Date.UTC(Number(y), Number(mo) - 1, Number(day), Number(h), Number(mi), Number(s));
}
