import type { FastifyInstance } from 'fastify';
import { anyRecord, boolean, list, literal, object, orNull, text } from '#simulators/bluesky/lexicon.ts';
import { ownRepo, signedIn } from '#simulators/bluesky/permission.ts';
import { prepareWrite, type Prepared } from '#simulators/bluesky/prepare-write.ts';
import { POINTS, type Charge } from '#simulators/bluesky/rate-limits.ts';
import { invalid } from '#simulators/bluesky/refusal.ts';
import { commit, recordAt, type Write } from '#simulators/bluesky/repository.ts';
import type { Account, Commit, StoredRecord, World } from '#simulators/bluesky/world.ts';
import { addProcedure } from '#simulators/bluesky/xrpc.ts';

// Writing records (PLATFORMS.md 7.2, 7.5, 7.8).

const repo = text({ format: 'AT identifier' });
const collection = text({ format: 'NSID' });
const rkey = text({ format: 'record key' });
const cid = text({ format: 'CID string' });

export function addWrites(app: FastifyInstance, world: World, charge: Charge): void {
  const who = signedIn(world);

  const create = object({ repo, collection, record: anyRecord() }, { rkey, validate: boolean(), swapCommit: cid });
  addProcedure(app, 'com.atproto.repo.createRecord', { who, body: create }, (given, writer, asked) => {
    charge(asked, writer.did, 'writes', POINTS.create);
    const account = ownRepo(world, writer, given.repo);
    const key = given.rkey ?? world.nextTid();
    const { collection: into, record, validate } = given;
    const write = prepareWrite({ action: 'create', collection: into, rkey: key, record, validate, path: '$.record' });
    return written(account, write, commit(world, account, [write], given.swapCommit));
  });

  const put = object(
    { repo, collection, rkey, record: anyRecord() },
    { validate: boolean(), swapRecord: orNull(cid), swapCommit: cid },
  );
  addProcedure(app, 'com.atproto.repo.putRecord', { who, body: put }, (given, writer, asked) => {
    charge(asked, writer.did, 'writes', POINTS.put);
    const account = ownRepo(world, writer, given.repo);
    const there = recordAt(account, given.collection, given.rkey);
    const write = prepareWrite({
      ...given,
      action: there ? 'update' : 'create',
      validate: given.validate,
      path: '$.record',
    });
    // The same record again: nothing is written, and it is taken as written.
    if (there?.cid === write.cid) return written(account, write, undefined);
    mustBeAt(there, given.swapRecord);
    return written(account, write, commit(world, account, [write], given.swapCommit));
  });

  const remove = object({ repo, collection, rkey }, { swapRecord: cid, swapCommit: cid });
  addProcedure(app, 'com.atproto.repo.deleteRecord', { who, body: remove }, (given, writer, asked) => {
    charge(asked, writer.did, 'writes', POINTS.delete);
    const account = ownRepo(world, writer, given.repo);
    const there = recordAt(account, given.collection, given.rkey);
    if (!there) return {};
    mustBeAt(there, given.swapRecord);
    const write: Write = { action: 'delete', collection: given.collection, rkey: given.rkey };
    return { commit: shownCommit(commit(world, account, [write], given.swapCommit)) };
  });

  addApplyWrites(app, world, charge);
}

const APPLY = 'com.atproto.repo.applyWrites';
const VERBS = ['create', 'update', 'delete'] as const;
const MOST_WRITES = 200;

type Verb = (typeof VERBS)[number];
type Given = { $type: string; collection: string; rkey?: string; value?: Readonly<Record<string, unknown>> };

function addApplyWrites(app: FastifyInstance, world: World, charge: Charge): void {
  const verb = (value: unknown, path: string): string => {
    const known = VERBS.find((one) => value === `${APPLY}#${one}`);
    return literalOf(known, value, path);
  };
  const one = object({ $type: verb, collection }, { rkey, value: anyRecord() });
  const body = object({ repo, writes: list(one) }, { validate: boolean(), swapCommit: cid });
  addProcedure(app, APPLY, { who: signedIn(world), body }, (given, writer, asked) => {
    const account = ownRepo(world, writer, given.repo);
    if (given.writes.length > MOST_WRITES) throw invalid(`Too many writes. Max: ${MOST_WRITES}`);
    const writes = given.writes.map((write, at) => wanted(write, at, given.validate, world));
    charge(
      asked,
      writer.did,
      'writes',
      writes.reduce((sum, { action }) => sum + POINTS[action], 0),
    );
    const made = commit(world, account, writes, given.swapCommit);
    return { commit: shownCommit(made), results: writes.map((write) => resultOf(account, write)) };
  });
}

function wanted(write: Given, at: number, validate: boolean | undefined, world: World): Write {
  const action = write.$type.slice(APPLY.length + 1) as Verb;
  const key = write.rkey ?? world.nextTid();
  if (action === 'delete') return { action, collection: write.collection, rkey: key };
  const path = `$.writes[${at}].record`;
  return prepareWrite({ action, collection: write.collection, rkey: key, record: write.value ?? {}, validate, path });
}

function literalOf(known: Verb | undefined, value: unknown, path: string): string {
  if (known !== undefined) return literal(`${APPLY}#${known}`)(value, path);
  const [create, update, last] = VERBS.map((one) => `"${APPLY}#${one}"`);
  throw invalid(`Expected one of ${create}, ${update} or ${last} (got ${JSON.stringify(value)}) at ${path}`);
}

function resultOf(account: Account, write: Write): object {
  if (write.action === 'delete') return { $type: `${APPLY}#deleteResult` };
  const { uri, cid: name, validationStatus } = written(account, write, undefined);
  return { cid: name, uri, validationStatus, $type: `${APPLY}#${write.action}Result` };
}

/** Whether the record is the one that the client knows; `null` means that there is none. */
function mustBeAt(there: StoredRecord | undefined, swapRecord: string | null | undefined): void {
  if (swapRecord === undefined || swapRecord === (there?.cid ?? null)) return;
  throw invalid(`Record was at ${there?.cid ?? 'null'}`, 'InvalidSwap');
}

function written({ did }: Account, write: Prepared, made: Commit | undefined) {
  const { collection: into, rkey: key, cid: name, validationStatus } = write;
  const uri = `at://${did}/${into}/${key}`;
  return { uri, cid: name, ...(made && { commit: shownCommit(made) }), validationStatus };
}

function shownCommit({ cid: name, rev }: Commit): Commit {
  return { cid: name, rev };
}
