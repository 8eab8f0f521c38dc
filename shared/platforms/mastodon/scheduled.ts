import { serverNow } from '#shared/platforms/answers.ts';
import { stoppedBy } from '#shared/platforms/mastodon/stopped.ts';
import {
  hasSameMedia,
  hasSamePoll,
  isSameWritten,
  isSeenBySame,
  type Wanted,
} from '#shared/platforms/mastodon/wanted.ts';
import { address, ownApp, readAnswer, scheduledList, type Scheduled } from '#shared/platforms/mastodon/wire.ts';
import type { HttpRequest } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import type { Found } from '#shared/publishing/steps.ts';

// What the server's own scheduler has of an account. Its ids are counted apart from those of statuses, so receipts
// name them with a word in front.

const WORD = 'scheduled:';
const PAGE = 40;
/** The server keeps at most 300 for one account. */
const MOST_PAGES = 8;

/** The receipt of what was handed over and is not out yet; it has no address of its own. */
export function scheduledReceipt(id: string, dueAt: number, api: Api): Receipt {
  const permalink = api.account.profileUrl;
  const remoteId = `${WORD}${id}`;
  return { remoteId, permalink, publishedAt: dueAt, confirmedBy: 'answer', parts: [{ remoteId, permalink }] };
}

/** The scheduler's id in a receipt of something handed over; `undefined` for one that is out. */
export function scheduledIdIn({ remoteId }: Receipt): string | undefined {
  return remoteId.startsWith(WORD) ? remoteId.slice(WORD.length) : undefined;
}

/** A request about everything that is scheduled, or about one of it (`/7`). */
export function scheduledRequest(
  api: Api,
  method: 'GET' | 'DELETE',
  which = '',
  query: Readonly<Record<string, string>> = {},
): HttpRequest {
  return { method, url: address(api.account.server, `/api/v1/scheduled_statuses${which}`, query) };
}

/**
 * Looks for what was handed over and its answer lost: for the same instant, with the same words and files, by our app.
 * Says too what time it is for the server. Throws `StepTrouble` when it cannot be asked now.
 */
export async function findScheduled(
  wanted: Wanted,
  dueAt: number,
  api: Api,
): Promise<{ readonly found: Found<Scheduled>; readonly serverTime: number }> {
  const same: Scheduled[] = [];
  let serverTime = api.now();
  let last: Scheduled | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { limit: String(PAGE), ...(last ? { max_id: last.id } : {}) };
    const answer = await api.send(scheduledRequest(api, 'GET', '', query));
    const list = readAnswer(scheduledList, answer);
    if (!list) throw stoppedBy(answer, api);
    if (page === 0) serverTime = serverNow(answer, api.now());
    same.push(...list.filter((entry) => isSame(entry, wanted, dueAt)));
    last = list.at(-1);
    if (list.length < PAGE) return { found: await onlyOurs(same, api), serverTime };
  }
  return { found: 'cannot-tell', serverTime };
}

async function onlyOurs(same: readonly Scheduled[], api: Api): Promise<Found<Scheduled>> {
  if (same.length === 0) return 'absent';
  const app = readAnswer(ownApp, await api.send({ method: 'GET', url: ownAppAddress(api) }))?.id;
  const ours = same.filter(({ params }) => !app || !params.application_id || params.application_id === app);
  const [only] = ours;
  if (!only) return 'absent';
  return ours.length === 1 ? { found: only } : 'cannot-tell';
}

function ownAppAddress(api: Api): string {
  return address(api.account.server, '/api/v1/apps/verify_credentials');
}

function isSame(entry: Scheduled, wanted: Wanted, dueAt: number): boolean {
  const { params, scheduled_at: at, media_attachments: media } = entry;
  return (
    // Databases round to what they keep.
    Math.abs(at - dueAt) < 1000 &&
    !params.in_reply_to_id &&
    hasSameMedia(wanted, media ?? []) &&
    hasSamePoll(wanted, params.poll?.options) &&
    isSeenBySame(wanted, params.visibility) &&
    isSameWritten(wanted, params.text ?? '', params.spoiler_text ?? '')
  );
}
