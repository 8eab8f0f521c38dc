/** An error answer of the API, worded as the real server does. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) {
    super(String(body['error']));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export const notFound = (): Refusal => new Refusal(404, { error: 'Record not found' });

export const invalid = (problem: string): Refusal => new Refusal(422, { error: `Validation failed: ${problem}` });

/** Refused by a service and not by a record: no “Validation failed” in front. */
export const unusable = (problem: string): Refusal => new Refusal(422, { error: problem });

export const outsideScopes = (): Refusal => new Refusal(403, { error: 'This action is outside the authorized scopes' });

export const busy = (): Refusal =>
  new Refusal(503, { error: 'There was a temporary problem serving your request, please try again' });

/** Doorkeeper's answer to a token it does not take. */
export function unauthorized(sentence = 'The access token is invalid'): Refusal {
  return new Refusal(
    401,
    { error: sentence },
    { 'www-authenticate': `Bearer realm="Doorkeeper", error="invalid_token", error_description="${sentence}"` },
  );
}

/** An OAuth error (RFC 6749, 5.2) with Doorkeeper's words. */
export function oauthError(status: number, error: keyof typeof OAUTH_WORDS): Refusal {
  return new Refusal(status, { error, error_description: OAUTH_WORDS[error] });
}

export const OAUTH_WORDS = {
  invalid_client:
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  invalid_grant:
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  invalid_scope: 'The requested scope is invalid, unknown, or malformed.',
  invalid_request: 'Missing required parameter: code_verifier.',
  unsupported_grant_type: 'The authorization grant type is not supported by the authorization server.',
  unsupported_response_type: 'The authorization server does not support this response type.',
  unauthorized_client: 'You are not authorized to revoke this token',
  access_denied: 'The resource owner or authorization server denied the request.',
} as const;
