import type { Api } from '#shared/platforms/platform.ts';
import { notDoneUnseen, sendUnseen } from '#shared/platforms/bluesky/asking.ts';
import { posts, readAnswer, xrpc } from '#shared/platforms/bluesky/wire.ts';
import type { Metrics } from '#shared/publishing/metrics.ts';
import type { Receipt } from '#shared/publishing/publication.ts';

/** The service that counts; the account's own server passes the question on. */
export const COUNTED_BY = 'did:web:api.bsky.app#bsky_appview';

/** PLATFORMS.md 7.6. */
const MOST_AT_ONCE = 25;

/** What Bluesky counts, all parts together. It knows neither impressions nor clicks (PLATFORMS.md 7.6). */
export async function metrics(receipt: Receipt, api: Api): Promise<Metrics> {
  const parts = receipt.parts.map(({ remoteId }) => remoteId);
  const counted: Counted[] = [];
  for (let from = 0; from < parts.length; from += MOST_AT_ONCE)
    counted.push(...(await ask(parts.slice(from, from + MOST_AT_ONCE), api)));
  const comments = sum(counted, 'replyCount');
  const all: { readonly [Name in keyof Metrics]: number | undefined } = {
    likes: sum(counted, 'likeCount'),
    // A part that continues another is no comment on it.
    comments: comments === undefined ? undefined : Math.max(0, comments - (counted.length - 1)),
    shares: sum(counted, 'repostCount'),
    quotes: sum(counted, 'quoteCount'),
    saves: sum(counted, 'bookmarkCount'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

type Counted = NonNullable<ReturnType<typeof read>>[number];

async function ask(uris: readonly string[], api: Api): Promise<readonly Counted[]> {
  const answer = await sendUnseen(api, {
    method: 'GET',
    url: xrpc(api.account.server, 'app.bsky.feed.getPosts', { uris }),
    headers: { 'atproto-proxy': COUNTED_BY },
  });
  const counted = read(answer);
  if (counted) return counted;
  throw notDoneUnseen(answer, api);
}

function read(answer: Parameters<typeof readAnswer>[1]) {
  return readAnswer(posts, answer)?.posts;
}

/** `undefined` where it was told of no part. */
function sum(counted: readonly Counted[], name: Exclude<keyof Counted, 'uri'>): number | undefined {
  const told = counted.flatMap((one) => one[name] ?? []);
  return told.length === 0 ? undefined : told.reduce((all, one) => all + one, 0);
}
