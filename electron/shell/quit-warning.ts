import { dialog, powerMonitor, type App, type BrowserWindow } from 'electron';
import { programWords } from '#shared/text/program-words.ts';
import { quitQuestion, WARN_WITHIN_MS, type DueSoon } from '#electron/shell/quit-decision.ts';

export interface QuittingDeps {
  readonly app: App;
  now(): number;
  dueWithin(ms: number): DueSoon;
  /** The window the question belongs to, if one is shown. */
  window(): BrowserWindow | undefined;
  /** Every window there is, shown or not. */
  windows(): readonly BrowserWindow[];
  /** Resolves after so many ms. */
  pause(ms: number): Promise<void>;
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

/** A window that does not close keeps nobody from quitting. */
const CLOSE_LIMIT_MS = 2_000;
/** What a window sent last is still on its way when it is gone. */
const LAST_WORDS_MS = 100;

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
    // A question that cannot be asked keeps nobody from quitting: what is planned is on the disk.
    const may = await mayLeave().catch((error: unknown) => {
      d.onError(error);
      return true;
    });
    phase = may ? 'stopping' : 'running';
    if (phase === 'stopping') await end();
  }

  function quitNow(): void {
    if (phase === 'stopping' || phase === 'stopped') return;
    phase = 'stopping';
    end().catch(d.onError);
  }

  async function end(): Promise<void> {
    await closeWindows();
    await d.stop().catch(d.onError);
    phase = 'stopped';
    d.app.quit();
  }

  /** A window that closes sends the words that were not saved yet: they have to arrive while the library is open. */
  async function closeWindows(): Promise<void> {
    const open = d.windows().filter((window) => !window.isDestroyed());
    if (open.length === 0) return;
    const closed = open.map((window) => new Promise<void>((resolve) => window.once('closed', () => resolve())));
    for (const window of open) window.close();
    await Promise.race([Promise.all(closed), d.pause(CLOSE_LIMIT_MS)]);
    await d.pause(LAST_WORDS_MS);
  }

  async function mayLeave(): Promise<boolean> {
    const question = quitQuestion(d.dueWithin(WARN_WITHIN_MS), d.now());
    if (question === undefined) return true;
    const { stay, quit } = programWords().quitting;
    const options = {
      type: 'warning' as const,
      title: 'Postwright',
      message: question.message,
      detail: question.detail,
      buttons: [stay, quit],
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
