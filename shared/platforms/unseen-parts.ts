import { invariant } from '#shared/assert.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Draft, DraftSegment, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type OnceStep, type StepRunner } from '#shared/publishing/steps.ts';

// For networks where one request uploads and shows a part, no key makes it safe to repeat, and nobody can look afterwards
// whether it arrived: a lost answer is a person's to settle.

/** A part that is out; `at` in UTC ms. */
export type Out = { readonly id: string; readonly url: string; readonly at: number };

const ONCE: OnceStep<Out> = { once: true, find: () => Promise.resolve('cannot-tell') };

/** Sends part after part, each told the one `before` it. `send` throws `StepTrouble`. */
export async function publishUnseen(
  { segments }: Draft,
  run: StepRunner,
  api: Api,
  send: (segment: DraftSegment, before: Out | undefined) => Promise<Out>,
): Promise<Receipt> {
  // A file that cannot be read is to stop the post before its first part is out.
  await run.step('files', 'repeatable', async () => {
    for (const file of segments.flatMap(({ media }) => media)) await api.readMedia(file);
    return true;
  });
  const out: Out[] = [];
  for (const [at, segment] of segments.entries()) {
    const before = out.at(-1);
    out.push(await run.step(`send/${at}`, ONCE, () => send(segment, before).catch(before ? laterRefused : rethrown)));
  }
  const parts = out.map(({ id, url }) => ({ remoteId: id, permalink: url }));
  const [first, sent] = [parts[0], out[0]];
  invariant(first !== undefined && sent !== undefined, 'a draft has a part');
  return { ...first, publishedAt: sent.at, confirmedBy: 'answer', parts };
}

/** People see the beginning by now, which a person has to know. */
function laterRefused(thrown: unknown): never {
  if (!(thrown instanceof StepTrouble) || thrown.trouble.kind !== 'refused') throw thrown;
  const { code, about } = thrown.trouble.failure;
  if (code === 'publish.parent-gone') throw thrown;
  throw new StepTrouble({ kind: 'refused', failure: { code: 'publish.reply-refused', about } }, { cause: thrown });
}

function rethrown(thrown: unknown): never {
  throw thrown;
}
