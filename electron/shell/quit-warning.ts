import { dialog, powerMonitor, type App, type BrowserWindow } from 'electron';
import { quitQuestion, WARN_WITHIN_MS, type DueSoon } from '#electron/shell/quit-decision.ts';

export interface QuittingDeps {
  readonly app: App;
  now(): number;
  dueWithin(ms: number): DueSoon;
  /** The window the question belongs to, if one is shown. */
  window(): BrowserWindow | undefined;
  /** Everything is put down before the program ends. */
  stop(): Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** How the app is being left. */
export interface Quitting {
  /** Quitting was decided: windows close for good. */
  isQuitting(): boolean;
  /** Ends without a question, as for an update or when the computer shuts down. */
  quitNow(): void;
}

type Phase = 'running' | 'asking' | 'stopping' | 'stopped';

/** Asks before quitting when something is due soon, then stops every part before the program ends. */
export function guardQuitting(d: QuittingDeps): Quitting {
  let phase: Phase = 'running';
  d.app.on('before-quit', (event) => {
    if (phase === 'stopped') return;
    event.preventDefault();
    if (phase === 'running') leave().catch(d.onError);
  });
  powerMonitor.on('shutdown', () => quitNow());
  return { isQuitting: () => phase === 'stopping' || phase === 'stopped', quitNow };

  async function leave(): Promise<void> {
    phase = 'asking';
    phase = (await mayLeave()) ? 'stopping' : 'running';
    if (phase === 'stopping') await end();
  }

  function quitNow(): void {
    if (phase === 'stopping' || phase === 'stopped') return;
    phase = 'stopping';
    end().catch(d.onError);
  }

  async function end(): Promise<void> {
    await d.stop().catch(d.onError);
    phase = 'stopped';
    d.app.quit();
  }

  async function mayLeave(): Promise<boolean> {
    const question = quitQuestion(d.dueWithin(WARN_WITHIN_MS), d.now());
    if (question === undefined) return true;
    const options = {
      type: 'warning' as const,
      title: 'Postwright',
      message: question.message,
      detail: question.detail,
      buttons: ['Keep running', 'Quit'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    };
    const window = d.window();
    const { response } = await (window === undefined
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(window, options));
    return response === 1;
  }
}
