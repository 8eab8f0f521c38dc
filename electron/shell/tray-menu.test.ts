import { expect, test } from 'vitest';
import type { PostId } from '#shared/ids.ts';
import { trayMenu, type TrayActs, type TrayPost } from '#electron/shell/tray-menu.ts';

const AT = Date.UTC(2026, 10, 30, 13, 30);

function post(name: string, more: Partial<TrayPost> = {}): TrayPost {
  return { id: name as PostId, at: AT, excerpt: `The ${name} rye is in`, channels: ['@mill'], ...more };
}

function acts(): TrayActs & { readonly done: string[] } {
  const done: string[] = [];
  return {
    done,
    openPost: (id) => done.push(`open ${id}`),
    showAttention: () => done.push('attention'),
    newPost: () => done.push('new'),
    showWindow: () => done.push('show'),
    quit: () => done.push('quit'),
  };
}

function labels(items: ReturnType<typeof trayMenu>): string[] {
  return items.map((item) => (item.type === 'separator' ? '—' : (item.label ?? '')));
}

test('nothing is planned and nothing waits: the menu says so and offers a new post', () => {
  expect(labels(trayMenu({ next: [], needsYou: 0, zone: 'UTC' }, acts()))).toEqual([
    'Nothing is planned',
    '—',
    'New Post',
    'Open Postwright',
    '—',
    'Quit',
  ]);
});

test('the next posts stand with the time of the workspace’s zone, their first words and their channels', () => {
  const next = [
    post('early'),
    post('late', {
      excerpt: 'Flour & salt\nfor everybody who comes by on Saturday morning',
      channels: ['A', 'B', 'C'],
    }),
    post('pictures', { excerpt: '' }),
  ];
  const [waits, , head, ...rest] = labels(trayMenu({ next, needsYou: 2, zone: 'Asia/Tokyo' }, acts()));
  expect(waits).toBe('2 posts need you');
  expect(head).toBe('Next');
  expect(rest.slice(0, 3)).toEqual([
    'Mon 30 Nov, 22:30 · The early rye is in · @mill',
    'Mon 30 Nov, 22:30 · Flour && salt for everybody who comes by… · A, B +1',
    'Mon 30 Nov, 22:30 · @mill',
  ]);
});

test('choosing a post opens that post; choosing what waits leads to it', () => {
  const act = acts();
  const menu = trayMenu({ next: [post('one'), post('two')], needsYou: 1, zone: 'UTC' }, act);
  for (const item of menu) item.click?.({} as never, undefined, {});
  expect(act.done).toEqual(['attention', 'open one', 'open two', 'new', 'show', 'quit']);
  expect(menu[0]?.label).toBe('1 post needs you');
});
