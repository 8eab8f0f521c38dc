import type { Foreseen } from '#shared/ipc/bridge.ts';

/** Answers that are there before their questions, each given once. */
export interface ForeseenAnswers {
  /** They have come; what comes a second time is not taken. */
  take(foreseen: readonly Foreseen[]): void;
  /**
   * The answer to a question, as JSON, where it was foreseen. The first question that was not ends this: whatever is asked from then on
   * may be another answer by now.
   */
  answerTo(name: string, input: unknown): string | undefined;
  /** An answer was foreseen that nobody has asked for. */
  isOneLeft(): boolean;
}

/** `wait` gives the answers where somebody asks before they have come. */
export function foreseenAnswers(wait: () => readonly Foreseen[]): ForeseenAnswers {
  let answers: Map<string, string> | undefined;
  let isOver = false;
  return {
    take,
    answerTo: (name, input) => {
      if (isOver) return undefined;
      if (answers === undefined) take(wait());
      const question = questionOf(name, input);
      const answer = answers?.get(question);
      answers?.delete(question);
      isOver = answer === undefined;
      return answer;
    },
    isOneLeft: () => answers !== undefined && answers.size > 0,
  };

  function take(foreseen: readonly Foreseen[]): void {
    answers ??= new Map(foreseen.map(({ name, input, answer }) => [questionOf(name, input), answer]));
  }
}

function questionOf(name: string, input: unknown): string {
  return JSON.stringify([name, input]);
}
