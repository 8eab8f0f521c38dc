import type { Says, TroubleAnswer } from '#simulators/publish-trouble.ts';

/** The request that makes a post. */
export const PUBLISHES = ['/rest/posts'];

/** LinkedIn's words (PLATFORMS.md 2.4). It does not say when a limit ends. */
export const SAYS: Says = {
  serverError: { status: 500, body: { status: 500, message: 'Internal Server Error' } },
  rateLimited: { status: 429, body: { status: 429, message: 'DAY limit for calls is reached.' } },
  refused: invalidInput('FIELD_INVALID', 'Something in it is not allowed'),
  duplicate: invalidInput('DUPLICATE_POST', 'Content is a duplicate of urn:li:share:7141138937766391808'),
};

function invalidInput(code: string, message: string): TroubleAnswer {
  const inputErrors = [{ code, description: message, input: {} }];
  return { status: 422, body: { status: 422, message, errorDetails: { inputErrors } } };
}
