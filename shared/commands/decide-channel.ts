import { never } from '#shared/assert.ts';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { ChannelCommand } from '#shared/commands/channel-commands.ts';
import { accepted, refused, type Decided } from '#shared/commands/command.ts';

/** Decides what becomes of a channel. Pure: the desktop and a team server decide the same. */
export function decideChannel(channel: Channel | undefined, command: ChannelCommand): Decided<Channel> {
  if (channel === undefined || channel.state === 'disconnected') return refused('channel.not-found');
  switch (command.kind) {
    case 'channel.pause':
      return pause(channel, command.because);
    case 'channel.resume':
      return channel.state === 'signed-out'
        ? signedOut(channel)
        : accepted({ ...withoutReason(channel), state: 'connected' });
    case 'channel.set-defaults':
      return accepted({ ...channel, defaults: command.defaults });
    case 'channel.disconnect': {
      const { expiresAt: _forgotten, ...rest } = withoutReason(channel);
      return accepted({ ...rest, state: 'disconnected' });
    }
    default:
      return never(command);
  }
}

function pause(channel: Channel, because = ''): Decided<Channel> {
  if (channel.state === 'signed-out') return signedOut(channel);
  const reason = because.trim();
  return accepted({ ...withoutReason(channel), state: 'paused', ...(reason !== '' && { pausedBecause: reason }) });
}

function withoutReason({ pausedBecause: _before, ...channel }: Channel): Channel {
  return channel;
}

/** Nothing goes out there as it is: only connecting it again helps. */
function signedOut(channel: Channel): Decided<Channel> {
  return refused('channel.token-expired', { channel: channelName(channel) });
}
