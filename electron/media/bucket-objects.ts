import { AwsV4Signer } from 'aws4fetch';
import type { Bucket } from '#shared/media/bucket.ts';
import { serverNow } from '#shared/platforms/answers.ts';
import type { Http, HttpAnswer } from '#shared/platforms/http.ts';

// The three requests that are needed of S3 (AWS Signature Version 4), over the same way to the network as all others.

/** Where files lie for networks to fetch: a bucket, or the team server. Whatever is sent may throw `NoAnswer`. */
export interface PublicObjects {
  put(key: string, bytes: Uint8Array, type: string): Promise<HttpAnswer>;
  remove(key: string): Promise<HttpAnswer>;
  /** An address that anybody can fetch the object from, for `forMs`; or what was answered instead. */
  address(key: string, forMs: number): Promise<{ readonly url: string } | { readonly refused: HttpAnswer }>;
}

export interface BucketObjectsDeps {
  readonly http: Http;
  readonly now: () => number;
}

const UPLOAD_TIMEOUT_MS = 15 * 60_000;

export function bucketObjects(d: BucketObjectsDeps, bucket: Bucket, secretAccessKey: string): PublicObjects {
  /** How far the server's clock is ahead of ours, ms: it refuses what is signed at another time than its own. */
  let aheadMs = 0;

  return {
    put: (key, bytes, type) =>
      onItsClock(async () => {
        const { url, headers } = await signed('PUT', key, { 'content-type': type });
        return d.http.send({ method: 'PUT', url, headers, body: { bytes, type }, timeoutMs: UPLOAD_TIMEOUT_MS });
      }),
    remove: (key) => onItsClock(async () => d.http.send({ method: 'DELETE', ...(await signed('DELETE', key)) })),
    address: async (key, forMs) => {
      const url = urlOf(bucket, key);
      url.searchParams.set('X-Amz-Expires', String(Math.floor(forMs / 1000)));
      const { url: ready } = await signerFor('GET', url, {}, true).sign();
      return { url: ready.href };
    },
  };

  /** Once more by the server's time where ours is refused: a computer's clock may be far off. */
  async function onItsClock(ask: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
    const answer = await ask();
    if (answer.status !== 403 || !answer.body.includes('RequestTimeTooSkewed')) return answer;
    aheadMs = serverNow(answer, d.now()) - d.now();
    return ask();
  }

  async function signed(
    method: string,
    key: string,
    headers: Record<string, string> = {},
  ): Promise<{ url: string; headers: Record<string, string> }> {
    const ready = await signerFor(method, urlOf(bucket, key), headers, false).sign();
    return { url: ready.url.href, headers: Object.fromEntries(ready.headers) };
  }

  function signerFor(method: string, url: URL, headers: Record<string, string>, signQuery: boolean): AwsV4Signer {
    const { region, accessKeyId } = bucket;
    // ISO 8601 basic, as Signature Version 4 wants it.
    const datetime = new Date(d.now() + aheadMs).toISOString().replaceAll(/[:-]|\.\d{3}/g, '');
    const keys = { accessKeyId, secretAccessKey, service: 's3', region, datetime };
    return new AwsV4Signer({ method, url: url.href, headers, signQuery, ...keys });
  }
}

function urlOf({ endpoint, name, pathStyle }: Bucket, key: string): URL {
  const url = new URL(endpoint);
  if (!pathStyle) url.host = `${name}.${url.host}`;
  url.pathname = pathStyle ? `/${name}/${key}` : `/${key}`;
  return url;
}
