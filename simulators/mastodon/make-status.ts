import { isReady, letGo, looseMedia } from '#simulators/mastodon/media.ts';
import type { Poll, PollParams, Scheduled, Status, StatusParams, World } from '#simulators/mastodon/world.ts';

/** Makes a status, which takes its files. Everything about it was checked. */
export function makeStatus(
  world: World,
  params: StatusParams,
  by: Pick<Status, 'accountId' | 'clientId' | 'key'> & { createdAt?: number },
): Status {
  const { poll, ...rest } = params;
  const createdAt = by.createdAt ?? world.now();
  const status: Status = {
    ...rest,
    id: world.nextId(),
    accountId: by.accountId,
    clientId: by.clientId,
    key: by.key,
    createdAt,
    poll: poll && newPoll(world, poll, createdAt),
    favourites: 0,
    reblogs: 0,
    quotes: 0,
    editedAt: undefined,
    deletedAt: undefined,
  };
  for (const id of params.mediaIds) {
    const media = world.media.get(id);
    if (media) Object.assign(media, { statusId: status.id, scheduledId: undefined });
  }
  world.statuses.set(status.id, status);
  return status;
}

export function newPoll(world: World, given: PollParams, from: number): Poll {
  return {
    id: world.nextId(),
    answers: given.answers,
    votes: given.answers.map(() => 0),
    endsAt: from + given.seconds * 1000,
    multiple: given.multiple,
    hideTotals: given.hideTotals,
  };
}

/** Still shown as scheduled: the scheduler has not taken it yet. */
export function isWaiting(world: World, scheduled: Scheduled): boolean {
  return scheduled.removedAt === undefined && world.now() < scheduled.at + world.behaviour.schedulerLateMs;
}

/** What the scheduler would have done since it was last looked: everything whose time has come is out. */
export function publishDue(world: World): void {
  const { schedulerLateMs, schedulerGapMs } = world.behaviour;
  const due = [...world.scheduled.values()]
    .filter(({ removedAt, at }) => removedAt === undefined && world.now() >= at + schedulerLateMs + schedulerGapMs)
    .toSorted((a, b) => a.at - b.at);
  for (const scheduled of due) publish(world, scheduled, scheduled.at + schedulerLateMs + schedulerGapMs);
}

function publish(world: World, scheduled: Scheduled, createdAt: number): void {
  const { id, accountId, clientId, key, params } = scheduled;
  world.scheduled.delete(id);
  // As on the real server, what cannot be published now is lost without a word.
  if (world.accounts.get(accountId)?.standing !== 'active') return;
  const files = params.mediaIds.map((mediaId) => looseMedia(world, accountId, mediaId));
  if (files.every((file) => file && isReady(world, file))) {
    makeStatus(world, params, { accountId, clientId, key, createdAt });
  } else {
    for (const mediaId of params.mediaIds) letGo(world, mediaId);
  }
}
