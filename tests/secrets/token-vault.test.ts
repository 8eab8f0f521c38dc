import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Failure, type FailureCode } from '#shared/failures.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { Secrets } from '#shared/platforms/platform.ts';
import type { Change, Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { memoryLog } from '#electron/log.ts';
import { secretsHandlers } from '#electron/secrets/secrets.handlers.ts';
import { secretsOfChannel } from '#electron/secrets/secrets.read.ts';
import { forgetChannelSecrets, keepChannelSecrets } from '#electron/secrets/secrets.write.ts';
import { startVault, type TokenVault } from '#electron/secrets/token-vault.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { fakeKeychain, noKeychain, type FakeKeychain } from '#tests/secrets/fake-keychain.ts';
import { quickFolder } from '#tests/kit/quick-folder.ts';

const CHANNEL = '0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
const OTHER = '1b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
const SECRET = 'tok-9f8e7d6c5b4a';
const SECRETS: Secrets = { accessToken: SECRET, server: 'https://a.example' };
const PASSPHRASE = 'correct horse battery staple';

class Computer {
  readonly folder = quickFolder('vault');
  readonly log = memoryLog();
  readonly changes: Change[] = [];
  keychain: FakeKeychain;
  library: Library;
  vault: TokenVault;

  constructor(keychain: FakeKeychain) {
    this.keychain = keychain;
    this.library = this.#open();
    this.library.write((tx) => {
      tx.prepare(
        `INSERT INTO workspaces (id, name, zone, overdue_json, created_at) VALUES ('w', 'W', 'UTC', '{"then":"ask"}', 0)`,
      ).run();
      for (const id of [CHANNEL, OTHER]) {
        tx.prepare(
          `INSERT INTO channels (id, workspace_id, platform, remote_id, handle, display_name, server, profile_url, limits_json, state, connected_at)
           VALUES (?, 'w', 'x', ?, 'ada', 'Ada', 'https://a.example', 'https://a.example', '{}', 'connected', 0)`,
        ).run(id, id);
      }
    });
    this.vault = this.#startVault();
  }

  #open(): Library {
    const onListenerError = (error: unknown): never => {
      throw error;
    };
    return openLibrary({ path: join(this.folder, 'library.sqlite'), clock: handClock(1_000), onListenerError });
  }

  #startVault(): TokenVault {
    this.library.onChanged((changes) => this.changes.push(...changes));
    return startVault({ library: this.library, keychain: this.keychain, log: this.log });
  }

  keep(channel = CHANNEL, secrets = SECRETS): void {
    this.library.write((tx) => keepChannelSecrets(tx, this.vault, channel, secrets));
  }

  read(channel = CHANNEL): Secrets | undefined {
    return secretsOfChannel(this.library.read, this.vault, channel);
  }

  async restart(keychain = this.keychain): Promise<void> {
    await this.vault.stop();
    await this.library.stop();
    this.keychain = keychain;
    this.library = this.#open();
    this.vault = this.#startVault();
  }

  async close(): Promise<void> {
    await this.library.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Everything that lies in the data folder. */
  onDisk(): string {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');
  }
}

function computer(keychain = fakeKeychain()): Computer {
  const made = new Computer(keychain);
  onTestFinished(() => made.close());
  return made;
}

function codeOf(work: () => unknown): FailureCode | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

test('with a keychain a sign-in survives a restart, and is not readable on the disk', async () => {
  const mine = computer();
  expect(mine.vault.state()).toBe('keychain');
  mine.keep();
  expect(mine.onDisk()).not.toContain(SECRET);
  await mine.restart();
  expect(mine.read()).toEqual(SECRETS);
});

test('a keychain that lost its key says so instead of guessing', () => {
  const mine = computer();
  mine.keep();
  mine.keychain.loseKey();
  expect(codeOf(() => mine.read())).toBe('vault.unreadable');
});

test('a sealed sign-in that was moved to another channel does not open', async () => {
  for (const chosen of ['keychain', 'passphrase'] as const) {
    const mine = computer(chosen === 'keychain' ? fakeKeychain() : noKeychain());
    if (chosen === 'passphrase') await mine.vault.usePassphrase(PASSPHRASE);
    mine.keep();
    mine.keep(OTHER, { accessToken: 'other' });
    mine.library.write((tx) =>
      tx
        .prepare('UPDATE tokens SET sealed = (SELECT sealed FROM tokens WHERE channel_id = ?) WHERE channel_id = ?')
        .run(CHANNEL, OTHER),
    );
    expect(codeOf(() => mine.read(OTHER))).toBe('vault.unreadable');
  }
});

