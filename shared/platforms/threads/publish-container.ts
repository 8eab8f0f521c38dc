import { serverNow } from '#shared/platforms/answers.ts';
import type { Container, Publishing } from '#shared/platforms/meta/containers.ts';
import {
  askContainer,
  finishedType,
  parentTrouble,
  type Parent,
  type Part,
} from '#shared/platforms/threads/containers.ts';
import { isMissing, troubleOf } from '#shared/platforms/threads/failures.ts';
import { findPost } from '#shared/platforms/threads/find-post.ts';
import { threads } from '#shared/platforms/threads/rules.ts';
import { address, made, readAnswer } from '#shared/platforms/threads/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

/** A post that is out, as its step keeps it. */
export type Out = {
  readonly id: string;
  /** Since when we know it, UTC ms, by the network's clock. */
  readonly knownAt: number;
};

/** How a container is published and, when the answer was lost, found (PLATFORMS.md 6.5). */
export function publishing(part: Part, parent: Parent | undefined, container: Container, api: Api): Publishing<Out> {
  const wanted = { text: part.text, type: finishedType(part), files: part.media.length, parent: parent?.id };
  return {
    platform: threads.name,
    now: api.now,
    ask: (id) => askContainer(id, api),
    send: (id) => send(id, container, parent, api),
    look: async (start) => {
      const found = await findPost(wanted, start, api);
      if (typeof found !== 'object') return found;
      const { id, timestamp: knownAt = api.now() } = found.found;
      return { found: { id, knownAt } };
    },
  };
}

async function send(
  id: string,
  container: Container,
  parent: Parent | undefined,
  api: Api,
): Promise<{ made: Out } | { trouble: Trouble }> {
  const { server, remoteId } = api.account;
  const url = address(server, `${remoteId}/threads_publish`);
  const answer = await api.send({ method: 'POST', url, body: { form: { creation_id: id } } });
  const published = readAnswer(made, answer);
  if (published) return { made: { id: published.id, knownAt: serverNow(answer, api.now()) } };
  return { trouble: whyNotPublished(answer, container, parent, api) };
}

const YOUNG_MS = 5 * 60_000;

/**
 * A container that is not found although it is young is found a little later; an old one says itself what became of it,
 * and where it is ready, what is missing is the post that it answers.
 */
function whyNotPublished(answer: HttpAnswer, container: Container, parent: Parent | undefined, api: Api): Trouble {
  const now = api.now();
  const trouble = troubleOf(answer, { channel: api.account.handle, now, shows: true });
  const ageMs = now - container.madeAt;
  const isYoung = ageMs >= 0 && ageMs < YOUNG_MS;
  if (!isMissing(answer) || isYoung) return trouble;
  return parent === undefined ? { kind: 'temporary', failure: trouble.failure } : parentTrouble(parent, answer, api);
}
