import type { Health } from '#shared/channels/health.ts';
import type { ChannelId, PlatformId } from '#shared/ids.ts';
import type { FilmLimits } from '#shared/media/film-limits.ts';
import type { PictureLimits } from '#shared/media/picture-limits.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Fold } from '#shared/posts/fold-text.ts';
import type { Mentionable } from '#shared/posts/mentions.ts';
import type { Metrics, MetricName } from '#shared/publishing/metrics.ts';
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
  /** How a post stands on its pages. */
  readonly look: PostLook;
  /** What readers see of a post before they ask for more; for previews. */
  readonly shows?: Shows;
  readonly rules: PlatformRules;
  readonly takes: Takes;
  /** What a person may choose for one channel and one post besides words and media; shown as a small form. */
  readonly options: readonly OptionField[];
  /** How a channel can be connected, the one most people want first; at least one. */
  readonly ways: readonly ConnectWay[];
}

/**
 * `beside`: words and pictures in a column beside the account's face · `stacked`: below its name, pictures from edge to
 * edge · `picture-first`: the picture, then the words · `bubble`: a message.
 */
export type PostLook = 'beside' | 'stacked' | 'picture-first' | 'bubble';

/** How a network shows words and pictures. Where it publishes no number, the fold is marked `isAbout`. */
export interface Shows {
  readonly fold?: Fold;
  /** It puts a short address of its own in the place of every link. */
  readonly shortLinks?: true;
  /** Pictures are cut to a ratio between these (width to height), several of them to that of the first. */
  readonly frame?: { readonly least: number; readonly most: number };
  /** The option whose text stands before the post, which is folded away behind it. */
  readonly warning?: { readonly option: string; readonly says: string };
}

/** What a network can do with a post; the window offers nothing else. */
export interface Takes {
  /** Several segments, each answering the one before. */
  readonly thread: boolean;
  readonly firstComment: boolean;
  readonly poll?: PollRules;
  /** The cover of a film, as a person chose it. */
  readonly cover: boolean;
  /** The network's own scheduler: how long ahead it must be told, and may be, ms. */
  readonly handOver?: { readonly leastAheadMs: number; readonly mostAheadMs: number };
  /** A post that is out can be taken down, or its words changed, through the API. */
  readonly remove: boolean;
  readonly edit: boolean;
  /** What it tells about a post that is out. */
  readonly metrics: readonly MetricName[];
  /** What the owner of the app keys pays for asking about one post, thousandths of a US dollar; absent where it is free. */
  readonly metricsCostMilliUsd?: number;
  /** Accounts can be looked up by what somebody types. */
  readonly lookup?: boolean;
  /** It tells how many follow a channel, or why that cannot be shown (a sentence without its name). Absent: nobody asks. */
  readonly followers?: 'told' | { readonly why: string };
}

export interface PollRules {
  readonly leastAnswers: number;
  readonly mostAnswers: number;
  /** Characters of one answer. */
  readonly longestAnswer: number;
  /** How long a poll may run, minutes: anything between the two, or only the listed ones. */
  readonly minutes: { readonly least: number; readonly most: number } | readonly number[];
}

/** One choice of a post for one channel. Values are texts; a `switch` is `yes` or empty. */
export interface OptionField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'choice' | 'text' | 'switch';
  /** For `choice`, in order; the first is what happens when nothing was chosen. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly help?: string;
  readonly longest?: number;
}

/** How long a text is for one network. */
export interface Count {
  readonly used: number;
  readonly limit: number;
}

export interface PlatformRules {
  /** Every media type that can be attached (MIME), pictures first. */
  readonly mediaTypes: readonly string[];
  /** Most files of one segment. */
  maxMedia(limits: AccountLimits): number;
  /** Longest description of a picture, in the network's own unit; `undefined` where there is no limit. */
  maxAlt(limits: AccountLimits): number | undefined;
  /** How long one segment is. */
  count(text: string, limits: AccountLimits): Count;
  /** What pictures may be, by type: the numbers that `check` goes by, for making a picture fit. `options` as in a draft. */
  pictureLimits(limits: AccountLimits, options: Draft['options']): PictureLimits;
  /** What films may be, by container, in the same way. */
  filmLimits(limits: AccountLimits, options: Draft['options']): FilmLimits;
  /** Everything that keeps this draft from being sent as it is. Pure and quick: it runs at every keystroke. */
  check(draft: Draft, limits: AccountLimits): readonly Problem[];
  /** What the network charges the owner of the app keys for this draft, thousandths of a US dollar; absent where it is free. */
  costMilliUsd?(draft: Draft, limits: AccountLimits): number;
}

/** How a person connects a channel: what is asked first, and where they sign in. */
export interface ConnectWay {
  /** Unique within the network: `own-keys`. */
  readonly id: string;
  /** What the choice between several ways says: `With your own app keys`. */
  readonly name: string;
  readonly how: 'browser' | 'password';
  readonly fields: readonly ConnectField[];
  /** One sentence under the form. */
  readonly note: string;
  /** Only where the address of a team server is set, which keeps the app's secret. */
  readonly needsBroker?: boolean;
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
  /** Base address set by `POSTWRIGHT_<NETWORK>_URL`; takes the place of all of the network's own hosts. */
  readonly baseUrl: string | undefined;
  /** Address of the team server that keeps app secrets; `undefined` when none is set. */
  readonly broker: string | undefined;
}

/**
 * Where the network sends the person back to: the app's own link · another link of ours, with the scheme the network
 * wants · a port of this computer, one of the fixed ones · a page of the person's that leads to our link.
 */
export type ReturnPlace =
  | { readonly at: 'deep-link' }
  | { readonly at: 'own-scheme'; readonly uri: string }
  | { readonly at: 'loopback' }
  | { readonly at: 'page'; readonly uri: string };

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

