import type { FastifyInstance } from 'fastify';
import { multibaseOf } from '#simulators/bluesky/keys.ts';
import { object, text } from '#simulators/bluesky/lexicon.ts';
import { invalid } from '#simulators/bluesky/refusal.ts';
import { accountCalled, serverDid, type Account, type World } from '#simulators/bluesky/world.ts';
import { addQuery, anybody, nothing } from '#simulators/bluesky/xrpc.ts';

/** Who is who, and what this server is. Every handle it knows is its own. */
export function addIdentity(app: FastifyInstance, world: World): void {
  const handle = object({ handle: text({ format: 'handle' }) }, {});
  addQuery(app, 'com.atproto.identity.resolveHandle', { who: anybody, params: handle }, (asked) => {
    const account = accountCalled(world, asked.handle);
    if (account) return { did: account.did };
    const isOurs = asked.handle.endsWith('.test');
    throw invalid('Unable to resolve handle', isOurs ? 'HandleNotFound' : 'InvalidRequest');
  });

  addQuery(app, 'com.atproto.server.describeServer', { who: anybody, params: nothing }, () => ({
    did: serverDid(world),
    availableUserDomains: ['.test'],
    inviteCodeRequired: false,
    blobUploadLimit: world.blobLimit,
    links: {},
    contact: {},
  }));

  const repo = object({ repo: text({ format: 'AT identifier' }) }, {});
  addQuery(app, 'com.atproto.repo.describeRepo', { who: anybody, params: repo }, (asked) => {
    const account = accountCalled(world, asked.repo);
    if (!account) throw invalid(`Could not find repo for DID: ${asked.repo}`, 'RepoNotFound');
    mustBeOpen(account, asked.repo);
    const collections = new Set([...account.records.values()].map((record) => record.collection));
    return {
      handle: account.handle,
      did: account.did,
      didDoc: didDocument(world, account),
      collections: [...collections].toSorted(),
      handleIsCorrect: true,
    };
  });
}

/** What the directory says about an account: its handle, its key, and the server that holds it. */
export function didDocument(world: World, { did, handle, keys }: Account): object {
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    alsoKnownAs: [`at://${handle}`],
    verificationMethod: [
      { id: `${did}#atproto`, type: 'Multikey', controller: did, publicKeyMultibase: multibaseOf(keys) },
    ],
    service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: world.url }],
  };
}

/** Others do not see an account that is deactivated or taken down. */
export function mustBeOpen({ standing }: Account, asked: string): void {
  if (standing === 'takendown') throw invalid(`Repo has been takendown: ${asked}`, 'RepoTakendown');
  if (standing === 'deactivated') throw invalid(`Repo has been deactivated: ${asked}`, 'RepoDeactivated');
}
