import { electronBinary, officialElectron, standInElectron, warnAboutStandIn } from './electron-runtime.ts';
import { oneAtATime } from './one-at-a-time.mjs';
import type { SetupPart } from './part.ts';
import { pds } from './pds.ts';
import { needsCompiler, sqlite } from './sqlite.ts';
import { refuseMissingLibraries, systemPackages } from './system-libraries.ts';

/**
 * What a command can need beside Node 24:
 *   electron  the runtime, the libraries it loads, and a SQLite binding that it can load
 *   desktop   what the private desktop session consists of: see desktop-session.ts
 *   pds       the Bluesky server of the tests
 */
export type Need = 'electron' | 'desktop' | 'pds';

/** Installs what is missing; a quick look when nothing is. With `again`, a failed download is tried anew. Throws SetupFailure. */
export async function ensure(needs: readonly Need[], { again = false } = {}): Promise<void> {
  const chains = [forElectron(needs, again), needs.includes('pds') ? [pds] : []];
  if (!chains.every(allReady)) await oneAtATime(() => installSideBySide(chains));
  if (!needs.includes('electron')) return;
  refuseMissingLibraries(electronBinary().path);
  if (electronBinary().isStandIn) warnAboutStandIn();
}

/** In this order: what to ask of the system depends on whether the official Electron could be had. */
function forElectron(needs: readonly Need[], again: boolean): readonly SetupPart[] {
  if (!needs.includes('electron')) return [];
  const packages = systemPackages(() => [
    'a window',
    ...(needs.includes('desktop') ? (['a private desktop'] as const) : []),
    ...(needsCompiler() ? (['compiler'] as const) : []),
  ]);
  return [officialElectron(again), packages, standInElectron, sqlite];
}

function allReady(chain: readonly SetupPart[]): boolean {
  return chain.every((part) => part.isReady());
}

async function installSideBySide(chains: readonly (readonly SetupPart[])[]): Promise<void> {
  const outcomes = await Promise.allSettled(chains.map(installInTurn));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

async function installInTurn(chain: readonly SetupPart[]): Promise<void> {
  for (const part of chain) if (!part.isReady()) await part.install();
}
