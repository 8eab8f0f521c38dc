import { decideChannel } from '#shared/commands/decide-channel.ts';
import { Failure } from '#shared/failures.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import { channelById, channelsOf } from '#electron/channels/channels.read.ts';
import { storeChannel } from '#electron/channels/channels.write.ts';
import { connectChannel, type ConnectingDeps } from '#electron/channels/connect-channel.ts';
import { decidedOnce } from '#electron/db/commands.write.ts';

/** What the window can ask of channels. */
export const channelsHandlers = (d: ConnectingDeps) =>
  ({
    'channels.change': ({ id, command }) =>
      d.library.write((tx) =>
        decidedOnce(tx, id, command, () => {
          const decided = decideChannel(channelById(tx, command.channel), command);
          if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
          storeChannel(tx, d.vault, decided.state);
        }),
      ),
    'channels.list': () => channelsOf(d.library.read, d.workspace()),
    'channels.connect': (asked) => connectChannel(d, asked),
  }) satisfies Handlers<'channels.'>;
