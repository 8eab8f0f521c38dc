import { ipcMain } from 'electron';
import { CALL_CHANNEL } from '#shared/ipc/bridge.ts';
import type { Answer } from '#shared/ipc/contract.ts';
import { spokenCall } from '#electron/ipc/call-name.ts';
import type { TrustedWindows } from '#electron/ipc/trusted-windows.ts';
import type { Log } from '#electron/log.ts';

/** Answers one call of a window; never throws. */
export type AnswerCall = (name: unknown, input: unknown) => Promise<Answer<unknown>>;

/** Windows, and what answers them. */
export interface Answering {
  readonly windows: TrustedWindows;
  readonly answer: AnswerCall;
}

export interface ServeDeps {
  /** Who answers now: each window is one's alone. */
  readonly answering: () => readonly Answering[];
  readonly log: Log;
}

/** Answers our windows. Whoever else asks is refused like someone who asks for something unknown. */
export function serveIpc(d: ServeDeps): { stop(): Promise<void> } {
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown) => {
    const mine = d.answering().find(({ windows }) => windows.isTrusted(event));
    if (mine !== undefined) return JSON.stringify(await mine.answer(name, input));
    d.log.warn('a call from a place that is not ours', { url: event.senderFrame?.url });
    return JSON.stringify({ ok: false, code: 'call.unknown', about: { call: spokenCall(name) } });
  });
  return {
    stop: () => {
      ipcMain.removeHandler(CALL_CHANNEL);
      return Promise.resolve();
    },
  };
}
