/** Where a browser sign-in comes back to, whatever way it takes on the way. */
export const OAUTH_CALLBACK = 'postwright://oauth/callback';

/** The same with the scheme that Bluesky wants: the reversed host of our client id (PLATFORMS.md 7.1). */
export const OAUTH_CALLBACKS: readonly string[] = [OAUTH_CALLBACK, 'app.postwright:/callback'];
