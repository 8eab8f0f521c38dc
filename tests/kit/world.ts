import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { onTestFinished } from 'vitest';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import type { PublicationCommand } from '#shared/commands/publication-commands.ts';
import { Failure } from '#shared/failures.ts';
import type { ChannelId, CommandId, PlatformId, PostId, PublicationId, WorkspaceId } from '#shared/ids.ts';
import type { Post, SegmentId } from '#shared/posts/post.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { markRestored } from '#electron/db/portable-copy.ts';
import { memoryLog } from '#electron/log.ts';
import { changePost } from '#electron/posts/change-post.ts';
import { postById } from '#electron/posts/posts.read.ts';
import { changePublication } from '#electron/publishing/change-publication.ts';
import { settleRestored, type Settled } from '#electron/publishing/hold-restored.ts';
import { ledgerOf } from '#electron/publishing/ledger.read.ts';
import { publicationsOfPost } from '#electron/publishing/publications.read.ts';
import { matchPublications } from '#electron/publishing/schedule-post.ts';
import { startPublishing, type Publishing } from '#electron/publishing/start-publishing.ts';
import { handClock, settle, type HandClock } from '#tests/kit/hand-clock.ts';
import { libraryIn } from '#tests/kit/new-library.ts';
import { SCRIPTED, scriptedPlatform, type ScriptedPlatform } from '#tests/kit/scripted-platform.ts';
import { quickFolder } from '#tests/kit/quick-folder.ts';

/** 2026-11-24 at a time of day, UTC. */
export function at(time: string, day = '2026-11-24'): number {
  return DateTime.fromISO(`${day}T${time}`, { zone: 'UTC' }).toMillis();
}

export const WORKSPACE = '11111111-1111-4111-8111-111111111111' as WorkspaceId;

export interface WorldOptions {
  readonly start?: number;
  readonly platform?: ScriptedPlatform;
  /** Under which name of the catalog the scripted network stands; one that nobody knows unless said. */
  readonly network?: PlatformId;
}

/** Everything between a command and the network, with a real library, a clock turned by hand and a scripted network. */
export class World {
  readonly clock: HandClock;
  readonly platform: ScriptedPlatform;
  readonly channel: ChannelId;
  readonly ended: Publication[] = [];
  /** While it is, nothing that publishing does reaches the disk. */
  isDiskFull = false;
  readonly #folder: string;
  readonly #network: PlatformId;
  #library: Library;
  #publishing: Publishing | undefined;
  /** Grows with every start; what an earlier start still does is of no account. */
  #life = 0;

