import type { Destination, Fact } from '#shared/ipc/facts.ts';
import type { ChannelId, MediaId, PostId } from '#shared/ids.ts';
import { never } from '#shared/assert.ts';
import { onFact } from '../ipc.ts';
import { longDay, shortTime } from '../text/moments.ts';
import { t } from '../text/t.ts';
import type { FailureValue } from '#shared/failures.ts';
import { failureOf } from '../failures/failure-words.ts';
import { showFailure, showSuccess } from '../failures/show-notice.tsx';
import { beginFirstPost } from './first-post.ts';
import { readAgainSoon } from './analytics.store.ts';
import { readActivity, useActivity } from './activity.store.ts';
import { announceOutcomes } from './announce-outcomes.ts';
import { channelOf, readChannels } from './channels.store.ts';
import { setFitted } from './fits.store.ts';
import { setImport } from './imports.store.ts';
import { recallCalendar, useCalendar } from './calendar.store.ts';
import { readLabels } from './labels.store.ts';
import { readSnippets } from './snippets.store.ts';
import { readDaySources } from './marked-days.store.ts';
import { readMedia, useMedia } from './media.store.ts';
import { needEntries, postsWith, readEntries } from './plan-entries.store.ts';
import { readPosts, usePosts } from './posts.store.ts';
import { readPractice } from './practice.store.ts';
import { readQueue, QUEUE_PARTS, useQueue } from './queue.store.ts';
import { go, openPost, show, startPost, startPostWith } from './route.store.ts';
import { showOver } from './over.store.ts';
import { readSecrets } from './secrets.store.ts';
import { readSettings, useSettings } from './settings.store.ts';
import { refreshShelf } from './shelf.store.ts';
import { readSlots } from './slots.store.ts';
import { returnToWhere, takeUpLanguage } from './take-up-language.ts';
import { spanOf, titleOf } from './view-span.ts';
import { setSignIn, signInFailed, useSignIn } from './sign-in.store.ts';
import { afterFirstKeys } from './after-first-keys.ts';
import { channelName } from '#shared/channels/channel.ts';

// The one subscriber. Facts that come close together are gathered, and only what they name is read again.

const GATHER_MS = 15;

/** What the page begins with. */
export type Begun =
  | {
      /** What the calendar will show is here, or could not be read. Never rejects. */
      readonly plan: Promise<void>;
      /** It was here before it was asked for. */
      readonly isPlanHere: boolean;
    }
  | { readonly failure: FailureValue };

/** Listens, and reads what the first look needs; what the rest of the window needs comes after it. Never rejects. */
export async function connect(): Promise<Begun> {
  const stop = onFact(gather());
  try {
    return await readFirst();
  } catch (error) {
    stop();
    return { failure: failureOf(error) };
  }
}

async function readFirst(): Promise<Begun> {
  const settings = readSettings();
  // What is wrong with the settings is said to those who wait for them.
  const shown = settings.then(readShownPlan, () => undefined);
  const asked = Promise.all([settings, readChannels(), readLabels(), readSlots()]);
  sayOnce();
  await asked;
  const { known } = useSettings.getState();
  if (known?.isPractice === true) {
    await readPractice();
    show({ screen: 'practice' });
  }
  await takeUpLanguage();
  await returnToWhere();
  const plan = shown.catch(showFailure);
  plan.then(readLater).catch(showFailure);
  return { plan, isPlanHere: await isWithinTurn(plan) };
}

/** Whether it is over before anything else has its turn. */
async function isWithinTurn(waited: Promise<void>): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  const turn = new Promise<boolean>((resolve) =>
    port1.addEventListener('message', () => resolve(false), { once: true }),
  );
  port1.start();
  port2.postMessage(undefined);
  return Promise.race([waited.then(() => true), turn]).finally(() => port1.close());
}

/** The plan is drawn within this, mostly. */
const LATER_WITHIN_MS = 500;

/**
 * What can come a moment after the plan has been drawn. The main process has hardly begun when it answers what is asked
 * before, and goes on once somebody asks for more.
 */
async function readLater(): Promise<void> {
  await afterFirstKeys(LATER_WITHIN_MS);
  await Promise.all([readQueue('attention'), readQueue('history'), readSnippets(), readDaySources(), readSecrets()]);
}

/**
 * The first times of a zone in a language take ten times as long as all that follow. While the main process answers nobody
 * waits for that, so they are said once, and to nobody, in the zone of this computer, which mostly is the workspace's.
 */
function sayOnce(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const now = Date.now();
  titleOf('month', now, zone, spanOf('month', now, zone, 1));
  longDay(now, zone);
  shortTime(now, zone);
}

