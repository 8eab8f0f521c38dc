import { GraphRefusal } from '#simulators/meta/graph.ts';

// How Threads refuses (PLATFORMS.md 6.4). `THApiException` and most messages are illustrative there and here.

export function invalid(message: string): GraphRefusal {
  return new GraphRefusal(100, message, { type: 'THApiException' });
}

/** As seen of production for a container, a post or a parent that is not there, or not there yet. */
export function mediaNotFound(id: string): GraphRefusal {
  return new GraphRefusal(24, 'The requested resource does not exist', {
    subcode: 4_279_009,
    transient: false,
    title: 'Media Not Found',
    words: `The media with id ${id} cannot be found.`,
  });
}

/** As seen of production for pictures. */
export function notFetched(address: string): GraphRefusal {
  return new GraphRefusal(1, 'An unknown error has occurred.', {
    status: 400,
    subcode: 2_207_052,
    transient: false,
    title: 'Media download has failed.',
    words: `The media could not be fetched from this URI: ${address}. Please check the limitations section for supported formats.`,
  });
}

export const dailyLimit = (): GraphRefusal =>
  new GraphRefusal(9, 'Application request limit reached', {
    subcode: 2_207_042,
    transient: false,
    title: 'You reached the maximum number of posts.',
    words: 'You have reached the maximum number of posts that is allowed to be published by the API within 24 hours.',
  });

export const restricted = (): GraphRefusal =>
  new GraphRefusal(10, 'The user is restricted.', {
    subcode: 4_279_013,
    transient: false,
    title: 'Restricted profile',
    words: 'This profile is restricted and cannot publish at the moment.',
  });

export const spam = (): GraphRefusal =>
  new GraphRefusal(4, 'Application request limit reached', {
    subcode: 2_207_051,
    transient: false,
    title: 'Action is blocked',
    words: 'We restrict certain activity to protect our community.',
  });
