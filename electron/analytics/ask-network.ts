import { ageReached, nextAskAt } from '#shared/analytics/ages.ts';
import { restUntil } from '#shared/analytics/patience.ts';
import { asFailureValue } from '#shared/failures.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';
import { publicationById } from '#electron/publishing/publications.read.ts';
import type { WatchingDeps } from '#electron/analytics/watch-new.ts';
import { troublesOf, type Asked } from '#electron/analytics/watches.read.ts';
import {
  askNextAt,
  forgetTroubles,
  recordFollowers,
  recordReading,
  recordRefusal,
  restChannel,
  watchFollowers,
} from '#electron/analytics/watches.write.ts';

export interface AskingDeps extends WatchingDeps {
  readonly log: Log;
  apiFor(channel: ChannelId): Api;
}

type AskedMetrics = Extract<Asked, { kind: 'metrics' }>;

const DAY_MS = 24 * 3_600_000;
/** A channel sends one request after the other: a post that comes due meanwhile waits at most this long behind a question. */
const PATIENCE_MS = 4_000;
const OFFLINE_COUNTS_AS = 3;

/** Asks one thing and writes down what was told, or how long the channel is left alone. Throws what the library throws. */
export async function askNetwork(d: AskingDeps, asked: Asked): Promise<void> {
  let answer: (tx: WriteTx) => void;
  try {
    answer = asked.kind === 'metrics' ? await askMetrics(d, asked) : await askFollowers(d, asked.channel);
  } catch (error) {
    answer = troubled(d, asked, error);
  }
  d.library.write(answer);
}

async function askMetrics(d: AskingDeps, { publication, channel }: AskedMetrics): Promise<(tx: WriteTx) => void> {
  const known = publicationById(d.library.read, publication);
  const adapter = known && d.adapters.get(known.platform);
  const telling = adapter?.metrics?.bind(adapter);
  const isOut = known?.state === 'published' && known.receipt.removedAt === undefined;
  if (!isOut || adapter === undefined || telling === undefined) return (tx) => askNextAt(tx, publication, undefined);
  const { receipt } = known;
  const ages = d.agesFor(adapter);
  // The age that it has when it is asked: the answer may take its time.
  const now = d.clock.now();
  const ageMs = ageReached(receipt.publishedAt, now, ages);
  const nextAt = nextAskAt(receipt.publishedAt, now, ages);
  if (ageMs === undefined) return (tx) => askNextAt(tx, publication, nextAt);
  const metrics = await telling(receipt, impatient(d.apiFor(channel)));
  return (tx) => {
    recordReading(tx, publication, { ageMs, metrics }, nextAt);
    forgetTroubles(tx, channel);
  };
}

async function askFollowers(d: AskingDeps, channel: ChannelId): Promise<(tx: WriteTx) => void> {
  const known = channelById(d.library.read, channel);
  const adapter = known && d.adapters.get(known.platform);
  const telling = adapter?.followers?.bind(adapter);
  if (telling === undefined) return (tx) => watchFollowers(tx, channel, undefined);
  const count = await telling(impatient(d.apiFor(channel)));
  return (tx) => {
    recordFollowers(tx, channel, count);
    watchFollowers(tx, channel, d.clock.now() + DAY_MS);
    forgetTroubles(tx, channel);
  };
}

/** Numbers can be had another time. */
function impatient(api: Api): Api {
  return {
    ...api,
    send: (request) => api.send({ ...request, timeoutMs: Math.min(request.timeoutMs ?? PATIENCE_MS, PATIENCE_MS) }),
  };
}

/** A no is about this one question; everything else is about the channel, which is left alone for a while. */
function troubled(d: AskingDeps, asked: Asked, error: unknown): (tx: WriteTx) => void {
  const trouble = error instanceof StepTrouble ? error.trouble : undefined;
  const code = (trouble?.failure ?? asFailureValue(error)).code;
  d.log.warn('a network did not tell numbers', { channel: asked.channel, kind: trouble?.kind ?? 'unknown', code });
  const now = d.clock.now();
  if (trouble?.kind === 'refused') {
    return (tx) =>
      asked.kind === 'metrics'
        ? recordRefusal(tx, asked.publication, now + DAY_MS)
        : watchFollowers(tx, asked.channel, now + DAY_MS);
  }
  const retryAt = trouble?.kind === 'temporary' ? trouble.retryAt : undefined;
  // A computer that was offline for long is not kept waiting for hours once it is back.
  const most = trouble?.kind === 'not-arrived' ? OFFLINE_COUNTS_AS : Infinity;
  return (tx) => {
    const troubles = Math.min(troublesOf(tx, asked.channel) + 1, most);
    restChannel(tx, asked.channel, restUntil(now, troubles, retryAt));
  };
}