/** What the calendar will show, so that it is drawn once and with everything on it. */
async function readShownPlan(): Promise<void> {
  const { known } = useSettings.getState();
  if (known === undefined) return;
  const { id, zone } = known.workspace;
  recallCalendar(id, zone);
  const { view, date } = useCalendar.getState();
  // Where this fails the calendar asks again, and says what is the matter; everything else can be worked with.
  await needEntries(spanOf(view, date, zone, known.personal.weekStart)).catch((_expected: unknown) => undefined);
}

function gather(): (fact: Fact) => void {
  const posts = new Set<PostId>();
  const publications = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = (): void => {
    timer = undefined;
    const named = { posts: [...posts], publications: [...publications] };
    posts.clear();
    publications.clear();
    refresh(named.posts, named.publications).catch(showFailure);
  };

  return (fact) => {
    if (fact.fact === 'changed' && fact.topic === 'publications') readAgainSoon();
    if (fact.fact === 'changed' && fact.topic === 'posts') for (const id of fact.ids) posts.add(id as PostId);
    else if (fact.fact === 'changed' && fact.topic === 'publications') for (const id of fact.ids) publications.add(id);
    else return void hear(fact).catch(showFailure);
    timer ??= setTimeout(read, GATHER_MS);
  };
}

/** Posts and publications belong together: a post shows where it stands, a queue row shows words. */
async function refresh(posts: readonly PostId[], publications: readonly string[]): Promise<void> {
  const wanted = new Set([...posts, ...postsOf(publications)]);
  const { parts } = useQueue.getState();
  const shown = QUEUE_PARTS.filter((part) => parts[part].isRead);
  await Promise.all([
    readPosts([...wanted]),
    readEntries([...new Set([...wanted, ...postsWith(new Set(publications))])]),
    ...shown.map((part) => readQueue(part)),
    refreshShelf(),
    ...(useActivity.getState().isRead ? [readActivity()] : []),
  ]);
  announceOutcomes(publications);
}

function postsOf(publications: readonly string[]): readonly PostId[] {
  if (publications.length === 0) return [];
  const named = new Set(publications);
  const { byId } = usePosts.getState();
  return [...byId.values()]
    .filter((view) => view.publications.some((one) => named.has(one.id)))
    .map((view) => view.post.id);
}

async function hear(fact: Fact): Promise<void> {
  switch (fact.fact) {
    case 'changed':
      return hearChange(fact);
    case 'sign-in':
      return hearSignIn(fact.outcome);
    case 'show-publication':
      return go({ screen: 'queue', publication: fact.publication });
    case 'show-post':
      return openPost(fact.post);
    case 'post-with-files':
      return startPostWith(fact.media);
    case 'begin-practice':
      return beginFirstPost();
    case 'go':
      return lead(fact.to);
    case 'importing':
      return setImport(fact.import, { done: fact.done, of: fact.of });
    case 'fitting':
      return setFitted(fact.fit, fact.part);
    case 'trouble':
      return showFailure(fact.failure);
    default:
      return never(fact);
  }
}

function lead(to: Destination): Promise<void> | void {
  if (to === 'new-post') return startPost();
  if (to === 'export' || to === 'shortcuts' || to === 'search') return showOver(to);
  return go({ screen: to });
}

async function hearChange(fact: Extract<Fact, { fact: 'changed' }>): Promise<void> {
  switch (fact.topic) {
    case 'channels':
      // A channel that is taken off, or comes back, takes its posting times with it.
      await Promise.all([readChannels(), readSlots()]);
      return;
    case 'slots':
      return readSlots();
    case 'media': {
      const { byId } = useMedia.getState();
      const known = fact.ids.filter((id) => byId.has(id as MediaId));
      await Promise.all([known.length === 0 ? undefined : readMedia(known as MediaId[]), refreshShelf()]);
      return;
    }
    case 'labels':
      return readLabels();
    case 'snippets':
      return readSnippets();
    case 'days':
      return readDaySources();
    case 'settings':
      await readSettings();
      return takeUpLanguage();
    case 'secrets':
      return readSecrets();
    case 'practice':
      return readPractice();
    case 'metrics':
      return readAgainSoon();
    case 'posts':
    case 'publications':
      return;
    default:
      return never(fact.topic);
  }
}

async function hearSignIn(outcome: Extract<Fact, { fact: 'sign-in' }>['outcome']): Promise<void> {
  if ('failure' in outcome) {
    if (!signInFailed(outcome.failure)) showFailure(outcome.failure);
    return;
  }
  if ('choose' in outcome) return setSignIn({ step: 'choose', choice: outcome.choose });
  await readChannels();
  if (useSignIn.getState().signIn.step === 'browser') setSignIn({ step: 'closed' });
  showSuccess(t.channels.connectedNow(nameOf(outcome.channel)));
}

function nameOf(id: ChannelId): string {
  const channel = channelOf(id);
  return channel === undefined ? '' : channelName(channel);
}
