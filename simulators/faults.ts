import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

// Trouble on request, for every simulated network. A fault is ordered for a route and meets one request:
//   before the effect   request-lost, status, invalid-token, hang, slow
//   after the effect    answer-lost, malformed, and status, hang or slow with `after: true`

const fault = z.discriminatedUnion('kind', [
  // The effect happened; the connection ends instead of an answer.
  z.object({ kind: z.literal('answer-lost') }),
  // The connection ends before anything happened.
  z.object({ kind: z.literal('request-lost') }),
  // The network answers with this status; nothing happened, unless `after`. An object body goes out as JSON.
  z.object({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
    after: z.boolean().optional(),
  }),
  // No answer ever comes; the connection stays open.
  z.object({ kind: z.literal('hang'), after: z.boolean().optional() }),
  // The answer comes `ms` late.
  z.object({ kind: z.literal('slow'), ms: z.int().min(0).max(600_000), after: z.boolean().optional() }),
  // As if the token had been revoked.
  z.object({ kind: z.literal('invalid-token') }),
  // The effect happened; the body is cut in the middle.
  z.object({ kind: z.literal('malformed') }),
]);
export type Fault = z.infer<typeof fault>;

const faultOrder = z.object({
  method: z.string().transform((method) => method.toUpperCase()),
  /** `/api/v1/media/:id`; `*` at the end stands for the rest. One of several, where it may meet any of them. */
  path: z.union([z.string().startsWith('/'), z.array(z.string().startsWith('/')).min(1).readonly()]),
  fault,
  /** Which matching request meets it, counted from when it was ordered; 1 is the next one. */
  nth: z.int().min(1).default(1),
  /** How many requests meet it, one after the other. */
  times: z.int().min(1).default(1),
});
export type FaultOrder = z.infer<typeof faultOrder>;

/** A request as it arrived, with the fault that met it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fault?: Fault['kind'];
}

export interface Faults {
  /** Orders trouble. Several orders that are due at once meet one request each, oldest first. The answer says whether it still waits. */
  order(method: string, path: FaultOrder['path'], fault: Fault, more?: { nth?: number; times?: number }): () => boolean;
  waiting(): readonly FaultOrder[];
  clear(): void;
  /** Every request that arrived, oldest first, except those about faults themselves. */
  seen(): readonly SeenRequest[];
  /** Hears when a request has been answered, or its connection has ended. The answer stops listening. */
  onAnswered(hear: () => void): () => void;
}

export interface FaultyNetwork {
  /** How this network answers when a token is no longer good. */
  readonly invalidToken: { readonly status: number; readonly headers: Record<string, string>; readonly body: unknown };
  /** Ends everything that is waiting, when the simulator stops. */
  readonly signal: AbortSignal;
}

/** Puts faults in front of every route of `app`, and `POST`, `GET`, `DELETE /__faults` to order them from another process. */
export function addFaults(app: FastifyInstance, network: FaultyNetwork): Faults {
  const orders: (FaultOrder & { skip: number })[] = [];
  const seen: SeenRequest[] = [];
  const afterEffect = new WeakMap<FastifyRequest, Fault>();
  const listeners = new Set<() => void>();

  app.addHook('onRequest', async (request, reply) => {
    const [path = '/', query = ''] = request.url.split('?', 2);
    if (path.startsWith('/__')) return;
    const met = take(orders, request.method, path);
    seen.push({
      method: request.method,
      path,
      query,
      headers: plainHeaders(request),
      ...(met ? { fault: met.kind } : {}),
    });
    reply.raw.once('close', () => listeners.forEach((hear) => hear()));
    if (!met) return;
    if (isAfterEffect(met)) afterEffect.set(request, met);
    else await meetBefore(met, request, reply, network);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const met = afterEffect.get(request);
    afterEffect.delete(request);
    return met ? meetAfter(met, request, reply, payload, network) : payload;
  });

  const faults: Faults = {
    order: (method, path, ordered, more) => {
      const parsed = faultOrder.parse({ method, path, fault: ordered, ...more });
      const kept = { ...parsed, skip: parsed.nth - 1 };
      orders.push(kept);
      return () => orders.includes(kept);
    },
    waiting: () => orders.map(({ skip: _skip, ...order }) => order),
    clear: () => void orders.splice(0),
    seen: () => [...seen],
    onAnswered: (hear) => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  };

  app.get('/__faults', () => faults.waiting());
  app.post('/__faults', (request, reply) => {
    const order = faultOrder.safeParse(request.body);
    if (!order.success) return reply.code(400).send({ error: z.prettifyError(order.error) });
    const { method, path, fault: ordered, nth, times } = order.data;
    faults.order(method, path, ordered, { nth, times });
    return { waiting: faults.waiting().length };
  });
  app.delete('/__faults', () => {
    faults.clear();
    return { waiting: 0 };
  });
  return faults;
}

function take(orders: (FaultOrder & { skip: number })[], method: string, path: string): Fault | undefined {
  const matching = orders.filter(
    (order) => order.method === method && [order.path].flat().some((one) => isOn(one, path)),
  );
  const due = matching.find((order) => order.skip === 0);
  for (const order of matching) if (order.skip > 0) order.skip -= 1;
  if (!due) return undefined;
  due.times -= 1;
  if (due.times === 0) orders.splice(orders.indexOf(due), 1);
  return due.fault;
}

function isOn(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.at(-1) === '*') return wanted.slice(0, -1).every((part, at) => isSamePart(part, given[at]));
  return wanted.length === given.length && wanted.every((part, at) => isSamePart(part, given[at]));
}

function isSamePart(wanted: string, given: string | undefined): boolean {
  return wanted === given || (wanted.startsWith(':') && given !== undefined);
}

function isAfterEffect(met: Fault): boolean {
  if (met.kind === 'hang' || met.kind === 'slow' || met.kind === 'status') return met.after === true;
  return met.kind === 'answer-lost' || met.kind === 'malformed';
}

async function meetBefore(
  met: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  network: FaultyNetwork,
): Promise<void> {
  if (met.kind === 'status')
    return void reply
      .code(met.status)
      .headers(met.headers ?? {})
      .send(met.body ?? '');
  if (met.kind === 'invalid-token') {
    const { status, headers, body } = network.invalidToken;
    return void reply.code(status).headers(headers).send(body);
  }
  if (met.kind === 'slow' && (await hasWaited(met.ms, network.signal))) return;
  // Nobody else touches it from here: it ends now, or hangs until the simulator stops.
  reply.hijack();
  if (met.kind !== 'hang') request.raw.socket.destroy();
}

async function meetAfter(
  met: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  network: FaultyNetwork,
): Promise<unknown> {
  if (met.kind === 'slow' && (await hasWaited(met.ms, network.signal))) return payload;
  if (met.kind === 'malformed') {
    reply.removeHeader('content-length');
    return typeof payload === 'string' ? payload.slice(0, Math.ceil(payload.length / 2)) : '{';
  }
  if (met.kind === 'status') {
    void reply.code(met.status).headers(met.headers ?? {});
    reply.removeHeader('content-length');
    return typeof met.body === 'object' ? JSON.stringify(met.body) : (met.body ?? '');
  }
  if (met.kind === 'hang') await untilStopped(network.signal);
  // What is written to an ended connection goes nowhere.
  request.raw.socket.destroy();
  return payload;
}

/** `false` when the simulator was stopped meanwhile. */
async function hasWaited(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal });
    return true;
  } catch (_expected) {
    // Stopped: whoever waits is to be disconnected.
    return false;
  }
}

function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function plainHeaders(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
