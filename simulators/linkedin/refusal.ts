/** An error answer, worded as LinkedIn does (PLATFORMS.md 2.4). */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body['message'] ?? body['error']));
    this.status = status;
    this.body = body;
  }
}

export function invalidToken(): Refusal {
  return unauthorized(65600, 'INVALID_ACCESS_TOKEN', 'Invalid access token');
}

export function revokedToken(): Refusal {
  return unauthorized(65601, 'REVOKED_ACCESS_TOKEN', 'The token used in the request has been revoked by the user');
}

export function expiredToken(): Refusal {
  return unauthorized(65602, 'EXPIRED_ACCESS_TOKEN', 'The token used in the request has expired');
}

function unauthorized(serviceErrorCode: number, code: string, message: string): Refusal {
  return new Refusal(401, { status: 401, serviceErrorCode, code, message });
}

/** `what` is the call: `posts.CREATE`. */
export function denied(what: string): Refusal {
  const message = `Not enough permissions to access: ${what}.20260801`;
  return new Refusal(403, { status: 403, serviceErrorCode: 100, code: 'ACCESS_DENIED', message });
}

export function notFound(what: string): Refusal {
  return new Refusal(404, { status: 404, code: 'NOT_FOUND', message: `${what} was not found` });
}

export function versionGone(version: string): Refusal {
  const message = `Requested version ${version}01 is not active`;
  return new Refusal(426, { status: 426, code: 'NONEXISTENT_VERSION', message });
}

export function badRequest(code: string, message: string): Refusal {
  return new Refusal(400, { status: 400, code, message });
}

/** Words or content that LinkedIn does not take. */
export function invalidInput(code: string, message: string, description = message): Refusal {
  return new Refusal(422, {
    status: 422,
    message,
    errorDetailType: 'com.linkedin.common.error.BadRequest',
    errorDetails: { inputErrors: [{ description, input: {}, code }] },
  });
}

export function duplicatePost(urn: string): Refusal {
  return invalidInput('DUPLICATE_POST', `Content is a duplicate of ${urn}`, 'Duplicate post is detected');
}

export function tooMany(): Refusal {
  const message = 'Resource level throttle APPLICATION_AND_MEMBER DAY limit for calls to this resource is reached.';
  return new Refusal(429, { status: 429, serviceErrorCode: 101, code: 'TOO_MANY_REQUESTS', message });
}

/** It was done, and LinkedIn stumbled over it afterwards, if that was ordered. */
export function stumbleIfDue(world: { stumblesIn: number }): void {
  if (world.stumblesIn === 0) return;
  world.stumblesIn -= 1;
  if (world.stumblesIn === 0) throw new Refusal(500, { status: 500, message: 'Internal Server Error' });
}

/** An OAuth error (RFC 6749, 5.2) with LinkedIn's words. */
export function oauthError(status: number, error: string, words: string): Refusal {
  return new Refusal(status, { error, error_description: words });
}
