import { conformance } from '#tests/platforms/conformance/suite.ts';
import { threadsUnderTest } from '#tests/platforms/conformance/threads.ts';

await conformance(threadsUnderTest);
