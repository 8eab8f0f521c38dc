import { conformance } from '#tests/platforms/conformance/suite.ts';
import { xUnderTest } from '#tests/platforms/conformance/x.ts';

await conformance(xUnderTest);
