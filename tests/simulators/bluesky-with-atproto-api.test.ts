import { AtpAgent, RichText, type AppBskyVideoDefs } from '@atproto/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBlueskyVideo, type BlueskyVideo } from '#simulators/bluesky-video.ts';
import { startPds, type Pds, type PdsAccount } from '#tests/kit/pds/start-pds.ts';
import { film, image } from '#tests/platforms/bluesky/world.ts';

// Bluesky's own client, unchanged but for its base address, publishes at the servers that our tests publish at.

let pds: Pds;
let alice: PdsAccount;
let video: BlueskyVideo;
let minutes = 0;

beforeAll(async () => {
  pds = await startPds();
  alice = await pds.createAccount('alice');
  video = await startBlueskyVideo({ server: pds.url, clock: { now: () => Date.now() + minutes * 60_000 } });
}, 60_000);
afterAll(() => Promise.all([pds.stop(), video.stop()]));

test('@atproto/api publishes a text with links and a picture, and takes it down', async () => {
  const agent = await signedIn();
  const text = new RichText({ text: 'Fresh bread @alice.test https://example.com #bread' });
  await text.detectFacets(agent);
  const cat = image({ alt: 'A cat' });
  const { data } = await agent.uploadBlob(cat.bytes, { encoding: 'image/png' });
  const posted = await agent.post({
    text: text.text,
    ...(text.facets && { facets: text.facets }),
    embed: { $type: 'app.bsky.embed.images', images: [{ image: data.blob, alt: 'A cat' }] },
    langs: ['en'],
  });
  const [post] = await pds.listPosts(alice.did);
  expect(post).toMatchObject({ uri: posted.uri, cid: posted.cid, value: { embed: { images: [{ alt: 'A cat' }] } } });
  expect(post?.value['facets']).toHaveLength(3);

  await agent.deletePost(posted.uri);
  expect(await pds.listPosts(alice.did)).toEqual([]);
});

test('@atproto/api publishes a video by way of the service, as Bluesky’s documents do', async () => {
  const agent = await signedIn();
  const bread = film();
  const uploading = await agent.com.atproto.server.getServiceAuth({
    aud: `did:web:${new URL(pds.url).hostname}`,
    lxm: 'com.atproto.repo.uploadBlob',
    exp: Math.floor(Date.now() / 1000) + 1800,
  });
  const answer = await fetch(`${video.url}/xrpc/app.bsky.video.uploadVideo?did=${alice.did}&name=bread.mp4`, {
    method: 'POST',
    headers: { authorization: `Bearer ${uploading.data.token}`, 'content-type': 'video/mp4' },
    body: new Uint8Array(bread.bytes),
  });
  let job = (await answer.json()) as AppBskyVideoDefs.JobStatus;
  const service = new AtpAgent({ service: video.url });
  for (let asks = 0; asks < 10 && !job.blob; asks += 1) {
    minutes += 1;
    job = (await service.app.bsky.video.getJobStatus({ jobId: job.jobId })).data.jobStatus;
  }
  if (!job.blob) throw new Error(`The video was not made ready: ${job.state}`);

  const embed = { $type: 'app.bsky.embed.video', video: job.blob, alt: 'Bread rising' };
  const posted = await agent.post({ text: 'Bread', embed });
  const posts = await pds.listPosts(alice.did);
  expect(posts).toMatchObject([{ uri: posted.uri, value: { embed: { alt: 'Bread rising' } } }]);
});

async function signedIn(): Promise<AtpAgent> {
  const agent = new AtpAgent({ service: pds.url });
  await agent.login({ identifier: alice.handle, password: alice.appPassword });
  return agent;
}
