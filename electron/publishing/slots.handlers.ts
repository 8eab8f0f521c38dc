import { decideSlots } from '#shared/commands/decide-slots.ts';
import { Failure } from '#shared/failures.ts';
import type { WorkspaceId } from '#shared/ids.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import { nextFreeTimes, PLACE_MS } from '#shared/publishing/posting-slots.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { slotsOf, slotsOfChannel } from '#electron/channels/slots.read.ts';
import { storeSlots } from '#electron/channels/slots.write.ts';
import { decidedOnce } from '#electron/db/commands.write.ts';
import type { Library } from '#electron/db/handles.ts';
import { takenTimes } from '#electron/publishing/publications.read.ts';

export interface SlotsHandling {
  readonly library: Library;
  readonly workspace: () => WorkspaceId;
}

/** What the window can ask of posting times. */
export const slotsHandlers = (d: SlotsHandling) =>
  ({
    'slots.change': ({ id, command }) =>
      d.library.write((tx) =>
        decidedOnce(tx, id, command, () => {
          const { channel } = command;
          const decided = decideSlots(slotsOfChannel(tx, channel), command, channelById(tx, channel));
          if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
          storeSlots(tx, channel, decided.state);
        }),
      ),
    'slots.list': () => slotsOf(d.library.read, d.workspace()),
    'slots.next': ({ channels, after, count, except }) => {
      const db = d.library.read;
      const slots = channels.flatMap((channel) => slotsOfChannel(db, channel));
      const taken = channels.flatMap((channel) => takenTimes(db, channel, after - PLACE_MS, except));
      return nextFreeTimes(slots, taken, after, count).map((time) => ({ ...time, channels: [...time.channels] }));
    },
  }) satisfies Handlers<'slots.'>;
