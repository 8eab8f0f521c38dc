import { invariant } from '#shared/assert.ts';
import { decidePublication, type DecidePublicationContext } from '#shared/commands/decide-publication.ts';
import type { PublicationCommand } from '#shared/commands/publication-commands.ts';
import { channelName } from '#shared/channels/channel.ts';
import { Failure } from '#shared/failures.ts';
import type { CommandId } from '#shared/ids.ts';
import { isOpen, type Publication } from '#shared/publishing/publication.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { changed } from '#electron/db/change-log.ts';
import { decidedOnce } from '#electron/db/commands.write.ts';
import type { Library, ReadDb, WriteTx } from '#electron/db/handles.ts';
import { problemsOf } from '#electron/posts/change-post.ts';
import { postById } from '#electron/posts/posts.read.ts';
import { takenBackFrom } from '#electron/publishing/ledger.read.ts';
import { note } from '#electron/publishing/ledger.write.ts';
import { frozenDraft, publicationById } from '#electron/publishing/publications.read.ts';
import { forgetUnconfirmed, hasVisibleStep, startAfresh } from '#electron/publishing/queue/record-step.ts';
import { cancel, schedule, waitAgain, waitFor } from '#electron/publishing/queue/wait-for-person.ts';
import { runAtOf } from '#electron/publishing/schedule-post.ts';
import { recordSeenByPerson } from '#electron/publishing/queue/record-seen.ts';

/** Decides what a person wants with one publication and does it. Throws the refusal as a `Failure`. */
export function changePublication(library: Library, id: CommandId, command: PublicationCommand): void {
  library.write((tx) => changePublicationIn(tx, id, command));
}

/** The same inside a transaction that changes more than this publication. */
export function changePublicationIn(tx: WriteTx, id: CommandId, command: PublicationCommand): void {
  decidedOnce(tx, id, command, () => {
    const before = publicationById(tx, command.publication);
    const decided = decidePublication(before, command, contextOf(tx, tx.now, before));
    if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
    if (before !== undefined) carryOut(tx, before, decided.state, command);
  });
}

function contextOf(db: ReadDb, now: number, publication: Publication | undefined): DecidePublicationContext {
  const channel = publication && channelById(db, publication.channel);
  const post = publication && postById(db, publication.post);
  // What is frozen is sent as it is; its rules were checked when it was frozen.
  const isFresh =
    publication !== undefined && isOpen(publication.state) && frozenDraft(db, publication.id) === undefined;
  return {
    now,
    channel: { name: channel ? channelName(channel) : '', state: channel?.state ?? 'disconnected' },
    isPostDeleted: post === undefined || post.deletedAt !== undefined,
    takenBackFrom: publication && takenBackFrom(db, publication.id),
    problems: isFresh && post && channel ? problemsOf(db, post, channel.id) : [],
  };
}

function carryOut(tx: WriteTx, before: Publication, after: Publication, command: PublicationCommand): void {
  const why = 'why' in before && before.why !== undefined ? { why: before.why } : {};
  note(tx, before.id, 'decided', { command: command.kind, from: before.state, ...why });
  changed(tx, 'publications', [before.id]);
  if (command.kind === 'publication.mark-not-published') {
    waitFor(tx, before.id, 'why' in after ? after.why : undefined);
  } else if (after.state === 'held' || after.state === 'failed' || after.state === 'unconfirmed') {
    waitAgain(tx, before.id, after);
  } else if (after.state === 'scheduled') {
    if (command.kind === 'publication.put-back') return putBack(tx, before);
    if (command.kind === 'publication.send') makeReady(tx, before);
    // “Now” is its time from here on, also for one that was to go out later.
    schedule(tx, before.id, after.runAt, before.dueAt > after.runAt ? after.runAt : undefined);
  } else if (after.state === 'published') {
    recordSeenByPerson(tx, before.id, after.receipt);
  } else {
    invariant(after.state === 'canceled', 'a person sends, takes back or has seen it');
    cancel(tx, before.id, after.why);
  }
}

function putBack(tx: WriteTx, before: Publication): void {
  const post = postById(tx, before.post);
  invariant(post !== undefined, 'decidePublication refuses what has no post');
  makeReady(tx, before);
  schedule(tx, before.id, runAtOf(tx, post, before.channel, before.dueAt), before.dueAt);
}

/** What nobody can have seen is written anew, from the words as they are now; the rest is continued. */
function makeReady(tx: WriteTx, before: Publication): void {
  if (before.state === 'unconfirmed') forgetUnconfirmed(tx, before.id);
  if (!hasVisibleStep(tx, before.id)) startAfresh(tx, before.id);
}
