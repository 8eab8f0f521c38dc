import { never } from '#shared/assert.ts';
import { accepted, refused, type Decided } from '#shared/commands/command.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import type { FailureValue } from '#shared/failures.ts';
import type { ChannelId } from '#shared/ids.ts';
import { problemSentence, stopping, type Problem } from '#shared/posts/draft-problems.ts';
import { mergeText } from '#shared/posts/merge-text.ts';
import type { MediaUse, Plan, Post, Segment, TextConflict, TextPlace } from '#shared/posts/post.ts';
import { DEFAULT_OVERDUE_RULE, type OverdueRule } from '#shared/publishing/overdue-rule.ts';
import { isInFlight, isOpen, isSent, type PublicationState } from '#shared/publishing/publication.ts';
import { toInstant, type PlannedTime } from '#shared/time-zones.ts';

/** What a decision may depend on besides the post. Gathered inside the same transaction. */
export interface DecideContext {
  /** UTC ms. */
  readonly now: number;
  /** A name for a conflict, made outside so that the decision stays pure. */
  readonly freshId: string;
  /** The rule of the workspace for posts that do not name their own. */
  readonly overdue?: OverdueRule;
  /** Where the post stands on each channel it was ever planned for. */
  readonly publications: readonly { readonly channel: ChannelId; readonly state: PublicationState }[];
  /** How a channel that can be posted to is called; `undefined` for one that is unknown or disconnected. */
  channelName(channel: ChannelId): string | undefined;
  /** What the channel's network would say about the post as it is. */
  problems(post: Post, channel: ChannelId): readonly Problem[];
  /** The post that is copied, when one is. */
  readonly original: Post | undefined;
  /** An earlier version of the post. */
  version(version: number): Post | undefined;
}

/**
 * What becomes of a post. Pure: the desktop and the server decide the same. The new state has the next
 * version; a refusal changes nothing.
 */
export function decidePost(state: Post | undefined, command: PostCommand, context: DecideContext): Decided<Post> {
  if (command.kind === 'post.create') return create(state, command, context);
  if (command.kind === 'post.copy') return copy(state, command, context);
  if (state === undefined) return refused('post.not-found');
  if (command.kind === 'post.restore') return restore(state, context);
  if (state.deletedAt !== undefined) return refused('post.deleted');
  if (command.kind === 'post.delete') return remove(state, context);
  if (command.kind === 'post.unarchive') return unarchive(state, context);
  if (state.archivedAt !== undefined) return refused('post.archived');

  switch (command.kind) {
    case 'post.edit-text':
    case 'post.add-segment':
    case 'post.arrange':
    case 'post.remove-segment':
    case 'post.attach-media':
    case 'post.describe-media':
    case 'post.set-variant':
    case 'post.settle-conflict':
    case 'post.set-poll':
    case 'post.set-link':
      return lockedWords(context) ?? changeWords(state, command, context);
    case 'post.set-first-comment':
      return lockedWords(context) ?? setFirstComment(state, command, context);
    case 'post.set-options':
      return lockedWords(context) ?? setOptions(state, command, context);
    case 'post.set-channels':
      return setChannels(state, command.channels, context);
    case 'post.plan':
    case 'post.reschedule':
      return planAt(state, command, context);
    case 'post.publish-now':
      return goesOut(state, { kind: 'now', dueAt: context.now }, state.overdue, context);
    case 'post.unplan':
      return unplan(state, context);
    case 'post.cancel':
      return cancel(state, context);
    case 'post.set-stage':
      return next({ ...state, stage: command.stage }, context);
    case 'post.archive':
      return archive(state, context);
    case 'post.revert':
      return revert(state, command.version, context);
    default:
      return never(command);
  }
}

type Kind<K extends PostCommand['kind']> = Extract<PostCommand, { kind: K }>;
type WordsCommand = Kind<
  | 'post.edit-text'
  | 'post.add-segment'
  | 'post.arrange'
  | 'post.remove-segment'
  | 'post.attach-media'
  | 'post.describe-media'
  | 'post.set-variant'
  | 'post.settle-conflict'
  | 'post.set-poll'
  | 'post.set-link'
>;

