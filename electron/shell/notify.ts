import { Notification } from 'electron';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { Fact } from '#shared/ipc/facts.ts';
import type { PersonalSettings } from '#shared/ipc/personal-settings.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { programWords } from '#shared/text/program-words.ts';
import { notificationFor } from '#electron/shell/notification-for.ts';

export interface NotifyDeps {
  /** Every title says so. */
  readonly isPractice?: boolean;
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
      const { signInEnds, connectBefore } = programWords().notify;
      show({ title: signInEnds(channelName(channel), days), body: connectBefore }, { fact: 'go', to: 'channels' });
    },
  };

  function show(words: { readonly title: string; readonly body: string }, onClick: Fact): void {
    if (!Notification.isSupported()) return;
    const title = d.isPractice === true ? programWords().notify.practice(words.title) : words.title;
    const one = new Notification({ ...words, title, icon: d.icon });
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