export interface Begun {
  /** The address to open. */
  readonly open: string;
  /** What `finish` must know later. */
  readonly memory: Secrets;
  /** The state the network will send back, where it is not ours. */
  readonly state?: string;
}

/** What the browser brought back. */
export interface CameBack {
  readonly code: string;
  readonly verifier: string;
  /** Everything in the link, `code` and `state` included. */
  readonly params: Readonly<Record<string, string>>;
}

export interface BrowserConnector {
  readonly how: 'browser';
  /** `baseUrl` as in `ConnectContext`. */
  returnTo(answers: ConnectAnswers, baseUrl?: string): ReturnPlace;
  begin(answers: ConnectAnswers, signIn: BrowserSignIn, context: ConnectContext): Promise<Begun>;
  /** Every account that this sign-in may post to, at least one; with several the person chooses. */
  finish(memory: Secrets, came: CameBack, context: ConnectContext): Promise<readonly Connected[]>;
}

export interface PasswordConnector {
  readonly how: 'password';
  signIn(answers: ConnectAnswers, context: ConnectContext): Promise<Connected>;
}

/** Throws `Failure` with a `sign-in.*` code when the person cannot be signed in. */
export type Connector = BrowserConnector | PasswordConnector;

/** What a page says about itself, for a link card. Texts are plain and trimmed; the picture is JPEG, PNG or WebP. */
export interface LinkCard {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly picture?: { readonly bytes: Uint8Array; readonly type: string };
}

/** A file that a network fetches by itself. */
export interface PublicAddress {
  readonly url: string;
  /** Until when it can be fetched, UTC ms. */
  readonly until: number;
}

/** What an adapter works with. `send` adds the sign-in and renews it once when it has run out. */
export interface Api {
  readonly account: Account & { readonly channel: ChannelId };
  readonly now: () => number;
  /** Random bytes for ids that are chosen here, once, inside a step. */
  readonly random: (bytes: number) => Uint8Array;
  /** Throws `StepTrouble` (`not-arrived`, `maybe`, `signed-out`) when no answer can be had. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** The file's bytes, checked against its name; a part of it where `part` is given (`to` exclusive). Throws `Failure` (`media.not-found`, `media.changed`). */
  readMedia(media: DraftMedia, part?: { readonly from: number; readonly to: number }): Promise<Uint8Array>;
  /**
   * Puts the file where the network can fetch it. The same file gets the same address while it lasts; it is taken away
   * when the publication has ended. Throws `Failure` (`media.no-public-address`, `media.not-found`).
   */
  publicAddress(media: DraftMedia): Promise<PublicAddress>;
  /** Reads a page for its card, safely: never a private address. `undefined` where it says nothing or cannot be read. */
  linkCard(url: string): Promise<LinkCard | undefined>;
}

/** What a network's headers say is left. */
export interface Quota {
  readonly remaining: number;
  readonly resetAt: number;
}

/** A sign-in that was renewed. */
export interface Renewed {
  readonly secrets: Secrets;
  readonly expiresAt?: number;
}

export interface SessionContext extends ConnectContext {
  /** On the disk when it resolves: to be awaited before what is fresh is used. */
  keep(fresh: Renewed): Promise<void>;
}

export interface Adapter {
  readonly platform: Platform;
  /** One for each of the platform's ways, by its id. */
  readonly connectors: Readonly<Record<string, Connector>>;
  /** Least time between two requests of one channel, ms, with its source in PLATFORMS.md. */
  readonly minGapMs: number;
  publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt>;
  /** Puts the sign-in on a request; leaves one alone that goes to anybody else than the network. */
  authorize(request: HttpRequest, secrets: Secrets): HttpRequest;
  /** The sign-in has run out and `renew` may help. */
  isExpired(answer: HttpAnswer, request?: HttpRequest): boolean;
  /** Fresh secrets, or a `Trouble` (`signed-out`, or why it could not be asked). Absent where nothing can be renewed. */
  renew?(secrets: Secrets, context: ConnectContext): Promise<Renewed | { trouble: Trouble }>;
  /** A sign-in with less than this left is renewed ahead of its end, ms. Absent: only when the network says that it ran out. */
  readonly renewWithinMs?: number;
  /**
   * For sign-ins that want more than a header on a request (DPoP): sends in place of `authorize`, `isExpired` and
   * `renew`, and throws `StepTrouble` (`signed-out`). `undefined` for the others.
   */
  openSession?(secrets: Secrets, context: SessionContext): ((request: HttpRequest) => Promise<HttpAnswer>) | undefined;
  quota(answer: HttpAnswer, now: number): Quota | undefined;
  /** Takes every part down; what is already gone counts as done. For what was handed over too. Throws `StepTrouble`. */
  remove?(receipt: Receipt, api: Api): Promise<void>;
  /** Changes the words of what is out, and answers the receipt as it is then. Throws `StepTrouble`. */
  edit?(receipt: Receipt, draft: Draft, api: Api): Promise<Receipt>;
  /** How the post is doing; all parts together. Throws `StepTrouble`. */
  metrics?(receipt: Receipt, api: Api): Promise<Metrics>;
  /** How many follow the channel; `undefined` where it was not told. Throws `StepTrouble`. */
  followers?(api: Api): Promise<number | undefined>;
  /** Accounts whose name begins like what was typed, at most `most`; absent where the network offers no such question. Throws `StepTrouble`. */
  findAccounts?(typed: string, most: number, api: Api): Promise<readonly Mentionable[]>;
  /** Asks the network about the account. Throws `StepTrouble`. */
  health?(api: Api): Promise<Health>;
}

export type { Health };
