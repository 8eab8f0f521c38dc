import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CATALOG } from '#shared/platforms/catalog.ts';
import { referenceNetwork, type Flaw, type ReferenceOptions } from '#tests/platforms/conformance/reference.ts';
import { STORIES } from '#tests/platforms/conformance/stories.ts';
import { conformance } from '#tests/platforms/conformance/suite.ts';

// The suite itself is tested here: honest networks pass it, and each of these mistakes is caught by the story that is
// there for it, for the right reason. The networks are told the stories in conformance/<network>.test.ts.

await conformance(referenceNetwork());
await conformance(referenceNetwork({ refusesDuplicates: true, hidesApps: true, cannotRenew: true, carousel: true }));

const TWICE_OR_NEVER = /what people see/;
const NAMES_DECOY = /decoys that the receipt names/;
const FORGOTTEN = /it is forgotten/;
const COMMENT_REFUSED = 'a first comment is refused: the post stays out, and says what it is without';
const REVOKED = 'a sign-in that is revoked stops the channel, and goes on when the person is back';

/** What shows best on a network of this kind. */
const ON: Partial<Readonly<Record<Flaw, ReferenceOptions>>> = {
  'takes other words': { hidesApps: true },
  'takes any media': { hidesApps: true },
  'takes any parent': { hidesApps: true },
  'takes the post of another account': { hidesApps: true },
  'takes a duplicate for done': { refusesDuplicates: true },
};

describe('a network whose adapter', () => {
  test.each<[flaw: Flaw, story: string, because: RegExp]>([
    ['takes the newest', 'decoy, request-lost: an older post of ours with the same words', NAMES_DECOY],
    ['takes any age', 'decoy, request-lost: an older post of ours with the same words', NAMES_DECOY],
    ['takes what was made by hand', 'decoy, request-lost: the same words by hand before we look', NAMES_DECOY],
    ['takes other words', 'decoy, request-lost: almost the same words by hand before we look', NAMES_DECOY],
    ['takes any media', 'decoy, request-lost: the words of our media by hand before we look', NAMES_DECOY],
    ['takes any parent', 'decoy, request-lost: the words of a later part by hand before we look', NAMES_DECOY],
    ['takes the post of another account', 'decoy, request-lost: the same words on another account', TWICE_OR_NEVER],
    ['goes by our own clock', 'the network’s clock is 10 minutes behind, answer-lost', FORGOTTEN],
    ['believes every age', 'our clock is set back a little while Postwright is away', TWICE_OR_NEVER],
    ['gives up at the first look', 'the answer is lost and the network shows it late in its lists', TWICE_OR_NEVER],
    ['asks for nothing but a list it cannot read', 'text: answer-lost, and it is found, not sent again', FORGOTTEN],
    ['never looks', 'text: the power goes at any moment', TWICE_OR_NEVER],
    ['never looks', 'text: answer-lost, and it is found, not sent again', TWICE_OR_NEVER],
    ['takes a lost answer for a no', 'text: answer-lost, and it is found, not sent again', FORGOTTEN],
    ['takes half an answer for a no', 'text: malformed, and it is found, not sent again', TWICE_OR_NEVER],
    ['posts all parts in one step', 'several: the power goes at any moment', TWICE_OR_NEVER],
    ['answers the first part with every part', 'several: out on time, once, with a receipt', TWICE_OR_NEVER],
    ['leaves the media out', 'media: out on time, once, with a receipt', TWICE_OR_NEVER],
    [
      'names the last part in the receipt',
      'several: out on time, once, with a receipt',
      /the receipt names the first part/,
    ],
    ['fails the post over its comment', COMMENT_REFUSED, FORGOTTEN],
    ['knows no refusal by name', 'refused content fails, with the reason', /why/],
    ['takes “slow down” for a no', '“slow down” is waited for', /it waits/],
    ['takes a duplicate for done', 'a duplicate that the network refuses is shown to the person', /how it ends/],
    ['takes revoked for trouble that passes', REVOKED, /the channel/],
    ['never renews', 'a sign-in that ran out is renewed once, or the person is asked', /how often it was renewed/],
  ])('%s is caught: %s', async (flaw, name, because) => {
    const story = STORIES.find((one) => one.name === name);
    await expect(story?.tell(referenceNetwork({ ...ON[flaw], flaw }))).rejects.toThrow(because);
  });
});

test.each(CATALOG.map(({ id }) => id))('%s is told the stories', (id) => {
  expect(existsSync(join(import.meta.dirname, 'conformance', `${id}.test.ts`))).toBe(true);
});
