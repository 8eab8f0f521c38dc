import { graphAddress } from '#shared/platforms/facebook/addresses.ts';
import { visibleTrouble } from '#shared/platforms/facebook/ask.ts';
import { isDuplicate } from '#shared/platforms/facebook/failures.ts';
import { findDuplicate, findOrLookAgain } from '#shared/platforms/facebook/find-post.ts';
import type { Wanted } from '#shared/platforms/facebook/match-post.ts';
import {
  CREATED_FIELDS,
  postedOf,
  refusesTime,
  tooLate,
  whenFor,
  type Posted,
  type When,
} from '#shared/platforms/facebook/posted.ts';
import { created, readAnswer } from '#shared/platforms/facebook/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import type { StepRunner, StepStart } from '#shared/publishing/steps.ts';

// A video on the page: one request brings the file and shows it (PLATFORMS.md 4.2).

export interface VideoPost {
  readonly text: string;
  readonly video: DraftMedia;
  readonly handOverFor: number | undefined;
}

const UPLOAD_TIMEOUT_MS = 30 * 60_000;

export function postVideo(post: VideoPost, run: StepRunner, api: Api): Promise<Posted> {
  const wanted: Wanted = { text: post.text, attached: 'a-video', handOverFor: post.handOverFor };
  return run.step<Posted>('create', { once: true, find: (start) => findOrLookAgain(wanted, start, api) }, (start) =>
    create(post, wanted, start, api),
  );
}

async function create(post: VideoPost, wanted: Wanted, start: StepStart, api: Api): Promise<Posted> {
  const when = whenFor(post.handOverFor, api);
  const answer = await send(post, when, api);
  const made = readAnswer(created, answer);
  if (made) return postedOf(made, answer, !when.published, api);
  if (isDuplicate(answer)) {
    const earlier = await findDuplicate(wanted, start, api);
    if (earlier) return earlier;
  }
  if (post.handOverFor !== undefined && refusesTime(answer, when)) throw tooLate(post.handOverFor, api);
  throw visibleTrouble(answer, api, post.video.name);
}

async function send({ text, video }: VideoPost, when: When, api: Api): Promise<HttpAnswer> {
  const bytes = await api.readMedia(video);
  const fields = { ...(text === '' ? {} : { description: text }), ...when };
  return api.send({
    method: 'POST',
    url: graphAddress(api.account.server, `${api.account.remoteId}/videos`, { fields: CREATED_FIELDS }),
    body: {
      multipart: [
        ...Object.entries(fields).map(([name, value]) => ({ name, value: String(value) })),
        { name: 'source', bytes, type: video.mimeType, fileName: video.name },
      ],
    },
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
}
