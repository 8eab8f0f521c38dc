import type { Api, Health } from '#shared/platforms/platform.ts';
import { address } from '#shared/platforms/x/addresses.ts';
import { sendUnseen, stopUnseen } from '#shared/platforms/x/unseen.ts';
import { me, readAnswer } from '#shared/platforms/x/wire.ts';

/** Whether the sign-in still works. X tells neither its end nor its permissions; a token has all of them or was not kept. */
export async function health(api: Api): Promise<Health> {
  const answer = await sendUnseen({ method: 'GET', url: address(api.account.server, '/2/users/me') }, api);
  if (readAnswer(me, answer)?.data.id !== api.account.remoteId) throw stopUnseen(answer, api);
  return { missingPermissions: [] };
}