function create(state: Post | undefined, command: Kind<'post.create'>, context: DecideContext): Decided<Post> {
  if (state !== undefined) return refused('post.exists');
  return accepted({
    id: command.post,
    workspace: command.workspace,
    version: 1,
    segments: command.segments,
    channels: unique(command.channels),
    variants: {},
    firstComment: '',
    options: {},
    plan: { kind: 'none' },
    overdue: context.overdue ?? DEFAULT_OVERDUE_RULE,
    conflicts: [],
    stage: 'draft',
    createdAt: context.now,
    updatedAt: context.now,
  });
}

/** Begins at the words of another post; its time, its history and its open conflicts stay with that one. */
function copy(state: Post | undefined, command: Kind<'post.copy'>, context: DecideContext): Decided<Post> {
  if (state !== undefined) return refused('post.exists');
  const { original } = context;
  if (original === undefined || original.emptiedAt !== undefined) return refused('post.not-found');
  const channels = original.channels.filter((channel) => context.channelName(channel) !== undefined);
  const kept = <T>(of: Partial<Record<ChannelId, T>>): Partial<Record<ChannelId, T>> =>
    Object.fromEntries(Object.entries(of).filter(([channel]) => channels.some((known) => known === channel)));
  return accepted({
    id: command.post,
    workspace: original.workspace,
    version: 1,
    segments: original.segments,
    channels,
    variants: kept(original.variants),
    firstComment: original.firstComment,
    options: kept(original.options),
    plan: { kind: 'none' },
    overdue: original.overdue,
    conflicts: [],
    stage: 'draft',
    ...(command.template === undefined ? {} : { template: command.template }),
    createdAt: context.now,
    updatedAt: context.now,
  });
}

function changeWords(state: Post, command: WordsCommand, context: DecideContext): Decided<Post> {
  switch (command.kind) {
    case 'post.edit-text':
      return editText(state, command, context);
    case 'post.add-segment':
      return withSegments(state, command.place, context, (parts) => insertAfter(parts, command.after, command.segment));
    case 'post.arrange':
      return arrange(state, command, context);
    case 'post.remove-segment':
      return withSegments(state, command.place, context, (parts) => without(parts, command.segment));
    case 'post.attach-media':
      return withSegments(state, command.place, context, (parts) =>
        replaced(parts, command.segment, (part) => ({ ...part, media: command.media })),
      );
    case 'post.describe-media':
      return describeMedia(state, command, context);
    case 'post.set-variant':
      return setVariant(state, command, context);
    case 'post.settle-conflict':
      return settleConflict(state, command, context);
    case 'post.set-poll':
      return withSegments(state, command.place, context, (parts) =>
        replaced(parts, command.segment, ({ poll: _before, ...part }) =>
          command.poll === undefined ? part : { ...part, poll: command.poll },
        ),
      );
    case 'post.set-link':
      return withSegments(state, command.place, context, (parts) =>
        replaced(parts, command.segment, ({ link: _before, ...part }) =>
          command.link === undefined ? part : { ...part, link: command.link },
        ),
      );
    default:
      return never(command);
  }
}

// --- words -----------------------------------------------------------------------------------------------

function editText(state: Post, command: Kind<'post.edit-text'>, context: DecideContext): Decided<Post> {
  const current = segmentsAt(state, command.place)?.find((part) => part.id === command.segment);
  if (current === undefined) return refused('post.no-such-segment', { segment: command.segment });
  const merged = mergeText(command.from, current.text, command.to);
  if (merged.ok) return withText(state, command.place, command.segment, merged.text, context);
  const conflict: TextConflict = {
    id: context.freshId,
    place: command.place,
    segment: command.segment,
    from: command.from,
    mine: current.text,
    theirs: command.to,
  };
  return next({ ...state, conflicts: [...state.conflicts, conflict] }, context);
}

/** As with a first comment: who describes the same file last is heard. */
function describeMedia(state: Post, command: Kind<'post.describe-media'>, context: DecideContext): Decided<Post> {
  const { place, segment, media, from, to } = command;
  const isThere = segmentsAt(state, place)?.some(
    (part) => part.id === segment && part.media.some((use) => use.media === media),
  );
  if (isThere !== true) return refused('post.no-such-file');
  const described = (use: MediaUse): MediaUse => {
    if (use.media !== media) return use;
    const merged = mergeText(from, use.alt, to);
    return { ...use, alt: merged.ok ? merged.text : to };
  };
  return withSegments(state, place, context, (parts) =>
    replaced(parts, segment, (part) => ({ ...part, media: part.media.map(described) })),
  );
}

