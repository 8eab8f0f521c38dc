import type { Params } from '#simulators/form-params.ts';
import { newPoll } from '#simulators/mastodon/make-status.ts';
import { letGo } from '#simulators/mastodon/media.ts';
import { attachable, checkText, pollIn, strip } from '#simulators/mastodon/status-params.ts';
import type { Account, PollParams, Status, World } from '#simulators/mastodon/world.ts';

/** `PUT /api/v1/statuses/:id`: what is not sent is taken away, but for the language. PLATFORMS.md 8.8. */
export function editStatus(world: World, account: Account, status: Status, params: Params): void {
  const poll = pollIn(world, params);
  const media = attachable(world, account, params.list('media_ids') ?? [], poll, status);
  const spoilerText = strip(params.text('spoiler_text') ?? '');
  const text = strip(params.text('status') ?? '');
  checkText(world, text, spoilerText, media);

  for (const { id, description } of params.groups('media_attributes')) {
    const file = media.find((one) => one.id === id);
    if (file && typeof description === 'string') file.description = description.trim() || null;
  }
  const mediaIds = media.map(({ id }) => id);
  for (const id of status.mediaIds) if (!mediaIds.includes(id)) letGo(world, id);
  for (const file of media) file.statusId = status.id;
  status.poll = poll && changedPoll(world, status, poll);
  const sensitive = params.text('sensitive') === 'true' || spoilerText !== '';
  const language = params.text('language') ?? status.language;
  Object.assign(status, { text, spoilerText, mediaIds, sensitive, language, editedAt: world.now() });
}

/** Other answers are another question: the votes are gone. */
function changedPoll(world: World, status: Status, given: PollParams): Status['poll'] {
  const fresh = newPoll(world, given, world.now());
  const before = status.poll;
  if (!before) return fresh;
  const isSame = before.multiple === given.multiple && before.answers.join('\n') === given.answers.join('\n');
  return { ...fresh, id: before.id, votes: isSame ? before.votes : fresh.votes };
}
