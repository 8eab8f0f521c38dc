import { never } from '#shared/assert.ts';
import { serverNow } from '#shared/platforms/answers.ts';
import {
  createOnce,
  createRequest,
  postedOf,
  type Created,
  type Posted,
} from '#shared/platforms/mastodon/create-status.ts';
import { findStatus, SKEW_MS } from '#shared/platforms/mastodon/find-status.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';
import { findScheduled, scheduledReceipt, scheduledRequest } from '#shared/platforms/mastodon/scheduled.ts';
import { stoppedBy } from '#shared/platforms/mastodon/stopped.ts';
import { isAnyGone, stepName } from '#shared/platforms/mastodon/upload.ts';
import { bodyOf, type Wanted } from '#shared/platforms/mastodon/wanted.ts';
import {
  created as createdAnswer,
  readAnswer,
  readRefusal,
  scheduled as scheduledAnswer,
} from '#shared/platforms/mastodon/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble, type Found, type StepRunner, type StepStart } from '#shared/publishing/steps.ts';

// Giving a status to the server's own scheduler (PLATFORMS.md 8.2, `scheduled_at`). The steps:
//   hand-over   once: the scheduled status. The server keeps the key for an hour, but a status that went out meanwhile
//               is no longer what the key stands for; so a lost answer is always looked for, never repeated
//   live        asked again and again until the scheduled status has become a status
//
// What the server can no longer take, because too little time is left, is sent as always when its time has come.

/** What handing over came to. */
type Handed =
  | { readonly how: 'scheduled'; readonly id: string }
  // The server had it out at once, or by the time it was looked for.
  | { readonly how: 'live'; readonly posted: Posted }
  // Nothing was sent.
  | { readonly how: 'not-taken' }
  | { readonly how: 'media-gone' };

/** PLATFORMS.md 8.2; a minute more for the way there. Older servers publish at once what is nearer. */
const LEAST_AHEAD_MS = 6 * 60_000;
/** The server takes the entry away just before it makes the status. */
const APPEARS_WITHIN_MS = 2 * 60_000;
const LOOK_AGAIN_MS = 15_000;
/** A server this late with its scheduler has other worries; what is newer may be the same words of another day. */
const LATEST_MS = 60 * 60_000;

/** Hands one status over for `dueAt`, and throws `StepTrouble` (`handed-over`) until it is out. */
export async function handOver(
  wanted: Wanted,
  dueAt: number,
  round: number,
  run: StepRunner,
  api: Api,
): Promise<Created> {
  const find = (start: StepStart): Promise<Found<Handed>> => findHandedOver(wanted, dueAt, start, api);
  const handed = await run.step<Handed>(stepName('hand-over', round), { once: true, find }, (start) =>
    schedule(wanted, dueAt, start, api),
  );
  switch (handed.how) {
    case 'scheduled':
      return run.step(stepName('live', round), 'repeatable', () => untilLive(handed.id, wanted, dueAt, api));
    case 'live':
      return handed.posted;
    case 'not-taken':
      waitUntilDue(dueAt, api);
      return createOnce(wanted, stepName('create/0', round), run, api);
    case 'media-gone':
      return handed;
    default:
      return never(handed);
  }
}

/** Throws `StepTrouble` until the time has come: what is sent by us must not go out early. */
export function waitUntilDue(dueAt: number, api: Api): void {
  if (api.now() >= dueAt) return;
  const about = { platform: mastodon.name, dueAt: new Date(dueAt).toISOString() };
  throw new StepTrouble({
    kind: 'temporary',
    failure: { code: 'publish.not-handed-over', about },
    retryAt: dueAt,
  });
}

async function schedule(wanted: Wanted, dueAt: number, start: StepStart, api: Api): Promise<Handed> {
  // Asked first: what time it is for the server, and whether it has a scheduler at all (some forks do not).
  const asked = await api.send(scheduledRequest(api, 'GET', '', { limit: '1' }));
  if (asked.status === 404 || asked.status === 501) return { how: 'not-taken' };
  if (asked.status > 299) throw stoppedBy(asked, api);
  if (dueAt - serverNow(asked, api.now()) < LEAST_AHEAD_MS) return { how: 'not-taken' };

  const json = { ...bodyOf(wanted), scheduled_at: new Date(dueAt).toISOString() };
  const answer = await api.send(createRequest(json, start, api));
  const entry = readAnswer(scheduledAnswer, answer);
  if (entry) return { how: 'scheduled', id: entry.id };
  const made = readAnswer(createdAnswer, answer);
  if (made?.url ?? made?.uri) return { how: 'live', posted: postedOf(made, 'answer', api) };
  if (answer.status === 422 && (await isAnyGone(wanted.mediaIds, api))) return { how: 'media-gone' };
  throw stoppedBy(answer, api);
}

