import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Failure } from '#shared/failures.ts';
import type { ChannelId, PlatformId, WorkspaceId } from '#shared/ids.ts';
import type { Fact } from '#shared/ipc/facts.ts';
import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import { NoAnswer } from '#shared/platforms/http.ts';
import type {
  Adapter,
  Api,
  BrowserSignIn,
  CameBack,
  Connected,
  Quota,
  ReturnPlace,
  Secrets,
} from '#shared/platforms/platform.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import type { Channel } from '#shared/channels/channel.ts';
import { accountChoices } from '#electron/channels/account-choices.ts';
import { channelsHandlers } from '#electron/channels/channels.handlers.ts';
import { channelById, channelsOf } from '#electron/channels/channels.read.ts';
import { connectChannel } from '#electron/channels/connect-channel.ts';
import { startChannelAccess, type ChannelAccess, type MadeRequest } from '#electron/channels/fresh-token.ts';
import { loopbackReturn } from '#electron/channels/loopback-return.ts';
import { followLink, type CallbackDeps } from '#electron/channels/oauth-callback.ts';
import type { Change, Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { memoryLog } from '#electron/log.ts';
import { secretsOfChannel } from '#electron/secrets/secrets.read.ts';
import { startVault, type TokenVault } from '#electron/secrets/token-vault.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { libraryIn } from '#tests/kit/new-library.ts';
import { fakeKeychain, type FakeKeychain } from '#tests/secrets/fake-keychain.ts';
import { quickFolder } from '#tests/kit/quick-folder.ts';

export const BROWSER = 'browserly' as PlatformId;
export const PASSWORD = 'wordly' as PlatformId;
/** What no log, fact or answer may ever contain. */
export const NEVER_SHOWN = /tok-|ref-|code-|hunter2|client-secret|verifier-/;

/** A network that can be signed in to, whose tokens run out and are renewed. */
export class Network {
  account = { remoteId: '1', handle: 'ada', server: 'https://net.example' };
  /** The access token that counts. */
  valid = 'tok-1';
  refresh = 'ref-1';
  renewals = 0;
  readonly requests: string[] = [];
  /** What happens at the network instead of what usually does. */
  onRenew: (() => Promise<{ secrets: Secrets } | { trouble: Trouble }>) | undefined;
  onSend: ((request: HttpRequest) => Promise<HttpAnswer>) | undefined;
  onFinish: (() => Promise<void>) | undefined;
  /** Several accounts, where the sign-in may post to more than one. */
  finishWith: (() => readonly Connected[]) | undefined;
  returnTo: ReturnPlace = { at: 'deep-link' };
  renewWithinMs: number | undefined;
  quota: Quota | undefined;
  readonly apps = new Map<string, number>();
  readonly #challenges = new Map<string, string>();

  connected(): Connected {
    const account = {
      ...this.account,
      displayName: this.account.handle,
      profileUrl: `${this.account.server}/@${this.account.handle}`,
      limits: {},
    };
    return { account, secrets: { access: this.valid, refresh: this.refresh } };
  }

  /** The person approves; gives the link that the browser then opens. */
  approve(open: string): string {
    const state = new URL(open).searchParams.get('state') ?? '';
    this.#challenges.set(`code-${state}`, new URL(open).searchParams.get('challenge') ?? '');
    return `postwright://oauth/callback?code=code-${state}&state=${state}`;
  }

  adapters(): ReadonlyMap<PlatformId, Adapter> {
    const shared = {
      minGapMs: 0,
      authorize: (request: HttpRequest, secrets: Secrets) => ({
        ...request,
        headers: { ...request.headers, authorization: `Bearer ${String(secrets['access'])}` },
      }),
      isExpired: (answer: HttpAnswer) => answer.status === 401,
      renew: (secrets: Secrets) => this.#renew(secrets),
      quota: () => this.quota,
      ...(this.renewWithinMs === undefined ? {} : { renewWithinMs: this.renewWithinMs }),
    };
    const browser = {
      ...shared,
      platform: { id: BROWSER, name: 'Browserly' },
      connectors: {
        browser: { how: 'browser', returnTo: () => this.returnTo, begin: this.#begin, finish: this.#finish },
      },
    };
    const password = {
      ...shared,
      platform: { id: PASSWORD, name: 'Wordly' },
      connectors: {
        password: {
          how: 'password',
          signIn: (answers: Readonly<Record<string, string>>) =>
            answers['password'] === 'hunter2'
              ? Promise.resolve(this.connected())
              : Promise.reject(new Failure('sign-in.wrong-password', { platform: 'Wordly' })),
        },
      },
    };
    return new Map([
      [BROWSER, browser as unknown as Adapter],
      [PASSWORD, password as unknown as Adapter],
    ]);
  }

  readonly #begin = async (_answers: unknown, signIn: BrowserSignIn): Promise<{ open: string; memory: Secrets }> => {
    const { server } = this.account;
    const known = await signIn.rememberedApp(server);
    if (known === undefined) {
      this.apps.set(server, (this.apps.get(server) ?? 0) + 1);
      await signIn.rememberApp(server, { id: 'app-1', secret: 'client-secret' });
    }
    const query = new URLSearchParams({ state: signIn.state, challenge: signIn.challenge, to: signIn.redirectUri });
    return { open: `${server}/authorize?${query}`, memory: { server, app: 'client-secret' } };
  };

  readonly #finish = async (memory: Secrets, { code, verifier }: CameBack): Promise<readonly Connected[]> => {
    await this.onFinish?.();
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (memory['app'] !== 'client-secret' || this.#challenges.get(code) !== challenge) {
      throw new Failure('sign-in.refused', {
        platform: 'Browserly',
        answer: `bad verifier for ${code} access_token=tok-leak`,
      });
    }
    return this.finishWith?.() ?? [this.connected()];
  };

  async #renew(secrets: Secrets): Promise<{ secrets: Secrets } | { trouble: Trouble }> {
    if (this.onRenew) return this.onRenew();
    return this.turnOver(secrets);
  }

  /** Gives a new pair for the refresh token that counts; it counts once. */
  turnOver(secrets: Secrets): { secrets: Secrets } | { trouble: Trouble } {
    this.renewals += 1;
    if (secrets['refresh'] !== this.refresh) {
      return { trouble: { kind: 'signed-out', failure: { code: 'channel.token-expired', about: {} } } };
    }
    this.valid = `tok-${this.renewals + 1}`;
    this.refresh = `ref-${this.renewals + 1}`;
    return { secrets: { access: this.valid, refresh: this.refresh } };
  }

  send(request: HttpRequest): Promise<HttpAnswer> {
    this.requests.push(`${request.method} ${request.url} ${request.headers?.['authorization'] ?? ''}`);
    if (this.onSend) return this.onSend(request);
    const isGood = request.headers?.['authorization'] === `Bearer ${this.valid}`;
    return Promise.resolve({ status: isGood ? 200 : 401, headers: {}, body: isGood ? 'ok' : 'expired' });
  }
}

