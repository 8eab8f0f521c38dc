import type { Params } from '#simulators/form-params.ts';
import { isReady, looseMedia } from '#simulators/mastodon/media.ts';
import { invalid, unusable } from '#simulators/mastodon/refusal.ts';
import { countableLength } from '#simulators/mastodon/status-text.ts';
import type { Account, Media, PollParams, Status, StatusParams, World } from '#simulators/mastodon/world.ts';

// What a client sends to make or change a status, and what the server says against it. PLATFORMS.md 8.2 to 8.4.

const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'];
const QUOTE_POLICIES = ['public', 'followers', 'nobody'];

/** Checked as on the real server, also where the status is to wait for its time. */
export function newStatus(world: World, account: Account, params: Params, parent: Status | undefined): StatusParams {
  const poll = pollIn(world, params);
  const media = attachable(world, account, params.list('media_ids') ?? [], poll);
  const spoilerText = strip(params.text('spoiler_text') ?? '');
  const text = filledIn(strip(params.text('status') ?? ''), spoilerText, media);
  checkText(world, text, spoilerText, media);
  const visibility = params.text('visibility') ?? 'public';
  if (!VISIBILITIES.includes(visibility)) throw unusable(`'${visibility}' is not a valid visibility`);
  const quotePolicy = params.text('quote_approval_policy') ?? 'public';
  if (!QUOTE_POLICIES.includes(quotePolicy)) throw unusable(`'${quotePolicy}' is not a valid quote approval policy`);
  return {
    text,
    spoilerText,
    mediaIds: media.map((one) => one.id),
    visibility,
    sensitive: params.text('sensitive') === 'true' || spoilerText !== '',
    language: params.text('language') ?? 'en',
    quotePolicy: ['private', 'direct'].includes(visibility) ? 'nobody' : quotePolicy,
    inReplyToId: parent?.id ?? null,
    poll,
  };
}

/** The files of a status: of this account, prepared, on no other status but `on`, and not mixed. */
export function attachable(
  world: World,
  account: Account,
  ids: readonly string[],
  poll: PollParams | undefined,
  on?: Status,
): readonly Media[] {
  if (ids.length === 0) return [];
  const { maxMedia } = world.limits;
  if (ids.length > maxMedia || poll) throw unusable(`Cannot attach more than ${maxMedia} files`);
  const known = (id: string): Media | undefined =>
    on?.mediaIds.includes(id) ? world.media.get(id) : looseMedia(world, account.id, id);
  const found = [...new Set(ids)].map((id) => ({ id, media: known(id) }));
  const missing = found.filter((one) => !one.media).map((one) => one.id);
  if (missing.length > 0) throw unusable(`Media ${missing.join(', ')} not found or already attached to another post`);
  const media = found.flatMap((one) => one.media ?? []);
  if (media.length > 1 && media.some((one) => one.kind === 'video' || one.kind === 'audio')) {
    throw unusable('Cannot attach a video to a post that already contains images');
  }
  if (media.some((one) => !isReady(world, one) || one.fails)) {
    throw unusable('Cannot attach files that have not finished processing. Try again in a moment!');
  }
  return media;
}

export function checkText(world: World, text: string, spoilerText: string, media: readonly Media[]): void {
  if (text === '' && spoilerText === '' && media.length === 0) throw invalid("Text can't be blank");
  const { maxCharacters, reservedPerUrl } = world.limits;
  if (countableLength(text, spoilerText, reservedPerUrl) > maxCharacters) {
    throw invalid(`Text character limit of ${maxCharacters} exceeded`);
  }
}

/** Under a warning there has to be something: the server writes a sign for what there is. */
function filledIn(text: string, spoilerText: string, media: readonly Media[]): string {
  if (text !== '' || spoilerText === '') return text;
  if (media.some(({ kind }) => kind === 'video' || kind === 'gifv')) return '📹';
  if (media.some(({ kind }) => kind === 'audio')) return '🎵';
  return media.length > 0 ? '🖼' : '.';
}

export function pollIn(world: World, params: Params): PollParams | undefined {
  const given = params.list('poll[options]');
  if (!given) return undefined;
  const answers = given.map(strip).filter((answer) => answer !== '');
  const seconds = Number(params.text('poll[expires_in]') ?? Number.NaN);
  const { pollAnswers, pollAnswerLength, pollLeastSeconds, pollMostSeconds } = world.limits;
  if (answers.length < 2) throw invalid('Poll options must have more than one item');
  if (answers.length > pollAnswers) throw invalid(`Poll options can't contain more than ${pollAnswers} items`);
  if (answers.some((answer) => lengthOf(answer) > pollAnswerLength)) {
    throw invalid(`Poll options can't be longer than ${pollAnswerLength} characters each`);
  }
  if (new Set(answers).size < answers.length) throw invalid('Poll options contain duplicate items');
  if (!Number.isFinite(seconds)) throw invalid("Poll expires at can't be blank");
  if (seconds > pollMostSeconds) throw invalid('Poll expires at is too far into the future');
  if (seconds < pollLeastSeconds) throw invalid('Poll expires at is too soon');
  return {
    answers,
    seconds,
    multiple: params.text('poll[multiple]') === 'true',
    hideTotals: params.text('poll[hide_totals]') === 'true',
  };
}

function lengthOf(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length;
}

/** Ruby's `strip`. */
export function strip(text: string): string {
  return text.replace(/^[\0\t\n\v\f\r ]+/, '').replace(/[\0\t\n\v\f\r ]+$/, '');
}
