import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { invalid } from '#simulators/bluesky/refusal.ts';
import { serverDid, type Account, type World } from '#simulators/bluesky/world.ts';

// The tokens of a session: an access token for two hours, and a refresh token for 90 days that is good for two hours more
// once it was used (PLATFORMS.md 7.1B; packages/pds/src/account-manager in bluesky-social/atproto).

const ACCESS_SECONDS = 120 * 60;
const REFRESH_SECONDS = 90 * 24 * 60 * 60;
const GRACE_MS = 2 * 60 * 60 * 1000;

export interface Tokens {
  readonly accessJwt: string;
  readonly refreshJwt: string;
}

interface Claims {
  readonly scope: string;
  readonly sub: string;
  readonly aud: string;
  readonly exp: number;
  readonly jti?: string;
}

type Kind = 'at+jwt' | 'refresh+jwt';

export function newSession(world: World, account: Account, isOfAppPassword: boolean): Tokens {
  return tokensOf(world, account, newId(), isOfAppPassword);
}

/** Fresh tokens for a refresh token; `undefined` when it was revoked. Used again, it gives the same one again. */
export function rotated(world: World, account: Account, jti: string): Tokens | undefined {
  const token = world.refreshTokens.get(jti);
  if (!token || token.expiresAt <= world.now()) return undefined;
  token.expiresAt = Math.min(token.expiresAt, world.now() + GRACE_MS);
  token.nextId ??= newId();
  return tokensOf(world, account, token.nextId, token.isOfAppPassword);
}

/** Whose access token it is. */
export function readAccess(world: World, token: string): Account {
  const claims = claimsOf(token, 'at+jwt');
  const account = world.accounts.get(claims.sub);
  if (!account) throw unverified();
  const [current = '', ...older] = account.accessSecrets.toReversed();
  if (isSigned(token, current)) mustStillBeGood(claims, world);
  else if (older.some((secret) => isSigned(token, secret))) throw expired();
  else throw unverified();
  return account;
}

/** Whose refresh token it is, and which. */
export function readRefresh(
  world: World,
  token: string,
  { evenExpired = false } = {},
): { readonly account: Account; readonly jti: string } {
  const claims = claimsOf(token, 'refresh+jwt');
  const account = world.accounts.get(claims.sub);
  if (!account || claims.jti === undefined || !isSigned(token, world.secret)) throw unverified();
  if (!evenExpired) mustStillBeGood(claims, world);
  return { account, jti: claims.jti };
}

function tokensOf(world: World, account: Account, jti: string, isOfAppPassword: boolean): Tokens {
  const iat = Math.floor(world.now() / 1000);
  const about = { aud: serverDid(world), sub: account.did };
  const exp = iat + REFRESH_SECONDS;
  if (!world.refreshTokens.has(jti))
    world.refreshTokens.set(jti, { did: account.did, isOfAppPassword, expiresAt: exp * 1000, nextId: undefined });
  const scope = isOfAppPassword ? 'com.atproto.appPass' : 'com.atproto.access';
  const access = { scope, ...about, iat, exp: iat + ACCESS_SECONDS };
  const refresh = { scope: 'com.atproto.refresh', ...about, jti, iat, exp };
  return {
    accessJwt: written('at+jwt', access, account.accessSecrets.at(-1) ?? ''),
    refreshJwt: written('refresh+jwt', refresh, world.secret),
  };
}

function written(typ: Kind, claims: object, secret: string): string {
  const words = [{ typ, alg: 'HS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `${words.join('.')}.${signatureOf(words.join('.'), secret)}`;
}

function claimsOf(token: string, typ: Kind): Claims {
  const [head, claims] = token.split('.', 2).map(readPart);
  if (head?.['typ'] !== typ || typeof claims?.['sub'] !== 'string') throw unverified();
  return claims as unknown as Claims;
}

/** The words of one part of a token; `undefined` when it is none. */
export function readPart(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch (_expected) {
    // Whatever was sent is not a token.
    return undefined;
  }
}

function isSigned(token: string, secret: string): boolean {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const right = Buffer.from(signatureOf(`${head}.${claims}`, secret));
  const given = Buffer.from(signature);
  return given.length === right.length && timingSafeEqual(given, right);
}

function signatureOf(words: string, secret: string): string {
  return createHmac('sha256', secret).update(words).digest('base64url');
}

function mustStillBeGood({ exp }: Claims, world: World): void {
  if (exp * 1000 <= world.now()) throw expired();
}

function newId(): string {
  return randomBytes(32).toString('base64').replace('=', '');
}

const expired = () => invalid('Token has expired', 'ExpiredToken');
const unverified = () => invalid('Token could not be verified', 'InvalidToken');
