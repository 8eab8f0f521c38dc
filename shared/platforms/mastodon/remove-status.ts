import { serverNow } from '#shared/platforms/answers.ts';
import { scheduledIdIn, scheduledRequest } from '#shared/platforms/mastodon/scheduled.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';
import { stoppedBy } from '#shared/platforms/mastodon/stopped.ts';
import { address, readRefusal } from '#shared/platforms/mastodon/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

/** Takes every part down, the last one first, with its media (PLATFORMS.md 8.8); or out of the server's scheduler. */
export async function remove(receipt: Receipt, api: Api): Promise<void> {
  const scheduledId = scheduledIdIn(receipt);
  if (scheduledId !== undefined) return unschedule(scheduledId, receipt.publishedAt, api);
  for (const { remoteId } of receipt.parts.toReversed()) {
    // `delete_media` since 4.4; older servers leave it out, and throw the files away by themselves a day later.
    const url = address(api.account.server, `/api/v1/statuses/${remoteId}`, { delete_media: 'true' });
    const answer = await api.send({ method: 'DELETE', url });
    if (answer.status > 299 && !isMissing(answer)) throw stoppedBy(answer, api);
  }
}

async function unschedule(id: string, dueAt: number, api: Api): Promise<void> {
  const answer = await api.send(scheduledRequest(api, 'DELETE', `/${id}`));
  if (answer.status <= 299) return;
  if (!isMissing(answer)) throw stoppedBy(answer, api);
  // Gone since its time has come: then it is out, under an id that this receipt does not know.
  if (serverNow(answer, api.now()) < dueAt) return;
  const failure = { code: 'publish.handed-over-gone' as const, about: { platform: mastodon.name } };
  throw new StepTrouble({ kind: 'refused', failure });
}

function isMissing(answer: HttpAnswer): boolean {
  return answer.status === 404 && readRefusal(answer) !== undefined;
}
