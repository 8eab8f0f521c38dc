import { conformance } from '#tests/platforms/conformance/suite.ts';
import { telegramUnderTest } from '#tests/platforms/conformance/telegram.ts';

await conformance(telegramUnderTest);
