import type { BrowserWindow } from 'electron';
import { FACT_CHANNEL } from '#shared/ipc/bridge.ts';
import { fact, type Fact } from '#shared/ipc/facts.ts';
import type { Change } from '#electron/db/handles.ts';
import type { TrustedWindows } from '#electron/ipc/trusted-windows.ts';

/** What windows are told. */
export interface Broadcast {
  /** Tells every window of ours. */
  readonly tell: (fact: Fact) => void;
  /** Tells which rows a commit changed. */
  changed(changes: readonly Change[]): void;
}

/** The only place that sends to windows. */
export function broadcastTo(windows: TrustedWindows): Broadcast {
  function tell(said: Fact): void {
    // What is not in the contract does not cross.
    const told = fact.parse(said);
    for (const window of windows.all()) {
      if (window.isDestroyed() || window.webContents.isDestroyed()) continue;
      // Started by a link, the sign-in may end before the page listens. Rows it reads anyway when it begins.
      const isMissed = told.fact !== 'changed' && window.webContents.isLoadingMainFrame();
      if (isMissed) window.webContents.once('did-finish-load', () => send(window, told));
      else send(window, told);
    }
  }
  function send(window: BrowserWindow, told: Fact): void {
    if (!window.isDestroyed()) window.webContents.send(FACT_CHANNEL, told);
  }

  return {
    tell,
    changed: (changes) => {
      for (const { topic, ids } of changes) tell({ fact: 'changed', topic, ids: [...ids] });
    },
  };
}
