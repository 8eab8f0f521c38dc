import type { Api } from '#shared/platforms/platform.ts';
import { notDoneUnseen, refusedAs, sendUnseen } from '#shared/platforms/bluesky/asking.ts';
import { facetsOf, spotsIn, type Facet } from '#shared/platforms/bluesky/facets.ts';
import { readAnswer, resolved, xrpc } from '#shared/platforms/bluesky/wire.ts';

export type Clickable = { readonly facets: readonly Facet[]; readonly unknown: readonly string[] };

/**
 * Everything that can be clicked in a text. Resolved once and kept, so that a repeat sends the same bytes even when a
 * handle changes hands meanwhile. A handle that nobody has stays plain text and is kept in `unknown`. A server that
 * cannot tell now stops the publication for a while instead: nothing is out yet, and a mention lost in silence could
 * never be added.
 */
export async function findFacets(text: string, api: Api): Promise<Clickable> {
  const handles = new Set(spotsIn(text).flatMap((spot) => (spot.kind === 'mention' ? [spot.handle] : [])));
  const dids = new Map<string, string>();
  for (const handle of handles) {
    const did = await didOf(handle, api);
    if (did !== undefined) dids.set(handle, did);
  }
  return { facets: facetsOf(text, dids), unknown: [...handles].filter((handle) => !dids.has(handle)) };
}

async function didOf(handle: string, api: Api): Promise<string | undefined> {
  const url = xrpc(api.account.server, 'com.atproto.identity.resolveHandle', { handle });
  const answer = await sendUnseen(api, { method: 'GET', url });
  const did = readAnswer(resolved, answer)?.did;
  if (did !== undefined) return did;
  if (refusedAs(answer, 'HandleNotFound') || refusedAs(answer, 'InvalidRequest')) return undefined;
  throw notDoneUnseen(answer, api);
}
