import { never } from '#shared/assert.ts';
import { offerOf, type FailureValue } from '#shared/failures.ts';
import type { ChannelId, PostId, PublicationId } from '#shared/ids.ts';
import { call } from '../ipc.ts';
import { channelOf } from '../state/channels.store.ts';
import { go, openPost } from '../state/route.store.ts';
import { readSecrets } from '../state/secrets.store.ts';
import { changePublication } from '../state/send-command.ts';
import { setSignIn } from '../state/sign-in.store.ts';
import { t } from '../text/t.ts';

/** What the failure is about, as far as the place that shows it knows. */
export interface Concerned {
  readonly post?: PostId | undefined;
  readonly publication?: PublicationId | undefined;
  readonly channel?: ChannelId | undefined;
}

export interface Action {
  readonly label: string;
  readonly run: () => void | Promise<void>;
}

/** The one action a failure offers here, or `undefined` when there is nothing to do but wait or know. */
export function offeredAction(failure: FailureValue, concerned: Concerned): Action | undefined {
  const { post, publication, channel } = concerned;
  const offer = offerOf(failure.code);
  switch (offer) {
    case 'none':
    case 'wait':
      return undefined;
    case 'edit-post':
      return post && { label: t.offer.editPost, run: () => openPost(post) };
    case 'pick-time':
      return post && { label: t.offer.pickTime, run: () => openPost(post) };
    case 'pick-media':
      return post && { label: t.offer.pickMedia, run: () => openPost(post) };
    case 'reconnect':
      return { label: t.offer.reconnect, run: () => reconnect(channel) };
    case 'connect-again':
      return { label: t.offer.connectAgain, run: () => reconnect(channel) };
    case 'send-again':
      return (
        publication && {
          label: t.offer.sendNow,
          run: () => changePublication({ kind: 'publication.send', publication }),
        }
      );
    case 'check-then-decide':
      return (
        publication && {
          label: t.offer.checkAgain,
          run: () => changePublication({ kind: 'publication.check-again', publication }),
        }
      );
    case 'choose-key':
      return { label: t.offer.chooseKey, run: () => readSecrets() };
    case 'open-settings':
      return channel === undefined
        ? { label: t.offer.openSettings, run: () => go({ screen: 'settings' }) }
        : { label: t.offer.openChannels, run: () => go({ screen: 'channels' }) };
    case 'open-network':
      return channel && { label: t.offer.openNetwork, run: () => call('channels.openProfile', { channel }) };
    case 'open-backup':
    case 'update-app':
    case 'report':
      return {
        label: t.app.copyDetails,
        run: () => navigator.clipboard.writeText(JSON.stringify(failure, undefined, 2)),
      };
    default:
      return never(offer);
  }
}

async function reconnect(id: ChannelId | undefined): Promise<void> {
  await go({ screen: 'channels' });
  const channel = id && channelOf(id);
  setSignIn(channel ? { step: 'form', platform: channel.platform, reconnect: channel.id } : { step: 'network' });
}
