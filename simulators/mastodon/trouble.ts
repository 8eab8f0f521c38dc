import type { Says } from '#simulators/publish-trouble.ts';

/** The request that makes a status. */
export const PUBLISHES = ['/api/v1/statuses'];

/** Mastodon's words (PLATFORMS.md 8.4); `freeAt` is when its limit ends, UTC ms by its own clock. It refuses no duplicates. */
export function says(freeAt: number): Says {
  return {
    serverError: { status: 500, body: '<html><title>We are sorry (500)</title></html>' },
    rateLimited: {
      status: 429,
      headers: {
        'x-ratelimit-limit': '300',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': new Date(freeAt).toISOString(),
      },
      body: { error: 'Too many requests' },
    },
    refused: { status: 422, body: { error: "Validation failed: Text can't be blank" } },
  };
}
