import { expect, test } from 'vitest';
import type { PostId, PublicationId } from '#shared/ids.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';
import { correct, metricsOf, takeDown, type AfterPublishingDeps } from '#electron/publishing/after-published.ts';
import { SCRIPTED } from '#tests/kit/scripted-platform.ts';
import { at, newWorld, type World } from '#tests/kit/world.ts';

// What a person does with a post that is out: take it down, correct it, see how it is doing.

interface Out {
  readonly world: World;
  readonly post: PostId;
  readonly id: PublicationId;
}

async function outAlready(...texts: string[]): Promise<Out> {
  const world = newWorld();
  const post = world.schedule(texts, at('09:00'));
  await world.clock.to(at('09:00'));
  return { world, post, id: world.publication(post).id };
}

/** The scripted network, with what else it can do. */
function network({ world }: Out, more: Partial<Adapter>): AfterPublishingDeps {
  const { adapter } = world.platform;
  const platform = {
    ...adapter.platform,
    rules: {
      check: ({ segments }: { segments: readonly { text: string }[] }) =>
        segments.some((part) => part.text.length > 20)
          ? [{ code: 'text.too-long', severity: 'stops', about: { over: 1, used: 21, limit: 20 } }]
          : [],
    },
  } as unknown as Adapter['platform'];
  return {
    library: world.library,
    adapters: new Map([[SCRIPTED, { ...adapter, platform, ...more }]]),
    apiFor: () => ({}) as Api,
  };
}

const away = new StepTrouble({
  kind: 'not-arrived',
  failure: { code: 'publish.unreachable', about: { platform: 'Scripted', reason: 'offline' } },
});

test('a post that is taken down keeps its receipt, which says when; a second time is refused', async () => {
  const out = await outAlready('hello');
  const asked: string[] = [];
  const d = network(out, { remove: ({ remoteId }) => Promise.resolve(void asked.push(remoteId)) });
  await takeDown(d, out.id);
  const { receipt } = out.world.publication(out.post) as { receipt?: { removedAt?: number } };
  expect(receipt?.removedAt).toBe(at('09:00'));
  expect(asked).toEqual(['remote-1']);
  expect(out.world.events(out.id).at(-1)).toBe('taken-down');
  await expect(takeDown(d, out.id)).rejects.toMatchObject({ code: 'publication.wrong-state' });
});

test('a network that cannot be reached leaves everything as it was', async () => {
  const out = await outAlready('hello');
  const d = network(out, { remove: () => Promise.reject(away) });
  await expect(takeDown(d, out.id)).rejects.toMatchObject({ code: 'publish.unreachable', about: { channel: '@ada' } });
  expect(out.world.publication(out.post)).toMatchObject({ state: 'published' });
  expect(out.world.events(out.id)).not.toContain('taken-down');
});

test('what a network cannot do is said, and what is not out cannot be taken down', async () => {
  const out = await outAlready('hello');
  await expect(takeDown(network(out, {}), out.id)).rejects.toMatchObject({ code: 'publish.not-removable' });
  await expect(correct(network(out, {}), out.id, ['x'])).rejects.toMatchObject({ code: 'publish.not-editable' });
  expect(await metricsOf(network(out, {}), out.id)).toEqual({});
  const later = out.world.schedule('later', at('12:00'));
  const { id } = out.world.publication(later);
  await expect(takeDown(network(out, { remove: () => Promise.resolve() }), id)).rejects.toMatchObject({
    code: 'publication.wrong-state',
    about: { state: 'scheduled' },
  });
});

test('a correction reaches the network and becomes the text of that channel; the ledger keeps both', async () => {
  const out = await outAlready('helo', 'world');
  const sent: string[][] = [];
  const d = network(out, {
    edit: (receipt, draft) => {
      sent.push(draft.segments.map((part) => part.text));
      return Promise.resolve({ ...receipt, remoteId: 'edited-1' });
    },
  });
  await correct(d, out.id, ['hello', 'world']);
  expect(sent).toEqual([['hello', 'world']]);
  expect(out.world.publication(out.post)).toMatchObject({ state: 'published', receipt: { remoteId: 'edited-1' } });
  const post = out.world.post(out.post);
  expect(post.variants[out.world.channel]?.map((part) => part.text)).toEqual(['hello', 'world']);
  expect(post.segments.map((part) => part.text)).toEqual(['helo', 'world']);
  expect(out.world.events(out.id).at(-1)).toBe('corrected');
});

test('a correction that breaks a rule is refused before the network is asked', async () => {
  const out = await outAlready('hello');
  const d = network(out, { edit: () => Promise.reject(new Error('asked')) });
  await expect(correct(d, out.id, ['far too many words for this'])).rejects.toMatchObject({ code: 'post.rule-broken' });
  expect(out.world.post(out.post).variants).toEqual({});
});

test('numbers come from the network as it tells them', async () => {
  const out = await outAlready('hello');
  const d = network(out, { metrics: () => Promise.resolve({ likes: 3, views: 120 }) });
  expect(await metricsOf(d, out.id)).toEqual({ likes: 3, views: 120 });
});
