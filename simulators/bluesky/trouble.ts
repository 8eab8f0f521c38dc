import type { Says } from '#simulators/publish-trouble.ts';

/** The request that makes a post; one with an address of ours is made by putting it there (PLATFORMS.md 7.5). */
export const PUBLISHES = ['/xrpc/com.atproto.repo.createRecord', '/xrpc/com.atproto.repo.putRecord'];

/** Bluesky's words (PLATFORMS.md 7.4); `freeAt` is when its limit ends, UTC ms by its own clock. It refuses no duplicates. */
export function says(freeAt: number): Says {
  return {
    serverError: { status: 500, body: { error: 'InternalServerError', message: 'Internal Server Error' } },
    rateLimited: {
      status: 429,
      headers: {
        'ratelimit-limit': '5000',
        'ratelimit-remaining': '0',
        'ratelimit-reset': String(Math.ceil(freeAt / 1000)),
      },
      body: { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' },
    },
    refused: {
      status: 400,
      body: {
        error: 'InvalidRequest',
        message: 'Invalid app.bsky.feed.post record: grapheme too big (maximum 300, got 301) at $.record.text',
      },
    },
  };
}
