import { afterAll } from 'vitest';
import { blueskyUnderTest, stopSharedPds } from '#tests/platforms/conformance/bluesky.ts';
import { conformance } from '#tests/platforms/conformance/suite.ts';

afterAll(stopSharedPds);

await conformance(blueskyUnderTest);
