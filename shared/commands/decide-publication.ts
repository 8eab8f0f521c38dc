import { never } from '#shared/assert.ts';
import { accepted, refused, type Decided } from '#shared/commands/command.ts';
import type { PublicationCommand } from '#shared/commands/publication-commands.ts';
import type { ChannelState } from '#shared/channels/channel.ts';
import { problemSentence, stopping, type Problem } from '#shared/posts/draft-problems.ts';
import { waitsForLook, type Publication, type PublicationState, type Receipt } from '#shared/publishing/publication.ts';

/** Where a person has to decide, and why. */
export type Waiting = Pick<Extract<Publication, { state: 'held' | 'failed' | 'unconfirmed' }>, 'state' | 'why'>;

/** What a decision may depend on besides the publication. */
export interface DecidePublicationContext {
  /** UTC ms. */
  readonly now: number;
  readonly channel: { readonly name: string; readonly state: ChannelState };
  readonly isPostDeleted: boolean;
  /** What a person took it back from, where that was the last that happened to it. */
  readonly takenBackFrom: Waiting | undefined;
  /** What the network would say about what would be sent. */
  readonly problems: readonly Problem[];
}

/** What becomes of a publication when a person decides about it. Pure. */
export function decidePublication(
  state: Publication | undefined,
  command: PublicationCommand,
  context: DecidePublicationContext,
): Decided<Publication> {
  if (state === undefined) return refused('publication.not-found');
  switch (command.kind) {
    case 'publication.send':
      return send(state, context);
    case 'publication.check-again':
      return state.state === 'unconfirmed' ? accepted(runNow(state, context.now)) : wrongState(state.state);
    case 'publication.mark-published':
      return markPublished(state, command.permalink, context.now);
    case 'publication.mark-not-published':
      return markNotPublished(state, context.now);
    case 'publication.cancel':
      return cancel(state, context.now);
    case 'publication.put-back':
      return putBack(state, context);
    default:
      return never(command);
  }
}

function send(state: Publication, context: DecidePublicationContext): Decided<Publication> {
  if (context.isPostDeleted) return refused('post.deleted');
  switch (context.channel.state) {
    case 'disconnected':
      return refused('channel.not-found');
    case 'signed-out':
      return refused('channel.token-expired', { channel: context.channel.name });
    case 'paused':
      return refused('channel.paused', { channel: context.channel.name });
    case 'connected':
      break;
    default:
      return never(context.channel.state);
  }
  const [broken] = stopping(context.problems);
  if (broken !== undefined) {
    return refused('post.rule-broken', { channel: context.channel.name, problem: problemSentence(broken) });
  }
  switch (state.state) {
    case 'scheduled':
    case 'held':
    case 'failed':
    case 'canceled':
    case 'unconfirmed':
      return accepted(runNow(state, context.now));
    case 'publishing':
    case 'processing':
    case 'handed-over':
    case 'published':
      return wrongState(state.state);
    default:
      return never(state);
  }
}

/** The undo of taking it back: it waits for a person as before, or goes out at the time it had, which must still be to come. */
function putBack(state: Publication, context: DecidePublicationContext): Decided<Publication> {
  if (state.state !== 'canceled') return wrongState(state.state);
  if (context.isPostDeleted) return refused('post.deleted');
  const after = { ...bare(state), changedAt: context.now };
  if (context.takenBackFrom !== undefined) return accepted({ ...after, ...context.takenBackFrom });
  if (waitsForLook(state)) return accepted({ ...after, state: 'held', why: state.why });
  if (state.dueAt <= context.now) return refused('time.in-the-past');
  const sent = send(state, context);
  return sent.ok ? accepted({ ...runNow(state, context.now), runAt: state.dueAt } as Publication) : sent;
}

function markPublished(state: Publication, permalink: string, now: number): Decided<Publication> {
  switch (state.state) {
    case 'unconfirmed':
    case 'held':
    case 'failed': {
      const receipt: Receipt = {
        remoteId: permalink,
        permalink,
        publishedAt: now,
        confirmedBy: 'person',
        parts: [{ remoteId: permalink, permalink }],
      };
      return accepted({ ...bare(state), state: 'published', receipt, changedAt: now });
    }
    case 'scheduled':
    case 'publishing':
    case 'processing':
    case 'handed-over':
    case 'published':
    case 'canceled':
      return wrongState(state.state);
    default:
      return never(state);
  }
}

/** It goes on waiting, but for nothing more than a time or a word. */
function markNotPublished(state: Publication, now: number): Decided<Publication> {
  if (!waitsForLook(state)) return wrongState(state.state);
  const after = { ...bare(state), changedAt: now };
  if (state.state === 'canceled') return accepted({ ...after, state: 'canceled' });
  return accepted({ ...after, state: 'held', why: { code: 'publish.looked', about: {} } });
}

function cancel(state: Publication, now: number): Decided<Publication> {
  switch (state.state) {
    case 'scheduled':
    case 'held':
    case 'failed':
    case 'unconfirmed': {
      const why = waitsForLook(state) ? { why: state.why } : {};
      return accepted({ ...bare(state), state: 'canceled', ...why, changedAt: now });
    }
    case 'publishing':
    case 'processing':
    case 'handed-over':
    case 'published':
    case 'canceled':
      return wrongState(state.state);
    default:
      return never(state);
  }
}

function runNow(state: Publication, now: number): Publication {
  return { ...bare(state), state: 'scheduled', attempt: 0, runAt: now, changedAt: now };
}

/** What a publication is whatever its state. */
function bare(state: Publication) {
  const { id, workspace, post, channel, platform, dueAt, attempt, startedAt, changedAt } = state;
  return {
    id,
    workspace,
    post,
    channel,
    platform,
    dueAt,
    attempt,
    changedAt,
    ...(startedAt === undefined ? {} : { startedAt }),
  };
}

function wrongState(state: PublicationState): { ok: false; refusal: ReturnType<typeof refused>['refusal'] } {
  return refused('publication.wrong-state', { state });
}
