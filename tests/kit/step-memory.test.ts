import { describe, expect, test } from 'vitest';
import { StepTrouble, type Found, type OnceStep, type StepStart, type Trouble } from '#shared/publishing/steps.ts';
import { PowerCut, stepMemory } from '#tests/kit/step-memory.ts';

const FAILURE = { code: 'publish.unreachable', about: {} } as const;

test('a finished step is replayed, not run', async () => {
  const { runner, started } = stepMemory();
  expect(await runner.step('a', 'repeatable', async () => 1)).toBe(1);
  expect(await runner.step('a', 'repeatable', async () => 2)).toBe(1);
  expect(started).toEqual(['a']);
});

test('a step has the same start and key at every repeat', async () => {
  let now = 1000;
  const memory = stepMemory({ now: () => now, publication: 'p' });
  const starts: StepStart[] = [];
  memory.crashAfter('a');
  const work = async (start: StepStart): Promise<number> => starts.push(start);
  await expect(memory.runner.step('a', 'keyed', work)).rejects.toThrow(PowerCut);
  now = 2000;
  await memory.runner.step('a', 'keyed', work);
  expect(starts).toEqual([1, 2].map(() => ({ startedAt: 1000, key: 'p/a' })));
});

describe('a step that would show twice, interrupted', () => {
  test.each<[Found<string>, string, number]>([
    [{ found: 'theirs' }, 'theirs', 0],
    ['absent', 'ours', 1],
    ['cannot-tell', 'unconfirmed', 0],
  ])('and looked for with %j ends %s', async (answer, end, runs) => {
    const memory = stepMemory();
    memory.crashAfter('create');
    await expect(memory.runner.step('create', once(answer), async () => 'lost')).rejects.toThrow(PowerCut);

    let ran = 0;
    const outcome = await memory.runner
      .step('create', once(answer), async () => (ran++, 'ours'))
      .catch((thrown: unknown) => (thrown instanceof StepTrouble ? thrown.trouble.kind : thrown));
    expect([outcome, ran]).toEqual([end, runs]);
  });

  test('is simply repeated while the network knows its key', async () => {
    const memory = stepMemory();
    memory.crashAfter('create');
    const kind = { ...once('cannot-tell'), repeatForMs: 60_000 };
    await expect(memory.runner.step('create', kind, async () => 'lost')).rejects.toThrow(PowerCut);
    expect(await memory.runner.step('create', kind, async () => 'ours')).toBe('ours');
  });

  test.each<[Trouble['kind'], number]>([
    ['temporary', 0],
    ['not-arrived', 0],
    ['maybe', 1],
  ])('by trouble of kind %s is looked for %i times', async (kind, times) => {
    const memory = stepMemory();
    let looked = 0;
    const step: OnceStep<string> = { once: true, find: async () => (looked++, 'absent') };
    const trouble = { kind, failure: FAILURE } as Trouble;
    await expect(memory.runner.step('create', step, () => Promise.reject(new StepTrouble(trouble)))).rejects.toThrow(
      kind,
    );
    await memory.runner.step('create', step, async () => 'ours');
    expect(looked).toBe(times);
  });
});

function once(answer: Found<string>): OnceStep<string> {
  return { once: true, find: async () => answer };
}
