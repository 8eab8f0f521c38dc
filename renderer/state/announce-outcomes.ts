import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { t } from '../text/t.ts';
import { failureSentence } from '../failures/failure-words.ts';
import { showProblem, showSuccess } from '../failures/show-notice.tsx';
import { channelOf } from './channels.store.ts';
import { useQueue } from './queue.store.ts';
import { go } from './route.store.ts';

/**
 * Says in the window what the named publications came to, when they came to an end just now. The settings of notifications
 * are about those of the desktop: who looks at the window is told there.
 */
export function announceOutcomes(publications: readonly string[]): void {
  if (publications.length === 0) return;
  const named = new Set(publications);
  const { parts } = useQueue.getState();
  const news = (entries: readonly QueueEntry[]): QueueEntry[] =>
    entries.filter((entry) => named.has(entry.publication.id) && isNews(entry));
  const out = news(parts.history.entries).filter((entry) => entry.publication.state === 'published');
  const stuck = news(parts.attention.entries);
  announcePublished(out, parts.history.entries);
  for (const entry of stuck) announceStuck(entry);
}

const announced = new Map<string, number>();

/** Older than this is history, even when a fact names it. */
const NEWS_MS = 120_000;

/** A publication is told about once per change of its state, however often a fact names it. */
function isNews({ publication }: QueueEntry): boolean {
  if (!isRecent(publication)) return false;
  if (announced.get(publication.id) === publication.changedAt) return false;
  announced.set(publication.id, publication.changedAt);
  return true;
}

function isRecent({ changedAt }: QueueEntry['publication']): boolean {
  return Date.now() - changedAt <= NEWS_MS;
}

/** One notice per post. It takes the place of the one before, so it names the channels of that one again. */
function announcePublished(fresh: readonly QueueEntry[], history: readonly QueueEntry[]): void {
  for (const post of new Set(fresh.map((entry) => entry.publication.post))) {
    const ofPost = history.filter(
      ({ publication }) => publication.post === post && publication.state === 'published' && isRecent(publication),
    );
    const names = ofPost.map((entry) => nameOf(entry.publication.channel));
    showSuccess(t.notices.published(names.join(', ')), { id: `published-${post}`, text: ofPost[0]?.excerpt ?? '' });
  }
}

function announceStuck({ publication }: QueueEntry): void {
  if (!('why' in publication) || publication.why === undefined) return;
  showProblem(t.notices.needsYou(nameOf(publication.channel)), failureSentence(publication.why), {
    id: `stuck-${publication.id}`,
    action: { label: t.notices.show, run: () => void go({ screen: 'queue' }) },
  });
}

function nameOf(id: ChannelId): string {
  const channel = channelOf(id);
  return channel === undefined ? '…' : channelName(channel);
}