/** Only where the parts are still what they were arranged from. */
function arrange(state: Post, command: Kind<'post.arrange'>, context: DecideContext): Decided<Post> {
  const now = segmentsAt(state, command.place) ?? [];
  const { from, segments: after } = command;
  if (!areSame(now, from)) return refused('post.changed-meanwhile');
  // A part with two open texts would take one of them along.
  const gone = now.filter((part) => !after.some((kept) => kept.id === part.id));
  const isOpenIn = (part: Segment): boolean =>
    state.conflicts.some((open) => open.place === command.place && open.segment === part.id);
  if (gone.some(isOpenIn)) return refused('post.open-conflict');
  return withSegments(state, command.place, context, () => [...after]);
}

/** In words and files, which is what would be lost. */
function areSame(some: readonly Segment[], others: readonly Segment[]): boolean {
  const told = (parts: readonly Segment[]): string =>
    JSON.stringify(parts.map(({ id, text, media }) => [id, text, media.map((use) => use.media)]));
  return told(some) === told(others);
}

function settleConflict(state: Post, command: Kind<'post.settle-conflict'>, context: DecideContext): Decided<Post> {
  const conflict = state.conflicts.find((open) => open.id === command.conflict);
  if (conflict === undefined) return refused('post.no-such-conflict');
  const settled = { ...state, conflicts: state.conflicts.filter((open) => open !== conflict) };
  return withText(settled, conflict.place, conflict.segment, command.text, context);
}

/** Two people who change the same words of a comment: the one who saves last is heard; a version keeps the other. */
function setFirstComment(state: Post, command: Kind<'post.set-first-comment'>, context: DecideContext): Decided<Post> {
  const merged = mergeText(command.from, state.firstComment, command.to);
  return next({ ...state, firstComment: merged.ok ? merged.text : command.to }, context);
}

/** What stands as usual is not kept: an empty value is no choice. */
function setOptions(state: Post, command: Kind<'post.set-options'>, context: DecideContext): Decided<Post> {
  if (!state.channels.includes(command.channel)) return refused('post.unknown-channel');
  const chosen = Object.fromEntries(Object.entries(command.options).filter(([, value]) => value !== ''));
  const { [command.channel]: _before, ...others } = state.options;
  const options = Object.keys(chosen).length === 0 ? others : { ...others, [command.channel]: chosen };
  return next({ ...state, options }, context);
}

function withText(
  state: Post,
  place: TextPlace,
  segment: Segment['id'],
  text: string,
  context: DecideContext,
): Decided<Post> {
  return withSegments(state, place, context, (parts) => replaced(parts, segment, (part) => ({ ...part, text })));
}

function setVariant(state: Post, command: Kind<'post.set-variant'>, context: DecideContext): Decided<Post> {
  const { [command.channel]: _before, ...others } = state.variants;
  if (command.segments === undefined) {
    const conflicts = state.conflicts.filter((open) => open.place !== command.channel);
    return next({ ...state, variants: others, conflicts }, context);
  }
  if (!state.channels.includes(command.channel)) return refused('post.unknown-channel');
  return next({ ...state, variants: { ...others, [command.channel]: command.segments } }, context);
}

function segmentsAt(state: Post, place: TextPlace): readonly Segment[] | undefined {
  return place === 'shared' ? state.segments : state.variants[place];
}

/** Replaces the segments of one place; `undefined` from `change` means that the named segment is not there. */
function withSegments(
  state: Post,
  place: TextPlace,
  context: DecideContext,
  change: (parts: readonly Segment[]) => Segment[] | undefined,
): Decided<Post> {
  const before = segmentsAt(state, place);
  const after = before && change(before);
  if (after === undefined || after.length === 0) return refused('post.no-such-segment', { segment: '' });
  const known = new Set(after.map((part) => part.id));
  const conflicts = state.conflicts.filter((open) => open.place !== place || known.has(open.segment));
  return place === 'shared'
    ? next({ ...state, segments: after, conflicts }, context)
    : next({ ...state, variants: { ...state.variants, [place]: after }, conflicts }, context);
}

