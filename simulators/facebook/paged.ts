import type { FastifyRequest } from 'fastify';
import { pickFields } from '#simulators/meta/fields.ts';
import type { GraphParams } from '#simulators/meta/params.ts';

/** An edge, a list at a time: cursors are the places in it. */
export function paged(
  all: readonly Record<string, unknown>[],
  params: GraphParams,
  request: FastifyRequest,
  url: string,
  usualFields: string,
): Record<string, unknown> {
  const limit = Math.min(100, Number(params.text('limit') ?? '25'));
  const from = Number(Buffer.from(params.text('after') ?? 'MA', 'base64url').toString());
  const some = all.slice(from, from + limit);
  const fields = params.text('fields') ?? usualFields;
  const data = some.map((one) => pickFields(one, fields));
  if (data.length === 0) return { data };
  const cursor = (at: number): string => Buffer.from(String(at)).toString('base64url');
  const cursors = { before: cursor(from), after: cursor(from + data.length) };
  const path = request.url.split('?')[0] ?? '';
  const next = `${url}${path}?limit=${limit}&after=${cursors.after}`;
  return { data, paging: { cursors, ...(from + data.length < all.length ? { next } : {}) } };
}
