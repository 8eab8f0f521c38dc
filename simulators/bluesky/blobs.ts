import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { cidOfBytes } from '#simulators/bluesky/cid.ts';
import { mustBeOpen } from '#simulators/bluesky/identity.ts';
import { object, text, type BlobRef } from '#simulators/bluesky/lexicon.ts';
import { uploading } from '#simulators/bluesky/permission.ts';
import type { Charge } from '#simulators/bluesky/rate-limits.ts';
import { invalid } from '#simulators/bluesky/refusal.ts';
import type { Account, World } from '#simulators/bluesky/world.ts';
import { addQuery, anybody, bytesOf } from '#simulators/bluesky/xrpc.ts';

/** Files: uploaded by whoever may, and given to anybody once a record names them (PLATFORMS.md 7.2). */
export function addBlobs(app: FastifyInstance, world: World, charge: Charge): void {
  const who = uploading(world);
  app.post('/xrpc/com.atproto.repo.uploadBlob', { bodyLimit: world.blobLimit }, (request, reply) => {
    const account = who(request);
    const { bytes, type } = bytesOf(request);
    charge({ request, reply }, account.did, 'uploads', 1);
    return { blob: upload(world, account, bytes, type) };
  });

  const params = object({ did: text({ format: 'DID' }), cid: text({ format: 'CID string' }) }, {});
  addQuery(app, 'com.atproto.sync.getBlob', { who: anybody, params }, ({ did, cid }, _who, { reply }) => {
    const account = world.accounts.get(did);
    if (!account) throw invalid(`Could not find repo for DID: ${did}`, 'RepoNotFound');
    mustBeOpen(account, did);
    const file = account.uploads.get(cid)?.isKept ? world.files.get(cid) : undefined;
    if (!file) throw invalid('Blob not found');
    return reply
      .type(file.mimeType)
      .headers({ 'x-content-type-options': 'nosniff', 'content-security-policy': `default-src 'none'; sandbox` })
      .header('content-disposition', `attachment; filename="${cid}"`)
      .send(file.bytes);
  });
}

/** Takes a file. What it is is read from its beginning, whatever it is said to be. */
function upload(world: World, account: Account, bytes: Buffer, said: string): BlobRef {
  const cid = cidOfBytes(bytes);
  const mimeType = typeFrom(bytes) ?? said;
  const known = account.uploads.get(cid);
  if (!known) account.uploads.set(cid, { mimeType, size: bytes.length, isKept: false });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  world.files.set(cid, { bytes, mimeType, sha256 });
  return { $type: 'blob', ref: { $link: cid }, mimeType, size: bytes.length };
}

function typeFrom(bytes: Buffer): string | undefined {
  const starts = (mark: string, at = 0): boolean => bytes.toString('latin1', at, at + mark.length) === mark;
  if (starts('\x89PNG\r\n')) return 'image/png';
  if (starts('\xff\xd8\xff')) return 'image/jpeg';
  if (starts('GIF8')) return 'image/gif';
  if (starts('RIFF') && starts('WEBP', 8)) return 'image/webp';
  if (starts('ftypqt', 4)) return 'video/quicktime';
  if (starts('ftyp', 4)) return 'video/mp4';
  return undefined;
}