  constructor(options: WorldOptions) {
    this.#network = options.network ?? SCRIPTED;
    this.clock = handClock(options.start ?? at('08:00'));
    this.platform = options.platform ?? scriptedPlatform();
    this.#folder = quickFolder('world');
    this.#library = this.#open();
    this.#library.write((tx) =>
      tx
        .prepare(`INSERT INTO workspaces (id, name, zone, overdue_json, created_at) VALUES (?, 'Test', 'UTC', ?, ?)`)
        .run(WORKSPACE, JSON.stringify({ then: 'send', withinMin: 60 }), tx.now),
    );
    this.channel = this.addChannel('ada');
    this.#start();
  }

  get library(): Library {
    return this.#library;
  }

  get libraryPath(): string {
    return join(this.#folder, 'library.sqlite');
  }

  addChannel(handle: string): ChannelId {
    const id = randomUUID() as ChannelId;
    this.#library.write((tx) =>
      tx
        .prepare(
          `INSERT INTO channels (id, workspace_id, platform, remote_id, handle, display_name, server, profile_url, limits_json, state, connected_at)
           VALUES (?, ?, ?, ?, ?, ?, 'https://scripted.example', 'https://scripted.example', '{}', 'connected', ?)`,
        )
        .run(id, WORKSPACE, this.#network, handle, handle, handle, tx.now),
    );
    return id;
  }

  setChannelState(state: string, channel = this.channel): void {
    this.#library.write((tx) => tx.prepare('UPDATE channels SET state = ? WHERE id = ?').run(state, channel));
    this.#publishing?.look();
  }

  /** Writes a post for the world's channel, or the named ones. */
  write(texts: string | readonly string[], channels: readonly ChannelId[] = [this.channel]): PostId {
    const post = randomUUID() as PostId;
    const segments = [texts].flat().map((text) => ({ id: randomUUID() as SegmentId, text, media: [] }));
    this.change({ kind: 'post.create', post, workspace: WORKSPACE, segments, channels: [...channels] });
    return post;
  }

  /** Writes a post and plans it. */
  schedule(texts: string | readonly string[], dueAt: number, channels?: readonly ChannelId[]): PostId {
    const post = this.write(texts, channels);
    this.change({ kind: 'post.plan', post, planned: wallIn(dueAt) });
    return post;
  }

  change(command: PostCommand, id = randomUUID() as CommandId): { version: number } {
    return changePost(this.#library, { ofPost: publicationsOfPost, match: matchPublications }, id, command);
  }

  decide(command: PublicationCommand): void {
    changePublication(this.#library, randomUUID() as CommandId, command);
  }

  post(id: PostId): Post {
    const post = postById(this.#library.read, id);
    if (post === undefined) throw new Error('no such post');
    return post;
  }

  firstSegment(id: PostId): SegmentId {
    const [first] = this.post(id).segments;
    if (first === undefined) throw new Error('a post has a segment');
    return first.id;
  }

  publications(post: PostId): Publication[] {
    return publicationsOfPost(this.#library.read, post);
  }

  /** The publication of a post that goes to one channel. */
  publication(post: PostId): Publication {
    const [one, ...others] = this.publications(post);
    if (one === undefined || others.length > 0) throw new Error('not exactly one publication');
    return one;
  }

  events(publication: PublicationId): string[] {
    return ledgerOf(this.#library.read, publication).map((entry) => entry.event);
  }

  /** The computer wakes from sleep. */
  wake(): void {
    this.#publishing?.look();
  }

  async idle(): Promise<void> {
    await settle();
  }

  /** The machine loses power: nothing more is written, whatever was going on. */
  async powerCut(): Promise<void> {
    this.#life += 1;
    await settle();
    await this.#library.stop();
  }

  async restart(): Promise<void> {
    this.#library = this.#open();
    this.#start();
    await settle();
  }

  /** A backup of the library as it is now. */
  async backUp(): Promise<string> {
    const path = join(this.#folder, `backup-${randomUUID()}.sqlite`);
    await this.#library.copyTo(path);
    return path;
  }

  /** Brings a backup back and starts anew; `elsewhere`: on a computer that has no library yet. */
  async bringBack(backup: string, { elsewhere = false } = {}): Promise<Settled | undefined> {
    await this.powerCut();
    const kept = join(this.#folder, `kept-${randomUUID()}.sqlite`);
    for (const side of ['', '-wal', '-shm']) {
      if (existsSync(this.libraryPath + side)) renameSync(this.libraryPath + side, kept + side);
    }
    copyFileSync(backup, this.libraryPath);
    markRestored(this.libraryPath, { madeAt: at('08:00'), at: this.clock.now(), ...(elsewhere ? {} : { kept }) });
    this.#library = this.#open();
    const settled = settleRestored(this.#library);
    this.#start();
    await settle();
    return settled;
  }

  async close(): Promise<void> {
    this.#life += 1;
    await this.#library.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #open(): Library {
    return openLibrary({
      path: libraryIn(this.#folder, this.clock.now()),
      clock: this.clock,
      onListenerError: (error) => {
        throw error;
      },
    });
  }

  #start(): void {
    this.#life += 1;
    const life = this.#life;
    const library = this.#library;
    // What belongs to an earlier life must not reach the disk any more: the power is off.
    const powered: Library = {
      ...library,
      write: (work) => {
        if (life !== this.#life) return new Promise(() => undefined) as never;
        if (this.isDiskFull) throw new Failure('library.full');
        return library.write(work);
      },
    };
    this.#publishing = startPublishing({
      library: powered,
      clock: {
        now: () => this.clock.now(),
        after: (ms, ring) => this.clock.after(ms, () => (life === this.#life ? ring() : undefined)),
      },
      log: memoryLog(),
      adapters: new Map([[this.#network, this.platform.adapter]]),
      apiFor: (channel) => ({ account: { channel }, now: () => this.clock.now() }) as unknown as Api,
      chance: () => 0,
      zoneRules: 'of this world',
      runningMs: () => this.clock.runningMs(),
      onEnded: (publication) => this.ended.push(publication),
    });
  }
}

export function newWorld(options: WorldOptions = {}): World {
  const world = new World(options);
  onTestFinished(() => world.close());
  return world;
}

export function wallIn(instant: number, zone = 'UTC'): { wall: string; zone: string } {
  return { wall: DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss"), zone };
}
