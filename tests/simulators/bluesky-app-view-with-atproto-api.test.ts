import { AtpAgent } from '@atproto/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBluesky, type Bluesky, type SimulatedAccount } from '#simulators/bluesky.ts';

// What the real network answers from api.bsky.app, which the server of our tests does not have: Bluesky's own client holds
// the answers of the stand-in against the lexicons, and refuses those that do not fit.

let bluesky: Bluesky;
let alice: SimulatedAccount;
let bob: SimulatedAccount;
let agent: AtpAgent;

beforeAll(async () => {
  bluesky = await startBluesky();
  alice = bluesky.createAccount({ username: 'alice', displayName: 'Alice' });
  bob = bluesky.createAccount({ username: 'bob' });
  agent = await signedIn(alice);
});
afterAll(() => bluesky.stop());

test('a post is counted with what others here did, and with what is said to have been done', async () => {
  const post = await agent.post({ text: 'Fresh bread' });
  const other = await signedIn(bob);
  await other.like(post.uri, post.cid);
  await other.repost(post.uri, post.cid);
  const reply = await other.post({ text: 'Yes please', reply: { root: post, parent: post } });
  await other.post({ text: 'Look', embed: { $type: 'app.bsky.embed.record', record: post } });
  alice.counted(post.uri, { likes: 41, bookmarks: 2 });

  const { posts } = (await agent.getPosts({ uris: [post.uri, `at://${bob.did}/app.bsky.feed.post/3l4xyz2222222`] }))
    .data;
  expect(posts).toMatchObject([
    {
      uri: post.uri,
      cid: post.cid,
      author: { did: alice.did, handle: 'alice.test', displayName: 'Alice' },
      record: { text: 'Fresh bread' },
      likeCount: 42,
      repostCount: 1,
      replyCount: 1,
      quoteCount: 1,
      bookmarkCount: 2,
    },
  ]);
  const { thread } = (await agent.getPostThread({ uri: post.uri })).data;
  expect(thread).toMatchObject({ post: { uri: post.uri }, replies: [{ post: { uri: reply.uri } }] });
});

test('an account is shown by its handle, and one that is not there is not', async () => {
  const { data } = await agent.getProfile({ actor: 'alice.test' });
  expect(data).toMatchObject({ did: alice.did, handle: 'alice.test', displayName: 'Alice' });
  await expect(agent.getProfile({ actor: 'nobody.test' })).rejects.toMatchObject({ message: 'Profile not found' });
});

test('the thirty-first sign-in within five minutes is told when to come back', async () => {
  const knock = () =>
    fetch(`${bluesky.url}/xrpc/com.atproto.server.createSession`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier: 'mallory.test', password: 'wrong' }),
    });
  for (let times = 0; times < 30; times += 1) expect((await knock()).status).toBe(401);
  const answer = await knock();
  expect([answer.status, await answer.json()]).toEqual([
    429,
    { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' },
  ]);
  const seconds = Number(answer.headers.get('ratelimit-reset')) - Date.now() / 1000;
  expect(answer.headers.get('ratelimit-policy')).toBe('30;w=300');
  expect(seconds).toBeGreaterThan(290);
  expect(seconds).toBeLessThanOrEqual(300);
});

async function signedIn({ handle, appPassword }: SimulatedAccount): Promise<AtpAgent> {
  const fresh = new AtpAgent({ service: bluesky.url });
  await fresh.login({ identifier: handle, password: appPassword });
  return fresh;
}
