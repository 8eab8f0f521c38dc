import {
  facebookStoriesUnderTest,
  facebookUnderTest,
  facebookVideosUnderTest,
} from '#tests/platforms/conformance/facebook.ts';
import { conformance } from '#tests/platforms/conformance/suite.ts';

await conformance(facebookUnderTest);
await conformance(facebookVideosUnderTest);
await conformance(facebookStoriesUnderTest);
