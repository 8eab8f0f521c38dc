import { describe, expect, test } from 'vitest';
import { edit, metrics, remove } from '#shared/platforms/facebook/after.ts';
import { health } from '#shared/platforms/facebook/health.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { draftOf, newFacebookWorld, type FacebookWorld } from '#tests/platforms/facebook/facebook-world.ts';

// What comes after a post is out: deleted, changed, counted; and how the sign-in is.

const DAY = 24 * 3_600_000;

async function troubleIn(work: Promise<unknown>): Promise<Trouble> {
  const thrown = await work.catch((error: unknown) => error);
  if (thrown instanceof StepTrouble) return thrown.trouble;
  throw new Error(`No trouble: ${JSON.stringify(thrown)}`);
}

const KINDS: [what: string, draft: (world: FacebookWorld) => Draft][] = [
  ['a text', () => draftOf('Old')],
  ['photos', (world) => draftOf('Old', [world.picture(1), world.picture(2)])],
  ['a video', (world) => draftOf('Old', [world.film(1)])],
  ['a reel', (world) => draftOf('Old', [world.film(1)], { options: { kind: 'reel' } })],
];

async function posted(world: FacebookWorld, draft: (world: FacebookWorld) => Draft): Promise<Receipt> {
  return world.runToEnd(draft(world));
}

describe('deleting', () => {
  test.each<(typeof KINDS)[number]>([
    ...KINDS,
    ['a story', (world) => draftOf('', [world.picture(1)], { options: { kind: 'story' } })],
  ])('%s', async (_what, draft) => {
    const world = await newFacebookWorld();
    const proof = await posted(world, draft);

    await remove(proof, world.api);

    expect(world.facebook.arrived()).toMatchObject([{ isRemoved: true }]);
  });

  test('what is gone already counts as done', async () => {
    const world = await newFacebookWorld();
    const proof = await world.run(draftOf('Old'));
    world.page.remove(proof.remoteId);

    await expect(remove(proof, world.api)).resolves.toBeUndefined();
  });

  test('what is there and may not be deleted is told apart from it', async () => {
    const world = await newFacebookWorld();
    const proof = await world.run(draftOf('Old'));
    const body = { error: { message: 'Unsupported delete request.', code: 100, error_subcode: 33 } };
    world.facebook.faults.order('DELETE', '/:version/:post', { kind: 'status', status: 400, body });

    expect(await troubleIn(remove(proof, world.api))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.not-removable' },
    });
  });

  test('a lost answer can be asked for again', async () => {
    const world = await newFacebookWorld();
    const proof = await world.run(draftOf('Old'));
    world.facebook.faults.order('DELETE', '/:version/:post', { kind: 'answer-lost' });

    expect((await troubleIn(remove(proof, world.api))).kind).toBe('temporary');
    await remove(proof, world.api);

    expect(world.facebook.arrived()).toMatchObject([{ isRemoved: true }]);
  });
});

describe('changing the words', () => {
  test.each(KINDS)('of %s', async (_what, draft) => {
    const world = await newFacebookWorld();
    const proof = await posted(world, draft);

    const changed = await edit(proof, { ...draft(world), segments: [{ text: 'New', media: [] }] }, world.api);

    expect(changed).toEqual(proof);
    expect(world.facebook.arrived().map(({ text }) => text)).toEqual(['New']);
  });

  test('of a story is not possible', async () => {
    const world = await newFacebookWorld();
    const proof = await world.run(draftOf('', [world.picture(1)], { options: { kind: 'story' } }));

    expect(await troubleIn(edit(proof, draftOf('New'), world.api))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.not-editable' },
    });
  });

  test('of a post by hand is refused', async () => {
    const world = await newFacebookWorld();
    const proof = await world.run(draftOf('Old'));
    const byHand = { ...proof, remoteId: world.page.post('Theirs') };

    expect(await troubleIn(edit(byHand, draftOf('New'), world.api))).toMatchObject({ kind: 'refused' });
  });
});

describe('counting', () => {
  test('a post: views, reach, clicks, shares, comments and reactions', async () => {
    const world = await newFacebookWorld();
    const proof = await world.run(draftOf('Bread', [], { firstComment: 'Recipe' }));
    const insights = { post_media_view: 120, post_total_media_view_unique: 80, post_clicks: 7 };
    world.page.count(proof.remoteId, { insights, shares: 3, reactions: 12 });

    expect(await metrics(proof, world.api)).toEqual({
      views: 120,
      reach: 80,
      clicks: 7,
      shares: 3,
      comments: 1,
      likes: 12,
    });
  });

  test.each(KINDS.slice(2))('%s, which knows no shares', async (_what, draft) => {
    const world = await newFacebookWorld();
    const proof = await posted(world, draft);
    world.page.count(proof.remoteId, { insights: { total_video_views: 9, total_video_views_unique: 4 }, reactions: 2 });

    expect(await metrics(proof, world.api)).toEqual({ views: 9, reach: 4, comments: 0, likes: 2 });
  });

  test('without the permission for insights, what everybody can count', async () => {
    const world = await newFacebookWorld({ scopes: ['pages_manage_posts', 'pages_read_engagement'] });
    const proof = await world.run(draftOf('Bread'));

    expect(await metrics(proof, world.api)).toEqual({ comments: 0, likes: 0 });
  });

  test('a story has no numbers', async () => {
    const world = await newFacebookWorld();
    const proof = await world.run(draftOf('', [world.picture(1)], { options: { kind: 'story' } }));

    expect(await metrics(proof, world.api)).toEqual({});
  });

  test('while Facebook is down: later', async () => {
    const world = await newFacebookWorld();
    const proof = await world.run(draftOf('Bread'));
    world.facebook.faults.order('GET', '/:version/:post/insights', { kind: 'status', status: 503 });

    expect((await troubleIn(metrics(proof, world.api))).kind).toBe('temporary');
  });
});

describe('the sign-in', () => {
  test('is well: it ends with the person’s, and lacks nothing', async () => {
    const world = await newFacebookWorld();

    expect(await health(world.api)).toEqual({ expiresAt: world.now() + 60 * DAY, missingPermissions: [] });
  });

  test('ends sooner with the access to the person’s data', async () => {
    const world = await newFacebookWorld({ behaviour: { longLivedMs: 120 * DAY } });

    expect((await health(world.api)).expiresAt).toBe(world.now() + 90 * DAY);
  });

  test('lacks a permission', async () => {
    const scopes = ['pages_show_list', 'pages_manage_posts', 'pages_read_engagement'];
    const world = await newFacebookWorld({ scopes });

    expect((await health(world.api)).missingPermissions).toEqual(['pages_manage_engagement']);
  });

  test('was taken back', async () => {
    const world = await newFacebookWorld();
    world.baker.spoilTokens(458);

    expect((await troubleIn(health(world.api))).kind).toBe('signed-out');
  });

  test('of which only the app’s owner may know more is told by its permissions', async () => {
    const world = await newFacebookWorld();
    const silent = { kind: 'status', status: 400, body: { error: { message: '(#100)', code: 100 } } } as const;
    world.facebook.faults.order('GET', '/:version/debug_token', silent, { times: 2 });

    expect(await health(world.api)).toEqual({ missingPermissions: [] });
  });
});