function replaced(
  parts: readonly Segment[],
  id: Segment['id'],
  change: (part: Segment) => Segment,
): Segment[] | undefined {
  if (!parts.some((part) => part.id === id)) return undefined;
  return parts.map((part) => (part.id === id ? change(part) : part));
}

function insertAfter(
  parts: readonly Segment[],
  after: Segment['id'] | undefined,
  added: Segment,
): Segment[] | undefined {
  const at = after === undefined ? parts.length - 1 : parts.findIndex((part) => part.id === after);
  return at < 0 ? undefined : [...parts.slice(0, at + 1), added, ...parts.slice(at + 1)];
}

function without(parts: readonly Segment[], id: Segment['id']): Segment[] | undefined {
  return parts.some((part) => part.id === id) ? parts.filter((part) => part.id !== id) : undefined;
}

// --- channels and time -----------------------------------------------------------------------------------

function setChannels(state: Post, wanted: readonly ChannelId[], context: DecideContext): Decided<Post> {
  const channels = unique(wanted);
  const taken = context.publications.find((one) => isCommitted(one.state) && !channels.includes(one.channel));
  if (taken !== undefined) return refused('post.already-published', { channel: nameOf(taken.channel, context) });
  const kept = Object.entries(state.variants).filter(([channel]) => channels.some((known) => known === channel));
  const options = Object.entries(state.options).filter(([channel]) => channels.some((known) => known === channel));
  const changed: Post = {
    ...state,
    channels,
    variants: Object.fromEntries(kept),
    options: Object.fromEntries(options),
  };
  // A planned post that loses its last channel would silently go nowhere.
  if (state.plan.kind !== 'none' && channels.length === 0) return refused('post.no-channels');
  return next(changed, context);
}

function planAt(state: Post, command: Kind<'post.plan' | 'post.reschedule'>, context: DecideContext): Decided<Post> {
  if (command.kind === 'post.reschedule' && state.plan.kind === 'none') return refused('post.not-planned');
  const due = dueAtOf(command.planned, context.now);
  if (typeof due !== 'number') return { ok: false, refusal: due };
  const overdue = command.kind === 'post.plan' ? (command.overdue ?? state.overdue) : state.overdue;
  return goesOut(state, { kind: 'at', planned: command.planned, dueAt: due }, overdue, context);
}

function dueAtOf(planned: PlannedTime, now: number): number | FailureValue {
  const resolved = toInstant(planned);
  if (!resolved.ok) {
    return resolved.problem === 'unknown-zone'
      ? { code: 'time.unknown-zone', about: { zone: planned.zone } }
      : { code: 'time.no-such-date', about: { wall: planned.wall } };
  }
  return resolved.at < now ? { code: 'time.in-the-past', about: {} } : resolved.at;
}

/** Every way out of the house passes here: at least one channel, no open conflict, no broken rule. */
function goesOut(state: Post, plan: Plan, overdue: OverdueRule, context: DecideContext): Decided<Post> {
  if (state.template !== undefined) return refused('post.is-template');
  if (state.channels.length === 0) return refused('post.no-channels');
  if (state.conflicts.length > 0) return refused('post.open-conflict');
  if (context.publications.some((one) => isInFlight(one.state))) return refused('post.already-sending');
  const left = state.channels.filter((channel) => !isOnItsWay(channel, context));
  if (left.length === 0) return alreadyOut(context);
  for (const channel of left) {
    const name = context.channelName(channel);
    if (name === undefined) return refused('post.unknown-channel');
    const [broken] = stopping(context.problems(state, channel));
    if (broken !== undefined) return refused('post.rule-broken', { channel: name, problem: problemSentence(broken) });
  }
  return next({ ...state, plan, overdue }, context);
}

function unplan(state: Post, context: DecideContext): Decided<Post> {
  if (state.plan.kind === 'none') return refused('post.not-planned');
  const sent = context.publications.find((one) => isCommitted(one.state));
  if (sent !== undefined) {
    return isInFlight(sent.state)
      ? refused('post.already-sending')
      : refused('post.already-published', { channel: nameOf(sent.channel, context) });
  }
  return next({ ...state, plan: { kind: 'none' } }, context);
}

