import { serverNow } from '#shared/platforms/answers.ts';
import { beside } from '#shared/platforms/beside.ts';
import type { FailureValue } from '#shared/failures.ts';
import { enc, rest } from '#shared/platforms/linkedin/addresses.ts';
import { sendUnseen, trouble } from '#shared/platforms/linkedin/failures.ts';
import { withoutMentions } from '#shared/platforms/linkedin/little-text.ts';
import { isAgain, isSlowedDown } from '#shared/platforms/linkedin/patience.ts';
import { linkedin } from '#shared/platforms/linkedin/rules.ts';
import { isPage } from '#shared/platforms/linkedin/urn.ts';
import { comments, createdComment, createdId, readAnswer } from '#shared/platforms/linkedin/wire.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble, type Found, type StepRunner, type StepStart } from '#shared/publishing/steps.ts';

const PER_PAGE = 100;

/**
 * Writes the first comment under a post that is out; why it is not there, if it is not. Which permission is enough is
 * not certain (register 12), so a refusal is expected and never touches the post.
 */
export async function writeFirstComment(
  postUrn: string,
  comment: string,
  run: StepRunner,
  api: Api,
): Promise<FailureValue | undefined> {
  const text = withoutMentions(comment);
  const find = (start: StepStart): Promise<Found<string>> => findComment(postUrn, text, start, api);
  try {
    const ended = await beside('publish.comment-refused', () =>
      run.step<string>('comment', { once: true, find }, () => write(postUrn, text, api)),
    );
    return 'without' in ended ? ended.without : undefined;
  } catch (thrown) {
    // Limits are per day: a post that is out does not wait until midnight for its comment.
    if (!isSlowedDown(thrown) || !(await isAgain('comment-slowed-down', run, api))) throw thrown;
    return { code: 'publish.comment-refused', about: thrown.trouble.failure.about };
  }
}

async function write(postUrn: string, text: string, api: Api): Promise<string> {
  const json = { actor: api.account.remoteId, object: postUrn, message: { text } };
  const answer = await api.send(rest(api.account.server, 'POST', pathOf(postUrn), { json }));
  const made = readAnswer(createdComment, answer);
  const id = made?.commentUrn ?? made?.id ?? createdId(answer);
  if (id === undefined) throw trouble(answer, api, { what: 'comment' });
  return id;
}

/** The post is ours and new: a comment under it by this account with these words is the one. People may not look. */
async function findComment(postUrn: string, text: string, start: StepStart, api: Api): Promise<Found<string>> {
  if (!isPage(api.account.remoteId)) throw cannotTell(api);
  const answer = await sendUnseen(rest(api.account.server, 'GET', `${pathOf(postUrn)}?count=${PER_PAGE}`), api);
  const list = readAnswer(comments, answer)?.elements;
  if (!list) {
    const why = trouble(answer, api, { what: 'comment' });
    if (why.trouble.kind !== 'maybe' && why.trouble.kind !== 'refused') throw why;
    if (why.trouble.kind === 'maybe') lookAgainLater(start, api.now(), { platform: linkedin.name });
    throw cannotTell(api);
  }
  const since = serverNow(answer, api.now()) - (api.now() - start.startedAt) - SKEW_MS;
  const same = list.filter(
    (one) =>
      one.actor === api.account.remoteId && isSameText(one.message.text, text) && (one.created?.time ?? since) >= since,
  );
  const [only] = same;
  if (same.length > 1 || list.length >= PER_PAGE) throw cannotTell(api);
  if (only) return { found: only.commentUrn ?? only.id ?? '' };
  lookAgainLater(start, api.now(), { platform: linkedin.name });
  return 'absent';
}

/** PLATFORMS.md 9.2. */
const SKEW_MS = 2 * 60_000;

function cannotTell(api: Api): StepTrouble {
  const answer = 'it could not be found out whether the comment arrived';
  const about = { platform: linkedin.name, channel: api.account.handle, answer };
  return new StepTrouble({ kind: 'unconfirmed', failure: { code: 'publish.unconfirmed', about } });
}

function pathOf(postUrn: string): string {
  return `/socialActions/${enc(postUrn)}/comments`;
}
