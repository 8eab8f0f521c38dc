import { Notification } from 'electron';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import { sentenceOf, type FailureValue } from '#shared/failures.ts';
import type { Fact } from '#shared/ipc/facts.ts';
import type { PersonalSettings } from '#shared/ipc/settings.calls.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { programWords } from '#shared/text/program-words.ts';
import { locale } from '#shared/text/spoken.ts';

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
  /** How a publication ended, as far as the person wants to hear it. Clicking shows the publication. */
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
      const words = wordsFor(publication, d);
      if (words !== undefined) show(words, { fact: 'show-publication', publication: publication.id });
    },
    signInEnds: (channel, days) => {
      if (!d.personal().notifyFailure) return;
      const { signInEnds, connectBefore } = programWords().notify;
      show({ title: signInEnds(channelName(channel), days), body: connectBefore }, { fact: 'go', to: 'channels' });
    },
  };

  function show(words: { title: string; body: string }, onClick: Fact): void {
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

/** What is said about a publication that came to rest; `undefined` when nothing is. */
function wordsFor(publication: Publication, d: NotifyDeps): { title: string; body: string } | undefined {
  const { notifySuccess, notifyFailure } = d.personal();
  const { channel, excerpt } = d.describe(publication);
  const says = programWords().notify;
  const name = channel === undefined ? says.someChannel : channelName(channel);
  switch (publication.state) {
    case 'published':
      return notifySuccess ? { title: says.published(name), body: excerpt } : undefined;
    case 'failed':
      return notifyFailure ? { title: says.failed(name), body: sentence(publication.why) } : undefined;
    case 'held':
      return notifyFailure ? { title: says.held(name), body: sentence(publication.why) } : undefined;
    case 'unconfirmed':
      return notifyFailure ? { title: says.unconfirmed(name), body: sentence(publication.why) } : undefined;
    case 'scheduled':
    case 'publishing':
    case 'processing':
    case 'handed-over':
    case 'canceled':
      return undefined;
  }
}

/** A failure's sentence, its instants as a person's clock shows them. */
function sentence({ code, about }: FailureValue): string {
  const time = new Intl.DateTimeFormat(locale(), { dateStyle: 'short', timeStyle: 'short' });
  const shown = Object.entries(about).map(([name, value]) => [
    name,
    typeof value === 'number' && name.endsWith('At') ? time.format(value) : value,
  ]);
  return sentenceOf({ code, about: Object.fromEntries(shown) as FailureValue['about'] });
}
