import { serverNow } from '#shared/platforms/answers.ts';
import { choicesOf, type Choices } from '#shared/platforms/mastodon/options.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';
import { scheduledIdIn } from '#shared/platforms/mastodon/scheduled.ts';
import { stoppedBy } from '#shared/platforms/mastodon/stopped.ts';
import { address, editable, readAnswer, type Editable } from '#shared/platforms/mastodon/wire.ts';
import type { FailureCode } from '#shared/failures.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

/** The server takes no poll that ends sooner (PLATFORMS.md 8.3). */
const POLL_LEAST_MS = 5 * 60_000;

interface Words {
  readonly text: string;
  readonly media: readonly DraftMedia[];
}

/**
 * Changes the words of every part, the content warning and the descriptions; files and poll stay, and who can see it
 * cannot be changed (PLATFORMS.md 8.8). Doing it again is the same thing.
 */
export async function edit(receipt: Receipt, draft: Draft, api: Api): Promise<Receipt> {
  if (scheduledIdIn(receipt) !== undefined) throw refused('publish.not-editable');
  const words = wordsFor(receipt, draft);
  if (words.length !== receipt.parts.length) {
    throw refused('publish.refused', `it has ${receipt.parts.length} parts there and ${words.length} here`);
  }
  // All of it is read before anything changes, so that what cannot be changed leaves nothing half done.
  const bodies: Record<string, unknown>[] = [];
  for (const [at, { remoteId }] of receipt.parts.entries()) {
    const answer = await api.send({ method: 'GET', url: addressOf(remoteId, api) });
    const there = readAnswer(editable, answer);
    if (!there) throw stoppedBy(answer, api);
    const of = words[at] ?? { text: '', media: [] };
    bodies.push(bodyOf(there, of, choicesOf(draft.options), serverNow(answer, api.now())));
  }
  for (const [at, { remoteId }] of receipt.parts.entries()) {
    const answer = await api.send({ method: 'PUT', url: addressOf(remoteId, api), body: { json: bodies[at] } });
    if (!readAnswer(editable, answer)) throw stoppedBy(answer, api);
  }
  return receipt;
}

/** The first comment is the last part where it is out. */
function wordsFor({ parts }: Receipt, { segments, firstComment }: Draft): readonly Words[] {
  if (firstComment === undefined || parts.length === segments.length) return segments;
  return [...segments, { text: firstComment, media: [] }];
}

/** What is not sent is taken away by the server: files and poll are named as they are. */
function bodyOf(there: Editable, words: Words, choices: Choices, serverTime: number): Record<string, unknown> {
  const files = there.media_attachments;
  const described = files.length === words.media.length ? words.media : [];
  // With a warning there, `sensitive` says nothing of its own.
  const wasSensitive = there.sensitive === true && !there.spoiler_text;
  return {
    status: words.text,
    spoiler_text: choices.warning,
    sensitive: choices.isSensitive || wasSensitive,
    ...(choices.language === undefined ? {} : { language: choices.language }),
    media_ids: files.map(({ id }) => id),
    ...(described.length > 0
      ? { media_attributes: described.map(({ alt }, at) => ({ id: files[at]?.id, description: alt })) }
      : {}),
    ...(there.poll ? { poll: pollBody(there.poll, choices, serverTime) } : {}),
  };
}

/** Other answers would throw the votes away, so the poll keeps its own, and its end. */
function pollBody(poll: NonNullable<Editable['poll']>, choices: Choices, serverTime: number): Record<string, unknown> {
  const leftMs = (poll.expires_at ?? 0) - serverTime;
  if (leftMs < POLL_LEAST_MS) {
    throw refused('publish.refused', 'its poll has ended or is about to, and a change would open it again');
  }
  return {
    options: poll.options.map(({ title }) => title),
    expires_in: Math.ceil(leftMs / 1000),
    multiple: poll.multiple === true,
    hide_totals: choices.pollHidden,
  };
}

function addressOf(id: string, api: Api): string {
  return address(api.account.server, `/api/v1/statuses/${id}`);
}

function refused(code: FailureCode, answer = ''): StepTrouble {
  return new StepTrouble({ kind: 'refused', failure: { code, about: { platform: mastodon.name, answer } } });
}
