import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { AHEAD_CHANNEL, CALL_CHANNEL, type Foreseen } from '#shared/ipc/bridge.ts';
import type { Answer } from '#shared/ipc/contract.ts';
import { spokenCall } from '#electron/ipc/call-name.ts';
import type { TrustedWindows } from '#electron/ipc/trusted-windows.ts';
import type { Log } from '#electron/log.ts';

/** Answers one call of a window; never throws. */
export type AnswerCall = (name: unknown, input: unknown) => Promise<Answer<unknown>>;

/** Windows, and what answers them. */
export interface Answering {
  readonly windows: TrustedWindows;
  /** `isOneLeft`: an answer that was foreseen has not been asked for. */
  answer(name: unknown, input: unknown, isOneLeft: boolean): ReturnType<AnswerCall>;
  /** What a page of theirs is about to ask, answered. */
  ahead?(): Promise<readonly Foreseen[]>;
}

export interface ServeDeps {
  /** Who answers now: each window is one's alone. */
  readonly answering: () => readonly Answering[];
  readonly log: Log;
}

/** Answers our windows. Whoever else asks is refused like someone who asks for something unknown. */
export function serveIpc(d: ServeDeps): { stop(): Promise<void> } {
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown, isOneLeft: unknown) => {
    const mine = d.answering().find(({ windows }) => windows.isTrusted(event));
    if (mine !== undefined) return JSON.stringify(await mine.answer(name, input, isOneLeft === true));
    d.log.warn('a call from a place that is not ours', { url: event.senderFrame?.url });
    return JSON.stringify({ ok: false, code: 'call.unknown', about: { call: spokenCall(name) } });
  });
  ipcMain.handle(AHEAD_CHANNEL, foreseen);
  // The same for a page that cannot go on without it.
  const foreseenNow = (event: IpcMainEvent): void => void foreseen(event).then((all) => (event.returnValue = all));
  ipcMain.on(AHEAD_CHANNEL, foreseenNow);
  return {
    stop: () => {
      ipcMain.removeHandler(CALL_CHANNEL);
      ipcMain.removeHandler(AHEAD_CHANNEL);
      ipcMain.off(AHEAD_CHANNEL, foreseenNow);
      return Promise.resolve();
    },
  };

  async function foreseen(event: IpcMainEvent | IpcMainInvokeEvent): Promise<readonly Foreseen[]> {
    const mine = d.answering().find(({ windows }) => windows.isTrusted(event));
    try {
      return (await mine?.ahead?.()) ?? [];
    } catch (error) {
      // A page that waits for this would wait for ever; it asks everything itself now.
      d.log.error('what a page is about to ask', error);
      return [];
    }
  }
}
