import { randomUUID } from 'node:crypto';
import type { Clock } from '#shared/clock.ts';
import { Failure } from '#shared/failures.ts';
import type { PlatformId, WorkspaceId } from '#shared/ids.ts';
import type { AccountChoice } from '#shared/ipc/facts.ts';
import type { Connected } from '#shared/platforms/platform.ts';
import { channelOfAccount } from '#electron/channels/channels.read.ts';
import type { ReadDb } from '#electron/db/handles.ts';

// A sign-in that may post to several accounts waits here until the person has chosen. In memory only: what is not
// chosen within ten minutes, or before Postwright ends, is forgotten, and nothing of it was ever on the disk.

export interface AccountChoices {
  /** Keeps the accounts until one is taken, and gives what the window shows of them. */
  offer(db: ReadDb, accounts: readonly Connected[], signIn: Belonging): AccountChoice;
  /** The chosen ones; once. Throws `sign-in.expired`. */
  take(id: string, remoteIds: readonly string[]): Belonging & { readonly chosen: readonly Connected[] };
}

interface Belonging {
  readonly platform: PlatformId;
  readonly workspace: WorkspaceId;
}

const CHOOSE_WITHIN_MS = 10 * 60_000;

export function accountChoices(clock: Clock): AccountChoices {
  const open = new Map<string, Belonging & { readonly accounts: readonly Connected[]; readonly until: number }>();
  return { offer, take };

  function offer(db: ReadDb, accounts: readonly Connected[], { platform, workspace }: Belonging): AccountChoice {
    const id = randomUUID();
    open.set(id, { platform, workspace, accounts, until: clock.now() + CHOOSE_WITHIN_MS });
    clock.after(CHOOSE_WITHIN_MS, () => open.delete(id));
    return {
      id,
      platform,
      accounts: accounts.map(({ account }) => ({
        remoteId: account.remoteId,
        handle: account.handle,
        displayName: account.displayName,
        isConnected: channelOfAccount(db, workspace, platform, account)?.state === 'connected',
      })),
    };
  }

  function take(id: string, remoteIds: readonly string[]): Belonging & { readonly chosen: readonly Connected[] } {
    const known = open.get(id);
    if (known === undefined || known.until <= clock.now()) throw new Failure('sign-in.expired');
    const { platform, workspace, accounts } = known;
    const chosen = accounts.filter(({ account }) => remoteIds.includes(account.remoteId));
    if (chosen.length === 0) throw new Failure('sign-in.expired');
    open.delete(id);
    return { platform, workspace, chosen };
  }
}
