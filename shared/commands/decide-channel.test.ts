import { expect, test } from 'vitest';
import { NO_DEFAULTS } from '#shared/channels/channel-defaults.ts';
import type { Channel, ChannelState } from '#shared/channels/channel.ts';
import type { ChannelCommand } from '#shared/commands/channel-commands.ts';
import { decideChannel } from '#shared/commands/decide-channel.ts';
import type { ChannelId, PlatformId, WorkspaceId } from '#shared/ids.ts';

const id = '0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;

function channelThatIs(state: ChannelState): Channel {
  return {
    id,
    workspace: '11111111-1111-4111-8111-111111111111' as WorkspaceId,
    platform: 'example' as PlatformId,
    remoteId: '1',
    handle: 'ada',
    displayName: 'Ada',
    server: 'https://example.org',
    profileUrl: 'https://example.org/@ada',
    limits: {},
    state,
    expiresAt: 5,
    connectedAt: 1,
    defaults: NO_DEFAULTS,
  };
}

test.each<[ChannelState, Exclude<ChannelCommand['kind'], 'channel.set-defaults'>, string]>([
  ['connected', 'channel.pause', 'paused'],
  ['paused', 'channel.pause', 'paused'],
  ['paused', 'channel.resume', 'connected'],
  ['connected', 'channel.resume', 'connected'],
  ['connected', 'channel.disconnect', 'disconnected'],
  ['paused', 'channel.disconnect', 'disconnected'],
  ['signed-out', 'channel.disconnect', 'disconnected'],
  ['signed-out', 'channel.pause', 'channel.token-expired'],
  ['signed-out', 'channel.resume', 'channel.token-expired'],
  ['disconnected', 'channel.pause', 'channel.not-found'],
  ['disconnected', 'channel.resume', 'channel.not-found'],
  ['disconnected', 'channel.disconnect', 'channel.not-found'],
])('a channel that is %s: %s gives %s', (state, kind, outcome) => {
  const decided = decideChannel(channelThatIs(state), { kind, channel: id });
  expect(decided.ok ? decided.state.state : decided.refusal.code).toBe(outcome);
});

test('a channel that never was cannot be changed', () => {
  expect(decideChannel(undefined, { kind: 'channel.pause', channel: id })).toMatchObject({ ok: false });
});

test('a disconnected channel has no end of its sign-in', () => {
  const decided = decideChannel(channelThatIs('connected'), { kind: 'channel.disconnect', channel: id });
  expect(decided.ok && 'expiresAt' in decided.state).toBe(false);
});

test('the reason for a pause is kept until it is resumed; blanks are no reason', () => {
  const paused = decideChannel(channelThatIs('connected'), {
    kind: 'channel.pause',
    channel: id,
    because: ' Holidays ',
  });
  expect(paused).toMatchObject({ ok: true, state: { pausedBecause: 'Holidays' } });
  if (!paused.ok) return;
  const resumed = decideChannel(paused.state, { kind: 'channel.resume', channel: id });
  expect(resumed.ok && 'pausedBecause' in resumed.state).toBe(false);
  const unexplained = decideChannel(paused.state, { kind: 'channel.pause', channel: id, because: '  ' });
  expect(unexplained.ok && 'pausedBecause' in unexplained.state).toBe(false);
});

test('what a channel adds can be chosen whether it is signed in or not, and changes nothing else', () => {
  const defaults = { ...NO_DEFAULTS, signature: 'The Mill' };
  const decided = decideChannel(channelThatIs('signed-out'), { kind: 'channel.set-defaults', channel: id, defaults });
  expect(decided).toEqual({ ok: true, state: { ...channelThatIs('signed-out'), defaults } });
});
