import { reportOf } from '#shared/analytics/report.ts';
import type { ActivityEntry, ActivityFilter } from '#shared/ipc/activity.calls.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import { excerptOf, segmentsFor } from '#shared/posts/post.ts';
import type { Library } from '../sample/library.ts';
import { measuredIn } from '../sample/numbers.ts';

/** What networks told of what is out, and what happened when. */
export function numberAnswers(library: Library): Handlers<'analytics.'> & Handlers<'activity.'> {
  return {
    'analytics.newest': ({ publications }) =>
      measuredIn(library).posts.flatMap(({ publication, reading }) =>
        publications.includes(publication) && reading ? [{ publication, metrics: reading.metrics }] : [],
      ),
    'analytics.report': (query) => {
      const { channels, posts, ...source } = measuredIn(library);
      const isWanted = (channel: (typeof channels)[number]): boolean =>
        query.channels.length === 0 || query.channels.includes(channel);
      return reportOf(
        { ...source, channels: channels.filter(isWanted), posts: posts.filter((one) => isWanted(one.channel)) },
        query,
      );
    },
    'analytics.exportCsv': () => ({}),
    'analytics.exportPdf': () => ({}),
    'activity.page': ({ filter, limit }) => ({ entries: happenedIn(library, filter).slice(0, limit) }),
  };
}

/** Everything up to now, newest first. */
function happenedIn(library: Library, filter: ActivityFilter): ActivityEntry[] {
  const { kinds = [], from = 0, to = Date.now() + 1 } = filter;
  return [...changesIn(library), ...sendingIn(library), ...connectionsIn(library)]
    .filter(({ kind, at }) => (kinds.length === 0 || kinds.includes(kind)) && at >= from && at < to)
    .filter((one) => filter.post === undefined || ('post' in one && one.post === filter.post))
    .filter((one) => filter.channel === undefined || ('channel' in one && one.channel === filter.channel))
    .toSorted((a, b) => b.at - a.at || a.key.localeCompare(b.key));
}

function changesIn(library: Library): ActivityEntry[] {
  return [...library.versions.values()].flat().map(({ post, version, at, command }) => ({
    kind: 'post',
    at,
    key: `${post.id}/${version}`,
    post: post.id,
    command,
    excerpt: excerptOf(post.segments, 140),
  }));
}

/** Of the ledger what a person wants to know; its steps and requests are behind “Every step”. */
const TOLD: ReadonlySet<string> = new Set(['published', 'failed', 'held', 'unconfirmed', 'canceled']);

function sendingIn(library: Library): ActivityEntry[] {
  return [...library.publications.values()].flatMap(({ id, post, channel }) => {
    const written = library.posts.get(post);
    if (written === undefined) return [];
    return (library.ledger.get(id) ?? [])
      .filter(({ event }) => TOLD.has(event))
      .map(({ seq, at, event, details }): ActivityEntry => {
        const excerpt = excerptOf(segmentsFor(written, channel), 140);
        return { kind: 'sending', at, key: `${id}/${seq}`, post, publication: id, channel, event, details, excerpt };
      });
  });
}

function connectionsIn({ channels }: Library): ActivityEntry[] {
  return [...channels.values()].flatMap(({ id, state, connectedAt }): ActivityEntry[] => [
    { kind: 'channel', at: connectedAt, key: id, channel: id, event: 'connected' },
    ...(state === 'signed-out'
      ? [{ kind: 'channel' as const, at: Date.now() - 3.1 * 3_600_000, key: `${id}/out`, channel: id, event: state }]
      : []),
  ]);
}
