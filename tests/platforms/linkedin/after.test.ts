import { afterEach, describe, expect, test } from 'vitest';
import { linkedinAdapter } from '#shared/platforms/linkedin/adapter.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';
import { draftOf, newLinkedinWorld, type LinkedinWorld, type WorldOptions } from '#tests/platforms/linkedin/world.ts';

// What follows a post that is out: taken down, corrected, counted; and how the account is.

const { remove, edit, metrics, health } = whole(linkedinAdapter);

function whole(adapter: Adapter) {
  const lacking = (): never => {
    throw new Error('LinkedIn can do all of these');
  };
  return {
    remove: (proof: Receipt, api: Api) => adapter.remove?.(proof, api) ?? lacking(),
    edit: (proof: Receipt, draft: Draft, api: Api) => adapter.edit?.(proof, draft, api) ?? lacking(),
    metrics: (proof: Receipt, api: Api) => adapter.metrics?.(proof, api) ?? lacking(),
    health: (api: Api) => adapter.health?.(api) ?? lacking(),
  };
}

const worlds: LinkedinWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function withPost(
  options?: WorldOptions,
  draft = draftOf('Fresh bread'),
): Promise<{ world: LinkedinWorld; proof: Receipt }> {
  const world = await newLinkedinWorld(options);
  worlds.push(world);
  return { world, proof: await world.runToEnd(draft) };
}

describe.each([['person'], ['page']] as const)('a %s', (as) => {
  test('takes a post down; once more is the same', async () => {
    const { world, proof } = await withPost({ as });

    await remove(proof, world.api);
    await remove(proof, world.api);

    expect(world.visible()).toEqual([]);
  });

  test('corrects the words, which arrive as they are written', async () => {
    const { world, proof } = await withPost({ as });

    await expect(edit(proof, draftOf('Fresh (rye) bread #Today'), world.api)).resolves.toEqual(proof);

    expect(world.visible()).toMatchObject([{ text: 'Fresh (rye) bread #Today', id: proof.remoteId }]);
  });

  test('whose sign-in was taken back can do neither', async () => {
    const { world, proof } = await withPost({ as });
    world.linkedin.revokeTokens();

    await expect(remove(proof, world.api)).rejects.toMatchObject({ trouble: { kind: 'signed-out' } });
    await expect(edit(proof, draftOf('New'), world.api)).rejects.toMatchObject({ trouble: { kind: 'signed-out' } });
  });

  test('whose answer is lost while correcting may simply do it again', async () => {
    const { world, proof } = await withPost({ as });
    world.linkedin.faults.order('POST', '/rest/posts/:urn', { kind: 'answer-lost' });

    await expect(edit(proof, draftOf('New'), world.api)).rejects.toMatchObject({ trouble: { kind: 'temporary' } });
    await edit(proof, draftOf('New'), world.api);

    expect(world.visible()).toMatchObject([{ text: 'New' }]);
  });
});

test('a post that is gone cannot be corrected, and says so', async () => {
  const { world, proof } = await withPost({ as: 'page' });
  world.page.remove(proof.remoteId);

  await expect(edit(proof, draftOf('New'), world.api)).rejects.toBeInstanceOf(StepTrouble);
});

test('the question of a poll stays; what stands above it is corrected', async () => {
  const poll = { answers: ['Rye', 'Wheat'], minutes: 1440 };
  const { world, proof } = await withPost({}, draftOf('Hello\nWhich?', { poll }));

  await edit(proof, draftOf('Good morning\nWhich?', { poll }), world.api);

  expect(world.visible()).toMatchObject([{ text: 'Good morning', pollAnswers: ['Rye', 'Wheat'] }]);
});

describe('the numbers', () => {
  test('of a page', async () => {
    const { world, proof } = await withPost({ as: 'page' });
    world.linkedin.setNumbers(proof.remoteId, {
      impressionCount: 120,
      uniqueImpressionsCount: 90,
      clickCount: 7,
      likeCount: 5,
      commentCount: 2,
      shareCount: 1,
    });

    await expect(metrics(proof, world.api)).resolves.toEqual({
      impressions: 120,
      reach: 90,
      clicks: 7,
      likes: 5,
      comments: 2,
      shares: 1,
    });
  });

  test('of a page’s film, which LinkedIn files elsewhere', async () => {
    const world = await newLinkedinWorld({ as: 'page' });
    worlds.push(world);
    const proof = await world.runToEnd(draftOf('Look', { media: [world.film(100)] }));
    world.linkedin.setNumbers(proof.remoteId, { impressionCount: 3, likeCount: -1 });

    // Below zero is no count.
    await expect(metrics(proof, world.api)).resolves.toMatchObject({ impressions: 3 });
    await expect(metrics(proof, world.api)).resolves.not.toHaveProperty('likes');
  });

  test('of a post that nobody saw yet are not told, which is not zero', async () => {
    const { world, proof } = await withPost({ as: 'page' });
    await expect(metrics(proof, world.api)).resolves.toEqual({});
  });

  test('of a person, one call each', async () => {
    const { world, proof } = await withPost();
    world.linkedin.setNumbers(proof.remoteId, { IMPRESSION: 50, MEMBERS_REACHED: 40, REACTION: 4, POST_SAVE: 2 });

    await expect(metrics(proof, world.api)).resolves.toEqual({
      impressions: 50,
      reach: 40,
      likes: 4,
      comments: 0,
      shares: 0,
      saves: 2,
      clicks: 0,
    });
  });

  test('of a person, without those that an older interface does not know', async () => {
    const { world, proof } = await withPost();
    const unknown = { status: 400, code: 'ILLEGAL_ARGUMENT', message: 'queryType is not known' };
    for (const nth of [6, 7]) {
      world.linkedin.faults.order(
        'GET',
        '/rest/memberCreatorPostAnalytics',
        { kind: 'status', status: 400, body: unknown },
        { nth },
      );
    }
    const told = await metrics(proof, world.api);
    expect(Object.keys(told)).toEqual(['impressions', 'reach', 'likes', 'comments', 'shares']);
  });

  test('of a person whose app may not ask', async () => {
    const { world, proof } = await withPost({ scopes: ['openid', 'profile', 'w_member_social'] });
    await expect(metrics(proof, world.api)).rejects.toMatchObject({
      trouble: { failure: { code: 'channel.no-permission' } },
    });
  });
});

describe('the account', () => {
  test('of a page that may publish lacks nothing', async () => {
    const { world } = await withPost({ as: 'page' });
    await expect(health(world.api)).resolves.toEqual({ missingPermissions: [] });
  });

  test('of a page whose role became a smaller one lacks it', async () => {
    const { world } = await withPost({ as: 'page' });
    world.page.letIn(world.person, 'ANALYST');
    await expect(health(world.api)).resolves.toEqual({
      missingPermissions: ['ADMINISTRATOR or CONTENT_ADMINISTRATOR of the page'],
    });
  });

  test.each([[undefined], [['openid', 'profile', 'w_member_social']], [['r_basicprofile', 'w_member_social']]])(
    'of a person with the scopes %o is well',
    async (scopes) => {
      const { world } = await withPost(scopes === undefined ? {} : { scopes });
      await expect(health(world.api)).resolves.toEqual({ missingPermissions: [] });
    },
  );

  test('of a person whose sign-in was taken back is not', async () => {
    const { world } = await withPost();
    world.linkedin.revokeTokens();
    await expect(health(world.api)).rejects.toMatchObject({ trouble: { kind: 'signed-out' } });
  });
});
