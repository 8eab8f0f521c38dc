import type { Foreseen } from '#shared/ipc/bridge.ts';
import { isFirstCall } from '#electron/ipc/first-calls.ts';
import type { AnswerCall } from '#electron/ipc/serve.ts';
import type { LocalFile } from '#electron/settings/personal.ts';

// What a page asks first is mostly what it asked first the last time. That is answered before the page asks: when the library was put down
// (electron/shell/kept-answers.ts), or else while the page is on its way (docs/decisions/0025, 0027).

/** A question of a page. */
export interface Asked {
  readonly name: string;
  readonly input: unknown;
}

/** What a page asks first is kept for the next start. */
export interface FirstQuestions {
  /** To be told of each question that was not foreseen, and whether an answer that was foreseen is still to be asked for. */
  hear(asked: Asked, isOneLeft: boolean): void;
  /** Keeps what was asked first now, where it was not foreseen; once. */
  keep(): void;
}

const KEPT = 'askedFirst';

/** `file`: where they are kept from one start to the next. */
export function firstQuestions(file: LocalFile): FirstQuestions {
  const kept = askedFirst(file);
  const heard = new Map<string, Asked>();
  let isKept = false;
  return {
    hear: (asked, isOneLeft) => {
      // One of the same name may come after what was foreseen: it is not what is asked first.
      const isFirst = isOneLeft || !kept.some(({ name }) => name === asked.name);
      if (isFirst && !heard.has(asked.name)) heard.set(asked.name, asked);
    },
    keep: () => {
      if (isKept || heard.size === 0) return;
      isKept = true;
      const others = kept.filter(({ name }) => !heard.has(name));
      file.set(KEPT, [...others, ...heard.values()]);
    },
  };
}

/** What goes wrong is left out: the page asks it again, and it is answered by those who can do something about it. */
export async function answersTo(asked: readonly Asked[], answer: AnswerCall): Promise<Foreseen[]> {
  const answered = asked.map(async ({ name, input }) => {
    const given = await answer(name, input);
    return given.ok ? [{ name, input, answer: JSON.stringify(given) }] : [];
  });
  return (await Promise.all(answered)).flat();
}

/** What a page asked first the last time. A file of this computer, which anybody could have written: it is looked at like every question. */
export function askedFirst(file: LocalFile): readonly Asked[] {
  return askedIn(file.get(KEPT)).filter(({ name }) => isFirstCall(name));
}

function askedIn(kept: unknown): readonly Asked[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one: unknown): Asked[] => {
    if (typeof one !== 'object' || one === null || !('name' in one) || typeof one.name !== 'string') return [];
    return [{ name: one.name, input: 'input' in one ? one.input : undefined }];
  });
}
