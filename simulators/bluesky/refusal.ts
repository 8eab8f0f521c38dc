/** An error answer, `{"error":"Name","message":"text"}` (PLATFORMS.md 7.4), worded as the real server does. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: { readonly error: string; readonly message: string };

  constructor(status: number, error: string, message: string, headers: Record<string, string> = {}) {
    super(`${error}: ${message}`);
    this.status = status;
    this.headers = headers;
    this.body = { error, message };
  }
}

/** 400, by this name. */
export const invalid = (message: string, error = 'InvalidRequest'): Refusal => new Refusal(400, error, message);

/** 401, by this name. */
export const unauthorized = (message = 'Authentication Required', error = 'AuthenticationRequired'): Refusal =>
  new Refusal(401, error, message);

/** What the server says when it did not see something coming. */
export const stumbled = (): Refusal => new Refusal(500, 'InternalServerError', 'Internal Server Error');
