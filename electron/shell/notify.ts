import { Notification } from 'electron';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { Fact } from '#shared/ipc/facts.ts';
import type { PersonalSettings } from '#shared/ipc/settings.calls.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { notificationFor } from '#electron/shell/notification-for.ts';

export interface NotifyDeps {
  /** Stands before every title. */
  readonly prefix?: string;
  readonly icon: string;
  personal(): PersonalSettings;
  /** The channel a publication goes to, and the first words of it. */
  describe(publication: Publication): { readonly channel: Channel | undefined; readonly excerpt: string };
  showWindow(): void;
  tell(fact: Fact): void;
}

/** What is said on the desktop. */
export interface Notifier {
  /** How a publication ended, as far as the person wants to hear it. Clicking shows the post, or what to decide about it. */
  ended(publication: Publication): void;
  /** A sign-in ends in `days` days. Clicking shows the channels. */
  signInEnds(channel: Channel, days: number): void;
}

/** Says things on the desktop. */
export function notifier(d: NotifyDeps): Notifier {
  // A notification that nobody holds can be collected before it is clicked.
  const shown = new Set<Notification>();

  return {
    ended: (publication) => {
      const said = notificationFor(publication, { ...d.describe(publication), personal: d.personal() });
      if (said !== undefined) show(said, said.leadsTo);
    },
    signInEnds: (channel, days) => {
      if (!d.personal().notifySignIn) return;
      const when = days === 1 ? 'within a day' : `within ${days} days`;
      const body = 'Connect it again before then, so that nothing waits.';
      show({ title: `The sign-in of ${channelName(channel)} ends ${when}`, body }, { fact: 'go', to: 'channels' });
    },
  };

  function show(words: { readonly title: string; readonly body: string }, onClick: Fact): void {
    if (!Notification.isSupported()) return;
    const one = new Notification({ title: `${d.prefix ?? ''}${words.title}`, body: words.body, icon: d.icon });
    shown.add(one);
    one.on('close', () => shown.delete(one));
    one.on('failed', () => shown.delete(one));
    one.on('click', () => {
      shown.delete(one);
      d.showWindow();
      d.tell(onClick);
    });
    one.show();
  }
}
