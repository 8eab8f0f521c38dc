import axios from 'axios';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { AuthClient, RestliClient } from 'linkedin-api-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startLinkedin, type Linkedin } from '#simulators/linkedin.ts';
import type { SimulatedMember, SimulatedPage } from '#simulators/linkedin/people.ts';
import { approveSignIn } from '#simulators/person.ts';

// The simulator, seen by the client that LinkedIn itself publishes. It has LinkedIn's addresses built in, so the axios it
// uses leads them elsewhere; nothing else about it is changed.

const REDIRECT = 'https://example.org/callback';
const VERSION = '202608';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let linkedin: Linkedin;
let person: SimulatedMember;
let page: SimulatedPage;
let restli: RestliClient;

/** The axios that the client itself requires. */
const axiosOfClient = createRequire(createRequire(import.meta.url).resolve('linkedin-api-client'))(
  'axios',
) as typeof axios;

beforeEach(async () => {
  linkedin = await startLinkedin();
  person = linkedin.createPerson({ firstName: 'Maria', lastName: 'Baker' });
  page = linkedin.createPage({ name: 'The Bakery' });
  page.letIn(person);
  restli = new RestliClient();
  leadElsewhere(restli.axiosInstance);
});

afterEach(async () => {
  axiosOfClient.interceptors.request.clear();
  await linkedin.stop();
});

function leadElsewhere(instance: Pick<typeof axios, 'interceptors'>): void {
  instance.interceptors.request.use((config) => ({
    ...config,
    url: config.url?.replace(/^https:\/\/(?:www|api)\.linkedin\.com/, linkedin.url) ?? '',
  }));
}

describe('signing in', () => {
  test('the page, the code, the token, and what the token says about itself', async () => {
    leadElsewhere(axiosOfClient);
    const app = linkedin.createApp({ product: 'share', redirectUris: [REDIRECT] });
    const auth = new AuthClient({ ...app, redirectUrl: REDIRECT });
    const address = auth.generateMemberAuthorizationUrl(['openid', 'profile', 'w_member_social'], 'the-state');

    const ledBackTo = new URL(await approveSignIn(address.replace('https://www.linkedin.com', linkedin.url)));
    const given = await auth.exchangeAuthCodeForAccessToken(ledBackTo.searchParams.get('code') ?? '');

    expect(ledBackTo.searchParams.get('state')).toBe('the-state');
    expect(given).toMatchObject({ expires_in: 5_184_000, scope: 'openid,profile,w_member_social' });
    const who = await restli.get({ resourcePath: '/userinfo', accessToken: given.access_token });
    expect(who.data).toMatchObject({ sub: person.id, name: 'Maria Baker' });
    const told = (await auth.introspectAccessToken(given.access_token)) as unknown as { data: unknown };
    expect(told.data).toMatchObject({ active: true, status: 'active', client_id: app.clientId });
  });

  test('a partner’s token is renewed, and the end of its year does not move', async () => {
    leadElsewhere(axiosOfClient);
    linkedin.behaviour.isPartner = true;
    const app = linkedin.createApp({ product: 'community', redirectUris: [REDIRECT] });
    const auth = new AuthClient({ ...app, redirectUrl: REDIRECT });

    const refreshToken = person.refreshToken(app);
    const renewed = await auth.exchangeRefreshTokenForAccessToken(refreshToken);

    expect(renewed).toMatchObject({ refresh_token: refreshToken, expires_in: 5_184_000 });
    expect(renewed.refresh_token_expires_in).toBeLessThanOrEqual(365 * 86_400);
    const me = await restli.get({ resourcePath: '/me', accessToken: renewed.access_token });
    expect(me.data).toMatchObject({ id: person.id, vanityName: 'maria-baker' });
  });
});

