import { expect } from 'vitest';
import { FAILURES, offerOf, type FailureCode } from '#shared/failures.ts';
import type { PublicationId } from '#shared/ids.ts';
import type { Draft, Publication, Receipt } from '#shared/publishing/publication.ts';
import type { NetworkWorld } from '#tests/kit/network-world.ts';
import type { VisiblePost } from '#tests/platforms/conformance/network.ts';
import { draftOf, type Sent } from '#tests/platforms/conformance/tell.ts';

// How a story may end: what people see, what the publication says about itself, and what its person is offered.

/** How far a network's clock is from ours in the stories about that, ms. */
export const SKEW_MS = 600_000;
const LEEWAY_MS = 120_000;

/** Out, once, with a receipt that names every part. */
export async function expectOut(world: NetworkWorld, id: PublicationId, sent: Sent): Promise<void> {
  const receipt = expectPublished(world, id);
  const draft = draftOf(world, sent);
  await expectVisible(world, [draft], receipt);
  const visible = (await world.network.visible()).map((one) => one.id);
  const named = receipt.parts.map((part) => part.remoteId);
  expect(receipt.remoteId, 'the receipt names the first part').toBe(visible[0]);
  expect(named, 'and every part').toEqual(visible.slice(0, named.length));
  // A first comment is a part where the network makes it like one.
  const least = draft.segments.length;
  expect([least, least + (draft.firstComment === undefined ? 0 : 1)], 'parts').toContain(named.length);
}

/**
 * Out, once; or, only where the network said that it cannot tell, in doubt. `isThere`: how many parts certainly are
 * there when the doubt begins.
 */
export async function expectOutOrDoubt(
  world: NetworkWorld,
  id: PublicationId,
  sent: Sent,
  { isThere = 0 }: { isThere?: number } = {},
): Promise<void> {
  const reason = world.network.cannotTell?.arrived?.[sent === 'comment' ? 'text' : sent];
  if (reason === undefined || world.publication(id).state !== 'unconfirmed') return expectOut(world, id, sent);
  expectEnd(world, id, ['unconfirmed'], ['publish.unconfirmed']);
  expect(offerOf(whyOf(world.publication(id))), 'what the person is offered').toBe('check-then-decide');
  const seen = shapeOf(await world.network.visible());
  const whole = linesOf([draftOf(world, sent)]);
  expect(seen, 'what people see: a beginning of it').toEqual(whole.slice(0, seen.length));
  expect(seen.length, 'what people see').toBeGreaterThanOrEqual(isThere);
}

/** It is out, for all we know here, and the receipt can be true. */
export function expectPublished(world: NetworkWorld, id: PublicationId): Receipt {
  const publication = world.publication(id);
  expect(publication, 'it is forgotten, or its end is not known').toMatchObject({ state: 'published' });
  if (publication.state !== 'published') throw new Error('unreachable');
  const { receipt, dueAt } = publication;
  expect(receipt.permalink, 'a link to it').toMatch(/^https?:\/\//);
  expect(receipt.publishedAt, 'when it was published').toBeGreaterThan(dueAt - SKEW_MS - LEEWAY_MS);
  expect(receipt.publishedAt, 'when it was published').toBeLessThan(world.clock.now() + SKEW_MS + LEEWAY_MS);
  return receipt;
}

/** It did not go out, and the person knows why and what to do. */
export function expectEnd(
  world: NetworkWorld,
  id: PublicationId,
  states: readonly Publication['state'][],
  codes: readonly FailureCode[],
): void {
  const publication = world.publication(id);
  expect(states, 'how it ends').toContain(publication.state);
  expect(codes, 'why').toContain(whyOf(publication));
  expect(offerOf(whyOf(publication)), 'what the person is offered').not.toBe('none');
}

/** The code of what it ended as, or waits with; its sentence has every detail it needs. */
export function whyOf(publication: Publication): FailureCode {
  const why = 'why' in publication ? publication.why : undefined;
  if (why === undefined) return expect.unreachable(`no reason given: ${publication.state}`);
  expect(missingDetails(why.code, why.about), 'details missing from the sentence').toEqual([]);
  return why.code;
}

function missingDetails(code: FailureCode, about: Readonly<Record<string, unknown>>): string[] {
  const named = [...FAILURES[code].say.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return named.filter((name) => about[name] === undefined).map((name) => `${code}: ${name}`);
}

/** Exactly these, once each, in order, each part under the one before. A first comment that was refused may be missing. */
export async function expectVisible(world: NetworkWorld, drafts: readonly Draft[], receipt?: Receipt): Promise<void> {
  const seen = shapeOf(await world.network.visible());
  const wanted = linesOf(drafts);
  const isWithoutComment = (receipt?.without?.length ?? 0) > 0 && seen.length < wanted.length;
  expect(seen, 'what people see').toEqual(isWithoutComment ? wanted.slice(0, -1) : wanted);
}

/** Posts as lines that a failed test can show: `“Fresh bread” +2 media under 0`. */
export function shapeOf(posts: readonly VisiblePost[]): string[] {
  const at = new Map(posts.map((one, index) => [one.id, index]));
  return posts.map((one) =>
    line(one.text, one.mediaCount, one.parentId === undefined ? undefined : (at.get(one.parentId) ?? -1)),
  );
}

/** The lines that drafts are to be seen as. */
export function linesOf(drafts: readonly Draft[]): string[] {
  const lines: string[] = [];
  for (const { segments, firstComment } of drafts) {
    const start = lines.length;
    for (const [at, { text, media }] of segments.entries()) {
      lines.push(line(text, media.length, at === 0 ? undefined : start + at - 1));
    }
    if (firstComment !== undefined) lines.push(line(firstComment, 0, start));
  }
  return lines;
}

function line(text: string, mediaCount: number, under: number | undefined): string {
  return `“${text.normalize('NFC').trim()}”${mediaCount > 0 ? ` +${mediaCount} media` : ''}${under === undefined ? '' : ` under ${under}`}`;
}
