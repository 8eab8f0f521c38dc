import { mastodonUnderTest } from '#tests/platforms/conformance/mastodon.ts';
import { conformance } from '#tests/platforms/conformance/suite.ts';

await conformance(mastodonUnderTest);
