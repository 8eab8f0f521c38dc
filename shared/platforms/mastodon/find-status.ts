import { serverNow } from '#shared/platforms/answers.ts';
import { troubleOf, type Asking } from '#shared/platforms/mastodon/failures.ts';
import { APP_NAME } from '#shared/platforms/mastodon/oauth.ts';
import { address, readAnswer, source, statuses, type Status } from '#shared/platforms/mastodon/wire.ts';
import {
  hasSameMedia,
  hasSamePoll,
  isSameWritten,
  isSeenBySame,
  type Wanted,
} from '#shared/platforms/mastodon/wanted.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble, type Found, type StepStart } from '#shared/publishing/steps.ts';

/** PLATFORMS.md 9.2. */
export const SKEW_MS = 2 * 60_000;
/** A clock that was set since the start makes the start look later than it was, by hours where a zone was mistaken. */
const CLOCK_SET_MS = 24 * 3_600_000;
const PAGE = 40;
/** Two hundred statuses since the start: whoever posts that much is not told apart by looking. */
const MOST_PAGES = 5;

/**
 * Looks for a status whose answer was lost, among the account's own since the step started, or around an instant of the
 * server's (PLATFORMS.md 8.5, 9.2): the same parent, media, poll and warning, our app, and exactly the same text. Says
 * `absent` only of a list that is complete, and nothing when anything in it could be ours without matching. Throws
 * `StepTrouble` when it cannot be asked now.
 */
export async function findStatus(wanted: Wanted, when: StepStart | AtServer, api: Api): Promise<Found<Status>> {
  const close: Status[] = [];
  let times: Times | undefined;
  let oldest: Status | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await api.send(listRequest(api, oldest?.id));
    const list = readAnswer(statuses, answer);
    if (!list) return notNow(answer, api);
    times ??= 'serverFrom' in when ? timesAtServer(when) : timesOf(when, answer, api);
    close.push(...list.filter((status) => isClose(status, wanted)));
    oldest = list.at(-1);
    if (!oldest || oldest.created_at < times.lookFrom) return settled(close, wanted, times, api);
  }
  return times && oldest && oldest.created_at < times.possibleFrom ? settled(close, wanted, times, api) : 'cannot-tell';
}

function listRequest(api: Api, olderThan: string | undefined): { method: 'GET'; url: string } {
  const query = {
    limit: String(PAGE),
    exclude_reblogs: 'true',
    ...(olderThan === undefined ? {} : { max_id: olderThan }),
  };
  return {
    method: 'GET',
    url: address(api.account.server, `/api/v1/accounts/${api.account.remoteId}/statuses`, query),
  };
}

/** Instants of the server's own clock: nothing that is ours is older than the first, or was made after the second. */
export interface AtServer {
  readonly serverFrom: number;
  readonly serverTo: number;
}

/** On the server's clock. */
interface Times {
  /** What is as old as this, or newer, was made since the start for certain. */
  readonly oursFrom: number;
  /** What is newer than this is another one, or ours by a server that is very late. */
  readonly oursTo: number;
  /** What is older than this was not, unless a clock was set. */
  readonly possibleFrom: number;
  /** What is older than this was not. */
  readonly lookFrom: number;
}

function timesOf(start: StepStart, answer: HttpAnswer, api: Api): Times {
  const agoMs = api.now() - start.startedAt;
  // Our clock was set back since: no time says anything.
  if (agoMs < 0) return { oursFrom: Infinity, oursTo: Infinity, possibleFrom: -Infinity, lookFrom: -Infinity };
  const since = serverNow(answer, api.now()) - agoMs - SKEW_MS;
  return { oursFrom: since, oursTo: Infinity, possibleFrom: since, lookFrom: since - CLOCK_SET_MS };
}

function timesAtServer({ serverFrom, serverTo }: AtServer): Times {
  const since = serverFrom - SKEW_MS;
  return { oursFrom: since, oursTo: serverTo + SKEW_MS, possibleFrom: since, lookFrom: since };
}

/** Everything but the text, which costs a request to know. */
function isClose(status: Status, wanted: Wanted): boolean {
  return (
    (status.in_reply_to_id ?? undefined) === wanted.parent &&
    hasSameMedia(wanted, status.media_attachments) &&
    hasSamePoll(
      wanted,
      status.poll?.options.map(({ title }) => title),
    ) &&
    isSeenBySame(wanted, status.visibility) &&
    (!status.application || status.application.name === APP_NAME)
  );
}

async function settled(close: readonly Status[], wanted: Wanted, times: Times, api: Api): Promise<Found<Status>> {
  // Media is on one status only, and a parent is ours: then no other can be meant, whenever it was made.
  const isOne = wanted.mediaIds.length > 0 || wanted.parent !== undefined;
  const isNear = (status: Status): boolean => isOne || status.created_at <= times.oursTo;
  const found = await among(close.filter(isNear), isOne, wanted, times, api);
  if (found !== 'absent') return found;
  const later = close.filter((status) => !isNear(status));
  return (await among(later, isOne, wanted, times, api)) === 'absent' ? 'absent' : 'cannot-tell';
}

async function among(
  close: readonly Status[],
  isOne: boolean,
  wanted: Wanted,
  times: Times,
  api: Api,
): Promise<Found<Status>> {
  const same: Status[] = [];
  for (const status of close) {
    if (!isOne && status.created_at < times.lookFrom) continue;
    // Its text is no longer what was sent, so it can be neither ours for certain nor not ours.
    if (status.edited_at && (isOne || status.created_at >= times.possibleFrom)) return 'cannot-tell';
    const answer = await api.send({
      method: 'GET',
      url: address(api.account.server, `/api/v1/statuses/${status.id}/source`),
    });
    const written = readAnswer(source, answer);
    // 404 is one deleted just now, or a server that cannot say (before 3.5).
    if (!written) return notNow(answer, api);
    if (isSameWritten(wanted, written.text, written.spoiler_text ?? '')) same.push(status);
  }
  const [only] = same;
  if (!only) return 'absent';
  // The same text from before the start is last time's, or ours by a clock that was set.
  const isOurs = same.length === 1 && only.application && (isOne || only.created_at >= times.oursFrom);
  return isOurs ? { found: only } : 'cannot-tell';
}

/** Refused for good, it will never be told. Anything else is a trouble of the moment: ask again later. */
function notNow(answer: HttpAnswer, api: Api): 'cannot-tell' {
  const asking: Asking = { channel: api.account.handle, now: api.now() };
  const trouble = troubleOf(answer, asking);
  if (trouble.kind === 'refused') return 'cannot-tell';
  throw new StepTrouble(trouble);
}
