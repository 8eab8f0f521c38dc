import { aboutPage, get, shownAt, stopped, unconfirmed, unseenTrouble } from '#shared/platforms/facebook/ask.ts';
import { isMissing } from '#shared/platforms/facebook/failures.ts';
import type { Posted } from '#shared/platforms/facebook/posted.ts';
import { isOut, refuseBroken, shownTime, videoState } from '#shared/platforms/facebook/video-state.ts';
import { post as postAnswer, readAnswer } from '#shared/platforms/facebook/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner } from '#shared/publishing/steps.ts';

/** Where and since when people see it. */
export type Live = { readonly permalink: string; readonly at: number };

/** What is known of something in Facebook's scheduler. */
type State = Live | { readonly dueAt: number } | 'gone';

/**
 * Ends the run with `handed-over` while Facebook's own scheduler has the post. The publisher comes back when its time has
 * come, and this step, the last that shows nothing, is asked again.
 */
export function untilLive(
  posted: Posted,
  plan: { readonly handOverFor: number; readonly file: string | undefined },
  run: StepRunner,
  api: Api,
): Promise<Live> {
  return run.step('live', 'repeatable', async () => {
    const state = await stateOf(posted, plan, api).catch((thrown: unknown) =>
      orStillThere(thrown, plan.handOverFor, api),
    );
    if (state === 'gone') {
      throw stopped({ kind: 'refused', failure: { code: 'publish.handed-over-gone', about: aboutPage(api) } });
    }
    if ('at' in state) return state;
    const about = { ...aboutPage(api), dueAt: new Date(state.dueAt).toISOString() };
    throw stopped({
      kind: 'handed-over',
      failure: { code: 'publish.handed-over', about },
      receipt: receiptOf(posted, state.dueAt),
    });
  });
}

/**
 * A question that got no answer says nothing about the post: as far as is known, Facebook still has it. One that may not
 * be asked leaves a doubt; only a file that cannot be used ends it.
 */
function orStillThere(thrown: unknown, handOverFor: number, api: Api): State {
  if (!(thrown instanceof StepTrouble)) throw thrown;
  const { kind, failure } = thrown.trouble;
  if (kind === 'temporary' || kind === 'not-arrived' || kind === 'maybe') return { dueAt: handOverFor };
  throw kind === 'refused' && failure.code !== 'publish.media-refused' ? unconfirmed(api) : thrown;
}

async function stateOf(
  posted: Posted,
  { handOverFor, file }: { readonly handOverFor: number; readonly file: string | undefined },
  api: Api,
): Promise<State> {
  return file === undefined ? postState(posted, handOverFor, api) : videoLive(posted, handOverFor, file, api);
}

async function postState({ id, permalink }: Posted, handOverFor: number, api: Api): Promise<State> {
  const fields = 'id,is_published,created_time,permalink_url,scheduled_publish_time';
  const answer = await get(id, { fields }, api);
  if (isMissing(answer)) return 'gone';
  const read = readAnswer(postAnswer, answer);
  if (!read) throw unseenTrouble(answer, api);
  // A person may have moved it, or sent it early, on Facebook itself.
  const dueAt = read.scheduled_publish_time ?? handOverFor;
  if (!(read.is_published ?? dueAt <= api.now())) return { dueAt };
  return { permalink: shownAt(read.permalink_url, permalink, api), at: read.created_time };
}

async function videoLive({ id, permalink }: Posted, handOverFor: number, file: string, api: Api): Promise<State> {
  const state = await videoState(id, api);
  if (state === 'gone') return 'gone';
  refuseBroken(state, file);
  const dueAt = state.scheduled_publish_time ?? handOverFor;
  if (!isOut(state)) return { dueAt };
  return { permalink: shownAt(state.permalink_url, permalink, api), at: shownTime(state) ?? dueAt };
}

function receiptOf({ id, permalink, how }: Posted, dueAt: number): Receipt {
  return {
    remoteId: id,
    permalink,
    publishedAt: dueAt,
    confirmedBy: how,
    parts: [{ remoteId: id, permalink }],
  };
}
