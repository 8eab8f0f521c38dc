import type { OAuthClientMetadataInput } from '@atproto/oauth-client';

// Who Postwright is to Bluesky (PLATFORMS.md 7.1A).

export const SCOPE = 'atproto transition:generic';

/** What Bluesky shows and checks about us, published at `client_id`: docs/oauth/client-metadata.json. */
export const CLIENT_METADATA = {
  client_id: 'https://postwright.app/oauth/client-metadata.json',
  client_name: 'Postwright',
  client_uri: 'https://postwright.app',
  application_type: 'native',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: ['app.postwright:/callback'],
  scope: SCOPE,
  token_endpoint_auth_method: 'none',
  dpop_bound_access_tokens: true,
} as const satisfies OAuthClientMetadataInput;

/** Where our link comes back to; its scheme is the reversed host of the client id, as Bluesky wants it. */
export const OWN_REDIRECT = CLIENT_METADATA.redirect_uris[0];

export const NEEDED_SCOPES: readonly string[] = SCOPE.split(' ');
