import Fastify from 'fastify';
import formbody from '@fastify/formbody';
import { z } from 'zod';
import type { DemoNetwork } from '#simulators/demo-networks.ts';
import { TROUBLES, troubleNamed } from '#simulators/page/trouble.ts';
import { fragmentOf, pageOf, type Shown } from '#simulators/page/arrivals.ts';

// One page for everything that arrived on all simulated networks, newest first. It works without its script, which only
// brings in what arrives meanwhile.

export interface ArrivalsPage {
  /** `http://127.0.0.1:4600` */
  readonly url: string;
  stop(): Promise<void>;
}

const order = z.object({
  network: z.string(),
  /** `POST /api/v1/statuses` */
  request: z.string().regex(/^[A-Za-z]+ \/\S*$/),
  trouble: z.enum(TROUBLES.map((one) => one.name) as [string, ...string[]]),
  nth: z.coerce.number().int().min(1).default(1),
});

/** Starts the page on loopback; port 0 is any free one. */
export async function startPage(given: {
  readonly port: number;
  readonly demos: readonly DemoNetwork[];
}): Promise<ArrivalsPage> {
  const { demos } = given;
  const networks = demos.map((demo) => demo.network);
  const app = Fastify({ forceCloseConnections: true });
  await app.register(formbody);

  app.get('/', (request, reply) => reply.type('text/html').send(pageOf(shown(request.query))));
  app.get('/arrivals', (request, reply) => reply.type('text/html').send(fragmentOf(shown(request.query))));
  app.post('/trouble', (request, reply) => {
    const ordered = order.safeParse(request.body);
    const network = networks.find(({ id }) => id === ordered.data?.network);
    if (!ordered.success || network === undefined)
      return reply.code(400).send('Choose a network, a request and a trouble.');
    const { request: line, trouble, nth } = ordered.data;
    const [method = '', path = ''] = line.split(' ');
    network.faults.order(method, path, troubleNamed(trouble), { nth });
    return reply.redirect(`/?network=${network.id}#trouble`, 303);
  });
  app.post('/trouble/clear', (_request, reply) => {
    for (const network of networks) network.faults.clear();
    return reply.redirect('/#trouble', 303);
  });

  const url = await app.listen({ host: '127.0.0.1', port: given.port });
  return { url, stop: () => app.close() };

  function shown(query: unknown): Shown {
    const wanted = z.object({ network: z.string().optional() }).safeParse(query).data?.network;
    return { demos, networks, only: networks.find(({ id }) => id === wanted) };
  }
}
