import type { Says, TroubleAnswer } from '#simulators/publish-trouble.ts';

/** The request that makes a container a post. */
export const PUBLISHES = ['/:version/:ig/media_publish'];

/** Instagram's words (PLATFORMS.md 5.4); `freeAfterMin` is when its limit ends, minutes from now. It refuses no duplicates. */
export function says(freeAfterMin: number): Says {
  const used = { type: 'instagram', call_count: 100, estimated_time_to_regain_access: freeAfterMin };
  return {
    serverError: said(500, { message: 'An unknown error occurred', code: 1, is_transient: true }),
    rateLimited: {
      ...said(403, { message: 'There have been too many calls', code: 80_002 }),
      headers: { 'x-business-use-case-usage': JSON.stringify({ 17841400000000000: [used] }) },
    },
    refused: said(400, { message: 'The caption was too long.', code: 36_004, error_subcode: 2207010 }),
  };
}

function said(status: number, error: Readonly<Record<string, unknown>>): TroubleAnswer {
  return { status, body: { error: { type: 'OAuthException', fbtrace_id: 'A1', ...error } } };
}
