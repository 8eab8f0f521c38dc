import { z } from 'zod';

// Some networks fetch files by themselves. They get them from a bucket of the person's own, at any service that speaks S3.

/** `https` everywhere; plain only to this computer, for trying it out. */
const endpoint = z
  .string()
  .max(500)
  .refine((value) => URL.canParse(value) && isAllowed(new URL(value)), 'an address like https://s3.example.com');

function isAllowed({ protocol, hostname, pathname }: URL): boolean {
  const isHere = hostname === '127.0.0.1' || hostname === 'localhost';
  return pathname === '/' && (protocol === 'https:' || (protocol === 'http:' && isHere));
}

/** Where the bucket is, without its secret key. */
export const bucket = z.object({
  endpoint,
  region: z.string().regex(/^[\w-]{1,50}$/, 'a name like eu-central-1, or auto'),
  // AWS: “Bucket naming rules”, 3 to 63 of lower case letters, digits, dots and hyphens.
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, '3 to 63 lower case letters, digits, dots and hyphens'),
  /** The name stands in the path of an address instead of before the host, as MinIO and others want it. */
  pathStyle: z.boolean(),
  accessKeyId: z.string().min(1, 'needed').max(200),
});
export type Bucket = z.infer<typeof bucket>;

/** As a person fills it in; an empty secret keeps the one there is. */
export const bucketForm = bucket.extend({ secretAccessKey: z.string().max(500) });
export type BucketForm = z.infer<typeof bucketForm>;
