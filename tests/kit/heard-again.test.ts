import { describe, expect, it } from 'vitest';
import type { ElectronApplication } from '@playwright/test';
import { heardAgain } from '#tests/kit/heard-again.ts';

const LOST = 'electronApplication.evaluate: Resulting promise was garbage collected.';

describe('A function that a story sends to the main process', () => {
  it('runs once when its answer is lost on the way, and the answer is heard', async () => {
    const program = programThatLoses(2);
    const answer = await program.evaluate((electron, by) => {
      const counting = electron as unknown as { runs: number };
      counting.runs += by;
      return counting.runs;
    }, 5);
    expect(answer).toBe(5);
  });

  it('runs again when it is sent again', async () => {
    const program = programThatLoses(0);
    const count = (): Promise<number> =>
      program.evaluate((electron) => ((electron as unknown as { runs: number }).runs += 1));
    expect([await count(), await count()]).toEqual([1, 2]);
  });

  it('fails as it did when it throws, without a second run', async () => {
    const program = programThatLoses(0);
    const failing = program.evaluate((electron) => {
      const counting = electron as unknown as { runs: number };
      counting.runs += 1;
      throw new Error(`failed in run ${counting.runs}`);
    });
    await expect(failing).rejects.toThrow('failed in run 1');
  });

  it('is given up when no answer ever arrives', async () => {
    await expect(programThatLoses(Number.POSITIVE_INFINITY).evaluate(() => 1)).rejects.toThrow(LOST);
  });
});

/** A program that runs what it is told, and loses the first answers. */
function programThatLoses(answers: number): ElectronApplication {
  const electron = { runs: 0 };
  let lost = 0;
  const evaluate = async (act: (electron: unknown, given: unknown) => unknown, given: unknown): Promise<unknown> => {
    const answer = await act(electron, given);
    if (lost >= answers) return answer;
    lost += 1;
    throw new Error(LOST);
  };
  return heardAgain({ evaluate } as unknown as ElectronApplication);
}
