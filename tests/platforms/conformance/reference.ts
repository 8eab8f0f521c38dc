import { createHash, randomUUID } from 'node:crypto';
import { mediaId, type PlatformId } from '#shared/ids.ts';
import type { FailureCode, FailureValue } from '#shared/failures.ts';
import { beside } from '#shared/platforms/beside.ts';
import { serverNow, slowDown } from '#shared/platforms/answers.ts';
import { jsonOf, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import { lookAgainLater } from '#shared/platforms/look-again.ts';
import type { Adapter, Api, ConnectContext, Renewed, Secrets, SessionContext } from '#shared/platforms/platform.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import type { Draft, DraftMedia, DraftSegment, Receipt } from '#shared/publishing/publication.ts';
import {
  StepTrouble,
  type Found,
  type StepKind,
  type StepRunner,
  type StepStart,
  type Trouble,
} from '#shared/publishing/steps.ts';
import type { NetworkUnderTest, RunningNetwork } from '#tests/platforms/conformance/network.ts';
import {
  startReferenceServer,
  type ReferencePost,
  type ReferenceServer,
  type ReferenceServerOptions,
} from '#tests/platforms/conformance/reference-server.ts';

// A small honest network, and the same network with one mistake at a time in its adapter. The suite must be content with
// the first and catch each of the others: a suite that cannot fail proves nothing.

export type Flaw =
  // What `find` gets wrong
  | 'takes the newest'
  | 'takes any age'
  | 'takes what was made by hand'
  | 'takes other words'
  | 'takes any media'
  | 'takes any parent'
  | 'takes the post of another account'
  | 'goes by our own clock'
  | 'believes every age'
  | 'gives up at the first look'
  | 'asks for nothing but a list it cannot read'
  // What a step gets wrong
  | 'never looks'
  | 'takes a lost answer for a no'
  | 'takes half an answer for a no'
  | 'posts all parts in one step'
  | 'answers the first part with every part'
  | 'leaves the media out'
  | 'names the last part in the receipt'
  | 'fails the post over its comment'
  // What it makes of a no
  | 'knows no refusal by name'
  | 'takes “slow down” for a no'
  | 'takes a duplicate for done'
  | 'takes revoked for trouble that passes'
  | 'never renews';

export interface ReferenceOptions extends ReferenceServerOptions {
  readonly flaw?: Flaw;
  readonly cannotRenew?: boolean;
  /** Its sign-in sends for itself, and renews itself (`Adapter.openSession`). */
  readonly hasSessions?: boolean;
  /** A post takes several files and nothing can be answered. */
  readonly carousel?: boolean;
}

export interface RunningReference extends RunningNetwork {
  readonly server: ReferenceServer;
}

const NAME = 'Reference';
const SKEW_MS = 120_000;
/** So much our clock may have been set back since the start; what is older by less may be ours. */
const CLOCK_SET_MS = 30 * 60_000;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The reference, or one of its kinds. */
export function referenceNetwork(options: ReferenceOptions = {}): NetworkUnderTest<RunningReference> {
  const network = [options.flaw ? `a reference that ${options.flaw}` : 'the reference'];
  if (options.refusesDuplicates) network.push('that tells little');
  return {
    name: network.join(' '),
    start: async (clock) => {
      const server = await startReferenceServer(clock, options);
      const files = new Map<string, Uint8Array>();
      const picture = (which: number): DraftMedia => pictureIn(files, which);
      return {
        server,
        adapter: referenceAdapter(options),
        account: {
          remoteId: 'ada',
          handle: 'ada',
          displayName: 'Ada',
          server: server.url,
          profileUrl: `${server.url}/ada`,
          limits: {},
        },
        secrets: server.signIn(),
        files,
        drafts: {
          text: { segments: [{ text: 'Fresh bread at nine', media: [] }], options: {} },
          media: { segments: [{ text: 'Look at this', media: [picture(1)] }], options: {} },
          several: options.carousel
            ? { segments: [{ text: 'Three of them', media: [picture(1), picture(2), picture(3)] }], options: {} }
            : {
                segments: [
                  { text: 'One', media: [picture(1)] },
                  { text: 'Two', media: [] },
                  { text: 'Three', media: [picture(2), picture(3)] },
                ],
                options: {},
              },
        },
        visible: () => Promise.resolve(server.visible()),
        postElsewise: (text, who) => Promise.resolve(server.post(text, who)),
        onPublish: (trouble, nth) => server.onPublish(trouble, nth),
        signIn: (state) => server.setSignIn(state),
        signInAgain: () => Promise.resolve({ secrets: server.signIn() }),
        setServerAheadMs: (ms) => server.setAheadMs(ms),
        setLateInListsMs: (ms) => server.setLateInListsMs(ms),
        expected: {
          refused: 'publish.refused',
          revoked: 'channel.token-expired',
          rateLimited: 'publish.rate-limited',
          ...(options.refusesDuplicates && { duplicate: 'publish.duplicate' }),
        },
        canRenew: options.cannotRenew !== true,
        ...(options.hidesApps && { cannotTell: { byHand: 'Its list does not say what a post was made with.' } }),
        stop: () => server.stop(),
      };
    },
  };
}

function pictureIn(files: Map<string, Uint8Array>, which: number): DraftMedia {
  const bytes = Buffer.concat([PNG, Buffer.from([which])]);
  const media = mediaId.parse(createHash('sha256').update(bytes).digest('hex'));
  files.set(media, bytes);
  const name = `picture-${which}.png`;
  return { media, alt: `Picture ${which}`, name, mimeType: 'image/png', bytes: bytes.length, width: 1, height: 1 };
}

type Posted = { readonly id: string; readonly url: string; readonly at: number; readonly how: 'answer' | 'found' };

function referenceAdapter({ flaw, cannotRenew, hasSessions }: ReferenceOptions): Adapter {
  const adapter = {
    platform: { id: 'reference' as PlatformId, name: NAME, takes: { firstComment: true } },
    minGapMs: 0,
    publish,
    authorize,
    isExpired: (answer: HttpAnswer) => answer.status === 401 && flaw !== 'never renews',
    quota: () => undefined,
    ...(!cannotRenew && !hasSessions && { renew }),
    ...(hasSessions && { openSession }),
  };
  return adapter as unknown as Adapter;

  async function publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
    const files: string[][] = [];
    for (const [at, segment] of draft.segments.entries()) files.push(await upload(segment, at, run, api));
    const posted = flaw === 'posts all parts in one step' ? await inOneStep(draft, files, run, api) : [];
    for (const [at, segment] of draft.segments.entries()) {
      if (posted.length > at) continue;
      const parent = flaw === 'answers the first part with every part' ? posted[0]?.id : posted.at(-1)?.id;
      posted.push(await post({ text: segment.text, files: files[at] ?? [], parent }, `post/${at}`, run, api));
    }
    const named = flaw === 'names the last part in the receipt' ? posted.at(-1) : posted[0];
    if (named === undefined) throw new Error('A draft has a part');
    const commented = await comment(draft.firstComment, named.id, run, api);
    return {
      remoteId: named.id,
      permalink: named.url,
      publishedAt: named.at,
      confirmedBy: named.how,
      parts: posted.map(({ id, url }) => ({ remoteId: id, permalink: url })),
      ...('without' in commented && { without: [commented.without] }),
    };
  }

  async function comment(
    text: string | undefined,
    parent: string,
    run: StepRunner,
    api: Api,
  ): Promise<{ readonly without: FailureValue } | object> {
    if (text === undefined) return {};
    const commenting = (): Promise<Posted> => post({ text, files: [], parent }, 'comment', run, api);
    if (flaw !== 'fails the post over its comment') return beside('publish.comment-refused', commenting);
    await commenting();
    return {};
  }

  async function upload(segment: DraftSegment, at: number, run: StepRunner, api: Api): Promise<string[]> {
    if (flaw === 'leaves the media out') return [];
    const ids: string[] = [];
    for (const [n, media] of segment.media.entries()) {
      ids.push(await run.step(`file/${at}/${n}`, 'repeatable', () => uploadOne(media, api)));
    }
    return ids;
  }

  async function uploadOne(media: DraftMedia, api: Api): Promise<string> {
    const bytes = await api.readMedia(media);
    const answer = await api.send({
      method: 'POST',
      url: `${api.account.server}/files`,
      body: { bytes, type: media.mimeType },
    });
    const made = jsonOf(answer) as { id?: string } | undefined;
    if (made?.id === undefined) throw new StepTrouble(troubleOf(answer, api));
    return made.id;
  }

  async function inOneStep(draft: Draft, files: string[][], run: StepRunner, api: Api): Promise<Posted[]> {
    const [first] = draft.segments;
    const wanted: Wanted = { text: first?.text ?? '', files: files[0] ?? [], parent: undefined };
    const kind: StepKind<Posted[]> = {
      once: true,
      find: async (start) => {
        const found = await find(wanted, start, api);
        return typeof found === 'object' ? { found: [found.found] } : found;
      },
    };
    return run.step('post/all', kind, async () => {
      const posted: Posted[] = [];
      for (const [at, { text }] of draft.segments.entries()) {
        posted.push(await create({ text, files: files[at] ?? [], parent: posted.at(-1)?.id }, api));
      }
      return posted;
    });
  }

  function post(wanted: Wanted, name: string, run: StepRunner, api: Api): Promise<Posted> {
    const kind: StepKind<Posted> =
      flaw === 'never looks' ? 'repeatable' : { once: true, find: (start) => find(wanted, start, api) };
    return run.step(name, kind, () => create(wanted, api));
  }

  async function create({ text, files, parent }: Wanted, api: Api): Promise<Posted> {
    const sent = api.send({
      method: 'POST',
      url: `${api.account.server}/posts`,
      body: { json: { text, files, parent } },
    });
    const answer = flaw === 'takes a lost answer for a no' ? await sent.catch(asRefusal) : await sent;
    const made = jsonOf(answer) as ReferencePost | undefined;
    if (answer.status === 409 && flaw === 'takes a duplicate for done') {
      return { id: randomUUID(), url: `${api.account.server}/unknown`, at: api.now(), how: 'answer' };
    }
    if (made?.id !== undefined) return { id: made.id, url: made.url, at: made.at, how: 'answer' };
    const trouble = troubleOf(answer, api);
    if (flaw === 'takes half an answer for a no' && trouble.kind === 'maybe') {
      throw new StepTrouble({ kind: 'temporary', failure: trouble.failure });
    }
    throw new StepTrouble(trouble);
  }

  async function find(wanted: Wanted, start: StepStart, api: Api): Promise<Found<Posted>> {
    const answer = await api.send({
      method: 'GET',
      url: `${api.account.server}/${flaw === 'takes the post of another account' ? 'posts' : 'posts/mine'}`,
    });
    const list = flaw === 'asks for nothing but a list it cannot read' ? undefined : listIn(answer);
    if (list === undefined) return 'cannot-tell';
    const ageMs = api.now() - start.startedAt;
    if (ageMs < 0) return 'cannot-tell';
    const now = flaw === 'goes by our own clock' ? api.now() : serverNow(answer, api.now());
    const since = flaw === 'takes any age' ? 0 : now - ageMs - SKEW_MS;
    const possibleSince = flaw === 'believes every age' ? since : since - CLOCK_SET_MS;
    const possible =
      flaw === 'takes the newest'
        ? list.slice(-1)
        : list.filter((one) => one.at >= possibleSince && isWanted(one, wanted));
    const [only, ...others] = possible.filter((one) => one.at >= since || flaw === 'takes the newest');
    if (only !== undefined && others.length === 0) {
      return { found: { id: only.id, url: only.url, at: only.at, how: 'found' } };
    }
    if (possible.length > 0) return 'cannot-tell';
    if (flaw !== 'gives up at the first look') lookAgainLater(start, api.now(), { platform: NAME });
    return 'absent';
  }

  function isWanted(one: ReferencePost, wanted: Wanted): boolean {
    return (
      (flaw === 'takes other words' ? one.text.startsWith(wanted.text) : isSameText(one.text, wanted.text)) &&
      (flaw === 'takes any parent' || (one.parent ?? undefined) === wanted.parent) &&
      (flaw === 'takes any media' || one.files.join() === wanted.files.join()) &&
      (one.app === undefined || one.app === 'Postwright' || flaw === 'takes what was made by hand')
    );
  }

  function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
    return { ...request, headers: { ...request.headers, authorization: `Bearer ${String(secrets['access'])}` } };
  }

  function openSession(secrets: Secrets, context: SessionContext): (request: HttpRequest) => Promise<HttpAnswer> {
    return async (request) => {
      const answer = await context.http.send(authorize(request, secrets));
      if (answer.status !== 401) return answer;
      const renewed = await renew(secrets, context);
      if ('trouble' in renewed) throw new StepTrouble(renewed.trouble);
      await context.keep(renewed);
      return context.http.send(authorize(request, renewed.secrets));
    };
  }

  async function renew(secrets: Secrets, context: ConnectContext): Promise<Renewed | { trouble: Trouble }> {
    const answer = await context.http.send({
      method: 'POST',
      url: `${context.baseUrl}/token`,
      body: { json: { refresh: secrets['refresh'] } },
    });
    const fresh = jsonOf(answer) as { access?: string; refresh?: string } | undefined;
    if (answer.status === 200 && fresh?.access !== undefined) return { secrets: { ...fresh } };
    const kind = flaw === 'takes revoked for trouble that passes' ? 'temporary' : 'signed-out';
    return { trouble: { kind, failure: failure('channel.token-expired') } };
  }

  function troubleOf(answer: HttpAnswer, api: Api): Trouble {
    if (answer.status === 401) return { kind: 'refused', failure: failure('publish.refused') };
    if (answer.status === 429 && flaw !== 'takes “slow down” for a no') {
      return slowDown(api.now() + Number(answer.headers['retry-after']) * 1000, { platform: NAME });
    }
    if (answer.status < 400 || answer.status >= 500)
      return { kind: 'maybe', failure: failure('publish.server-trouble') };
    if (flaw === 'knows no refusal by name') return { kind: 'refused', failure: failure('publish.unknown-answer') };
    return { kind: 'refused', failure: failure(answer.status === 409 ? 'publish.duplicate' : 'publish.refused') };
  }
}

interface Wanted {
  readonly text: string;
  readonly files: readonly string[];
  readonly parent: string | undefined;
}

function listIn(answer: HttpAnswer): readonly ReferencePost[] | undefined {
  return (jsonOf(answer) as { posts?: readonly ReferencePost[] } | undefined)?.posts;
}

function asRefusal(): never {
  throw new StepTrouble({ kind: 'refused', failure: failure('publish.refused') });
}

function failure(code: FailureCode): Trouble['failure'] {
  return { code, about: { platform: NAME, answer: 'what the network said' } };
}
