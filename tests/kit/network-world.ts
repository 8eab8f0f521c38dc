import { EventEmitter, once } from 'node:events';
import { rmSync } from 'node:fs';
import { Failure } from '#shared/failures.ts';
import type { ChannelId, PlatformId, PublicationId } from '#shared/ids.ts';
import type { Channel } from '#shared/channels/channel.ts';
import type { Http, HttpRequest } from '#shared/platforms/http.ts';
import type { Adapter, Api, Renewed, Secrets } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia, Publication } from '#shared/publishing/publication.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { keepChannel } from '#electron/channels/channels.write.ts';
import { startChannelAccess, type ChannelAccess } from '#electron/channels/fresh-token.ts';
import type { Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { memoryLog } from '#electron/log.ts';
import { ledgerOf } from '#electron/publishing/ledger.read.ts';
import { publicationById } from '#electron/publishing/publications.read.ts';
import { startPublishing, type PublishingDeps } from '#electron/publishing/start-publishing.ts';
import { secretsOfChannel } from '#electron/secrets/secrets.read.ts';
import { startVault, type TokenVault } from '#electron/secrets/token-vault.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { openFileHost, type FileHost } from '#tests/kit/file-host.ts';
import { handClock, settle, type HandClock } from '#tests/kit/hand-clock.ts';
import { libraryIn } from '#tests/kit/new-library.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { planDraft } from '#tests/kit/plan-draft.ts';
import { quickFolder } from '#tests/kit/quick-folder.ts';
import { PowerCut } from '#tests/kit/step-memory.ts';
import type { NetworkUnderTest, RunningNetwork } from '#tests/platforms/conformance/network.ts';
import { fakeKeychain } from '#tests/secrets/fake-keychain.ts';

// Everything that is really ours between a plan and a network: library, vault, channel access, publishing and HTTP over
// loopback. Only the clock is turned by hand, and the power can be cut after anything that lasts.

/** The network's rules are not asked here: its drafts are given to the publisher as they are. */
const UNDER_TEST = 'under-test' as PlatformId;

/** Waiting for an answer that never comes would make slow tests. */
const PATIENCE_MS = 10_000;
/** A run that has made no headway for this long never will. */
const STUCK_AFTER_MS = 30_000;
/** How the log knows it. */
const POWER = 'the power';
const MOST_TURNS = 200;
const RESTART_TAKES_MS = 5_000;
const SECOND_MS = 1_000;

interface Switch {
  isOver: boolean;
}

/** One run of the program: from its start until somebody pulls the plug. */
interface Life extends Switch {
  readonly library: Library;
  readonly vault: TokenVault;
  readonly access: ChannelAccess;
}

export class NetworkWorld<Running extends RunningNetwork = RunningNetwork> {
  readonly clock: HandClock;
  readonly network: Running;
  readonly channel: ChannelId;
  /** What lasts, in order: every commit, and every request that may have changed something at the network. */
  readonly lasting: string[] = [];
  /** Every request that left. */
  readonly requests: HttpRequest[] = [];
  /** How each renewal of the sign-in ended. */
  readonly renewals: ('renewed' | Trouble['kind'])[] = [];
  readonly log = memoryLog();
  /** How often the power went. */
  cuts = 0;
  /** Every publication that was planned. */
  readonly planned: PublicationId[] = [];
  /** What had lasted when the power went last. */
  lastingBeforeCut: readonly string[] = [];
  readonly #folder = quickFolder('network');
  readonly #keychain = fakeKeychain();
  readonly #stirring = new EventEmitter();
  readonly #files: FileHost;
  readonly #adapter: Adapter;
  #http = nodeHttp();
  #underWay = 0;
  #life: Life;
  #cut: { after: number } | { when: () => boolean | Promise<boolean> } | undefined;

  constructor(network: Running, clock: HandClock, files: FileHost) {
    this.network = network;
    this.clock = clock;
    this.#files = files;
    this.#adapter = this.#watched(network.adapter);
    this.#life = this.#start();
    const { account, secrets, expiresAt } = network;
    const workspace = ensureWorkspace(this.#library, 'UTC');
    this.channel = this.#library.write((tx) =>
      keepChannel(tx, this.#life.vault, {
        workspace,
        platform: UNDER_TEST,
        connected: { account, secrets, ...(expiresAt === undefined ? {} : { expiresAt }) },
      }),
    );
  }

  /** Plans a publication of exactly this draft, a minute from now unless said. */
  plan(draft: Draft, inMs = 60_000): PublicationId {
    const { workspace, platform } = this.#channel();
    const to = { workspace, platform, channel: this.channel };
    const id = this.#library.write((tx) => planDraft(tx, to, draft, tx.now + inMs));
    this.planned.push(id);
    return id;
  }

  publication(id: PublicationId): Publication {
    const found = publicationById(this.#library.read, id);
    if (found === undefined) throw new Error(`no publication ${id}`);
    return found;
  }

  channelState(): Channel['state'] {
    return this.#channel().state;
  }

  /** Everything that is written down about a publication: its ledger, its own row, and the log. */
  writtenAbout(id: PublicationId): string {
    return JSON.stringify([ledgerOf(this.#library.read, id), this.publication(id), this.log.lines]);
  }

  secrets(): Secrets | undefined {
    return secretsOfChannel(this.#library.read, this.#life.vault, this.channel);
  }

  /** What an adapter would be given for the channel. */
  api(): Api {
    return this.#life.access.apiFor(this.channel, {
      readMedia: this.#readMedia,
      publicAddress: this.#publicAddress,
      onRequest: () => undefined,
    });
  }

  /** A person connects the channel again. */
  connectAgain(fresh: { readonly secrets: Secrets; readonly expiresAt?: number }): void {
    const { account } = this.network;
    const { workspace } = this.#channel();
    this.#library.write((tx) =>
      keepChannel(tx, this.#life.vault, { workspace, platform: UNDER_TEST, connected: { account, ...fresh } }),
    );
  }

  /** What went wrong inside Postwright, other than that the power went. */
  unexpected(): string[] {
    return this.log.lines.filter((line) => line.startsWith('error ') && !line.includes(POWER));
  }

  /** The power goes once, after the `nth` thing from now that lasts. */
  cutPowerAfter(nth: number): void {
    this.#cut = { after: nth };
  }

  /** How many things may still last before the power goes. */
  get untilCut(): number {
    return this.#cut !== undefined && 'after' in this.#cut ? this.#cut.after : 0;
  }

  /** The power goes once, before the first answer is heard that comes when `isSo` holds. */
  cutPowerWhen(isSo: () => boolean | Promise<boolean>): void {
    this.#cut = { when: isSo };
  }

  /** The power goes once, when people can see more than now and nobody here knows yet. */
  async cutPowerOnceVisible(): Promise<void> {
    const before = (await this.network.visible()).length;
    this.cutPowerWhen(async () => (await this.network.visible()).length > before);
  }

  /** Turns the clock until nothing is left to do by itself. When the power goes, starts again. */
  async untilRest(): Promise<void> {
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      if ((await this.untilQuiet()) === 'dark') await this.restart();
      else if (!(await this.#turnToNext())) return;
    }
    throw new Error(`It does not come to rest: ${this.log.lines.slice(-5).join('\n')}`);
  }

  /** Turns the clock until the next thing is due, and lets that happen. `dark`: the power went. */
  async step(): Promise<'quiet' | 'dark'> {
    await this.#turnToNext();
    return this.untilQuiet();
  }

  /** Turns the clock until the publication waits because something went wrong. */
  async untilDoubt(id: PublicationId): Promise<void> {
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const { attempt, state } = this.publication(id);
      if (attempt > 0 && state === 'scheduled') return;
      await this.step();
    }
    throw new Error(`Nothing goes wrong: ${this.log.lines.slice(-5).join('\n')}`);
  }

  /** Lets happen what is under way, without time going by. `dark`: the power went. */
  async untilQuiet(): Promise<'quiet' | 'dark'> {
    while (!this.#life.isOver && this.#isPublishing()) await this.#stir();
    while (this.#underWay > 0) await this.#stir();
    await settle();
    return this.#life.isOver ? 'dark' : 'quiet';
  }

  /** Starts again after the power went. */
  async restart(): Promise<void> {
    await this.#life.library.stop();
    await this.clock.by(RESTART_TAKES_MS);
    this.#life = this.#start();
  }

  /** The program ends now, whatever is under way. */
  async cutPower(): Promise<void> {
    this.#pullPlug(this.#life);
    await this.untilQuiet();
  }

  async close(): Promise<void> {
    const { library, access, isOver } = this.#life;
    this.#life.isOver = true;
    if (!isOver) await access.stop();
    await library.stop();
    await Promise.all([this.network.stop(), this.#files.stop()]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #library(): Library {
    return this.#life.library;
  }

  #channel(): Channel {
    const found = channelById(this.#library.read, this.channel);
    if (found === undefined) throw new Error('no channel');
    return found;
  }

  #isPublishing(): boolean {
    return this.#library.read.prepare(`SELECT 1 FROM publications WHERE state = 'publishing'`).get() !== undefined;
  }

  async #turnToNext(): Promise<boolean> {
    const { at } = this.#library.read.prepare('SELECT min(run_at) AS at FROM publications').get() as {
      at: number | null;
    };
    if (at === null) return false;
    // What is due and does not start waits for time to go by.
    await this.clock.by(Math.max(at - this.clock.now(), SECOND_MS));
    return true;
  }

  async #stir(): Promise<void> {
    try {
      await once(this.#stirring, 'stir', { signal: AbortSignal.timeout(STUCK_AFTER_MS) });
    } catch (error) {
      throw new Error(`Stuck after ${this.lasting.join(', ')}: ${this.log.lines.join('\n')}`, { cause: error });
    }
  }

  #start(): Life {
    const library = openLibrary({
      path: libraryIn(this.#folder, this.clock.now()),
      clock: this.clock,
      onListenerError: (error) => {
        if (!(error instanceof PowerCut)) throw error;
      },
    });
    const life: Switch = { isOver: false };
    const given = {
      library: this.#powered(library, life),
      adapters: new Map([[UNDER_TEST, this.#adapter]]),
      clock: {
        now: () => this.clock.now(),
        after: (ms: number, ring: () => void) => this.clock.after(ms, () => (life.isOver ? undefined : ring())),
      },
      log: this.log,
    };
    const vault = startVault({ library, keychain: this.#keychain, log: this.log });
    const access = startChannelAccess({
      ...given,
      vault,
      http: this.#poweredHttp(life),
      baseUrls: new Map([[UNDER_TEST, this.network.account.server]]),
      broker: () => undefined,
      linkCard: () => Promise.resolve(undefined),
    });
    const publishing: PublishingDeps = {
      ...given,
      apiFor: (channel, onRequest) =>
        access.apiFor(channel, { readMedia: this.#readMedia, publicAddress: this.#publicAddress, onRequest }),
      chance: () => 0,
      zoneRules: 'of this world',
      runningMs: () => this.clock.runningMs(),
      onEnded: () => undefined,
    };
    try {
      startPublishing(publishing);
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
    }
    return Object.assign(life, { library, vault, access });
  }

  /** What belongs to a life that is over reaches the disk no more. */
  #powered(library: Library, life: Switch): Library {
    return {
      ...library,
      write: (work) => {
        if (life.isOver) throw new PowerCut(`${POWER} is off`);
        const result = library.write((tx) => {
          tx.afterCommit(() => this.#committed(life));
          return work(tx);
        });
        if (hasEnded(life)) throw new PowerCut(`${POWER} went after a commit`);
        return result;
      },
    };
  }

  #committed(life: Switch): void {
    this.lasting.push('commit');
    this.#stirring.emit('stir');
    if (this.#cut !== undefined && 'after' in this.#cut) this.#countDown(this.#cut, life);
  }

  /** What belongs to a life that is over sends nothing more, and hears no answer. */
  #poweredHttp(life: Switch): Http {
    return {
      send: async (request) => {
        if (life.isOver) throw new PowerCut(`${POWER} is off`);
        this.requests.push(request);
        this.#underWay += 1;
        const [ended] = await Promise.allSettled([this.#http.send({ ...request, timeoutMs: PATIENCE_MS })]);
        await this.#answered(request, life);
        this.#underWay -= 1;
        this.#stirring.emit('stir');
        if (hasEnded(life)) throw new PowerCut(`${POWER} went before the answer was heard`);
        if (ended.status === 'rejected') throw ended.reason;
        return ended.value;
      },
    };
  }

  async #answered(request: HttpRequest, life: Switch): Promise<void> {
    if (request.method === 'GET' || life.isOver) return;
    this.lasting.push(`${request.method} ${new URL(request.url).pathname}`);
    if (this.#cut === undefined) return;
    if ('after' in this.#cut) this.#countDown(this.#cut, life);
    else if (await this.#cut.when()) this.#pullPlug(life);
  }

  #countDown(cut: { after: number }, life: Switch): void {
    cut.after -= 1;
    if (cut.after === 0) this.#pullPlug(life);
  }

  #pullPlug(life: Switch): void {
    this.#cut = undefined;
    this.cuts += 1;
    this.lastingBeforeCut = [...this.lasting];
    life.isOver = true;
    this.#stirring.emit('stir');
  }

  readonly #readMedia = (media: DraftMedia, part?: { from: number; to: number }): Promise<Uint8Array> => {
    const bytes = this.network.files.get(media.media);
    if (bytes === undefined) return Promise.reject(new Failure('media.not-found'));
    return Promise.resolve(part ? bytes.subarray(part.from, part.to) : bytes);
  };

  readonly #publicAddress = async (media: DraftMedia): Promise<{ url: string; until: number }> => ({
    url: await this.#files.put(
      `${media.media.slice(0, 12)}-${media.name}`,
      media.mimeType,
      await this.#readMedia(media),
    ),
    until: this.clock.now() + 3_600_000,
  });

  /** Counts renewals. The gap between requests is kept by real timers and tested with them (request-limits). */
  #watched(adapter: Adapter): Adapter {
    const watched: Adapter = { ...adapter, minGapMs: 0 };
    const renew = adapter.renew?.bind(adapter);
    const openSession = adapter.openSession?.bind(adapter);
    if (renew) {
      watched.renew = async (secrets, context) => {
        const renewed = await renew(secrets, context);
        this.renewals.push('secrets' in renewed ? 'renewed' : renewed.trouble.kind);
        return renewed;
      };
    }
    if (openSession) {
      watched.openSession = (secrets, context) => {
        const keep = (fresh: Renewed): Promise<void> => {
          this.renewals.push('renewed');
          return context.keep(fresh);
        };
        return openSession(secrets, { ...context, keep });
      };
    }
    return watched;
  }
}

/** A world of its own: a fresh account at the network, a fresh library. To be closed. */
export async function openNetworkWorld<Running extends RunningNetwork>(
  under: NetworkUnderTest<Running>,
): Promise<NetworkWorld<Running>> {
  const start = Math.floor(Date.now() / SECOND_MS) * SECOND_MS;
  const clock = handClock(start);
  // The network's clock is not ours: setting ours does not set it.
  const network = await under.start({ now: () => start + clock.runningMs() });
  return new NetworkWorld(network, clock, openFileHost());
}

/** Asked anew: it may have happened since. */
function hasEnded(life: Switch): boolean {
  return life.isOver;
}
