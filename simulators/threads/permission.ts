import type { FastifyRequest } from 'fastify';
import { checkedToken, GraphRefusal, tokenTextOf } from '#simulators/meta/graph.ts';
import type { GraphParams } from '#simulators/meta/params.ts';
import type { Person, World } from '#simulators/threads/world.ts';

/** Whose token it is; refused with 190, or 10 where it lacks one of the scopes. `threads_basic` is always needed. */
export function personOf(world: World, request: FastifyRequest, params: GraphParams, ...scopes: string[]): Person {
  const token = checkedToken(world.tokens, tokenTextOf(request, params.text('access_token')));
  const missing = ['threads_basic', ...scopes].find((scope) => !token.scopes.includes(scope));
  if (missing !== undefined) {
    throw new GraphRefusal(10, `Application does not have permission for this action. Requires ${missing}.`);
  }
  const person = world.people.get(token.userId);
  if (!person) throw new GraphRefusal(100, 'Unsupported request', { subcode: 33 });
  return person;
}

/** `me`, or the person's own id: nobody acts for anybody else. */
export function mustBeOwn(person: Person, asked: string): void {
  if (asked !== 'me' && asked !== person.id) {
    throw new GraphRefusal(100, `Unsupported request. Object with ID '${asked}' does not exist`, { subcode: 33 });
  }
}