test('basic_text is no keychain: nothing is kept until a person has chosen', () => {
  const mine = computer(noKeychain());
  expect(mine.vault.state()).toBe('undecided');
  expect(codeOf(() => mine.vault.mustBeOpen())).toBe('vault.no-keychain');
  expect(codeOf(() => mine.keep())).toBe('vault.no-keychain');
  expect(mine.onDisk()).not.toContain(SECRET);
});

test('a passphrase keeps sign-ins; the next start is locked until it is entered', async () => {
  const mine = computer(noKeychain());
  expect(await mine.vault.usePassphrase(PASSPHRASE)).toBe('passphrase');
  mine.keep();
  expect(mine.onDisk()).not.toContain(SECRET);
  expect(mine.onDisk()).not.toContain(PASSPHRASE);

  await mine.restart();
  expect(mine.vault.state()).toBe('locked');
  expect(codeOf(() => mine.read())).toBe('vault.locked');
  expect(codeOf(() => mine.keep())).toBe('vault.locked');

  await expect(mine.vault.usePassphrase('correct horse battery stable')).rejects.toMatchObject({
    code: 'vault.wrong-passphrase',
  });
  expect(mine.vault.state()).toBe('locked');
  await mine.vault.usePassphrase(PASSPHRASE);
  expect(mine.read()).toEqual(SECRETS);
});

test('a passphrase stays the choice when a keychain turns up later', async () => {
  const mine = computer(noKeychain());
  await mine.vault.usePassphrase(PASSPHRASE);
  await mine.restart(fakeKeychain());
  expect(mine.vault.state()).toBe('locked');
});

test('sign-ins of the keychain wait while a session has none, and open again when it is back', async () => {
  const keychain = fakeKeychain();
  const mine = computer(keychain);
  mine.keep();
  await mine.restart(noKeychain());
  expect(codeOf(() => mine.read())).toBe('vault.no-keychain');
  await mine.restart(keychain);
  expect(mine.read()).toEqual(SECRETS);
});

test('memory only: it works until quitting and leaves nothing on the disk', async () => {
  const mine = computer(noKeychain());
  expect(mine.vault.useMemory()).toBe('memory');
  mine.keep();
  expect(mine.read()).toEqual(SECRETS);
  expect(mine.library.read.prepare<[], { n: number }>('SELECT count(*) AS n FROM tokens').get()?.n).toBe(0);
  expect(mine.onDisk()).not.toContain(SECRET);
  await mine.restart();
  expect(mine.vault.state()).toBe('undecided');
  expect(mine.read()).toBeUndefined();
});

test('memory forgets what a failed transaction wanted to keep', () => {
  const mine = computer(noKeychain());
  mine.vault.useMemory();
  const failing = (): unknown =>
    mine.library.write((tx) => {
      keepChannelSecrets(tx, mine.vault, CHANNEL, SECRETS);
      throw new Failure('library.full');
    });
  expect(codeOf(failing)).toBe('library.full');
  expect(mine.read()).toBeUndefined();
});

test('a person who chose memory and then a passphrase keeps their sign-ins', async () => {
  const mine = computer(noKeychain());
  const handlers = secretsHandlers(mine);
  handlers['secrets.useMemory']();
  mine.keep();
  expect(await handlers['secrets.usePassphrase']({ passphrase: PASSPHRASE })).toEqual({ state: 'passphrase' });
  await mine.restart();
  await mine.vault.usePassphrase(PASSPHRASE);
  expect(mine.read()).toEqual(SECRETS);
});

test('a disconnected channel leaves no sign-in behind', () => {
  const mine = computer();
  mine.keep();
  mine.library.write((tx) => forgetChannelSecrets(tx, mine.vault, CHANNEL));
  expect(mine.read()).toBeUndefined();
});

test('the window hears when the vault opens', async () => {
  const mine = computer(noKeychain());
  await mine.vault.usePassphrase(PASSPHRASE);
  expect(mine.changes).toContainEqual({ topic: 'secrets', ids: ['vault'] });
});

test('neither passphrase nor sign-in is in the log', async () => {
  const mine = computer(noKeychain());
  await mine.vault.usePassphrase(PASSPHRASE);
  mine.keep();
  expect(mine.log.lines.join('\n')).not.toMatch(new RegExp(`${PASSPHRASE}|${SECRET}`));
});
