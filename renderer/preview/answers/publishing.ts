import { channelName } from '#shared/channels/channel.ts';
import { decidePublication } from '#shared/commands/decide-publication.ts';
import type { PublicationCommand } from '#shared/commands/publication-commands.ts';
import { Failure } from '#shared/failures.ts';
import type { PublicationId } from '#shared/ids.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import type { ChannelActivity, QueueEntry } from '#shared/ipc/publishing.calls.ts';
import { mediaKind } from '#shared/media/media.ts';
import { excerptOf, segmentsFor } from '#shared/posts/post.ts';
import type { Publication, PublicationState } from '#shared/publishing/publication.ts';
import type { Library } from '../sample/library.ts';
import { metricsOf } from '../sample/numbers.ts';
import { changePost, problemsOf } from './change-post.ts';
import type { Changed } from './tell.ts';

/** What is sent, was sent, and waits for a person. Nothing leaves the page: the network is played. */
export function publishingAnswers(library: Library, changed: Changed): Handlers<'publishing.'> {
  return {
    'publishing.change': ({ command }) => {
      const publication = changePublication(library, command);
      changed('publications', [publication.id]);
      if (publication.state === 'scheduled') setTimeout(() => play(library, publication.id, changed), 1500);
    },
    'publishing.changeAll': ({ commands }) => {
      for (const { command } of commands) {
        if ('post' in command) changed('posts', [changePost(library, command).id]);
        else changed('publications', [changePublication(library, command).id]);
      }
      changed('publications');
    },
    'publishing.queue': ({ part, limit }) => queue(library, part).slice(0, limit),
    'publishing.activity': () => activityOf(library),
    'publishing.ledger': ({ publication }) => library.ledger.get(publication) ?? [],
    'publishing.openPermalink': () => undefined,
    'publishing.takeDown': ({ publication }) => {
      const one = library.publications.get(publication);
      if (one?.state !== 'published') throw new Failure('publication.not-found');
      library.publications.set(one.id, { ...one, receipt: { ...one.receipt, removedAt: Date.now() } });
      changed('publications', [one.id]);
    },
    'publishing.correct': () => undefined,
    'publishing.sentTexts': ({ publication }) => {
      const one = library.publications.get(publication);
      const post = one && library.posts.get(one.post);
      return one && post ? segmentsFor(post, one.channel).map((part) => part.text) : [];
    },
    'publishing.metrics': ({ publication }) => {
      const one = library.publications.get(publication);
      if (one === undefined) throw new Failure('publication.not-found');
      return metricsOf(one, Date.now());
    },
  };
}

function changePublication(library: Library, command: PublicationCommand): Publication {
  const state = library.publications.get(command.publication);
  const channel = state && library.channels.get(state.channel);
  const post = state && library.posts.get(state.post);
  const decided = decidePublication(state, command, {
    now: Date.now(),
    channel: { name: channel === undefined ? '' : channelName(channel), state: channel?.state ?? 'disconnected' },
    isPostDeleted: post?.deletedAt !== undefined,
    // The preview keeps no history of decisions.
    takenBackFrom: undefined,
    problems: post && state ? problemsOf(library, post, state.channel) : [],
  });
  if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
  library.publications.set(decided.state.id, decided.state);
  return decided.state;
}

/** Plays that the network took it. */
function play(library: Library, id: PublicationId, changed: Changed): void {
  const one = library.publications.get(id);
  if (one === undefined || one.state !== 'scheduled') return;
  const now = Date.now();
  const { why: _why, runAt: _runAt, ...rest } = { why: undefined, ...one };
  const permalink = 'https://nordlicht.example/posts/3new';
  library.publications.set(id, {
    ...rest,
    state: 'published',
    startedAt: now,
    changedAt: now,
    receipt: { remoteId: '3new', permalink, publishedAt: now, confirmedBy: 'answer', parts: [] },
  });
  changed('publications', [id]);
}

const PARTS: Readonly<Record<'attention' | 'upcoming' | 'history', readonly PublicationState[]>> = {
  attention: ['held', 'failed', 'unconfirmed'],
  upcoming: ['scheduled', 'publishing', 'processing', 'handed-over'],
  history: ['published', 'canceled'],
};

function queue(library: Library, part: keyof typeof PARTS): QueueEntry[] {
  const sign = part === 'history' ? -1 : 1;
  const rows = [...library.publications.values()].filter((one) => PARTS[part].includes(one.state));
  return rows
    .toSorted((a, b) => sign * (a.dueAt - b.dueAt))
    .flatMap((publication) => {
      const post = library.posts.get(publication.post);
      if (post === undefined) return [];
      const parts = segmentsFor(post, publication.channel);
      return {
        publication,
        excerpt: excerptOf(parts, 120),
        segments: parts.length,
        files: parts.flatMap(({ media }) =>
          media.map((use) => mediaKind(library.media.get(use.media)?.mimeType ?? 'image/jpeg')),
        ),
        labels: library.labelsOfPosts.get(post.id) ?? [],
        isPartlyOut: false,
      };
    });
}

function activityOf(library: Library): ChannelActivity[] {
  return [...library.channels.keys()].map((channel) => {
    const all = [...library.publications.values()].filter((one) => one.channel === channel);
    const out = all.filter((one) => one.state === 'published').map((one) => one.dueAt);
    const trouble = all.find((one) => PARTS.attention.includes(one.state));
    return {
      channel,
      ...(out.length > 0 && { lastOutAt: Math.max(...out) }),
      ...(trouble !== undefined &&
        'why' in trouble &&
        trouble.why !== undefined && { lastTrouble: { at: trouble.changedAt, why: trouble.why } }),
    };
  });
}
