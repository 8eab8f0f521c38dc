import { linkedinMemberUnderTest, linkedinPageUnderTest } from '#tests/platforms/conformance/linkedin.ts';
import { conformance } from '#tests/platforms/conformance/suite.ts';

await conformance(linkedinPageUnderTest);
await conformance(linkedinMemberUnderTest);