/** Looks among what is scheduled, then among what is out: the other way round it could slip through in between. */
async function findHandedOver(wanted: Wanted, dueAt: number, start: StepStart, api: Api): Promise<Found<Handed>> {
  const { found, serverTime } = await findScheduled(wanted, dueAt, api);
  if (found === 'cannot-tell') return 'cannot-tell';
  if (found !== 'absent') return { found: { how: 'scheduled', id: found.found.id } };
  if (serverTime < dueAt - SKEW_MS) {
    // Software that knows no scheduler may have published it at once; that is for a person to see.
    const since = { serverFrom: serverTime - (api.now() - start.startedAt), serverTo: serverTime };
    const early = await findStatus(wanted, since, api);
    return early === 'absent' ? 'absent' : 'cannot-tell';
  }
  const out = await findStatus(wanted, { serverFrom: dueAt, serverTo: dueAt + LATEST_MS }, api);
  if (typeof out === 'object') return { found: { how: 'live', posted: postedOf(out.found, 'found', api) } };
  if (out === 'absent' && serverTime < dueAt + APPEARS_WITHIN_MS) throw lookAgain(dueAt, api);
  return out;
}

async function untilLive(id: string, wanted: Wanted, dueAt: number, api: Api): Promise<Posted> {
  const answer = await askAbout(id, dueAt, api);
  const waiting = readAnswer(scheduledAnswer, answer);
  // Another app may have moved it.
  if (waiting) throw stillThere(id, waiting.scheduled_at, api);
  if (answer.status !== 404 || !readRefusal(answer)) throw orStillThere(stoppedBy(answer, api), id, dueAt, api);

  const serverTime = serverNow(answer, api.now());
  if (serverTime < dueAt - SKEW_MS) throw gone();
  const out = await findStatus(wanted, { serverFrom: dueAt, serverTo: dueAt + LATEST_MS }, api).catch(
    (thrown: unknown) => {
      throw orStillThere(thrown, id, dueAt, api);
    },
  );
  if (typeof out === 'object') return postedOf(out.found, 'found', api);
  if (out === 'cannot-tell') {
    const failure = { code: 'publish.unconfirmed' as const, about: { platform: mastodon.name } };
    throw new StepTrouble({ kind: 'unconfirmed', failure });
  }
  throw serverTime < dueAt + APPEARS_WITHIN_MS ? lookAgain(dueAt, api) : gone();
}

async function askAbout(id: string, dueAt: number, api: Api): Promise<HttpAnswer> {
  try {
    return await api.send(scheduledRequest(api, 'GET', `/${id}`));
  } catch (thrown) {
    throw orStillThere(thrown, id, dueAt, api);
  }
}

/** A question that got no answer says nothing about the status: as far as is known, the server still has it. */
function orStillThere(thrown: unknown, id: string, dueAt: number, api: Api): unknown {
  if (!(thrown instanceof StepTrouble)) return thrown;
  const { kind } = thrown.trouble;
  return kind === 'maybe' || kind === 'not-arrived' || kind === 'temporary' ? stillThere(id, dueAt, api) : thrown;
}

function stillThere(id: string, dueAt: number, api: Api): StepTrouble {
  const about = { platform: mastodon.name, dueAt: new Date(dueAt).toISOString() };
  const receipt = scheduledReceipt(id, dueAt, api);
  return new StepTrouble({ kind: 'handed-over', failure: { code: 'publish.handed-over', about }, receipt });
}

function lookAgain(dueAt: number, api: Api): StepTrouble {
  const about = { platform: mastodon.name, dueAt: new Date(dueAt).toISOString() };
  const failure = { code: 'publish.handed-over' as const, about };
  return new StepTrouble({ kind: 'processing', failure, askAt: api.now() + LOOK_AGAIN_MS });
}

function gone(): StepTrouble {
  const failure = { code: 'publish.handed-over-gone' as const, about: { platform: mastodon.name } };
  return new StepTrouble({ kind: 'refused', failure });
}
