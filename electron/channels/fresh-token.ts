import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { Clock } from '#shared/clock.ts';
import { Failure, type FailureValue } from '#shared/failures.ts';
import type { ChannelId, PlatformId } from '#shared/ids.ts';
import { NoAnswer, type Http, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import type { Adapter, Api, LinkCard, PublicAddress, Renewed, Secrets } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { asShownFailure, redactText } from '#shared/redact.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { keepRenewed, markSignedOut } from '#electron/channels/channels.write.ts';
import { contextFor } from '#electron/channels/connect-channel.ts';
import { requestLimits } from '#electron/channels/request-limits.ts';
import type { Library } from '#electron/db/handles.ts';
import { noAnswerWords } from '#electron/channels/no-answer-words.ts';
import type { Log } from '#electron/log.ts';
import { secretsOfChannel } from '#electron/secrets/secrets.read.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';

// Every request of a channel goes through here: in turn, with its sign-in, and with a fresh one when that has run out.
// However many requests find it run out, the network is asked for a new one once; and that is on the disk before it is
// used, because the network may have taken the old one back by answering.

export interface ChannelAccessDeps {
  readonly library: Library;
  readonly vault: TokenVault;
  readonly adapters: ReadonlyMap<PlatformId, Adapter>;
  readonly http: Http;
  readonly clock: Clock;
  readonly baseUrls: ReadonlyMap<PlatformId, string>;
  readonly broker: () => string | undefined;
  /** Reads a page for its card (`link-card.ts`). */
  linkCard(url: string): Promise<LinkCard | undefined>;
  readonly log: Log;
}

/** A request that was made, for the ledger. */
export interface MadeRequest {
  readonly [detail: string]: string | number;
  readonly method: string;
  /** Without what is secret in its query. */
  readonly url: string;
  readonly ms: number;
}

/** Who uses the `Api`, and what for. */
export interface ApiUser {
  readMedia: Api['readMedia'];
  /** Puts a file where a network can fetch it. Throws `media.no-public-address`, `media.not-found`. */
  publicAddress(media: DraftMedia): Promise<PublicAddress>;
  /** Hears of each request when its answer, `status`, is there, or the `reason` why there is none. */
  onRequest(request: MadeRequest & ({ readonly status: number } | { readonly reason: string })): void;
}

/** The way to the networks, for channels that are signed in. */
export interface ChannelAccess {
  /** Throws `channel.not-found`, `sign-in.unknown-platform`. */
  apiFor(channel: ChannelId, user: ApiUser): Api;
  /** Renews a sign-in that ends soon and can be renewed; otherwise nothing. What goes wrong is logged, and tried again later. */
  keepFresh(channel: ChannelId): Promise<void>;
  stop(): Promise<void>;
}

/** A renewal ahead of time that failed is not tried again with the very next request. */
const AGAIN_AFTER_MS = 10 * 60_000;

export function startChannelAccess(d: ChannelAccessDeps): ChannelAccess {
  const limits = requestLimits();
  const renewals = new Map<ChannelId, Promise<Secrets>>();
  /** Fresh sign-ins that could not be stored, as on a full disk: stored before anything else is sent. */
  const unstored = new Map<ChannelId, { used: Secrets; fresh: Renewed }>();
  /** Until when a network wants no more requests of a channel. */
  const restUntil = new Map<ChannelId, number>();
  /** When a renewal ahead of time was last tried. */
  const triedAt = new Map<ChannelId, number>();

  return { apiFor, keepFresh, stop: () => limits.stop() };

  function apiFor(id: ChannelId, user: ApiUser): Api {
    const known = channelById(d.library.read, id);
    if (known === undefined) throw new Failure('channel.not-found');
    const line = { channel: known, adapter: adapterOf(known.platform), user };
    return {
      account: { ...accountOf(known), channel: id },
      now: () => d.clock.now(),
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
      readMedia: (media, part) => user.readMedia(media, part),
      publicAddress: (media) => user.publicAddress(media),
      linkCard: (url) => d.linkCard(url),
      send: (request) => send(line, request),
    };
  }

  function adapterOf(platform: PlatformId): Adapter {
    const adapter = d.adapters.get(platform);
    if (adapter === undefined) throw new Failure('sign-in.unknown-platform', { platform });
    return adapter;
  }

  async function send(line: Line, request: HttpRequest): Promise<HttpAnswer> {
    const current = currentSecrets(line);
    if (sessionOf(line, current) !== undefined) return sendInSession(line, request);
    const used = await renewedAhead(line, current);
    const answer = await sendSigned(line, request, used);
    if (!line.adapter.isExpired(answer, request)) return answer;
    const fresh = await renewedOnce(line, used);
    const again = await sendSigned(line, request, fresh);
    if (line.adapter.isExpired(again, request)) throw signOut(line, expired(line));
    return again;
  }

  /** For sign-ins that sign every request by themselves; what they renew is stored before they use it. */
  function sessionOf(line: Line, secrets: Secrets): ((request: HttpRequest) => Promise<HttpAnswer>) | undefined {
    let used = secrets;
    const http = watched(line.user);
    return line.adapter.openSession?.(secrets, {
      ...contextFor({ ...d, http }, line.channel.platform),
      keep: (fresh) => {
        used = stored(line, used, fresh);
        return Promise.resolve();
      },
    });
  }

  async function sendInSession(line: Line, request: HttpRequest): Promise<HttpAnswer> {
    try {
      // Opened when its turn has come: the request before may have renewed the sign-in, and a refresh token counts once.
      return await inTurn(line, request.url, async () => {
        const session = sessionOf(line, currentSecrets(line));
        if (session === undefined) throw new NoAnswer('the channel was connected in another way meanwhile', 'no');
        return session(request);
      });
    } catch (error) {
      if (error instanceof StepTrouble && error.trouble.kind === 'signed-out')
        throw signOut(line, error.trouble.failure);
      throw error instanceof NoAnswer ? unanswered(line, error) : error;
    }
  }

  /** Fresh secrets where the sign-in ends soon; the ones there are when that is not possible now. */
  async function renewedAhead(line: Line, secrets: Secrets): Promise<Secrets> {
    if (!endsSoon(line)) return secrets;
    const { id } = line.channel;
    const wasTried = d.clock.now() - (triedAt.get(id) ?? -Infinity) < AGAIN_AFTER_MS;
    if (wasTried && !renewals.has(id)) return secrets;
    triedAt.set(id, d.clock.now());
    try {
      return await renewedOnce(line, secrets);
    } catch (error) {
      // Until it really ends, it still works: only a sign-in that is over stops anything.
      if (!(error instanceof StepTrouble) || error.trouble.kind === 'signed-out') throw error;
      d.log.warn('renewing ahead of time', { channel: id, why: error.trouble.failure.code });
      return secrets;
    }
  }

  function endsSoon(line: Line): boolean {
    const { renewWithinMs } = line.adapter;
    const expiresAt = channelById(d.library.read, line.channel.id)?.expiresAt;
    return renewWithinMs !== undefined && expiresAt !== undefined && expiresAt - d.clock.now() < renewWithinMs;
  }

  async function keepFresh(id: ChannelId): Promise<void> {
    const known = channelById(d.library.read, id);
    if (known === undefined || (known.state !== 'connected' && known.state !== 'paused')) return;
    const line = { channel: known, adapter: adapterOf(known.platform), user: NOBODY };
    try {
      await renewedAhead(line, currentSecrets(line));
    } catch (error) {
      d.log.warn('keeping a sign-in fresh', error);
    }
  }

  async function sendSigned(line: Line, request: HttpRequest, secrets: Secrets): Promise<HttpAnswer> {
    const signed = authorized(line, request, secrets);
    return inTurn(line, request.url, () => sendOnce(line, signed));
  }

  async function inTurn(line: Line, url: string, ask: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
    const { channel, adapter } = line;
    const turn = { channel: channel.id, minGapMs: adapter.minGapMs, url };
    const answer = await limits.inTurn(turn, () => {
      mustNotRest(line);
      return ask();
    });
    const quota = adapter.quota(answer, d.clock.now());
    if (quota !== undefined && quota.remaining <= 0) restUntil.set(channel.id, quota.resetAt);
    return answer;
  }

  function authorized(line: Line, request: HttpRequest, secrets: Secrets): HttpRequest {
    try {
      return line.adapter.authorize(request, secrets);
    } catch (error) {
      // Secrets that an older Postwright kept in a way that is no longer understood.
      d.log.error('secrets that the network’s adapter does not understand', {
        channel: line.channel.id,
        name: nameOf(error),
      });
      throw signOut(line, expired(line));
    }
  }

  function mustNotRest(line: Line): void {
    const retryAt = restUntil.get(line.channel.id) ?? 0;
    if (retryAt <= d.clock.now()) return;
    const failure = { code: 'publish.rate-limited' as const, about: { ...aboutOf(line), retryAt } };
    throw new StepTrouble({ kind: 'temporary', failure, retryAt });
  }

  async function sendOnce(line: Line, request: HttpRequest): Promise<HttpAnswer> {
    try {
      return await watched(line.user).send(request);
    } catch (error) {
      throw error instanceof NoAnswer ? unanswered(line, error) : error;
    }
  }

  function unanswered(line: Line, error: NoAnswer): StepTrouble {
    const failure = {
      code: 'publish.unreachable' as const,
      about: { ...aboutOf(line), reason: noAnswerWords(redactText(error.message)) },
    };
    return new StepTrouble({ kind: error.arrived === 'no' ? 'not-arrived' : 'maybe', failure }, { cause: error });
  }

  /** Tells the user of every request and how it ended. */
  function watched(user: ApiUser): Http {
    return {
      send: async (request) => {
        const startedAt = d.clock.now();
        const made = () => ({ method: request.method, url: redactText(request.url), ms: d.clock.now() - startedAt });
        try {
          const answer = await d.http.send(request);
          user.onRequest({ ...made(), status: answer.status });
          return answer;
        } catch (error) {
          user.onRequest({
            ...made(),
            reason: error instanceof Error ? noAnswerWords(redactText(error.message)) : 'unknown',
          });
          throw error;
        }
      },
    };
  }

  function renewedOnce(line: Line, used: Secrets): Promise<Secrets> {
    const { id } = line.channel;
    const underWay = renewals.get(id);
    if (underWay !== undefined) return underWay;
    const renewal = renewed(line, used).finally(() => renewals.delete(id));
    renewals.set(id, renewal);
    return renewal;
  }

  async function renewed(line: Line, used: Secrets): Promise<Secrets> {
    const current = currentSecrets(line);
    // Another request has renewed them since this one was sent.
    if (!isDeepStrictEqual(current, used)) return current;
    if (line.adapter.renew === undefined) throw signOut(line, expired(line));
    const context = contextFor({ ...d, http: watched(line.user) }, line.channel.platform);
    const answer = await line.adapter
      .renew(current, context)
      .catch((error: unknown) => ({ trouble: noRenewal(line, error) }));
    if ('trouble' in answer) throw troubleOfRenewal(line, answer.trouble);
    d.log.info('sign-in renewed', { channel: line.channel.id });
    return stored(line, used, answer);
  }

  /** On the disk, then used. What was connected anew or taken off meanwhile is not overwritten. */
  function stored(line: Line, used: Secrets, fresh: Renewed): Secrets {
    const { id } = line.channel;
    try {
      const secrets = d.library.write((tx) => {
        const now = secretsOfChannel(tx, d.vault, id);
        if (now === undefined) throw new Failure('channel.not-found');
        if (!isDeepStrictEqual(now, used)) return now;
        keepRenewed(tx, d.vault, id, fresh);
        return fresh.secrets;
      });
      unstored.delete(id);
      return secrets;
    } catch (error) {
      const { code, about } = asShownFailure(error);
      const isTakenOff = code === 'channel.not-found';
      if (isTakenOff) unstored.delete(id);
      else unstored.set(id, { used, fresh });
      d.log.error('a renewed sign-in could not be stored', error);
      throw new StepTrouble(
        { kind: isTakenOff ? 'signed-out' : 'not-arrived', failure: { code, about } },
        { cause: error },
      );
    }
  }

  function currentSecrets(line: Line): Secrets {
    const waiting = unstored.get(line.channel.id);
    if (waiting !== undefined) return stored(line, waiting.used, waiting.fresh);
    try {
      const secrets = secretsOfChannel(d.library.read, d.vault, line.channel.id);
      if (secrets !== undefined) return secrets;
    } catch (error) {
      throw whyClosed(line, error);
    }
    throw signOut(line, expired(line));
  }

  /** A locked vault is opened by a person, and the publication waits; what can never be opened again signs out. */
  function whyClosed(line: Line, error: unknown): unknown {
    if (!(error instanceof Failure)) return error;
    const failure: FailureValue = { code: error.code, about: { ...error.about, ...aboutOf(line) } };
    if (error.code === 'vault.unreadable') return signOut(line, failure);
    return new StepTrouble({ kind: 'not-arrived', failure }, { cause: error });
  }

  function troubleOfRenewal(line: Line, trouble: Trouble): StepTrouble {
    if (trouble.kind === 'signed-out') return signOut(line, expired(line));
    // The request itself was answered: nothing was created, whatever became of the renewal.
    return new StepTrouble(trouble.kind === 'maybe' ? { kind: 'not-arrived', failure: trouble.failure } : trouble);
  }

  function noRenewal(line: Line, error: unknown): Trouble {
    d.log.warn('renewing a sign-in', { channel: line.channel.id, name: nameOf(error) });
    const reason =
      error instanceof NoAnswer ? noAnswerWords(redactText(error.message)) : 'its answer was not understood';
    return { kind: 'not-arrived', failure: { code: 'publish.unreachable', about: { ...aboutOf(line), reason } } };
  }

  function signOut(line: Line, failure: FailureValue): StepTrouble {
    d.log.warn('signed out', { channel: line.channel.id, why: failure.code });
    d.library.write((tx) => markSignedOut(tx, line.channel.id));
    return new StepTrouble({ kind: 'signed-out', failure });
  }
}

/** Who renews without publishing anything. */
const NOBODY: ApiUser = {
  readMedia: () => Promise.reject(new Failure('media.not-found')),
  publicAddress: () => Promise.reject(new Failure('media.not-found')),
  onRequest: () => undefined,
};

/** A channel on its way to its network. */
interface Line {
  readonly channel: Channel;
  readonly adapter: Adapter;
  readonly user: ApiUser;
}

function expired(line: Line): FailureValue {
  return { code: 'channel.token-expired', about: aboutOf(line) };
}

function aboutOf({ channel, adapter }: Line): { platform: string; channel: string } {
  return { platform: adapter.platform.name, channel: channelName(channel) };
}

function accountOf(channel: Channel): Omit<Api['account'], 'channel'> {
  const { remoteId, handle, displayName, avatarUrl, server, profileUrl, limits } = channel;
  return {
    remoteId,
    handle,
    displayName,
    server,
    profileUrl,
    limits,
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
