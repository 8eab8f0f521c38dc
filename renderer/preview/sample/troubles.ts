import type { FailureValue } from '#shared/failures.ts';
import type { ChannelId } from '#shared/ids.ts';
import { channelName } from '#shared/channels/channel.ts';
import { channelOn } from './channels.ts';
import { DAY, HOUR, uuid, type Library } from './library.ts';
import { channelsOf, uses } from './plan.ts';
import { part, put } from './put.ts';

/** Adds what needs a person, and what is under way right now. */
export function addTroubles(library: Library): void {
  const now = Date.now();
  const [threads, mastodon] = [channelOn(library, 'Threads'), channelOn(library, 'Mastodon')];
  const signedOut = channelName({ handle: library.channels.get(threads)?.handle ?? '' });
  trouble(library, 1, 'Our roastery is open on the second Sunday of Advent.', mastodon, 25 * 60_000, 'unconfirmed', {
    code: 'publish.unconfirmed',
    about: { platform: 'Mastodon' },
  });
  trouble(library, 2, 'Bean of the week: Guji, washed, with a hint of bergamot.', threads, 3 * HOUR, 'held', {
    code: 'channel.token-expired',
    about: { channel: signedOut },
  });
  trouble(
    library,
    3,
    'The whole story of our Yirgacheffe, in one long post.',
    channelOn(library, 'Bluesky'),
    DAY,
    'failed',
    {
      code: 'publish.refused',
      about: { platform: 'Bluesky', answer: 'Record/text must not be longer than 300 graphemes' },
    },
  );
  addUnderWay(library, now);
  addConflict(library, now);
}

function trouble(
  library: Library,
  index: number,
  text: string,
  channel: ChannelId,
  agoMs: number,
  state: 'held' | 'failed' | 'unconfirmed',
  why: FailureValue,
): void {
  const at = Date.now() - agoMs;
  put(library, {
    index: 40_000 + index,
    segments: [part(400_000 + index, text)],
    channels: [channel],
    at,
    states: () => ({ state, why, attempt: 1, startedAt: at + 300, changedAt: at + 4000 }),
  });
}

function addUnderWay(library: Library, now: number): void {
  const at = now - 40_000;
  put(library, {
    index: 40_010,
    segments: [
      part(400_010, 'A pour-over takes 165 seconds. Here is half a minute of it.', uses(library, 'pour-over')),
    ],
    channels: [channelOn(library, 'Instagram'), channelOn(library, 'Bluesky')],
    at,
    states: (channel) => ({
      ...(channel === channelOn(library, 'Bluesky')
        ? { state: 'publishing', lease: 'this-run', leaseUntil: now + HOUR }
        : { state: 'processing', runAt: now + 20_000 }),
      attempt: 1,
      startedAt: at + 500,
      changedAt: at + 1500,
    }),
  });
  put(library, {
    index: 40_011,
    segments: [part(400_011, 'Fresh from the roaster: 40 bags of Sidama, warm.', uses(library, 'bags'))],
    channels: channelsOf(library, 'short'),
    at: now + 4 * 60_000,
  });
}

/** Two people changed the same words: a person chooses. */
function addConflict(library: Library, now: number): void {
  const segment = part(400_012, 'Doors open at nine. Bring friends and a cup.');
  put(library, {
    index: 40_012,
    segments: [segment],
    channels: channelsOf(library, 'open'),
    more: {
      updatedAt: now - 50 * 60_000,
      conflicts: [
        {
          id: uuid(900_001),
          place: 'shared',
          segment: segment.id,
          from: 'Doors open at eight. Bring friends and a cup.',
          mine: segment.text,
          theirs: 'Doors open at ten. Bring friends and a cup.',
        },
      ],
    },
  });
}
