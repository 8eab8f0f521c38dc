import type { AppWindow } from '#electron/shell/app-window.ts';
import type { Part } from '#electron/desk.ts';
import { openPracticeDesk, type PracticeDesk, type PracticeDeskDeps } from '#electron/practice-desk.ts';

export interface PracticeSpaceDeps extends Omit<PracticeDeskDeps, 'practice'> {
  readonly showReal: () => void;
  /** The window for it, with everything that belongs to one; `onClosed` when the person has closed it. */
  windowOver(desk: PracticeDesk, onClosed: () => void): AppWindow & Part;
}

/** The practice workspace, which is there while its window is. */
export interface PracticeSpace extends Part {
  /** Opens it, or shows its window. Throws `practice.not-started`, `library.*`. */
  open(): Promise<void>;
  /** The one that is open. */
  desk(): PracticeDesk | undefined;
  show(): void;
}

interface Opened {
  readonly desk: PracticeDesk;
  readonly window: AppWindow & Part;
}

export function practiceSpace(d: PracticeSpaceDeps): PracticeSpace {
  let opened: Opened | undefined;
  /** One thing after the other: nobody opens it while it is being put away. */
  let turn: Promise<unknown> = Promise.resolve();

  return {
    open: () => inTurn(async () => (opened ??= await make()).window.show()),
    desk: () => opened?.desk,
    show: () => opened?.window.show(),
    stop: () => inTurn(putAway),
  };

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch((_expected: unknown) => undefined); // Whoever asked hears of it.
    return mine;
  }

  async function make(): Promise<Opened> {
    const open = (): Promise<void> => Promise.resolve(opened?.window.show());
    const desk = await openPracticeDesk({ ...d, practice: { open, begin: open, showReal: d.showReal } });
    const onClosed = (): void => {
      inTurn(putAway).catch((error: unknown) => d.log.error('closing the practice workspace', error));
    };
    return { desk, window: d.windowOver(desk, onClosed) };
  }

  async function putAway(): Promise<void> {
    const closing = opened;
    opened = undefined;
    if (closing === undefined) return;
    await closing.window.stop();
    await closing.desk.stop();
  }
}
