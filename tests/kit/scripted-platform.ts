import type { PlatformId } from '#shared/ids.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Found, type StepKind, type StepRunner, type Trouble } from '#shared/publishing/steps.ts';
import type { Adapter } from '#shared/platforms/platform.ts';

export const SCRIPTED = 'scripted' as PlatformId;

/**
 * What the network does with the next request to create something:
 * `accept` · `accept-then-hang` it is there, and the answer never comes ·
 * `accept-then-wait` it is there, and the answer comes with `answer()` · `accept-then-lose` it is there, and the
 * connection breaks · `lose` the connection breaks before it is there · or the trouble it answers with.
 */
export type Act = 'accept' | 'accept-then-hang' | 'accept-then-wait' | 'accept-then-lose' | 'lose' | Trouble;

export interface ScriptedPlatform {
  readonly adapter: Adapter;
  /** Everything that people can see there, oldest first. */
  readonly received: { text: string; channel: string }[];
  /** How often something was asked to be created, whatever came of it. */
  readonly asked: () => number;
  /** What keeps it from being asked, while it does. */
  findTrouble: Trouble | undefined;
  /** Lets the answers that wait come. */
  answer(): void;
  /** What happens next; when the script is over, everything is accepted. */
  then(...acts: Act[]): void;
}

export interface Scripting {
  readonly script?: readonly Act[];
  /** How a lost answer can be settled. `truth`: the network can be asked; `silence`: it cannot tell. */
  readonly find?: 'truth' | 'silence';
  /** Repeating with the same key is the same thing, as with a record whose id we chose. */
  readonly keyed?: boolean;
}

/** A network whose every answer is written down beforehand. Each segment is created by a step of its own. */
export function scriptedPlatform(scripting: Scripting = {}): ScriptedPlatform {
  const acts = [...(scripting.script ?? [])];
  const received: { text: string; channel: string; key: string }[] = [];
  const waiting: (() => void)[] = [];
  let asked = 0;

  async function create(text: string, channel: string, key: string): Promise<string> {
    asked += 1;
    const act = acts.shift() ?? 'accept';
    if (typeof act === 'object') throw new StepTrouble(act);
    if (act !== 'lose' && !(scripting.keyed === true && received.some((one) => one.key === key))) {
      received.push({ text, channel, key });
    }
    if (act === 'accept-then-hang') await new Promise(() => undefined);
    if (act === 'accept-then-wait') await new Promise<void>((resolve) => waiting.push(resolve));
    else if (act !== 'accept') throw new StepTrouble({ kind: 'maybe', failure: unreachable });
    return `remote-${received.findIndex((one) => one.key === key) + 1}`;
  }

  function kindFor(key: string): StepKind<string> {
    if (scripting.keyed === true) return 'keyed';
    return {
      once: true,
      find: (): Promise<Found<string>> => {
        if (platform.findTrouble !== undefined) return Promise.reject(new StepTrouble(platform.findTrouble));
        if (scripting.find !== 'truth') return Promise.resolve('cannot-tell');
        const at = received.findIndex((one) => one.key === key);
        return Promise.resolve(at < 0 ? 'absent' : { found: `remote-${at + 1}` });
      },
    };
  }

  async function publish(
    draft: Draft,
    run: StepRunner,
    api: { account: { channel: string }; now: () => number },
  ): Promise<Receipt> {
    const parts: { remoteId: string; permalink: string }[] = [];
    for (const [index, segment] of draft.segments.entries()) {
      const name = `create/${index}`;
      const key = `${api.account.channel}/${segment.text}/${index}`;
      const remoteId = await run.step(name, kindFor(key), () => create(segment.text, api.account.channel, key));
      parts.push({ remoteId, permalink: `https://scripted.example/${remoteId}` });
    }
    const first = parts[0] ?? { remoteId: '', permalink: 'https://scripted.example' };
    return { ...first, publishedAt: api.now(), confirmedBy: 'answer', parts };
  }

  const adapter = {
    platform: { id: SCRIPTED, name: 'Scripted', takes: {} },
    minGapMs: 0,
    publish,
  } as unknown as Adapter;
  const platform: ScriptedPlatform = {
    findTrouble: undefined,
    adapter,
    received,
    asked: () => asked,
    answer: () => {
      for (const come of waiting.splice(0)) come();
    },
    then: (...more) => acts.push(...more),
  };
  return platform;
}

const unreachable = {
  code: 'publish.unreachable' as const,
  about: { platform: 'Scripted', reason: 'connection reset' },
};
