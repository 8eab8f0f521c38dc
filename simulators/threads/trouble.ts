import type { Says } from '#simulators/publish-trouble.ts';

/** The request that makes a container a post. */
export const PUBLISHES = ['/v1.0/:user/threads_publish'];

/** The words of PLATFORMS.md 3.2 and 6.4. Threads refuses no duplicates. */
export const SAYS: Says = {
  rateLimited: {
    status: 403,
    headers: { 'x-app-usage': JSON.stringify({ call_count: 100, total_time: 10, total_cputime: 10 }) },
    body: error({ message: '(#4) Application request limit reached', type: 'OAuthException', code: 4 }),
  },
  refused: {
    status: 400,
    body: error({ message: 'Param text must be at most 500 characters long.', type: 'THApiException', code: 100 }),
  },
};

function error(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { error: { ...body, fbtrace_id: 'A7' } };
}