/** A computer with a library, a vault and channels; the network, keychain, browser and clock are played. */
export class ChannelWorld {
  readonly folder = quickFolder('channels');
  readonly clock = handClock(Date.parse('2026-11-24T08:00:00Z'));
  readonly network = new Network();
  readonly log = memoryLog();
  readonly opened: string[] = [];
  readonly facts: Fact[] = [];
  readonly choices = accountChoices(this.clock);
  readonly loopback = loopbackReturn({
    clock: this.clock,
    // Any free port: several tests run at once.
    ports: [0],
    onLink: (link) => void this.follow(link),
  });
  readonly changes: Change[] = [];
  readonly made: MadeRequest[] = [];
  browserIs: 'there' | 'missing' = 'there';
  readonly keychain: FakeKeychain;
  library: Library;
  vault: TokenVault;
  access: ChannelAccess;
  workspace: WorkspaceId;

  constructor(keychain: FakeKeychain, renewWithinMs: number | undefined) {
    this.keychain = keychain;
    this.network.renewWithinMs = renewWithinMs;
    [this.library, this.vault, this.access, this.workspace] = this.#start();
  }

  #start(): [Library, TokenVault, ChannelAccess, WorkspaceId] {
    const onListenerError = (error: unknown): never => {
      throw error;
    };
    const library = openLibrary({ path: libraryIn(this.folder, this.clock.now()), clock: this.clock, onListenerError });
    library.onChanged((changes) => this.changes.push(...changes));
    const vault = startVault({ library, keychain: this.keychain, log: this.log });
    const access = startChannelAccess({ ...this.#given(), library, vault });
    return [library, vault, access, ensureWorkspace(library, 'Europe/Berlin')];
  }

  #given() {
    return {
      adapters: this.network.adapters(),
      http: { send: (request: HttpRequest) => this.network.send(request) },
      clock: this.clock,
      baseUrls: new Map<PlatformId, string>(),
      broker: () => undefined,
      linkCard: () => Promise.resolve(undefined),
      log: this.log,
    };
  }

