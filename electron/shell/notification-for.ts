import { channelName, type Channel } from '#shared/channels/channel.ts';
import { sentenceOf, type FailureValue } from '#shared/failures.ts';
import type { Fact } from '#shared/ipc/facts.ts';
import type { PersonalSettings } from '#shared/ipc/personal-settings.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { programWords } from '#shared/text/program-words.ts';
import { locale } from '#shared/text/spoken.ts';

// What the desktop says of a publication, and where clicking it leads. Pure; it is shown in notify.ts.

/** What is said, and what is told to the window when it is clicked. */
export interface Said {
  readonly title: string;
  readonly body: string;
  readonly leadsTo: Fact;
}

export interface Described {
  readonly channel: Channel | undefined;
  /** The first words of the post. */
  readonly excerpt: string;
  readonly personal: PersonalSettings;
}

/** What is said about a publication that came to rest; `undefined` when nothing is. */
export function notificationFor(publication: Publication, { channel, excerpt, personal }: Described): Said | undefined {
  const says = programWords().notify;
  const name = channel === undefined ? says.someChannel : channelName(channel);
  const post: Fact = { fact: 'show-post', post: publication.post };
  // What waits for a decision is decided in the queue.
  const decision: Fact = { fact: 'show-publication', publication: publication.id };
  switch (publication.state) {
    case 'published':
      return personal.notifySuccess ? { title: says.published(name), body: excerpt, leadsTo: post } : undefined;
    case 'failed':
      if (!personal.notifyFailure) return undefined;
      return { title: says.failed(name), body: sentence(publication.why), leadsTo: decision };
    case 'held':
      if (!personal.notifyFailure) return undefined;
      return { title: says.held(name), body: sentence(publication.why), leadsTo: decision };
    case 'unconfirmed':
      if (!personal.notifyUnconfirmed) return undefined;
      return { title: says.unconfirmed(name), body: sentence(publication.why), leadsTo: decision };
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
