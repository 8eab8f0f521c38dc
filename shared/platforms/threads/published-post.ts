import { limitAddress } from '#shared/platforms/threads/allowance.ts';
import { isMissing, troubleOf } from '#shared/platforms/threads/failures.ts';
import { missingScopes } from '#shared/platforms/threads/permissions.ts';
import type { Out } from '#shared/platforms/threads/publish-container.ts';
import { threads } from '#shared/platforms/threads/rules.ts';
import { sendUnseen } from '#shared/platforms/meta/containers.ts';
import { read, unseenTrouble } from '#shared/platforms/threads/requests.ts';
import {
  address,
  insights,
  made,
  post as postAnswer,
  publishingLimit,
  readAnswer,
} from '#shared/platforms/threads/wire.ts';
import { graphError } from '#shared/platforms/meta/graph.ts';
import type { Api, Health } from '#shared/platforms/platform.ts';
import type { MetricName, Metrics } from '#shared/publishing/metrics.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepStart } from '#shared/publishing/steps.ts';

// What comes after a post is out: its proof, how it does, and taking it down.

/** A part that is out, and how that is known. */
export type Posted = Out & { readonly how: 'answer' | 'found' };

/** What reading a part back told; nothing where it could not be read. */
export type Reading = { readonly permalink?: string; readonly at?: number };
export type ReadBack = { readonly confirmedBy: Receipt['confirmedBy']; readonly readings: readonly Reading[] };

const AGAIN_MS = 5_000;
const WITHIN_MS = 30_000;
const FIELDS = 'id,permalink,text,timestamp';

/**
 * The link of a post is only told when it is read, so a post that does not show at once is read again for a little
 * while (`StepTrouble`, `processing`). It is out whatever happens here: after that the answer is proof enough.
 */
export async function readBack(posted: readonly Posted[], start: StepStart, api: Api): Promise<ReadBack> {
  const readings: (Reading | undefined)[] = [];
  for (const { id } of posted) readings.push(await readOne(id, api));
  const isWhole = readings.every((reading) => reading !== undefined);
  const agoMs = api.now() - start.startedAt;
  if (!isWhole && agoMs >= 0 && agoMs < WITHIN_MS) {
    const failure = { code: 'publish.processing' as const, about: { platform: threads.name, file: 'the post' } };
    throw new StepTrouble({ kind: 'processing', failure, askAt: api.now() + AGAIN_MS });
  }
  const known = posted.some(({ how }) => how === 'found') ? 'found' : 'answer';
  return { confirmedBy: isWhole ? 'read-back' : known, readings: readings.map((reading) => reading ?? {}) };
}

async function readOne(id: string, api: Api): Promise<Reading | undefined> {
  try {
    const answer = await sendUnseen({ method: 'GET', url: address(api.account.server, id, { fields: FIELDS }) }, api);
    const told = readAnswer(postAnswer, answer);
    if (told?.id !== id) return undefined;
    const { permalink, timestamp } = told;
    return { ...(permalink === undefined ? {} : { permalink }), ...(timestamp === undefined ? {} : { at: timestamp }) };
  } catch (thrown) {
    if (thrown instanceof StepTrouble) return undefined;
    throw thrown;
  }
}

/** Takes every part down, the last one first. A deletion that was lost is simply asked for again. */
export async function remove(receipt: Receipt, api: Api): Promise<void> {
  for (const { remoteId } of receipt.parts.toReversed()) await removeOne(remoteId, api);
}

async function removeOne(id: string, api: Api): Promise<void> {
  const url = address(api.account.server, id);
  const answer = await api.send({ method: 'DELETE', url });
  // UNCONFIRMED what a deletion answers (PLATFORMS.md 6.8): whatever is no error is one.
  if (answer.status < 300 && graphError(answer) === undefined) return;
  if (!isMissing(answer)) {
    throw new StepTrouble(troubleOf(answer, { channel: api.account.handle, now: api.now(), shows: true }));
  }
  // Of what is not there and of what may not be deleted the Graph API says the same.
  const shown = await sendUnseen({ method: 'GET', url }, api);
  if (isMissing(shown)) return;
  if (readAnswer(made, shown) === undefined) throw unseenTrouble(shown, api);
  throw new StepTrouble({
    kind: 'refused',
    failure: { code: 'publish.not-removable', about: { platform: threads.name } },
  });
}

/** PLATFORMS.md 6.6. Threads counts how often a post was passed on within it and to elsewhere. */
const NAMES: Readonly<Record<string, MetricName>> = {
  views: 'views',
  likes: 'likes',
  replies: 'comments',
  reposts: 'shares',
  shares: 'shares',
  quotes: 'quotes',
};

/** All parts together. Throws `StepTrouble`. */
export async function metrics(receipt: Receipt, api: Api): Promise<Metrics> {
  const sums: Partial<Record<MetricName, number>> = {};
  const query = { metric: Object.keys(NAMES).join(',') };
  for (const { remoteId } of receipt.parts) {
    const told = await read(insights, address(api.account.server, `${remoteId}/insights`, query), api);
    for (const { name, values, total_value: total } of told.data) {
      const ours = NAMES[name];
      const value = total?.value ?? values?.[0]?.value;
      if (ours !== undefined && value !== undefined) sums[ours] = (sums[ours] ?? 0) + value;
    }
  }
  return sums;
}

/** Posts of the running day, and which permissions the sign-in lacks. Throws `StepTrouble`. */
export async function health(api: Api): Promise<Health> {
  const { server, remoteId } = api.account;
  const missing = await missingScopes({ server, user: remoteId }, (request) => sendUnseen(request, api));
  if (missing.length > 0) return { missingPermissions: missing };
  const { quota_usage: used, config } = await read(publishingLimit, limitAddress(server, remoteId), api);
  const posts = { used, limit: config.quota_total, periodMs: config.quota_duration * 1000 };
  return { missingPermissions: [], posts };
}
