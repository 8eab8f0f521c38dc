import { asFailureValue } from '#shared/failures.ts';
import { never } from '#shared/assert.ts';
import type { FilmCall, FilmFacts, FilmSaid } from '#shared/media/film-work.ts';
import { changeFilm, provideAac, type Progress } from './change-film.ts';
import { writeFrame } from './frame.ts';
import { factsOf, withFilm } from './open-film.ts';

// The page of the window for films (docs/decisions/0008). It decodes what comes from anywhere, so it has nothing of ours:
// no bridge, no library, no network. It asks what to do next, does it, and says how it went.

type Given = Extract<FilmCall, { task: unknown }>;

const underWay = new Map<number, AbortController>();
const aac = provideAac();

/** Twice a second is often enough to look at, and to show that it goes on. */
const SAID_EVERY_MS = 500;

void goOn();

/** Until the main process has no more to say: then the window is about to end. */
async function goOn(): Promise<void> {
  for (;;) {
    const answer = await fetch('/next');
    if (!answer.ok) return;
    const call = (await answer.json()) as FilmCall;
    if ('stop' in call) underWay.get(call.number)?.abort();
    else void take(call);
  }
}

async function take(given: Given): Promise<void> {
  const stop = new AbortController();
  const { number } = given;
  underWay.set(number, stop);
  try {
    await say({ number, how: 'done', facts: await work(given, { signal: stop.signal, onPart: teller(number) }) });
  } catch (thrown) {
    await say({ number, how: 'failed', failure: asFailureValue(thrown) });
  } finally {
    underWay.delete(number);
  }
}

function work(given: Given, progress: Progress): Promise<FilmFacts> {
  const { task } = given;
  return withFilm(given, async (input, track) => {
    switch (task.do) {
      case 'look':
        break;
      case 'frame':
        await writeFrame(given, track, task);
        break;
      case 'change':
        await aac;
        await changeFilm(given, input, track, task.change, progress);
        break;
      default:
        return never(task);
    }
    return factsOf(input, track);
  });
}

function teller(number: number): (part: number) => void {
  let last = 0;
  return (part) => {
    if (performance.now() - last < SAID_EVERY_MS) return;
    last = performance.now();
    void say({ number, how: 'progress', part: Math.min(1, Math.max(0, part)) });
  };
}

/** Where nobody listens any more, the window is about to end. */
async function say(said: FilmSaid): Promise<void> {
  await fetch('/said', { method: 'POST', body: JSON.stringify(said) }).catch((_expected: unknown) => undefined);
}
