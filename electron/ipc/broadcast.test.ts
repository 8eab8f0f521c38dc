import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import { broadcastTo } from '#electron/ipc/broadcast.ts';
import type { TrustedWindows } from '#electron/ipc/trusted-windows.ts';

class Contents extends EventEmitter {
  readonly heard: unknown[] = [];
  isLoading: boolean;

  constructor(isLoading: boolean) {
    super();
    this.isLoading = isLoading;
  }

  isDestroyed = (): boolean => false;
  isLoadingMainFrame = (): boolean => this.isLoading;
  send = (_channel: string, fact: unknown): number => this.heard.push(fact);
}

function windowWith(webContents: Contents, isDestroyed = false): BrowserWindow {
  return { webContents, isDestroyed: () => isDestroyed } as unknown as BrowserWindow;
}

function broadcastOver(windows: readonly BrowserWindow[]) {
  return broadcastTo({ all: () => windows } as TrustedWindows);
}

test('every window hears which rows a commit changed', () => {
  const [one, other] = [new Contents(false), new Contents(false)];
  broadcastOver([windowWith(one), windowWith(other), windowWith(new Contents(false), true)]).changed([
    { topic: 'posts', ids: ['a'] },
    { topic: 'channels', ids: ['b', 'c'] },
  ]);
  expect(one.heard).toEqual([
    { fact: 'changed', topic: 'posts', ids: ['a'] },
    { fact: 'changed', topic: 'channels', ids: ['b', 'c'] },
  ]);
  expect(other.heard).toEqual(one.heard);
});

test('a window that is still loading hears what was said meanwhile', () => {
  const contents = new Contents(true);
  broadcastOver([windowWith(contents)]).tell({ fact: 'go', to: 'queue' });
  expect(contents.heard).toEqual([]);
  contents.emit('did-finish-load');
  expect(contents.heard).toEqual([{ fact: 'go', to: 'queue' }]);
});
