import { NO_DEFAULTS } from '#shared/channels/channel-defaults.ts';
import type { Channel } from '#shared/channels/channel.ts';
import type { ChannelCommand } from '#shared/commands/channel-commands.ts';
import { decideChannel } from '#shared/commands/decide-channel.ts';
import { decideSlots } from '#shared/commands/decide-slots.ts';
import { Failure } from '#shared/failures.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import { CATALOG, platformOf } from '#shared/platforms/catalog.ts';
import { nextFreeTimes } from '#shared/publishing/posting-slots.ts';
import type { Library } from '../sample/library.ts';
import { changedFrom, type Tell } from './tell.ts';

/** Accounts, how they are connected, and when they post. Every sign-in succeeds but that with the password “wrong”. */
export function channelAnswers(library: Library, tell: Tell): Handlers<'channels.'> & Handlers<'slots.'> {
  const { channels } = library;
  const changed = changedFrom(tell);
  return {
    'channels.list': () => [...channels.values()],
    'channels.change': ({ command }) => changed('channels', [changeChannel(library, command).id]),
    'channels.openProfile': () => undefined,
    'channels.findAccounts': ({ typed }) =>
      [...channels.values()]
        .filter(({ handle }) => handle.replace('@', '').startsWith(typed))
        .map(({ handle, displayName }) => ({ handle: handle.replace('@', ''), displayName })),
    'channels.health': ({ channel }) => {
      const known = channels.get(channel);
      return { missingPermissions: [], expiresAt: known?.expiresAt, ...(known?.quota && { posts: known.quota }) };
    },
    'channels.choose': ({ remoteIds }) => {
      const platform = CATALOG[0]?.id;
      if (platform === undefined) throw new Failure('sign-in.expired');
      return remoteIds.map((id) => {
        const channel = newChannel(library, platform, { handle: id });
        channels.set(channel.id, channel);
        changed('channels', [channel.id]);
        return channel.id;
      });
    },
    'channels.connect': ({ platform, way, answers, reconnect }) => {
      const how = platformOf(platform)?.ways.find((one) => one.id === way)?.how;
      if (Object.values(answers).includes('wrong')) throw new Failure('sign-in.wrong-password', { platform });
      const known = reconnect === undefined ? undefined : channels.get(reconnect);
      const channel: Channel = known ? { ...known, state: 'connected' } : newChannel(library, platform, answers);
      channels.set(channel.id, channel);
      if (how === 'password') {
        changed('channels', [channel.id]);
        return { then: 'connected', channel: channel.id };
      }
      setTimeout(() => {
        changed('channels', [channel.id]);
        tell({ fact: 'sign-in', outcome: { channel: channel.id } });
      }, 6000);
      return { then: 'browser' };
    },

    'slots.list': () => [...library.slots],
    'slots.change': ({ command }) => {
      const others = library.slots.filter((slot) => slot.channel !== command.channel);
      const week = library.slots.filter((slot) => slot.channel === command.channel);
      const decided = decideSlots(week, command, channels.get(command.channel));
      if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
      library.slots = [...others, ...decided.state];
      changed('slots', [command.channel]);
    },
    'slots.next': ({ channels: wanted, after, count, except }) => {
      const taken = [...library.publications.values()].filter(
        (one) => one.post !== except && one.state !== 'canceled' && one.state !== 'failed',
      );
      const slots = library.slots.filter((slot) => wanted.includes(slot.channel));
      return nextFreeTimes(slots, taken, after, count).map((time) => ({ ...time, channels: [...time.channels] }));
    },
  };
}

function changeChannel(library: Library, command: ChannelCommand): Channel {
  const decided = decideChannel(library.channels.get(command.channel), command);
  if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
  library.channels.set(decided.state.id, decided.state);
  return decided.state;
}

function newChannel(
  library: Library,
  platform: Channel['platform'],
  answers: Readonly<Record<string, string>>,
): Channel {
  const handle = Object.values(answers)[0] ?? 'new.example';
  return {
    id: crypto.randomUUID() as ChannelId,
    workspace: library.workspace.id,
    platform,
    remoteId: handle,
    handle,
    displayName: handle,
    server: 'https://example.social',
    profileUrl: 'https://example.social',
    limits: {},
    state: 'connected',
    connectedAt: Date.now(),
    defaults: NO_DEFAULTS,
  };
}
