import type { Says, TroubleAnswer } from '#simulators/publish-trouble.ts';

/** Posts and single photos, and films; what begins with an upload (reels, stories) shows nothing at its first request. */
export const PUBLISHES = ['/:version/:page/feed', '/:version/:page/videos', '/:version/:page/photo_stories'];

/** Facebook's words (PLATFORMS.md 4.4); `freeAfterMin` is when its limit ends, minutes from now. */
export function says(freeAfterMin: number): Says {
  const usage = [{ type: 'pages', call_count: 100, estimated_time_to_regain_access: freeAfterMin }];
  return {
    rateLimited: {
      ...said(400, { message: '(#80001) There have been too many calls to this Page account.', code: 80_001 }),
      headers: { 'x-business-use-case-usage': JSON.stringify({ 1: usage }) },
    },
    refused: said(400, { message: '(#100) Invalid parameter', code: 100, error_subcode: 1_404_102 }),
    duplicate: said(400, { message: 'Duplicate status message', code: 506 }),
  };
}

function said(status: number, error: Readonly<Record<string, unknown>>): TroubleAnswer {
  return { status, body: { error: { type: 'OAuthException', fbtrace_id: 'A1', ...error } } };
}
