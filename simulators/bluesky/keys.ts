import { createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';

// The key of an account, which its document names and with which its server speaks for it (atproto.com/specs/cryptography).

export interface Keys {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** P-256, one of the two curves that the protocol takes, and the one that Node and Electron both have. */
export function newKeys(): Keys {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

export function signed(words: string, { privateKey }: Keys): string {
  return sign('sha256', Buffer.from(words), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

export function hasSigned(words: string, signature: string, { publicKey }: Keys): boolean {
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  return verify('sha256', Buffer.from(words), key, Buffer.from(signature, 'base64url'));
}

/** The public half as a document has it: `z`, and the compressed point with its kind in front. */
export function multibaseOf({ publicKey }: Keys): string {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const isOdd = (Buffer.from(y, 'base64url').at(-1) ?? 0) % 2 === 1;
  const point = Buffer.concat([Buffer.from([isOdd ? 3 : 2]), Buffer.from(x, 'base64url')]);
  return `z${base58(Buffer.concat([Buffer.from([0x80, 0x24]), point]))}`;
}

const LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Of bytes that do not begin with a zero. */
function base58(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let letters = '';
  for (; rest > 0n; rest /= 58n) letters = `${LETTERS[Number(rest % 58n)]}${letters}`;
  return letters;
}
