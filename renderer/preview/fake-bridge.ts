import type { z } from 'zod';
import { asFailureValue, Failure } from '#shared/failures.ts';
import type { Bridge } from '#shared/ipc/bridge.ts';
import { calls, type CallName, type Handlers } from '#shared/ipc/contract.ts';
import { fact } from '#shared/ipc/facts.ts';
import { channelAnswers } from './answers/channels.ts';
import { mediaAnswers } from './answers/media.ts';
import { numberAnswers } from './answers/numbers.ts';
import { postAnswers } from './answers/posts.ts';
import { programAnswers } from './answers/program.ts';
import { publishingAnswers } from './answers/publishing.ts';
import { changedFrom, type Tell } from './answers/tell.ts';
import type { Library } from './sample/library.ts';

/** The main process, played: the same calls, the same decisions, the same facts; rows in memory, nothing sent. */
export function fakeBridge(library: Library): Bridge {
  const listeners = new Set<(known: unknown) => void>();
  const answers = answersFrom(library, (known) => {
    const crossed: unknown = structuredClone(fact.parse(known));
    setTimeout(() => listeners.forEach((listener) => listener(crossed)), 2);
  });
  return {
    onFact: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    call: async (name, input) => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      try {
        if (!Object.hasOwn(calls, name)) throw new Failure('call.unknown', { call: name });
        const known = name as CallName;
        const ask: { input: z.ZodType; output: z.ZodType } = calls[known];
        const work = answers[known] as (input: unknown) => unknown;
        const value = await work(ask.input.parse(structuredClone(input)));
        return JSON.stringify({ ok: true, value: ask.output.parse(value) });
      } catch (thrown) {
        return JSON.stringify({ ok: false, ...asFailureValue(thrown) });
      }
    },
  };
}

/** One for every call there is: forgetting one is a compile error. */
function answersFrom(library: Library, tell: Tell): Handlers<''> {
  const changed = changedFrom(tell);
  return {
    ...postAnswers(library, changed),
    ...publishingAnswers(library, changed),
    ...channelAnswers(library, tell),
    ...mediaAnswers(library, tell),
    ...numberAnswers(library),
    ...programAnswers(library, changed),
  };
}
