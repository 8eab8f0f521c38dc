import { describe, test } from 'vitest';
import type { NetworkUnderTest } from '#tests/platforms/conformance/network.ts';
import { STORIES } from '#tests/platforms/conformance/stories.ts';
import type { Story } from '#tests/platforms/conformance/tell.ts';

/** Several are told side by side: each has a world of its own, and waits more than it works. */
const LONGEST_STORY_MS = 120_000;

/**
 * Tells a network every story that applies to it, or just these. To be awaited at the top of a test file. Throws when one
 * of these is no story that applies.
 */
export async function conformance(network: NetworkUnderTest, only?: readonly string[]): Promise<void> {
  const running = await network.start({ now: () => Date.now() });
  const applying = STORIES.filter((story) => story.appliesTo?.(running) ?? true);
  await running.stop();
  const stories = only === undefined ? applying : only.map((name) => named(name, applying));
  describe(`${network.name} keeps to it`, () => {
    test.concurrent.each(stories.map((story) => [story.name, story] as const))(
      '%s',
      { timeout: LONGEST_STORY_MS },
      (_name, story) => expectToHoldTo(story, network),
    );
  });
}

function named(name: string, stories: readonly Story[]): Story {
  const story = stories.find((one) => one.name === name);
  if (!story) throw new Error(`there is no story “${name}”`);
  return story;
}

/** What a story expects is in endings.ts. */
function expectToHoldTo(story: Story, network: NetworkUnderTest): Promise<void> {
  return story.tell(network);
}
