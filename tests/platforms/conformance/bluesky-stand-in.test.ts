import { blueskyStandInUnderTest } from '#tests/platforms/conformance/bluesky-stand-in.ts';
import { conformance } from '#tests/platforms/conformance/suite.ts';

// The adapter is told every story at the real server. Here are those that a stand-in could get wrong by itself: records
// under keys, answers that are lost, refusals, and sign-ins that run out while time goes by.
await conformance(blueskyStandInUnderTest, [
  'media: out on time, once, with a receipt',
  'several: out on time, once, with a receipt',
  'text: answer-lost, and it is found, not sent again',
  'text: server-error-done, and it is found, not sent again',
  'media: malformed, and it is found, not sent again',
  'text: request-lost, and it is sent once more',
  '“slow down” is waited for',
  'a sign-in that ran out is renewed once, or the person is asked',
  'a sign-in that is revoked stops the channel, and goes on when the person is back',
  'the network’s clock is 10 minutes behind, answer-lost',
  'media: it is there, Postwright ends, and is back after 25 hours',
  'decoy, answer-lost: the same words by hand before we look',
  'a first comment stands under its post',
]);
