import { platformId } from '#shared/ids.ts';
import { toPractice, type FromPractice, type OrderedTrouble, type ToPractice } from '#shared/practice/practice.ts';
import { startDemoNetworks, type DemoNetwork } from '#simulators/demo-networks.ts';
import { startBucket, type PracticeBucket } from '#simulators/practice/bucket.ts';

// The program of the practice workspace (docs/decisions/0006): a utility process of Electron's, or a child of Node's in
// tests. It runs every simulated network and a bucket on loopback, says what arrived, and makes trouble on request.

/** What one request brings is said together: a post with four pictures is a dozen requests. */
const GATHER_MS = 60;

interface ParentPort {
  on(event: 'message', hear: (message: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
// Only where Electron started it.
const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;

const [demos, bucket] = await Promise.all([startDemoNetworks(0), startBucket()]);
const hear = play(demos, (message) => {
  if (port !== undefined) port.postMessage(message);
  else process.send?.(message);
});
if (port !== undefined) port.on('message', ({ data }) => hear(data));
else process.on('message', hear);
process.once('disconnect', () => process.exit(0));

/** Says what there is, and from then on what arrived; the answer hears what is asked. */
function play(networks: readonly DemoNetwork[], say: (message: FromPractice) => void): (message: unknown) => void {
  const ordered: (OrderedTrouble & { readonly isWaiting: () => boolean })[] = [];
  let soon: NodeJS.Timeout | undefined;
  let said = '';
  for (const { network } of networks) network.faults.onAnswered(sayNowSoon);
  say({ say: 'ready', networks: networks.map(asNetwork), bucket: settingsOf(bucket) });
  return (message) => {
    carryOut(toPractice.parse(message));
    sayNowSoon();
  };

  function carryOut(asked: ToPractice): void {
    if (asked.do === 'calm') {
      for (const { network } of networks) network.faults.clear();
      return;
    }
    const { platform, trouble } = asked;
    const demo = networks.find(({ network }) => network.id === platform);
    if (demo === undefined) return;
    if (trouble === 'sign-in-ended') return demo.endSignIn();
    ordered.push({ platform, trouble, isWaiting: demo.makeTrouble(trouble) });
  }

  function sayNowSoon(): void {
    soon ??= setTimeout(() => {
      soon = undefined;
      sayNow();
    }, GATHER_MS);
  }

  /** Only when it is not what was said last. */
  function sayNow(): void {
    const waiting = ordered.filter((one) => one.isWaiting()).map(({ platform, trouble }) => ({ platform, trouble }));
    const now: FromPractice = { say: 'now', arrived: networks.flatMap(arrivedAt), ordered: waiting };
    const text = JSON.stringify(now);
    if (text === said) return;
    said = text;
    say(now);
  }
}

function asNetwork({ network, connecting }: DemoNetwork): Extract<FromPractice, { say: 'ready' }>['networks'][number] {
  return { platform: platformId.parse(network.id), url: network.url, ...connecting };
}

function arrivedAt({ network }: DemoNetwork): Extract<FromPractice, { say: 'now' }>['arrived'] {
  const platform = platformId.parse(network.id);
  return network.arrived().map(({ id, account, kind, text, media, at, isRemoved, ...more }) => ({
    platform,
    id,
    account,
    kind,
    text,
    media: media.map(({ mimeType, description, sha256, url }) => ({
      mimeType,
      sha256,
      url,
      ...(description === undefined ? {} : { description }),
    })),
    at,
    isRemoved,
    ...(more.parentId === undefined ? {} : { parentId: more.parentId }),
    ...(more.pollAnswers === undefined ? {} : { pollAnswers: [...more.pollAnswers] }),
    ...(more.link === undefined ? {} : { link: more.link }),
    ...(more.scheduledFor === undefined ? {} : { scheduledFor: more.scheduledFor }),
  }));
}

function settingsOf({ endpoint, name }: PracticeBucket): Extract<FromPractice, { say: 'ready' }>['bucket'] {
  const keys = { accessKeyId: 'practice', secretAccessKey: 'practice' };
  return { endpoint, region: 'practice', name, pathStyle: true, ...keys };
}
