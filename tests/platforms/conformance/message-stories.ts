import { expect, test } from 'vitest';
import type { FailureCode } from '#shared/failures.ts';
import type { Asker } from '#shared/platforms/answers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Adapter, ConnectAnswers } from '#shared/platforms/platform.ts';
import type { ProblemCode } from '#shared/posts/draft-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import type { No } from '#simulators/messages.ts';
import { openNetworkWorld } from '#tests/kit/network-world.ts';
import { expectPublished } from '#tests/platforms/conformance/endings.ts';
import { connected, type RunningMessages } from '#tests/platforms/conformance/messages.ts';
import type { NetworkUnderTest } from '#tests/platforms/conformance/network.ts';
import { draftOf, pictureIn } from '#tests/platforms/conformance/drafts.ts';
import { inWorld, publish } from '#tests/platforms/conformance/tell.ts';

// What a network of messages is told besides the suite, as tables: its rules, its refusals, what does not connect, what can
// be done with what is out, and that its secret is never shown.

export interface MessageStories {
  readonly under: NetworkUnderTest<RunningMessages>;
  readonly adapter: Adapter;
  readonly troubleOf: (answer: HttpAnswer, asker: Asker, file?: string) => Trouble;
  /** What must never be shown; how an address with it is shown; the path that the sign-in is put into. */
  readonly secret: { readonly is: string; readonly shownAs: string; readonly unsigned: string };
  /** What a person is told of these words and files; a file is a small picture, but for what is given. */
  readonly rules: readonly (readonly [
    what: string,
    text: string,
    files: readonly Partial<DraftMedia>[],
    codes: readonly ProblemCode[],
  ])[];
  /** Refusals as recorded, to a request with a file. Those with 429 want 5 seconds. */
  readonly refusals: readonly (readonly [says: No, kind: Trouble['kind'], code: FailureCode])[];
  /** `mayNot`: where the network has it that the sign-in is good and may not post. */
  readonly connectsNothing: readonly [what: string, answers: ConnectAnswers, code: FailureCode, mayNot?: 'mayNot'][];
  /** The id of the first message, which has two pictures, and its address at the network. */
  readonly album: {
    readonly id: string;
    readonly path: string;
    readonly descriptions: readonly (string | undefined)[];
  };
}

/** Tells them. To be called at the top of a test file. */
export function tellMessages({ under, adapter, secret, album, ...given }: MessageStories): void {
  test.each(given.rules)('%s: what a person is told', (_what, text, files, codes) => {
    const media = files.map((more) => ({ ...pictureIn(new Map(), 1), ...more }));
    const problems = adapter.platform.rules.check(draftOf({ text, media }), {});
    expect(problems.map(({ code }) => code)).toEqual(codes);
  });

  test.each(given.refusals)('$status $body is understood, and shows no secret', ({ status, body }, kind, code) => {
    const asker: Asker = { account: { handle: '@bakery' }, now: () => 1000 };
    const answer = { status, headers: {}, body: JSON.stringify(body) };
    const trouble = given.troubleOf(answer, asker, 'cake.png');
    expect(trouble).toMatchObject({ kind, failure: { code }, ...(status === 429 && { retryAt: 6000 }) });
    expect(JSON.stringify(trouble)).not.toContain(secret.is);
    const half = { ...answer, status: 200, body: answer.body.slice(0, 9) };
    expect(given.troubleOf(half, asker).kind, 'half an answer').toBe('maybe');
  });

  test.each(given.connectsNothing)('%s connects nothing', (_what, answers, code, mayNot) =>
    inWorld(under, async ({ network: { standIn } }) => {
      standIn.setMayPost(mayNot === undefined);
      await expect(connected(adapter, standIn, answers)).rejects.toMatchObject({ code });
    }),
  );

  test('what is out with files is corrected and taken down as a whole, and twice is as once', () =>
    inWorld(under, async (world) => {
      const { network } = world;
      const receipt = expectPublished(world, await publish(world, 'media'));
      expect(receipt).toMatchObject({ remoteId: album.id, permalink: network.account.server + album.path });
      expect(network.standIn.arrived()[0]?.media.map((one) => one.description)).toEqual(album.descriptions);
      const better = draftOf(...network.drafts.media.segments.map((part) => ({ ...part, text: 'Better words' })));
      for (const _time of [1, 2]) await adapter.edit?.(receipt, better, world.api());
      expect(await network.visible()).toMatchObject([{ text: 'Better words', mediaCount: 2 }]);
      for (const _time of [1, 2]) await adapter.remove?.(receipt, world.api());
      expect(await network.visible()).toEqual([]);
    }));

  test('a file of the last part that is gone stops the post before its first part is out', async () => {
    // The log says that the file is gone, so this world is opened by hand.
    const world = await openNetworkWorld(under);
    const { media } = world.network.drafts.several.segments.at(-1)?.media.at(-1) ?? {};
    world.network.files.delete(media ?? '');
    const publication = world.publication(await publish(world, 'several'));
    const visible = await world.network.visible();
    await world.close();
    expect(publication).toMatchObject({ state: 'failed', why: { code: 'media.not-found' } });
    expect(visible).toEqual([]);
  });

  test('the secret goes to the network, and stands in no ledger, failure or log', () =>
    inWorld(under, async (world) => {
      for (const trouble of ['rate-limited', 'refused', 'malformed', 'answer-lost'] as const) {
        world.network.onPublish(trouble);
        await publish(world, 'text');
      }
      world.network.signIn('revoked');
      await publish(world, 'text');
      expect(world.requests[0]?.url).toContain(secret.is);
      const written = world.planned.map((id) => world.writtenAbout(id)).join();
      expect(written).toContain(secret.shownAs);
      expect(written).not.toContain(secret.is);
      const elsewhere = { method: 'GET', url: `https://elsewhere.test${secret.unsigned}` } as const;
      expect(adapter.authorize(elsewhere, world.network.secrets), 'a request to others').toEqual(elsewhere);
    }));
}