  deps(): CallbackDeps {
    return {
      ...this.#given(),
      library: this.library,
      vault: this.vault,
      workspace: () => this.workspace,
      openInBrowser: (address) => {
        if (this.browserIs === 'missing') return Promise.reject(new Failure('sign-in.no-browser', { reason: 'none' }));
        this.opened.push(address);
        return Promise.resolve();
      },
      tell: (fact) => this.facts.push(fact),
      loopback: this.loopback,
      choices: this.choices,
    };
  }

  /** Begins a sign-in in the browser; gives the address that was opened. */
  async begin(reconnect?: ChannelId): Promise<string> {
    await connectChannel(this.deps(), {
      platform: BROWSER,
      way: 'browser',
      answers: {},
      ...(reconnect && { reconnect }),
    });
    return this.opened.at(-1) ?? '';
  }

  /** The browser hands a link over. Gives how the sign-in ended: a channel, or the code of what went wrong. */
  async follow(link: string): Promise<string> {
    await followLink(this.deps(), link);
    const fact = this.facts.at(-1);
    if (fact?.fact === 'trouble') return fact.failure.code;
    if (fact?.fact !== 'sign-in') return 'nothing was said';
    if ('choose' in fact.outcome) return 'choose';
    return 'channel' in fact.outcome ? fact.outcome.channel : fact.outcome.failure.code;
  }

  /** Signs in to the end. */
  async connect(): Promise<ChannelId> {
    return (await this.follow(this.network.approve(await this.begin()))) as ChannelId;
  }

  channel(id: ChannelId): Channel {
    const found = channelById(this.library.read, id);
    if (found === undefined) throw new Error(`no channel ${id}`);
    return found;
  }

  /** The channels there are, by id. */
  channels(): ChannelId[] {
    return channelsOf(this.library.read, this.workspace).map((one) => one.id);
  }

  handlers() {
    return channelsHandlers({ ...this.deps(), apiFor: (id) => this.api(id) });
  }

  secrets(id: ChannelId): Secrets | undefined {
    return secretsOfChannel(this.library.read, this.vault, id);
  }

  api(id: ChannelId): Api {
    return this.access.apiFor(id, {
      readMedia: () => Promise.reject(new Failure('media.not-found')),
      publicAddress: () => Promise.reject(new Failure('media.no-public-address')),
      onRequest: (request) => this.made.push(request),
    });
  }

  /** The process ends without a goodbye, and a new one starts. */
  async crash(): Promise<void> {
    await this.library.stop();
    [this.library, this.vault, this.access, this.workspace] = this.#start();
  }

  /** Everything that could be seen outside the vault. */
  shown(): string {
    return JSON.stringify([this.log.lines, this.facts, this.changes, this.made]);
  }

  onDisk(): string {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');
  }

  async close(): Promise<void> {
    await this.loopback.stop();
    await this.access.stop();
    await this.library.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function channelWorld(keychain = fakeKeychain(), renewWithinMs?: number): ChannelWorld {
  const world = new ChannelWorld(keychain, renewWithinMs);
  onTestFinished(() => world.close());
  return world;
}

export function lostAnswer(arrived: 'no' | 'maybe'): () => Promise<HttpAnswer> {
  return () => Promise.reject(new NoAnswer('ERR_CONNECTION_RESET', arrived));
}
