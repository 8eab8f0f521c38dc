import { decideChannel } from '#shared/commands/decide-channel.ts';
import { Failure } from '#shared/failures.ts';
import { channelName } from '#shared/channels/channel.ts';
import type { Health } from '#shared/channels/health.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Mentionable } from '#shared/posts/mentions.ts';
import type { AccountChoices } from '#electron/channels/account-choices.ts';
import { askedByPerson } from '#electron/channels/asked-by-person.ts';
import { channelById, channelsShown } from '#electron/channels/channels.read.ts';
import { keepLimits, keepQuota, storeChannel } from '#electron/channels/channels.write.ts';
import { adapterOf, connectChannel, keepConnected, type ConnectingDeps } from '#electron/channels/connect-channel.ts';
import { endOfSignIn } from '#electron/channels/end-of-sign-in.ts';
import { decidedOnce } from '#electron/db/commands.write.ts';

export interface ChannelsHandling extends ConnectingDeps {
  readonly choices: AccountChoices;
  /** The way to the network, for questions about the account. */
  apiFor(channel: ChannelId): Api;
}

/** What the window can ask of channels. */
export const channelsHandlers = (d: ChannelsHandling) =>
  ({
    'channels.change': ({ id, command }) =>
      d.library.write((tx) =>
        decidedOnce(tx, id, command, () => {
          const decided = decideChannel(channelById(tx, command.channel), command);
          if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
          storeChannel(tx, d.vault, decided.state);
        }),
      ),
    'channels.list': () => channelsShown(d.library.read, d.workspace()),
    'channels.connect': (asked) => connectChannel(d, asked),
    'channels.choose': ({ id, remoteIds }) => {
      d.vault.mustBeOpen();
      const { chosen, platform, workspace } = d.choices.take(id, remoteIds);
      return d.library.write((tx) =>
        chosen.map((one) => keepConnected(tx, { ...d, workspace: () => workspace }, platform, one, undefined)),
      );
    },
    'channels.openProfile': ({ channel }) => openProfile(d, channel),
    'channels.findAccounts': ({ channel, typed }) => findAccounts(d, channel, typed),
    'channels.health': ({ channel }) => healthOf(d, channel),
  }) satisfies Handlers<'channels.'>;

/** Throws `channel.not-found`, and what the network answered as a failure. */
async function healthOf(d: ChannelsHandling, id: ChannelId): Promise<Health> {
  const channel = channelById(d.library.read, id);
  if (channel === undefined) throw new Failure('channel.not-found');
  const adapter = adapterOf(d, channel.platform);
  const expiresAt = endOfSignIn(channel);
  const known = expiresAt === undefined ? {} : { expiresAt };
  const asking = adapter.health?.bind(adapter);
  if (asking === undefined) return { ...known, missingPermissions: [] };
  const told = await askedByPerson({ channel: channelName(channel) }, () => asking(d.apiFor(id)));
  const { limits, posts } = told;
  if (limits !== undefined || posts !== undefined)
    d.library.write((tx) => {
      if (limits !== undefined) keepLimits(tx, id, limits);
      if (posts !== undefined) keepQuota(tx, id, posts);
    });
  return { ...known, ...told };
}

const MOST_FOUND = 8;

/** None where the network offers no such question. Throws `channel.not-found`, and what the network answered as a failure. */
async function findAccounts(d: ChannelsHandling, id: ChannelId, typed: string): Promise<Mentionable[]> {
  const channel = channelById(d.library.read, id);
  if (channel === undefined) throw new Failure('channel.not-found');
  const adapter = adapterOf(d, channel.platform);
  const asking = adapter.findAccounts?.bind(adapter);
  if (asking === undefined) return [];
  const found = await askedByPerson({ channel: channelName(channel) }, () => asking(typed, MOST_FOUND, d.apiFor(id)));
  return found.slice(0, MOST_FOUND);
}

/** Throws `channel.not-found`, `sign-in.no-browser`. */
function openProfile(d: ChannelsHandling, id: ChannelId): Promise<void> {
  const channel = channelById(d.library.read, id);
  if (channel === undefined) throw new Failure('channel.not-found');
  return d.openInBrowser(channel.profileUrl);
}

/** For the window, which tells people when they have to sign in again, and nothing of tokens. */
