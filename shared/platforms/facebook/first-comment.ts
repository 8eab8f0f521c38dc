import { graphAddress } from '#shared/platforms/facebook/addresses.ts';
import { aboutPage, get, unseenTrouble, visibleTrouble } from '#shared/platforms/facebook/ask.ts';
import { isDuplicate } from '#shared/platforms/facebook/failures.ts';
import { comments, created, readAnswer } from '#shared/platforms/facebook/wire.ts';
import type { FailureValue } from '#shared/failures.ts';
import { beside } from '#shared/platforms/beside.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import type { Found, StepRunner, StepStart } from '#shared/publishing/steps.ts';

/** Writes the first comment; what Facebook said when it did not take it. The post stays out either way. */
export async function writeFirstComment(
  postId: string,
  text: string,
  run: StepRunner,
  api: Api,
): Promise<readonly FailureValue[]> {
  const ended = await beside('publish.comment-refused', () =>
    run.step<string>('comment', { once: true, find: (start) => findOrLookAgain(postId, text, start, api) }, () =>
      comment(postId, text, api),
    ),
  );
  return 'without' in ended ? [ended.without] : [];
}

async function comment(postId: string, text: string, api: Api): Promise<string> {
  const url = graphAddress(api.account.server, `${postId}/comments`, { fields: 'id,permalink_url' });
  const answer = await api.send({ method: 'POST', url, body: { json: { message: text } } });
  const made = readAnswer(created, answer);
  if (made) return made.id;
  if (isDuplicate(answer)) {
    const found = await findComment(postId, text, api);
    if (typeof found === 'object') return found.found;
  }
  throw visibleTrouble(answer, api);
}

async function findOrLookAgain(postId: string, text: string, start: StepStart, api: Api): Promise<Found<string>> {
  const found = await findComment(postId, text, api);
  if (typeof found !== 'object') lookAgainLater(start, api.now(), aboutPage(api));
  return found;
}

/** Under our own new post, the page's comment with exactly these words is the one: there was none before it was out. */
async function findComment(postId: string, text: string, api: Api): Promise<Found<string>> {
  const query = { fields: 'id,message,from{id}', order: 'reverse_chronological', limit: '100' };
  const answer = await get(`${postId}/comments`, query, api);
  const read = readAnswer(comments, answer);
  if (!read) return notNow(answer, api);
  const same = read.data.filter((one) => one.from?.id === api.account.remoteId && isSameText(one.message ?? '', text));
  const [only] = same;
  if (only) return same.length === 1 ? { found: only.id } : 'cannot-tell';
  // Newest first: with a hundred comments since, ours may be further down.
  return read.paging?.next === undefined ? 'absent' : 'cannot-tell';
}

/** Without the right to read comments it will never be told. Anything else is a trouble of the moment: ask again later. */
function notNow(answer: HttpAnswer, api: Api): 'cannot-tell' {
  const trouble = unseenTrouble(answer, api);
  if (trouble.trouble.kind === 'refused') return 'cannot-tell';
  throw trouble;
}
