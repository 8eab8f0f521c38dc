import type { FastifyInstance } from 'fastify';
import { object, text } from '#simulators/bluesky/lexicon.ts';
import { invalid } from '#simulators/bluesky/refusal.ts';
import { recordAt } from '#simulators/bluesky/repository.ts';
import { accountCalled, type Account, type StoredRecord, type World } from '#simulators/bluesky/world.ts';
import { addQuery, anybody, count, flag } from '#simulators/bluesky/xrpc.ts';

const repo = text({ format: 'AT identifier' });
const collection = text({ format: 'NSID' });

/** Reading records, which anybody may (PLATFORMS.md 7.5). */
export function addReads(app: FastifyInstance, world: World): void {
  const one = object(
    { repo, collection, rkey: text({ format: 'record key' }) },
    { cid: text({ format: 'CID string' }) },
  );
  addQuery(app, 'com.atproto.repo.getRecord', { who: anybody, params: one }, (asked) => {
    const account = openAccount(world, asked.repo);
    if (!account) throw invalid('Could not locate record');
    const record = recordAt(account, asked.collection, asked.rkey);
    const uri = `at://${account.did}/${asked.collection}/${asked.rkey}`;
    if (!record || (asked.cid !== undefined && asked.cid !== record.cid))
      throw invalid(`Could not locate record: ${uri}`, 'RecordNotFound');
    return shown(record);
  });

  const many = object({ repo, collection }, { limit: count({ least: 1, most: 100 }), cursor: text(), reverse: flag() });
  addQuery(app, 'com.atproto.repo.listRecords', { who: anybody, params: many }, (asked) => {
    const account = openAccount(world, asked.repo);
    if (!account) throw invalid(`Could not find repo: ${asked.repo}`);
    const records = listed(account, asked.collection, asked).slice(0, asked.limit ?? 50);
    return { records: records.map(shown), cursor: records.at(-1)?.rkey };
  });
}

/** Newest key first, or oldest; after the cursor. */
function listed(
  { records }: Account,
  into: string,
  { cursor, reverse }: { readonly cursor?: string; readonly reverse?: boolean },
): readonly StoredRecord[] {
  const sorted = [...records.values()]
    .filter((record) => record.collection === into)
    .toSorted((a, b) => (a.rkey < b.rkey ? -1 : 1));
  const ordered = reverse === true ? sorted : sorted.toReversed();
  if (cursor === undefined) return ordered;
  return ordered.filter(({ rkey }) => (reverse === true ? rkey > cursor : rkey < cursor));
}

/** What is deactivated or taken down is not there for others. */
function openAccount(world: World, name: string): Account | undefined {
  const account = accountCalled(world, name);
  return account?.standing === 'active' ? account : undefined;
}

function shown({ uri, cid, value }: StoredRecord): object {
  return { uri, cid, value };
}
