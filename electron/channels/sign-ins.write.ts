import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import type { ChannelId, PlatformId, WorkspaceId } from '#shared/ids.ts';
import type { Secrets } from '#shared/platforms/platform.ts';
import type { ReadDb, WriteTx } from '#electron/db/handles.ts';
import type { Sealed, TokenVault } from '#electron/secrets/token-vault.ts';

// Sign-ins that are under way in a browser. The state itself is kept nowhere, only its hash; everything the end of the
// sign-in needs lies sealed beside it, so that a new process can finish what an earlier one began.

/** A sign-in that has begun. */
export interface UnderWay {
  readonly platform: PlatformId;
  /** Which of the network's ways. */
  readonly way: string;
  readonly workspace: WorkspaceId;
  readonly reconnect: ChannelId | undefined;
  readonly expiresAt: number;
  /** What the network's `finish` must know. */
  readonly memory: Secrets;
  /** PKCE (RFC 7636). */
  readonly verifier: string;
}

interface SignInRow {
  readonly platform: PlatformId;
  readonly workspace_id: WorkspaceId;
  readonly reconnect_channel_id: ChannelId | null;
  readonly sealed: Uint8Array;
  readonly sealed_with: Sealed['sealedWith'];
  readonly expires_at: number;
  readonly used_at: number | null;
}

/** How long a sign-in that ended is still known as one, so that a late answer is told why it is too late. */
const REMEMBER_MS = 24 * 3_600_000;

const content = z.object({ memory: z.record(z.string(), z.unknown()), verifier: z.string(), way: z.string() });

/** Throws `vault.no-keychain`, `vault.locked`. */
export function keepSignIn(tx: WriteTx, vault: TokenVault, state: string, begun: UnderWay): void {
  const { memory, verifier, way } = begun;
  const { sealed, sealedWith } = vault.seal(tx, secretName(state), { memory, verifier, way });
  tx.prepare('DELETE FROM sign_ins WHERE expires_at < ?').run(tx.now - REMEMBER_MS);
  tx.prepare(
    `INSERT INTO sign_ins (state_hash, platform, workspace_id, reconnect_channel_id, sealed, sealed_with, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(hashOf(state), begun.platform, begun.workspace, begun.reconnect ?? null, sealed, sealedWith, begun.expiresAt);
}

/** Whether a sign-in with this state began here, however it went on. */
export function isKnownState(db: ReadDb, state: string): boolean {
  return db.prepare<[string]>('SELECT 1 FROM sign_ins WHERE state_hash = ?').get(hashOf(state)) !== undefined;
}

/** Takes a sign-in that did not get as far as the browser back. */
export function forgetSignIn(tx: WriteTx, vault: TokenVault, state: string): void {
  tx.prepare('DELETE FROM sign_ins WHERE state_hash = ?').run(hashOf(state));
  vault.forget(tx, secretName(state));
}

/**
 * Uses up a state: reading it and marking it as used is one transaction, so that only one answer ever gets it.
 * Throws `sign-in.unknown-state`, `sign-in.state-used`, `sign-in.expired`; and `vault.locked`, which leaves it unused.
 */
export function useSignIn(tx: WriteTx, vault: TokenVault, state: string): UnderWay {
  const row = tx.prepare<[string], SignInRow>('SELECT * FROM sign_ins WHERE state_hash = ?').get(hashOf(state));
  if (row === undefined) throw new Failure('sign-in.unknown-state');
  if (row.used_at !== null) throw new Failure('sign-in.state-used');
  // A clock that was set back does not lengthen the ten minutes by more than it was set back.
  if (tx.now >= row.expires_at) throw new Failure('sign-in.expired');
  const { memory, verifier, way } = contentOf(vault, state, row);
  tx.prepare(`UPDATE sign_ins SET used_at = ?, sealed = x'' WHERE state_hash = ?`).run(tx.now, hashOf(state));
  vault.forget(tx, secretName(state));
  return {
    platform: row.platform,
    way,
    workspace: row.workspace_id,
    reconnect: row.reconnect_channel_id ?? undefined,
    expiresAt: row.expires_at,
    memory,
    verifier,
  };
}

function contentOf(vault: TokenVault, state: string, row: SignInRow): z.infer<typeof content> {
  try {
    return content.parse(vault.open(secretName(state), { sealed: row.sealed, sealedWith: row.sealed_with }));
  } catch (error) {
    // Begun by a run that kept it in memory, or by another key: for this program it was never begun.
    if (error instanceof Failure && error.code === 'vault.unreadable')
      throw new Failure('sign-in.unknown-state', {}, { cause: error });
    throw error;
  }
}

function secretName(state: string): string {
  return `sign-in ${hashOf(state)}`;
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}
