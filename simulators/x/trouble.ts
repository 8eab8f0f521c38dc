import type { Says, TroubleAnswer } from '#simulators/publish-trouble.ts';

/** The request that makes a post. */
export const PUBLISHES = ['/2/tweets'];

/** X's words (PLATFORMS.md 1.4); `freeAt` is when its limit ends, UTC ms by its own clock. */
export function says(freeAt: number): Says {
  return {
    serverError: { status: 500, body: { title: 'Internal Server Error', type: 'about:blank', status: 500 } },
    rateLimited: {
      status: 429,
      headers: {
        'x-rate-limit-limit': '100',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': String(Math.ceil(freeAt / 1000)),
      },
      body: { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 },
    },
    refused: forbidden('The Tweet contains an invalid URL.'),
    duplicate: forbidden('You are not allowed to create a Tweet with duplicate content.'),
  };
}

function forbidden(detail: string): TroubleAnswer {
  return { status: 403, body: { detail, type: 'about:blank', title: 'Forbidden', status: 403 } };
}
