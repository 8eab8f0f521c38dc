import { ipcMain } from 'electron';
import { CALL_CHANNEL } from '#shared/ipc/contract.ts';
import type { Log } from '#electron/log.ts';
import { answerCall, spoken, type AllHandlers } from '#electron/ipc/answer-call.ts';
import type { TrustedWindows } from '#electron/ipc/trusted-windows.ts';

/** Windows, and what answers them. */
export interface Answering {
  readonly handlers: AllHandlers;
  readonly windows: TrustedWindows;
}

export interface ServeDeps {
  /** Who answers now: each window is one's alone. */
  readonly answering: () => readonly Answering[];
  readonly log: Log;
}

/** Answers our windows. Whoever else asks is refused like someone who asks for something unknown. */
export function serveIpc(d: ServeDeps): { stop(): Promise<void> } {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) => {
    const mine = d.answering().find(({ windows }) => windows.isTrusted(event));
    if (mine !== undefined) return answerCall(mine.handlers, d.log, name, input);
    d.log.warn('a call from a place that is not ours', { url: event.senderFrame?.url });
    return { ok: false, code: 'call.unknown', about: { call: spoken(name) } };
  });
  return {
    stop: () => {
      ipcMain.removeHandler(CALL_CHANNEL);
      return Promise.resolve();
    },
  };
}
