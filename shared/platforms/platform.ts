import type { ChannelId, PlatformId } from '#shared/ids.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftMedia, Receipt } from '#shared/publishing/publication.ts';
import type { StepRunner, Trouble } from '#shared/publishing/steps.ts';
import type { Http, HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';

// A network has two faces. `Platform` is pure and the window may hold it: name, rules, what to ask when
// connecting. `Adapter` talks to the network and lives only where tokens live.

/** What a network's own server said about its limits when the channel was connected; each platform reads its own keys. */
export type AccountLimits = Readonly<Record<string, number>>;

export interface Platform {
  readonly id: PlatformId;
  readonly name: string;
  /** Brand colour for small marks, CSS hex. */
  readonly color: string;
  readonly rules: PlatformRules;
  readonly connect: ConnectWay;
}

/** How long a text is for one network. */
export interface Count {
  readonly used: number;
  readonly limit: number;
}

export interface PlatformRules {
  /** Media types that can be attached, and how many per segment. */
  readonly imageTypes: readonly string[];
  maxImages(limits: AccountLimits): number;
  /** Longest description of a picture, in the network's own unit; `undefined` where there is no limit. */
  maxAlt(limits: AccountLimits): number | undefined;
  count(text: string, limits: AccountLimits): Count;
  /** Everything that keeps this draft from being sent as it is. Pure and quick: it runs at every keystroke. */
  check(draft: Draft, limits: AccountLimits): readonly Problem[];
}

/** How a person connects a channel: what is asked first, and where they sign in. */
export interface ConnectWay {
  readonly how: 'browser' | 'password';
  readonly fields: readonly ConnectField[];
  /** One sentence under the form. */
  readonly note: string;
}

export interface ConnectField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'password';
  readonly placeholder: string;
  readonly optional?: boolean;
  readonly help?: string;
}

export type ConnectAnswers = Readonly<Record<string, string>>;

/** What must stay secret about a channel. Sealed as JSON; each adapter parses its own. */
export type Secrets = Readonly<Record<string, unknown>>;

/** The account behind a channel, as the network names it. Nothing secret. */
export interface Account {
  readonly remoteId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly avatarUrl?: string;
  /** Origin of the server that holds the account: `https://mastodon.social`. */
  readonly server: string;
  readonly profileUrl: string;
  readonly limits: AccountLimits;
}

export interface Connected {
  readonly account: Account;
  readonly secrets: Secrets;
  /** When the sign-in ends unless renewed, UTC ms; absent when it does not. */
  readonly expiresAt?: number;
}

export interface ConnectContext {
  readonly http: Http;
  readonly now: () => number;
  /** Base address set by `POSTWRIGHT_<NETWORK>_URL`; takes the place of the network's own. */
  readonly baseUrl: string | undefined;
}

/** What a browser sign-in needs besides: all of it is kept until the browser comes back. */
export interface BrowserSignIn {
  readonly redirectUri: string;
  readonly state: string;
  /** PKCE S256 challenge (RFC 7636). */
  readonly challenge: string;
  /** App registrations made at run time, per server, so that one server sees one app of ours. */
  rememberedApp(server: string): Promise<Secrets | undefined>;
  rememberApp(server: string, app: Secrets): Promise<void>;
}

/** Throws `Failure` with a `sign-in.*` code when the person cannot be signed in. */
export type Connector =
  | {
      readonly how: 'browser';
      /** The address to open, and what `finish` must know later. */
      begin(
        answers: ConnectAnswers,
        signIn: BrowserSignIn,
        context: ConnectContext,
      ): Promise<{ open: string; memory: Secrets }>;
      finish(memory: Secrets, code: string, verifier: string, context: ConnectContext): Promise<Connected>;
    }
  | {
      readonly how: 'password';
      signIn(answers: ConnectAnswers, context: ConnectContext): Promise<Connected>;
    };

/** What an adapter publishes with. `send` adds the sign-in and renews it once when it has run out. */
export interface Api {
  readonly account: Account & { readonly channel: ChannelId };
  readonly now: () => number;
  /** Random bytes for ids that are chosen here, once, inside a step. */
  readonly random: (bytes: number) => Uint8Array;
  /** Throws `StepTrouble` (`not-arrived`, `maybe`, `signed-out`) when no answer can be had. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** The file's bytes, checked against its name. Throws `Failure` (`media.not-found`, `media.changed`). */
  readMedia(media: DraftMedia): Promise<Uint8Array>;
}

/** What a network's headers say is left. */
export interface Quota {
  readonly remaining: number;
  readonly resetAt: number;
}

export interface Adapter {
  readonly platform: Platform;
  readonly connector: Connector;
  /** Least time between two requests of one channel, ms, with its source in PLATFORMS.md. */
  readonly minGapMs: number;
  publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt>;
  /** Puts the sign-in on a request. */
  authorize(request: HttpRequest, secrets: Secrets): HttpRequest;
  /** The sign-in has run out and `renew` may help. */
  isExpired(answer: HttpAnswer): boolean;
  /** Fresh secrets, or a `Trouble` (`signed-out`, or why it could not be asked). Absent where nothing can be renewed. */
  renew?(
    secrets: Secrets,
    context: ConnectContext,
  ): Promise<{ secrets: Secrets; expiresAt?: number } | { trouble: Trouble }>;
  quota(answer: HttpAnswer, now: number): Quota | undefined;
}
