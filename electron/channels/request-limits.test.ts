import { expect, onTestFinished, test, vi } from 'vitest';
import type { ChannelId } from '#shared/ids.ts';
import { requestLimits } from '#electron/channels/request-limits.ts';

test('a clock that is set back keeps no request waiting until the time it was', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 28, 12) });
  onTestFinished(() => void vi.useRealTimers());
  const limits = requestLimits();
  onTestFinished(() => limits.stop());
  const turn = { channel: 'c' as ChannelId, minGapMs: 5, url: 'https://network.example/posts' };
  expect(await limits.inTurn(turn, () => Promise.resolve('before'))).toBe('before');
  vi.setSystemTime(Date.UTC(2026, 10, 28, 11));
  expect(await limits.inTurn(turn, () => Promise.resolve('after'))).toBe('after');
});
