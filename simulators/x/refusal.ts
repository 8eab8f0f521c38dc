/** An error answer of the API, as PLATFORMS.md 1.4 has them. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

const TYPES = 'https://api.x.com/2/problems/';

export const unauthorized = (): Refusal =>
  new Refusal(401, { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' });

export const forbidden = (detail: string): Refusal =>
  new Refusal(403, { detail, type: 'about:blank', title: 'Forbidden', status: 403 });

/** The sentences of 403 (PLATFORMS.md 1.4). */
export const SENTENCES = {
  duplicate: 'You are not allowed to create a Tweet with duplicate content.',
  reply:
    'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
  parent: 'You attempted to reply to a Tweet that is deleted or not visible to you.',
  permission: 'You are not permitted to perform this action.',
  feature: 'Your account is not permitted to access this feature.',
  cashtags: 'Posts may contain a maximum of one cashtag.',
  locked: 'Your account is temporarily locked. Please log in to x.com to unlock it.',
} as const;

export const suspended = (): Refusal =>
  new Refusal(403, {
    title: 'User Suspended',
    type: `${TYPES}user-suspended`,
    status: 403,
    detail: 'Your account is suspended and is not permitted to perform this action.',
  });

export const notEnrolled = (): Refusal =>
  new Refusal(403, {
    title: 'Client Forbidden',
    type: `${TYPES}client-forbidden`,
    reason: 'client-not-enrolled',
    status: 403,
    detail:
      'When authenticating requests to the X API v2 endpoints, you must use keys and tokens from a developer App that is attached to a Project.',
  });

export const noCredits = (): Refusal =>
  new Refusal(402, {
    title: 'CreditsDepleted',
    type: `${TYPES}credits`,
    status: 402,
    detail: 'Your enrolled account does not have any credits to fulfill this request.',
  });

export const tooMany = (headers: Record<string, string>): Refusal =>
  new Refusal(
    429,
    { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 },
    headers,
  );

/** 400, with the parameter that is wrong. */
export const invalid = (message: string, parameters: Readonly<Record<string, readonly string[]>> = {}): Refusal =>
  new Refusal(400, {
    errors: [{ parameters, message }],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: `${TYPES}invalid-request`,
    status: 400,
  });

export const notFound = (what: string, id: string): Refusal => new Refusal(404, missing(what, id, 'id'));

/** What stands in `errors` for something that is not there. */
export function missing(what: string, id: string, parameter: string): Record<string, unknown> {
  return {
    value: id,
    detail: `Could not find ${what} with ${parameter}: [${id}].`,
    title: 'Not Found Error',
    resource_type: what,
    parameter,
    resource_id: id,
    type: `${TYPES}resource-not-found`,
  };
}

/** The token endpoint (RFC 6749, 5.2), in X's words. */
export const oauthError = (status: number, error: string, description: string): Refusal =>
  new Refusal(status, { error, error_description: description });
