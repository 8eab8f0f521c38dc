import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '#shared/clock.ts';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import { Failure } from '#shared/failures.ts';
import type { ChannelId, PlatformId, WorkspaceId } from '#shared/ids.ts';
import type { CallInput, CallOutput } from '#shared/ipc/contract.ts';
import type { Http } from '#shared/platforms/http.ts';
import type {
  Adapter,
  BrowserConnector,
  BrowserSignIn,
  ConnectAnswers,
  ConnectContext,
  Connected,
  Connector,
  ReturnPlace,
} from '#shared/platforms/platform.ts';
import { never } from '#shared/assert.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { keepChannel } from '#electron/channels/channels.write.ts';
import type { LoopbackReturn } from '#electron/channels/loopback-return.ts';
import { OAUTH_CALLBACK } from '#electron/channels/oauth-link.ts';
import { keepSignIn, forgetSignIn } from '#electron/channels/sign-ins.write.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import { rememberedApp } from '#electron/secrets/secrets.read.ts';
import { keepApp } from '#electron/secrets/secrets.write.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';

export interface ConnectingDeps {
  readonly library: Library;
  readonly vault: TokenVault;
  readonly adapters: ReadonlyMap<PlatformId, Adapter>;
  readonly http: Http;
  readonly clock: Clock;
  readonly baseUrls: ReadonlyMap<PlatformId, string>;
  readonly workspace: () => WorkspaceId;
  /** The address of the team server that keeps app secrets; `undefined` when none is set. */
  readonly broker: () => string | undefined;
  readonly loopback: LoopbackReturn;
  /** Opens an address in the system browser. Throws `sign-in.no-browser`. */
  openInBrowser(address: string): Promise<void>;
}

/** How long a sign-in may take in the browser. */
const SIGN_IN_MS = 10 * 60_000;

/**
 * Connects a channel: at once with a password, or by opening the browser, which comes back to `oauth-callback.ts`.
 * Throws `vault.*`, `sign-in.*`, `channel.not-found`, `channel.other-account`; then nothing was changed.
 */
export async function connectChannel(
  d: ConnectingDeps,
  { platform, way, answers, reconnect }: CallInput<'channels.connect'>,
): Promise<CallOutput<'channels.connect'>> {
  const adapter = adapterOf(d, platform);
  const asked = reconnect === undefined ? undefined : channelToReconnect(d, platform, reconnect);
  // Before anybody types a password or opens a browser for something that could not be kept.
  d.vault.mustBeOpen();
  const connector = connectorOf(adapter, way);
  if (connector.how === 'browser') {
    await openBrowser(d, connector, { platform, way, answers, asked });
    return { then: 'browser' };
  }
  const connected = await connector.signIn(answers, contextFor(d, platform));
  const channel = d.library.write((tx) => keepConnected(tx, d, platform, connected, asked?.id));
  return { then: 'connected', channel };
}

/** Keeps an account that signed in; on connecting again it must be the same one. Throws `channel.other-account`. */
export function keepConnected(
  tx: WriteTx,
  d: ConnectingDeps,
  platform: PlatformId,
  connected: Connected,
  reconnect: ChannelId | undefined,
): ChannelId {
  const asked = reconnect === undefined ? undefined : channelById(tx, reconnect);
  if (reconnect !== undefined && asked === undefined) throw new Failure('channel.not-found');
  const { account } = connected;
  if (asked !== undefined && (asked.remoteId !== account.remoteId || asked.server !== account.server)) {
    throw new Failure('channel.other-account', { account: channelName(account), channel: channelName(asked) });
  }
  return keepChannel(tx, d.vault, { workspace: asked?.workspace ?? d.workspace(), platform, connected });
}

/** Throws `sign-in.unknown-platform`. */
export function adapterOf(d: Pick<ConnectingDeps, 'adapters'>, platform: PlatformId): Adapter {
  const adapter = d.adapters.get(platform);
  if (adapter === undefined) throw new Failure('sign-in.unknown-platform', { platform });
  return adapter;
}

/** The connector of one of a network's ways. Throws `sign-in.unknown-platform`. */
export function connectorOf(adapter: Adapter, way: string): Connector {
  const connector = adapter.connectors[way];
  if (connector === undefined) {
    throw new Failure('sign-in.unknown-platform', { platform: `${adapter.platform.name} (${way})` });
  }
  return connector;
}

/** What a connector works with. */
export function contextFor(
  d: Pick<ConnectingDeps, 'http' | 'clock' | 'baseUrls' | 'broker'>,
  platform: PlatformId,
): ConnectContext {
  return { http: d.http, now: () => d.clock.now(), baseUrl: d.baseUrls.get(platform), broker: d.broker() };
}

function channelToReconnect(d: ConnectingDeps, platform: PlatformId, id: ChannelId): Channel {
  const channel = channelById(d.library.read, id);
  if (channel === undefined || channel.platform !== platform) throw new Failure('channel.not-found');
  return channel;
}

interface Asked {
  readonly platform: PlatformId;
  readonly way: string;
  readonly answers: ConnectAnswers;
  readonly asked: Channel | undefined;
}

async function openBrowser(
  d: ConnectingDeps,
  connector: BrowserConnector,
  { platform, way, answers, asked }: Asked,
): Promise<void> {
  // 256 bits each: the state cannot be guessed, the verifier has the entropy RFC 7636 (7.1) asks for.
  const ownState = randomBytes(32).toString('base64url');
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const redirectUri = await redirectUriFor(
    d,
    connector.returnTo(answers, d.baseUrls.get(platform)),
    adapterOf(d, platform).platform.name,
  );
  const signIn: BrowserSignIn = { redirectUri, state: ownState, challenge, ...appRegistrations(d, platform) };
  const { open, memory, state = ownState } = await connector.begin(answers, signIn, contextFor(d, platform));
  d.library.write((tx) =>
    keepSignIn(tx, d.vault, state, {
      platform,
      way,
      workspace: asked?.workspace ?? d.workspace(),
      reconnect: asked?.id,
      expiresAt: tx.now + SIGN_IN_MS,
      memory,
      verifier,
    }),
  );
  try {
    await d.openInBrowser(open);
  } catch (error) {
    d.library.write((tx) => forgetSignIn(tx, d.vault, state));
    throw error;
  }
}

/** Throws `sign-in.no-port`. */
async function redirectUriFor(d: ConnectingDeps, place: ReturnPlace, network: string): Promise<string> {
  switch (place.at) {
    case 'deep-link':
      return OAUTH_CALLBACK;
    case 'own-scheme':
    case 'page':
      return place.uri;
    case 'loopback':
      return d.loopback.listen(network, SIGN_IN_MS);
    default:
      return never(place);
  }
}

function appRegistrations(
  d: ConnectingDeps,
  platform: PlatformId,
): Pick<BrowserSignIn, 'rememberedApp' | 'rememberApp'> {
  return {
    rememberedApp: (server) => Promise.resolve(readableApp(d, platform, server)),
    rememberApp: (server, app) => {
      d.library.write((tx) => keepApp(tx, d.vault, platform, server, app));
      return Promise.resolve();
    },
  };
}

/** One that can no longer be opened is made anew, so it is no reason to stop. */
function readableApp(d: ConnectingDeps, platform: PlatformId, server: string): ReturnType<typeof rememberedApp> {
  try {
    return rememberedApp(d.library.read, d.vault, platform, server);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
