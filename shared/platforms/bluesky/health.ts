import type { Api, Health } from '#shared/platforms/platform.ts';
import { notDoneUnseen, sendUnseen } from '#shared/platforms/bluesky/asking.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { askLimits, mustConfirmMail, wordsOfLimits } from '#shared/platforms/bluesky/video-jobs.ts';
import { readAnswer, sessionState, xrpc } from '#shared/platforms/bluesky/wire.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

/** Asks whether the sign-in works, the account is active, and may upload videos. */
export async function health(api: Api): Promise<Health> {
  const url = xrpc(api.account.server, 'com.atproto.server.getSession');
  const answer = await sendUnseen(api, { method: 'GET', url });
  const state = readAnswer(sessionState, answer);
  if (state === undefined) throw notDoneUnseen(answer, api);
  if (state.active === false) throw notActive(state.status ?? 'not active', api);
  return { missingPermissions: await missingForVideos(api) };
}

function notActive(status: string, api: Api): StepTrouble {
  const about = { platform: bluesky.name, channel: api.account.handle, answer: `this account is ${status}.` };
  return new StepTrouble({ kind: 'signed-out', failure: { code: 'channel.needs-attention', about } });
}

/** A service for videos that cannot be asked now keeps nobody from posting. */
async function missingForVideos(api: Api): Promise<string[]> {
  try {
    const limits = await askLimits(api);
    return limits && mustConfirmMail(limits) ? [`Videos: ${wordsOfLimits(limits)}`] : [];
  } catch (thrown) {
    if (thrown instanceof StepTrouble && thrown.trouble.kind !== 'signed-out') return [];
    throw thrown;
  }
}
