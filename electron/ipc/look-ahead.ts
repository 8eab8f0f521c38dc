import type { Foreseen } from '#shared/ipc/bridge.ts';
import type { AnswerCall } from '#electron/ipc/serve.ts';
import type { LocalFile } from '#electron/settings/personal.ts';

// What a page asks first is mostly what it asked first the last time. That is answered while the page is still on its way, so
// that its answers are there before its questions (docs/decisions/0025).

/** A question of a page. */
export interface Asked {
  readonly name: string;
  readonly input: unknown;
}

export interface LookAhead {
  /** What was asked first the last time, answered; begun at once, and the same each time. Never rejects. */
  answers(): Promise<readonly Foreseen[]>;
  /** To be told of each question that was not foreseen, and whether an answer that was foreseen is still to be asked for. */
  hear(asked: Asked, isOneLeft: boolean): void;
  /** Keeps what was asked first now, where it was not foreseen; once. */
  keep(): void;
}

export interface LookAheadDeps {
  readonly look: { answers(name: unknown): boolean; readonly answer: AnswerCall };
  /** Where it is kept from one start to the next. */
  readonly file: LocalFile;
}

const KEPT = 'askedFirst';

export function lookAhead({ look, file }: LookAheadDeps): LookAhead {
  const kept = askedIn(file.get(KEPT)).filter(({ name }) => look.answers(name));
  const heard = new Map<string, Asked>();
  let isKept = false;
  const answering = Promise.all(kept.map(answered));
  return {
    // What goes wrong is asked again by the page, and answered by those who can do something about it.
    answers: async () => (await answering).flatMap((one) => one ?? []),
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

  async function answered({ name, input }: Asked): Promise<Foreseen | undefined> {
    const answer = await look.answer(name, input);
    return answer.ok ? { name, input, answer: JSON.stringify(answer) } : undefined;
  }
}

/** A file of this computer, which anybody could have written; what is asked is looked at like every other question. */
function askedIn(kept: unknown): readonly Asked[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one: unknown): Asked[] => {
    if (typeof one !== 'object' || one === null || !('name' in one) || typeof one.name !== 'string') return [];
    return [{ name: one.name, input: 'input' in one ? one.input : undefined }];
  });
}
