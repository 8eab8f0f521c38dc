import { describe, expect, test } from 'vitest';
import type { NetworkUnderTest } from '#tests/platforms/conformance/network.ts';
import { STORIES } from '#tests/platforms/conformance/stories.ts';

const LONGEST_STORY_MS = 60_000;

/** Tells a network every story that applies to it. To be awaited at the top of a test file. */
export async function conformance(network: NetworkUnderTest): Promise<void> {
  const running = await network.start({ now: () => Date.now() });
  const stories = STORIES.filter((story) => story.appliesTo?.(running) ?? true);
  await running.stop();
  describe(`${network.name} keeps to it`, () => {
    test.each(stories.map((story) => [story.name, story] as const))(
      '%s',
      { timeout: LONGEST_STORY_MS },
      async (_name, story) => {
        expect.hasAssertions();
        await story.tell(network);
      },
    );
  });
}
