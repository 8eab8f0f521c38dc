import { expect, test } from 'vitest';
import { Failure } from '#shared/failures.ts';
import { memoryLog } from '#electron/log.ts';
import type { FilmJob } from '#electron/media/film-port.ts';
import { startFilms, type FilmAsk, type FilmWindow } from '#electron/media/films.ts';
import { handClock } from '#tests/kit/hand-clock.ts';

// The main process's side of the window for films, with a window that does as it is told.

const FACTS = { width: 320, height: 568, durationMs: 3500, frameMs: 40 };
const MINUTE = 60_000;

interface PlayedWindow extends FilmWindow {
  readonly jobs: FilmJob[];
  readonly withdrawn: number[];
  isKilled: boolean;
  say(message: unknown): void;
  done(number: number): void;
  crash(): void;
}

function playedWindow(): PlayedWindow {
  let hear: (message: unknown) => void = () => undefined;
  let hearExit = (): void => undefined;
  const window: PlayedWindow = {
    jobs: [],
    withdrawn: [],
    isKilled: false,
    begin: (job) => void window.jobs.push(job),
    withdraw: (number) => {
      window.withdrawn.push(number);
      return Promise.resolve();
    },
    onMessage: (listener) => (hear = listener),
    onExit: (listener) => (hearExit = listener),
    kill: () => {
      window.isKilled = true;
      hearExit();
    },
    say: (message) => hear(message),
    done: (number) => hear({ number, how: 'done', facts: FACTS }),
    crash: () => hearExit(),
  };
  return window;
}

function newFilms() {
  const clock = handClock(0);
  const windows: PlayedWindow[] = [];
  const log = memoryLog();
  const open = (): FilmWindow => {
    const window = playedWindow();
    windows.push(window);
    return window;
  };
  return { clock, windows, log, films: startFilms({ open, clock, log }) };
}

const frameOf = (name: string): FilmAsk => ({ name, from: `/in/${name}`, to: '/out', task: { do: 'frame' } });
const changeOf = (name: string): FilmAsk => ({
  name,
  from: `/in/${name}`,
  to: '/out',
  task: {
    do: 'change',
    change: { mimeType: 'video/mp4', video: 'avc', width: 640, height: 360, videoBitRate: 1_000_000, audio: 'copy' },
  },
});
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Failure ? error.code : error),
  );

test('the window is opened when it is needed, and ended when nothing was asked for half a minute', async () => {
  const { films, windows, clock } = newFilms();
  expect(windows).toEqual([]);
  const asked = films.ask(frameOf('wheel.mp4'));
  windows[0]?.done(1);
  expect(await asked).toEqual(FACTS);
  await clock.by(29_000);
  expect(windows[0]?.isKilled).toBe(false);
  await clock.by(2_000);
  expect(windows[0]?.isKilled).toBe(true);
});

test('two films are worked on at once, but only one is written anew', () => {
  const { films, windows } = newFilms();
  for (const ask of [changeOf('a'), changeOf('b'), frameOf('c'), frameOf('d')]) void codeOf(films.ask(ask));
  const begun = (): string[] => (windows[0]?.jobs ?? []).map((job) => job.name);
  expect(begun()).toEqual(['a', 'c']);
  windows[0]?.done(3);
  expect(begun()).toEqual(['a', 'c', 'd']);
  windows[0]?.done(1);
  expect(begun()).toEqual(['a', 'c', 'd', 'b']);
});

test('a film that the window does not survive is tried once more, alone, and refused by its name; others go on', async () => {
  const { films, windows } = newFilms();
  const [bad, good, third] = ['bad.mp4', 'good.mp4', 'third.mp4'].map((name) => codeOf(films.ask(frameOf(name))));
  windows[0]?.crash();
  expect(windows[1]?.jobs.map((job) => job.name)).toEqual(['bad.mp4']);
  windows[1]?.crash();
  expect(await bad).toBe('media.damaged');
  expect(windows[2]?.jobs.map((job) => job.name)).toEqual(['good.mp4']);
  windows[2]?.done(2);
  windows[2]?.done(3);
  expect([await good, await third]).toEqual(['done', 'done']);
});

test('a film that comes to no end is refused after a minute without progress, and the window is ended', async () => {
  const { films, windows, clock } = newFilms();
  const parts: number[] = [];
  const slow = codeOf(films.ask(changeOf('slow.mp4'), { onPart: (part) => parts.push(part) }));
  const other = codeOf(films.ask(frameOf('other.mp4')));
  windows[0]?.done(2);
  await clock.by(MINUTE - 1000);
  windows[0]?.say({ number: 1, how: 'progress', part: 0.5 });
  await clock.by(MINUTE - 1000);
  expect(windows[0]?.isKilled).toBe(false);
  await clock.by(1000);
  expect(windows[0]?.isKilled).toBe(true);
  expect([await slow, await other]).toEqual(['media.film-no-end', 'done']);
  expect(parts).toEqual([0.5]);
});

test('a person who stops it gets it stopped: its files are taken away, and the next one begins', async () => {
  const { films, windows } = newFilms();
  const stop = new AbortController();
  const stopped = codeOf(films.ask(changeOf('a'), { signal: stop.signal }));
  const next = codeOf(films.ask(changeOf('b')));
  stop.abort('enough');
  expect(await stopped).toBe('enough');
  expect(windows[0]?.withdrawn).toEqual([1]);
  expect(windows[0]?.jobs.map((job) => job.name)).toEqual(['a', 'b']);
  windows[0]?.done(1);
  windows[0]?.done(2);
  expect(await next).toBe('done');
});

test('what the window cannot do is said in words; nonsense from it is noted and changes nothing', async () => {
  const { films, windows, log } = newFilms();
  const asked = codeOf(films.ask(frameOf('phone.mov')));
  for (const nonsense of [undefined, { number: 1, how: 'done', facts: { width: 'wide' } }, { number: 1, how: 'sing' }])
    windows[0]?.say(nonsense);
  windows[0]?.say({ number: 7, how: 'done', facts: FACTS });
  expect(log.lines.length).toBe(3);
  const failure = { code: 'media.film-not-opened', about: { file: 'phone.mov', codec: 'HEVC (H.265)' } };
  windows[0]?.say({ number: 1, how: 'failed', failure });
  expect(await asked).toBe('media.film-not-opened');
});

test('when the program quits, what is asked ends, and the window with it', async () => {
  const { films, windows } = newFilms();
  const asked = [frameOf('a'), frameOf('b'), frameOf('c')].map((ask) => codeOf(films.ask(ask)));
  await films.stop();
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 3 }, () => 'media.film-no-end'));
  expect(windows.map((window) => window.isKilled)).toEqual([true]);
  expect(await codeOf(films.ask(frameOf('late')))).toBe('media.film-no-end');
});
