import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { address } from '#shared/platforms/x/addresses.ts';
import { isUnknownParameter, stopOf } from '#shared/platforms/x/failures.ts';
import { posts as postsAnswer, readAnswer, type Posts } from '#shared/platforms/x/wire.ts';

/** Posts as X gives them now, with the answer they came in. */
export interface ReadPosts extends Posts {
  readonly answer: HttpAnswer;
}

/** Reads a list of posts with these fields. Throws `StepTrouble` when it cannot be had. */
export async function readPosts(
  path: string,
  fields: readonly string[],
  query: Readonly<Record<string, string>>,
  api: Api,
): Promise<ReadPosts> {
  const ask = (parameter: string, names: readonly string[]): Promise<HttpAnswer> => {
    const url = address(api.account.server, path, { ...query, [parameter]: names.join(',') });
    return api.send({ method: 'GET', url });
  };
  // The documents call the parameter by both names, and this one works today (PLATFORMS.md 1.5).
  const first = await ask('tweet.fields', fields);
  const renamed = fields.map((name) => name.replace('tweet', 'post'));
  const answer = isUnknownParameter(first, 'tweet.fields') ? await ask('post.fields', renamed) : first;
  const read = readAnswer(postsAnswer, answer);
  if (!read) throw stopOf(answer, api);
  return { ...read, answer };
}
