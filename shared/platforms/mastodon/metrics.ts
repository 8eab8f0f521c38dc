import { scheduledIdIn } from '#shared/platforms/mastodon/scheduled.ts';
import { stoppedBy } from '#shared/platforms/mastodon/stopped.ts';
import { address, counts, readAnswer } from '#shared/platforms/mastodon/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Metrics } from '#shared/publishing/metrics.ts';
import type { Receipt } from '#shared/publishing/publication.ts';

/** What all parts count together (PLATFORMS.md 8.6). Our own replies, of which a thread is made, are no comments. */
export async function metrics(receipt: Receipt, api: Api): Promise<Metrics> {
  if (scheduledIdIn(receipt) !== undefined) return {};
  const told: { likes: number; shares: number; replies: number; quotes: number | undefined }[] = [];
  for (const { remoteId } of receipt.parts) {
    const answer = await api.send({ method: 'GET', url: address(api.account.server, `/api/v1/statuses/${remoteId}`) });
    const counted = readAnswer(counts, answer);
    if (!counted) throw stoppedBy(answer, api);
    told.push({
      likes: counted.favourites_count,
      shares: counted.reblogs_count,
      replies: counted.replies_count,
      quotes: counted.quotes_count ?? undefined,
    });
  }
  const quotes = told.flatMap((part) => part.quotes ?? []);
  return {
    likes: sum(told.map((part) => part.likes)),
    shares: sum(told.map((part) => part.shares)),
    comments: Math.max(0, sum(told.map((part) => part.replies)) - (told.length - 1)),
    ...(quotes.length === told.length ? { quotes: sum(quotes) } : {}),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
