import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '#shared/ipc/contract.ts';

// Everything the window can reach. Both sides check what crosses; nothing is checked here, because the window's own
// code could be replaced.

// A sandboxed preload script is one CommonJS file without imports of its own: the names stand here again, and
// tests/e2e/locked-down.spec.ts would notice if they differed.
const CALL_CHANNEL = 'postwright:call';
const FACT_CHANNEL = 'postwright:fact';

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input) as Promise<unknown>,
  onFact: (listener) => {
    const hear = (_event: unknown, fact: unknown): void => listener(fact);
    ipcRenderer.on(FACT_CHANNEL, hear);
    return () => ipcRenderer.off(FACT_CHANNEL, hear);
  },
};

contextBridge.exposeInMainWorld('postwright', bridge);
