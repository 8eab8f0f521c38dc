import { instagramOfPagesUnderTest, instagramUnderTest } from '#tests/platforms/conformance/instagram.ts';
import { conformance } from '#tests/platforms/conformance/suite.ts';

await conformance(instagramUnderTest);
await conformance(instagramOfPagesUnderTest);
