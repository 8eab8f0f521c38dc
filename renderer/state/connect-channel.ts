import { channelName } from '#shared/channels/channel.ts';
import type { ChannelId, PlatformId } from '#shared/ids.ts';
import type { AccountChoice } from '#shared/ipc/facts.ts';
import { knownFace } from '#shared/platforms/names.ts';
import { failureOf } from '../failures/failure-words.ts';
import { showSuccess } from '../failures/show-notice.tsx';
import { call } from '../ipc.ts';
import { t } from '../text/t.ts';
import { channelOf, readChannels } from './channels.store.ts';
import { setSignIn } from './sign-in.store.ts';

/** Connects a channel, or connects `reconnect` again; what follows is a step of the sign-in. */
export async function connectChannel(
  platform: PlatformId,
  way: string,
  answers: Readonly<Record<string, string>>,
  reconnect: ChannelId | undefined,
): Promise<void> {
  const again = reconnect === undefined ? {} : { reconnect };
  try {
    const done = await call('channels.connect', { platform, way, answers: { ...answers }, ...again });
    if (done.then === 'browser') return setSignIn({ step: 'browser', platform, way, answers, ...again });
    await readChannels();
    setSignIn({ step: 'closed' });
    showSuccess(t.channels.connectedNow(nameOf(done.channel, platform)));
  } catch (thrown) {
    setSignIn({ step: 'form', platform, way, failure: failureOf(thrown), answers, ...again });
  }
}

/** Connects some of the accounts that a sign-in offered. */
export async function chooseAccounts(choice: AccountChoice, remoteIds: readonly string[]): Promise<void> {
  try {
    const channels = await call('channels.choose', { id: choice.id, remoteIds: [...remoteIds] });
    await readChannels();
    setSignIn({ step: 'closed' });
    showSuccess(t.channels.connectedSome(channels.length));
  } catch (thrown) {
    setSignIn({ step: 'choose', choice, failure: failureOf(thrown) });
  }
}

function nameOf(id: ChannelId, platform: PlatformId): string {
  const channel = channelOf(id);
  return channel === undefined ? (knownFace(platform)?.name ?? platform) : channelName(channel);
}
