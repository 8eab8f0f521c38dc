import { discordUnderTest } from '#tests/platforms/conformance/discord.ts';
import { conformance } from '#tests/platforms/conformance/suite.ts';

await conformance(discordUnderTest);
