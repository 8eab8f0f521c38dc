import { expect, test } from 'vitest';
import type { Answer } from '#shared/ipc/contract.ts';
import { answersTo, askedFirst, firstQuestions, type Asked } from '#electron/ipc/look-ahead.ts';
import type { LocalFile } from '#electron/settings/personal.ts';

const SETTINGS: Asked = { name: 'settings.read', input: undefined };
const NOVEMBER: Asked = { name: 'calendar.entries', input: { from: 1, to: 9 } };
const DECEMBER: Asked = { name: 'calendar.entries', input: { from: 9, to: 20 } };

/** A computer on which the program is started again and again. */
function computer(begun: Record<string, unknown> = {}) {
  const kept = new Map(Object.entries(begun));
  let written = 0;
  const file: LocalFile = {
    get: (name) => kept.get(name),
    set: (name, value) => {
      written += 1;
      // As from the disk.
      kept.set(name, JSON.parse(JSON.stringify(value)) as unknown);
    },
  };
  return {
    written: () => written,
    start: (answer: (asked: Asked) => Answer<unknown> = ({ input }) => ({ ok: true, value: input ?? 'all' })) => {
      const asked: Asked[] = [];
      const answers = () =>
        answersTo(askedFirst(file), (name, input) => {
          const one = { name: String(name), input };
          asked.push(one);
          return Promise.resolve(answer(one));
        });
      return { ...firstQuestions(file), answers, asked };
    },
  };
}

test('the first start foresees nothing; the second has the answers to what the first one was asked', async () => {
  const mine = computer();
  const first = mine.start();
  expect(await first.answers()).toEqual([]);
  for (const asked of [SETTINGS, NOVEMBER]) first.hear(asked, false);
  first.keep();
  const second = mine.start();
  expect(await second.answers()).toEqual([
    { ...SETTINGS, answer: '{"ok":true,"value":"all"}' },
    { ...NOVEMBER, answer: '{"ok":true,"value":{"from":1,"to":9}}' },
  ]);
  expect(second.asked).toEqual([SETTINGS, NOVEMBER]);
});

test('a start that asks for another month keeps that one, and the rest as it was', async () => {
  const mine = computer();
  const first = mine.start();
  for (const asked of [SETTINGS, NOVEMBER]) first.hear(asked, false);
  first.keep();
  const second = mine.start();
  // The answer for November is still there when December is asked for.
  second.hear(DECEMBER, true);
  second.keep();
  expect((await mine.start().answers()).map(({ name, input }) => ({ name, input }))).toEqual([SETTINGS, DECEMBER]);
});

test('months that a page reads once it has what it needs are not what it asks first', async () => {
  const mine = computer();
  const first = mine.start();
  for (const asked of [SETTINGS, NOVEMBER, DECEMBER]) first.hear(asked, false);
  first.keep();
  const second = mine.start();
  second.hear(DECEMBER, false);
  second.keep();
  expect((await mine.start().answers()).map(({ input }) => input)).toEqual([undefined, NOVEMBER.input]);
  expect(mine.written()).toBe(1);
});

test('what cannot be answered is left to be asked again', async () => {
  const mine = computer();
  const first = mine.start();
  for (const asked of [SETTINGS, NOVEMBER]) first.hear(asked, false);
  first.keep();
  const second = mine.start(({ name }) =>
    name === 'settings.read' ? { ok: true, value: 1 } : { ok: false, code: 'app.unexpected', about: { reason: 'x' } },
  );
  expect((await second.answers()).map(({ name }) => name)).toEqual(['settings.read']);
});

test.each([
  ['nothing', undefined],
  ['no list', 'settings.read'],
  ['no questions', [null, 7, 'x', {}, { name: 7 }]],
  ['questions that nobody asks first', [{ name: 'posts.change', input: {} }, { name: '__proto__' }]],
])('a file with %s foresees nothing', async (_what, kept) => {
  const start = computer({ askedFirst: kept }).start();
  expect(await start.answers()).toEqual([]);
  expect(start.asked).toEqual([]);
});
