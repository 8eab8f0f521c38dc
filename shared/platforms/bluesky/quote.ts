import type { Api } from '#shared/platforms/platform.ts';
import { notDoneUnseen, refusedAs, sendUnseen } from '#shared/platforms/bluesky/asking.ts';
import type { PostAddress } from '#shared/platforms/bluesky/post-options.ts';
import { POST } from '#shared/platforms/bluesky/records.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { readAnswer, written, xrpc, type Written } from '#shared/platforms/bluesky/wire.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

/** The post to be quoted, as records name it. A server asks the others about what it does not have itself. */
export async function findQuoted({ actor, rkey }: PostAddress, api: Api): Promise<Written> {
  const query = { repo: actor, collection: POST, rkey };
  const url = xrpc(api.account.server, 'com.atproto.repo.getRecord', query);
  const answer = await sendUnseen(api, { method: 'GET', url });
  const there = readAnswer(written, answer);
  if (there) return { uri: there.uri, cid: there.cid };
  if (refusedAs(answer, 'RecordNotFound') || refusedAs(answer, 'InvalidRequest')) throw quotesNothing(api);
  throw notDoneUnseen(answer, api);
}

function quotesNothing(api: Api): StepTrouble {
  const about = {
    platform: bluesky.name,
    channel: api.account.handle,
    answer: 'the post that it quotes is not there.',
  };
  return new StepTrouble({ kind: 'refused', failure: { code: 'publish.refused', about } });
}