/** Takes back what can be taken back: the channels that have nothing of it yet. */
function cancel(state: Post, context: DecideContext): Decided<Post> {
  if (state.plan.kind === 'none') return refused('post.not-planned');
  if (context.publications.some((one) => isOpen(one.state))) return next(state, context);
  return context.publications.some((one) => isInFlight(one.state))
    ? refused('post.already-sending')
    : alreadyOut(context);
}

// --- archive ---------------------------------------------------------------------------------------------

/** What still has to go out, or waits for a person, stays in sight. */
function archive(state: Post, context: DecideContext): Decided<Post> {
  if (context.publications.some((one) => isInFlight(one.state))) return refused('post.already-sending');
  if (context.publications.some((one) => isOpen(one.state) || one.state === 'unconfirmed')) {
    return refused('post.still-planned');
  }
  return next({ ...state, archivedAt: context.now }, context);
}

function unarchive(state: Post, context: DecideContext): Decided<Post> {
  if (state.archivedAt === undefined) return refused('post.not-archived');
  const { archivedAt: _outOfSight, ...kept } = state;
  return next(kept, context);
}

// --- bin and undo ----------------------------------------------------------------------------------------

function remove(state: Post, context: DecideContext): Decided<Post> {
  if (context.publications.some((one) => isInFlight(one.state))) return refused('post.already-sending');
  return next({ ...state, deletedAt: context.now }, context);
}

/** Back from the bin as a draft: a time that was planned then may have passed, or be no longer meant. */
function restore(state: Post, context: DecideContext): Decided<Post> {
  if (state.deletedAt === undefined) return refused('post.not-deleted');
  if (state.emptiedAt !== undefined) return refused('post.not-found');
  const { deletedAt: _inBin, ...kept } = state;
  const sent = context.publications.some((one) => isCommitted(one.state));
  return next(sent ? kept : { ...kept, plan: { kind: 'none' } }, context);
}

function revert(state: Post, version: number, context: DecideContext): Decided<Post> {
  const earlier = context.version(version);
  if (earlier === undefined) return refused('post.no-such-version', { version });
  const locked = lockedWords(context);
  if (locked !== undefined) return locked;
  const { segments, variants, firstComment, options } = earlier;
  const words = { segments, variants, firstComment, options, conflicts: [] };
  const plan = earlier.plan.kind === 'none' ? earlier.plan : state.plan;
  const channels = setChannels({ ...state, ...words, plan }, earlier.channels, context);
  if (!channels.ok) return channels;
  const reverted: Post = { ...channels.state, variants, options, plan: state.plan, version: state.version };
  if (earlier.plan.kind === 'none') {
    return state.plan.kind === 'none' ? next(reverted, context) : unplan(reverted, context);
  }
  // A “now” of the past is not repeated, and a time that has passed is not planned again: the words come back alone.
  if (earlier.plan.kind === 'now' || earlier.plan.dueAt < context.now) return next(reverted, context);
  return goesOut(reverted, earlier.plan, earlier.overdue, context);
}

// --- small judgements ------------------------------------------------------------------------------------

/** While it goes out nothing may change under it; once it is out everywhere there is nothing left to change. */
function lockedWords(context: DecideContext): Decided<Post> | undefined {
  const { publications } = context;
  if (publications.some((one) => isInFlight(one.state))) return refused('post.already-sending');
  const isOutEverywhere = publications.length > 0 && publications.every((one) => isSent(one.state));
  return isOutEverywhere ? alreadyOut(context) : undefined;
}

function alreadyOut(context: DecideContext): Decided<Post> {
  const sent = context.publications.find((one) => isSent(one.state));
  return refused('post.already-published', { channel: sent === undefined ? '' : nameOf(sent.channel, context) });
}

function isCommitted(state: PublicationState): boolean {
  return isInFlight(state) || isSent(state);
}

function isOnItsWay(channel: ChannelId, context: DecideContext): boolean {
  return context.publications.some((one) => one.channel === channel && isCommitted(one.state));
}

function nameOf(channel: ChannelId, context: DecideContext): string {
  return context.channelName(channel) ?? 'a channel';
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function next(state: Post, context: DecideContext): Decided<Post> {
  return accepted({ ...state, version: state.version + 1, updatedAt: context.now });
}
