import type { ElectronApplication } from '@playwright/test';

const MOST_QUESTIONS = 10;
let asked = 0;

/**
 * The same program, whose `evaluate` runs a function once and hears what it answered. Electron runs waiting promises when it chooses, and a collection
 * of garbage before that takes the answer away, though the function has run: one call in forty right after a start on a busy machine. What it
 * answered is kept in the program under a number, and asked for again.
 */
export function heardAgain(electron: ElectronApplication): ElectronApplication {
  const evaluate = electron.evaluate.bind(electron);
  const patient = async (act: unknown, given: unknown): Promise<unknown> => {
    asked += 1;
    const question = { number: asked, act: String(act), given };
    for (let time = 1; ; time += 1) {
      try {
        return await evaluate(answerOnce, question);
      } catch (error) {
        if (time === MOST_QUESTIONS || !String(error).includes('promise was garbage collected')) throw error;
      }
    }
  };
  electron.evaluate = patient as ElectronApplication['evaluate'];
  return electron;
}

type Act = (electron: unknown, given: unknown) => unknown;

/** Runs in the main process, alone: nothing of this file is known there. */
function answerOnce(
  electron: unknown,
  { number, act, given }: { number: number; act: string; given: unknown },
): unknown {
  const kept = globalThis as { answersToTests?: Map<number, unknown> };
  const answers = (kept.answersToTests ??= new Map());
  if (!answers.has(number)) {
    const { runInThisContext } = process.getBuiltinModule('node:vm');
    answers.set(number, (runInThisContext(`(${act})`) as Act)(electron, given));
  }
  return answers.get(number);
}
