import type { FastifyRequest } from 'fastify';
import { readParams } from '#simulators/form-params.ts';
import type { Says } from '#simulators/publish-trouble.ts';
import { No, startMessages, type MessagesNetwork, type MessagesOptions } from '#simulators/messages.ts';

// A stand-in for Discord's incoming webhooks, after discord.com/developers/docs/resources/webhook: one, in one channel.

/** Its path; the address is this behind that of the stand-in. */
export const WEBHOOK = '/api/webhooks/1234567890/made-up_key-of-a-webhook';
const ROUTE = '/api/:version/webhooks/1234567890/:token';
const HOOK = { id: '1234567890', type: 1, name: 'Bakery', guild_id: '11', channel_id: '22' };

/** A refusal as the API words it. */
export const no = (status: number, code: number, message: string, more: object = {}): No =>
  new No(status, { message, code, ...more });

/** The request that sends a message. */
export const PUBLISHES = ['/api/v10/webhooks/:id/:token'];

/** `freeAfterS` is when its limit ends, seconds from now. */
export const says = (freeAfterS: number): Says => ({
  rateLimited: no(429, 0, 'You are being rate limited.', { retry_after: freeAfterS, global: false }),
  refused: no(400, 200_000, 'Message was blocked by automatic moderation'),
});

/** Starts it on loopback. */
export function startDiscord(options: MessagesOptions = {}): Promise<MessagesNetwork> {
  const signedOut = no(404, 10_015, 'Unknown Webhook');
  const network = { id: 'discord', name: 'Discord', signedOut, account: 'Bakery' };
  return startMessages(network, options, (app, room) => {
    app.addHook<{ Params: { token?: string } }>('preHandler', async ({ params: { token } }, reply) => {
      if (token === undefined) return;
      if (!room.isSignedIn) return reply.send(signedOut);
      if (!WEBHOOK.endsWith(token)) return reply.send(no(401, 50_027, 'Invalid Webhook Token'));
    });
    app.get(ROUTE, () => HOOK);
    app.post<{ Querystring: { wait?: string } }>(ROUTE, async (request, reply) => {
      const { content = '', attachments = [], files } = await payloadOf(request);
      if (content === '' && files.length === 0) return no(400, 50_006, 'Cannot send an empty message');
      if (content.length > 2000 || files.length > 10) return no(400, 50_035, 'Invalid Form Body');
      const id = `${room.nextId()}`;
      const about = (n: number) => attachments.find((one) => `${one.id}` === `${n}`)?.description;
      const described = files.map((file, n) => ({ ...file, description: about(n) }));
      room.send(id, content, { files: described, url: `/channels/11/22/${id}` });
      const timestamp = new Date(room.now()).toISOString().replace('Z', '000+00:00');
      return request.query.wait === 'true' ? { id, channel_id: '22', content, timestamp } : reply.code(204).send();
    });
    app.all<{ Params: { id: string } }>(`${ROUTE}/messages/:id`, async (request, reply) => {
      const post = room.posts.find(({ id, isRemoved }) => id === request.params.id && !isRemoved);
      if (!post) return no(404, 10_008, 'Unknown Message');
      if (request.method === 'DELETE') post.isRemoved = true;
      if (request.method === 'PATCH') post.text = (await payloadOf(request)).content ?? post.text;
      return request.method === 'DELETE' ? reply.code(204).send() : { id: post.id, content: post.text };
    });
  });
}

type Payload = { content?: string; attachments?: { id: number | string; description?: string }[] };

async function payloadOf(request: FastifyRequest) {
  if (!request.isMultipart()) return { ...(request.body as Payload), files: [] };
  const params = await readParams(request);
  return { ...(JSON.parse(params.text('payload_json') ?? '{}') as Payload), files: [...params.files.values()] };
}
