import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_OVERDUE_RULE } from '#shared/publishing/overdue-rule.ts';
import type { Change, Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { personalIn, type LocalFile } from '#electron/settings/personal.ts';
import { settingsHandlers } from '#electron/settings/settings.handlers.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { handClock } from '#tests/kit/hand-clock.ts';

function newLibrary(): Library {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-settings-'));
  const onListenerError = (error: unknown): never => {
    throw error;
  };
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock: handClock(0), onListenerError });
  onTestFinished(async () => {
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return library;
}

function fileHolding(kept: Record<string, unknown> = {}): LocalFile {
  return { get: (name) => kept[name], set: (name, value) => void (kept[name] = value) };
}

function settings(zone = 'Europe/Berlin') {
  const library = newLibrary();
  const changes: Change[] = [];
  const workspace = ensureWorkspace(library, zone);
  library.onChanged((some) => changes.push(...some));
  const personal = personalIn(fileHolding());
  const app = { version: '1', electron: '2', libraryPath: '/library' };
  const handlers = settingsHandlers({
    library,
    workspace: () => workspace,
    personal,
    isPractice: false,
    app,
  });
  return { library, handlers, changes, workspace, personal };
}

test('the first start makes one workspace, in the zone of the computer; the next start finds it', () => {
  const { library, handlers, workspace } = settings();
  expect(ensureWorkspace(library, 'Asia/Tokyo')).toBe(workspace);
  expect(handlers['settings.read']().workspace).toEqual({
    id: workspace,
    name: 'My workspace',
    zone: 'Europe/Berlin',
    overdue: DEFAULT_OVERDUE_RULE,
    remindAlt: true,
  });
});

test('a computer with an odd zone starts in UTC', () => {
  expect(settings('Mars/Olympus').handlers['settings.read']().workspace.zone).toBe('UTC');
});

test('a zone that does not exist is refused and changes nothing', () => {
  const { handlers } = settings();
  expect(() => handlers['settings.setWorkspace']({ name: 'New', zone: 'Europe/Atlantis' })).toThrow('Europe/Atlantis');
  expect(handlers['settings.read']().workspace).toMatchObject({ name: 'My workspace', zone: 'Europe/Berlin' });
});

test('a part of the settings is changed, the rest stays, and whoever shows them hears of it', () => {
  const { handlers, changes, workspace, personal } = settings();
  let heard = '';
  personal.onChanged(() => (heard = personal.read().theme));
  handlers['settings.setWorkspace']({ name: 'Bakery', zone: undefined });
  handlers['settings.setPersonal']({ theme: 'dark' });
  expect(handlers['settings.read']()).toMatchObject({
    workspace: { name: 'Bakery', zone: 'Europe/Berlin' },
    personal: { theme: 'dark', weekStart: 1 },
  });
  expect(changes).toEqual([{ topic: 'settings', ids: [workspace] }]);
  expect(heard).toBe('dark');
});

test.each([[undefined], ['rubbish'], [{ theme: 'neon' }], [{ notifySuccess: 'maybe' }]])(
  'personal settings that cannot be read (%s) are as usual',
  (personal) => {
    expect(personalIn(fileHolding({ personal })).read()).toEqual({
      language: 'system',
      theme: 'auto',
      weekStart: 1,
      notifySuccess: false,
      notifyFailure: true,
      notifyUnconfirmed: true,
      notifySignIn: true,
      keys: {},
      zoom: 1,
      spellCheck: process.platform === 'darwin',
      spellLanguages: [],
      broker: '',
    });
  },
);
