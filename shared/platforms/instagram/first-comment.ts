import { beside } from '#shared/platforms/beside.ts';
import { graphAddress } from '#shared/platforms/instagram/addresses.ts';
import { askingOf } from '#shared/platforms/instagram/asking.ts';
import { troubleOf } from '#shared/platforms/instagram/failures.ts';
import { commentList, made, readAnswer } from '#shared/platforms/instagram/wire.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import { sendUnseen } from '#shared/platforms/meta/containers.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Found, type StepRunner, type StepStart } from '#shared/publishing/steps.ts';

const MOST_PAGES = 4;

/** Writes the first comment under a post that is out; what the post is `without` when Instagram refuses it. */
export async function writeFirstComment(
  media: string,
  text: string,
  run: StepRunner,
  api: Api,
): Promise<NonNullable<Receipt['without']>> {
  const find = (start: StepStart): Promise<Found<string>> => findComment(media, text, start, api);
  const came = await beside('publish.comment-refused', () =>
    run.step<string>('comment', { once: true, find }, () => comment(media, text, api)),
  );
  return 'without' in came ? [came.without] : [];
}

async function comment(media: string, message: string, api: Api): Promise<string> {
  const url = graphAddress(api.account.server, `/${media}/comments`);
  const answer = await api.send({ method: 'POST', url, body: { form: { message } } });
  const written = readAnswer(made, answer);
  if (written) return written.id;
  throw new StepTrouble(troubleOf(answer, askingOf(api, { shows: true })));
}

/** Under our own post, a comment of ours with exactly these words is the one: there was none before it was out. */
async function findComment(media: string, text: string, start: StepStart, api: Api): Promise<Found<string>> {
  const same: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { fields: 'id,text,timestamp,username', limit: '50', ...(after === undefined ? {} : { after }) };
    const url = graphAddress(api.account.server, `/${media}/comments`, query);
    const answer = await sendUnseen({ method: 'GET', url }, api);
    const list = readAnswer(commentList, answer);
    if (!list) {
      const trouble = troubleOf(answer, askingOf(api, { shows: false }));
      if (trouble.kind === 'refused') return 'cannot-tell';
      throw new StepTrouble(trouble);
    }
    const ours = list.data.filter((one) => one.username == null || one.username === api.account.handle);
    same.push(...ours.filter((one) => isSameText(one.text ?? '', text)).map(({ id }) => id));
    after = list.paging?.next === undefined ? undefined : list.paging.cursors?.after;
    if (after === undefined) return settled(same, start, api);
  }
  return 'cannot-tell';
}

function settled(same: readonly string[], start: StepStart, api: Api): Found<string> {
  const [only] = same;
  if (only !== undefined) return same.length === 1 ? { found: only } : 'cannot-tell';
  lookAgainLater(start, api.now(), { platform: askingOf(api, { shows: false }).platform });
  return 'absent';
}
