import { findStatus } from '#shared/platforms/mastodon/find-status.ts';
import { allLimits } from '#shared/platforms/mastodon/limits.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';
import { stoppedBy } from '#shared/platforms/mastodon/stopped.ts';
import { isAnyGone } from '#shared/platforms/mastodon/upload.ts';
import { bodyOf, type Wanted } from '#shared/platforms/mastodon/wanted.ts';
import { address, created as createdAnswer, readAnswer, type Made } from '#shared/platforms/mastodon/wire.ts';
import type { HttpRequest } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble, type Found, type StepRunner, type StepStart } from '#shared/publishing/steps.ts';

/** A status that is out. */
export type Posted = {
  readonly id: string;
  readonly url: string;
  readonly createdAt: number;
  readonly how: 'answer' | 'found';
};
/** What creating one came to; `media-gone`: it is certainly not out, and its files have to be uploaded again. */
export type Created = Posted | { readonly how: 'media-gone' };

const MINUTE_MS = 60_000;

/** Creates one status as a step, with an Idempotency-Key: for most of an hour a repeat is the same status. */
export function createOnce(wanted: Wanted, name: string, run: StepRunner, api: Api): Promise<Created> {
  const { repeatWithinMin } = allLimits(api.account.limits);
  const find = (start: StepStart): Promise<Found<Created>> => findCreated(wanted, start, api);
  return run.step<Created>(name, { once: true, repeatForMs: repeatWithinMin * MINUTE_MS, find }, (start) =>
    create(wanted, start, api),
  );
}

async function create(wanted: Wanted, start: StepStart, api: Api): Promise<Created> {
  const answer = await api.send(createRequest(bodyOf(wanted), start, api));
  const made = readAnswer(createdAnswer, answer);
  if (made) return postedOf(made, 'answer', api);
  if (answer.status === 422 && (await isAnyGone(wanted.mediaIds, api))) return settleGone(wanted, start, api);
  throw stoppedBy(answer, api, { isReply: wanted.parent !== undefined });
}

/**
 * The server does not offer this media any more: thrown away, or attached to a status, perhaps by an earlier request of
 * this very step whose key the server lost. Only when no such status is there may it be uploaded again.
 */
async function settleGone(wanted: Wanted, start: StepStart, api: Api): Promise<Created> {
  const found = await findCreated(wanted, start, api);
  if (found === 'absent') return { how: 'media-gone' };
  if (found !== 'cannot-tell') return found.found;
  throw new StepTrouble({
    kind: 'unconfirmed',
    failure: { code: 'publish.unconfirmed', about: { platform: mastodon.name } },
  });
}

async function findCreated(wanted: Wanted, start: StepStart, api: Api): Promise<Found<Created>> {
  const found = await findStatus(wanted, start, api);
  return typeof found === 'object' ? { found: postedOf(found.found, 'found', api) } : found;
}

/** `POST /api/v1/statuses` with the key of its step. */
export function createRequest(json: Record<string, unknown>, start: StepStart, api: Api): HttpRequest {
  return {
    method: 'POST',
    url: address(api.account.server, '/api/v1/statuses'),
    headers: { 'idempotency-key': start.key },
    body: { json },
  };
}

/** What a receipt needs of a status. */
export function postedOf(made: Made, how: Posted['how'], api: Api): Posted {
  const url = made.url ?? made.uri ?? `${api.account.profileUrl}/${made.id}`;
  return { id: made.id, url, createdAt: made.created_at ?? api.now(), how };
}
