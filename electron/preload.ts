import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, Foreseen } from '#shared/ipc/bridge.ts';
import { foreseenAnswers } from '#shared/ipc/foreseen.ts';

// Everything the window can reach. Both sides check what crosses; nothing is checked here, because the window's own
// code could be replaced.

// A sandboxed preload script is one CommonJS file without imports of its own: the names stand here again, and
// tests/e2e/locked-down.spec.ts would notice if they differed.
const CALL_CHANNEL = 'postwright:call';
const AHEAD_CHANNEL = 'postwright:ahead';
const FACT_CHANNEL = 'postwright:fact';

// What is told before the page listens waits for it: a program that is opened by a link tells at once where it leads.
const LONGEST_WAIT = 100;
const early: unknown[] = [];
const wait = (_event: unknown, fact: unknown): void => void (early.length < LONGEST_WAIT && early.push(fact));
ipcRenderer.on(FACT_CHANNEL, wait);

// What the page asks first has mostly been answered by then (electron/ipc/look-ahead.ts). Where it has not, the page waits for it: it has
// nothing to draw before, and draws everything at once then.
const ahead = foreseenAnswers(() => ipcRenderer.sendSync(AHEAD_CHANNEL) as readonly Foreseen[]);
// Without them, everything is asked as always.
ipcRenderer.invoke(AHEAD_CHANNEL).then(
  (foreseen) => ahead.take(foreseen as readonly Foreseen[]),
  (_expected: unknown) => ahead.take([]),
);

const bridge: Bridge = {
  call: async (name, input) =>
    ahead.answerTo(name, input) ?? ((await ipcRenderer.invoke(CALL_CHANNEL, name, input, ahead.isOneLeft())) as string),
  onFact: (listener) => {
    const hear = (_event: unknown, fact: unknown): void => listener(fact);
    ipcRenderer.off(FACT_CHANNEL, wait);
    ipcRenderer.on(FACT_CHANNEL, hear);
    for (const fact of early.splice(0)) listener(fact);
    return () => ipcRenderer.off(FACT_CHANNEL, hear);
  },
};

contextBridge.exposeInMainWorld('postwright', bridge);
