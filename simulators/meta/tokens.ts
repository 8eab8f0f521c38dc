import { randomBytes } from 'node:crypto';

// Tokens of the simulated Meta networks: short, long-lived, of a page. They end by the clock, or because somebody did
// something (a changed password, a removed app), which the subcode of 190 tells (PLATFORMS.md 3.2).

export interface MetaToken {
  readonly value: string;
  readonly kind: 'user' | 'page';
  readonly appId: string;
  /** Who signed in. */
  readonly userId: string;
  /** The page or account it acts for; that of the user unless said. */
  readonly subjectId: string;
  readonly isLongLived: boolean;
  readonly issuedAt: number;
  /** UTC ms; absent where it has no end. */
  readonly expiresAt: number | undefined;
  scopes: readonly string[];
  /** The subcode of 190 that it is answered with. */
  bad: number | undefined;
}

export interface NewToken {
  readonly kind?: MetaToken['kind'];
  readonly appId: string;
  readonly userId: string;
  readonly subjectId?: string;
  readonly isLongLived?: boolean;
  readonly expiresAt?: number | undefined;
  readonly scopes: readonly string[];
  /** How it begins: `EAA` at Facebook, `IGAA` at Instagram, `THAA` at Threads. */
  readonly prefix?: string;
}

export interface TokenStore {
  issue(given: NewToken): MetaToken;
  get(value: string): MetaToken | undefined;
  /** The subcode of what is wrong with it now: 463 when it has run out. */
  wrongWith(token: MetaToken): number | undefined;
  all(): readonly MetaToken[];
  /** Spoils every token that fits: 458 app removed, 460 password changed, 463 expired … */
  spoil(subcode: number, which?: (token: MetaToken) => boolean): void;
}

export function newTokenStore(now: () => number): TokenStore {
  const tokens = new Map<string, MetaToken>();
  return {
    issue: ({ kind = 'user', subjectId, isLongLived = false, expiresAt, prefix = 'EAA', ...given }) => {
      const token: MetaToken = {
        value: `${prefix}${randomBytes(60).toString('hex')}`,
        kind,
        subjectId: subjectId ?? given.userId,
        isLongLived,
        issuedAt: now(),
        expiresAt,
        bad: undefined,
        ...given,
      };
      tokens.set(token.value, token);
      return token;
    },
    get: (value) => tokens.get(value),
    wrongWith: (token) => token.bad ?? (token.expiresAt !== undefined && now() >= token.expiresAt ? 463 : undefined),
    all: () => [...tokens.values()],
    spoil: (subcode, which = () => true) => {
      for (const token of tokens.values()) if (which(token)) token.bad = subcode;
    },
  };
}

/** What a person allowed, to be exchanged for a token once and soon. */
export interface Grant {
  readonly code: string;
  readonly appId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
  isUsed: boolean;
}

const CODE_LASTS_MS = 10 * 60_000;

export interface GrantStore {
  issue(given: Omit<Grant, 'code' | 'expiresAt' | 'isUsed'>): Grant;
  get(code: string): Grant | undefined;
}

export function newGrantStore(now: () => number): GrantStore {
  const grants = new Map<string, Grant>();
  return {
    issue: (given) => {
      const grant: Grant = {
        ...given,
        code: `AQ${randomBytes(48).toString('base64url')}`,
        expiresAt: now() + CODE_LASTS_MS,
        isUsed: false,
      };
      grants.set(grant.code, grant);
      return grant;
    },
    get: (code) => grants.get(code),
  };
}
