import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '#shared/failures.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import { writeBackup, type BackupDeps } from '#electron/backup/backup-file.ts';
import type { BackupPlan, DailyBackups } from '#electron/backup/daily-backup.ts';
import { readAbout } from '#electron/backup/read-backup.ts';
import { prepareRestore } from '#electron/backup/restore.ts';

/** What the calls about backups are answered with. */
export interface BackupHandling extends BackupDeps {
  readonly daily: Pick<DailyBackups, 'all' | 'look'>;
  plan(): BackupPlan;
  setPlan(plan: BackupPlan): void;
  readonly usualFolder: string;
  /** The library lies in it. */
  readonly folder: string;
  /** Ask the person; `undefined` when they changed their mind. */
  chooseFolder(): Promise<string | undefined>;
  chooseBackup(): Promise<string | undefined>;
  nameBackup(suggested: string): Promise<string | undefined>;
  /** Ends, and starts again with what is prepared. */
  startAnew(): void;
}

/** Copies of the library, and the way back to one. */
export const backupHandlers = (d: BackupHandling, chosen: Map<string, string> = new Map()) =>
  ({
    'backup.read': () => {
      const { folder, ...plan } = d.plan();
      return {
        plan: { ...plan, folder: folder || d.usualFolder, isUsualFolder: folder === '' },
        daily: d.daily.all().map(({ at, bytes }) => ({ at, bytes })),
      };
    },
    'backup.setPlan': (change) => changePlan(d, change),
    'backup.chooseFolder': async ({ usual }) => {
      const folder = usual ? '' : await d.chooseFolder();
      if (folder !== undefined) changePlan(d, { folder });
    },
    'backup.write': async ({ withFiles }) => {
      const day = new Date(d.now()).toISOString().slice(0, 10);
      const path = await d.nameBackup(`postwright-${day}.zip`);
      return path === undefined ? {} : { written: await writeBackup(d, path, withFiles) };
    },
    'backup.choose': async () => {
      const path = await d.chooseBackup();
      if (path === undefined) return {};
      const { madeAt, posts, channels, files, hasFiles } = await readAbout(path);
      const { size: bytes } = await stat(path);
      const id = randomUUID();
      chosen.clear();
      chosen.set(id, path);
      return { chosen: { id, name: basename(path), madeAt, posts, channels, files, hasFiles, bytes } };
    },
    'backup.restore': async ({ id }) => {
      const path = chosen.get(id);
      if (path === undefined) throw new Failure('backup.not-chosen');
      await prepareRestore(path, d.folder, d.now());
      d.startAnew();
    },
  }) satisfies Handlers<'backup.'>;

function changePlan(d: BackupHandling, change: { [Name in keyof BackupPlan]?: BackupPlan[Name] | undefined }): void {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  d.setPlan({ ...d.plan(), ...Object.fromEntries(given) });
  d.daily.look();
}