describe('publishing as a page', () => {
  const accessToken = (): string => person.token();

  async function uploadedImage(token: string): Promise<string> {
    const begun = await restli.action({
      resourcePath: '/images',
      actionName: 'initializeUpload',
      data: { initializeUploadRequest: { owner: page.urn } },
      accessToken: token,
      versionString: VERSION,
    });
    const { uploadUrl, image } = begun.data.value as { uploadUrl: string; image: string };
    await axios.put(uploadUrl, PIXEL, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    });
    return image;
  }

  async function create(token: string, more: Record<string, unknown> = {}): Promise<string> {
    const { createdEntityId: urn } = await restli.create({
      resourcePath: '/posts',
      entity: {
        author: page.urn,
        commentary: 'Fresh bread \\(rye\\) #Today',
        visibility: 'PUBLIC',
        distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
        lifecycleState: 'PUBLISHED',
        isReshareDisabledByAuthor: false,
        ...more,
      },
      accessToken: token,
      versionString: VERSION,
    });
    if (typeof urn !== 'string') throw new Error('A post is named by its URN');
    return urn;
  }

  test('a picture goes up, is ready, and is posted with its description', async () => {
    const token = accessToken();
    const image = await uploadedImage(token);
    const state = await restli.get({
      resourcePath: '/images/{urn}',
      pathKeys: { urn: image },
      accessToken: token,
      versionString: VERSION,
    });
    expect(state.data).toMatchObject({ status: 'AVAILABLE' });

    const urn = await create(token, { content: { media: { id: image, altText: 'A cake' } } });

    expect(urn).toMatch(/^urn:li:share:\d+$/);
    expect(linkedin.arrived()).toMatchObject([
      {
        id: urn,
        account: 'The Bakery',
        text: 'Fresh bread (rye) #Today',
        media: [{ description: 'A cake', sha256: createHash('sha256').update(PIXEL).digest('hex') }],
      },
    ]);
    const served = await fetch(linkedin.arrived()[0]?.media[0]?.url ?? '');
    expect(Buffer.from(await served.arrayBuffer()).equals(PIXEL)).toBe(true);
    expect(served.headers.get('content-type')).toBe('image/png');
  });

  test('it is read back, found by its author, corrected and deleted', async () => {
    const token = accessToken();
    const urn = await create(token);
    const at = { resourcePath: '/posts/{urn}', pathKeys: { urn }, accessToken: token, versionString: VERSION };

    expect((await restli.get(at)).data).toMatchObject({
      id: urn,
      author: page.urn,
      commentary: String.raw`Fresh bread \(rye\) {hashtag|\#|Today}`,
    });
    const list = await restli.finder({
      resourcePath: '/posts',
      finderName: 'author',
      queryParams: { author: page.urn, count: 10, sortBy: 'CREATED' },
      accessToken: token,
      versionString: VERSION,
    });
    expect(list.data.elements).toMatchObject([{ id: urn }]);

    await restli.partialUpdate({ ...at, patchSetObject: { commentary: 'Sold out' } });
    expect(linkedin.arrived()).toMatchObject([{ text: 'Sold out' }]);
    expect((await restli.delete(at)).status).toBe(204);
    expect((await restli.delete(at)).status).toBe(204);
    expect(linkedin.arrived()).toMatchObject([{ isRemoved: true }]);
  });

  test('what is identical is refused, and the refusal names the post', async () => {
    const token = accessToken();
    const urn = await create(token);

    await expect(create(token)).rejects.toMatchObject({
      response: {
        status: 422,
        data: {
          message: `Content is a duplicate of ${urn}`,
          errorDetails: { inputErrors: [{ code: 'DUPLICATE_POST' }] },
        },
      },
    });
  });

  test('its pages and its numbers', async () => {
    const token = accessToken();
    const urn = await create(token);
    linkedin.setNumbers(urn, { impressionCount: 12, likeCount: 3 });

    const roles = await restli.finder({
      resourcePath: '/organizationAcls',
      finderName: 'roleAssignee',
      queryParams: { state: 'APPROVED' },
      accessToken: token,
      versionString: VERSION,
    });
    const numbers = await restli.finder({
      resourcePath: '/organizationalEntityShareStatistics',
      finderName: 'organizationalEntity',
      queryParams: { organizationalEntity: page.urn, shares: [urn] },
      accessToken: token,
      versionString: VERSION,
    });

    expect(roles.data.elements).toMatchObject([{ organization: page.urn, role: 'ADMINISTRATOR' }]);
    expect(numbers.data.elements).toMatchObject([
      { share: urn, totalShareStatistics: { impressionCount: 12, likeCount: 3 } },
    ]);
  });

  test.each([
    ['a version that is gone', 426, { versionString: '202401' }],
    ['a token nobody gave', 401, { accessToken: 'AQunknown' }],
  ])('%s is refused', async (_what, status, wrong) => {
    const asked = { resourcePath: '/posts/{urn}', pathKeys: { urn: 'urn:li:share:1' }, accessToken: accessToken() };
    await expect(restli.get({ ...asked, versionString: VERSION, ...wrong })).rejects.toMatchObject({
      response: { status },
    });
  });
});

test('the page shows what arrived, with its pictures, and runs nothing of it', async () => {
  person.post('<script>alert(1)</script>');

  const shown = await (await fetch(linkedin.url)).text();

  expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(shown).not.toContain('<script>');
});
