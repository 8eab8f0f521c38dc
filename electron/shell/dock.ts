import { Menu, type App } from 'electron';
import { programWords } from '#shared/text/program-words.ts';
import type { Launch } from '#electron/config.ts';
import { NEW_POST } from '#electron/shell/given-files.ts';

export interface DockDeps {
  readonly app: App;
  readonly platform: NodeJS.Platform;
  readonly launch: Launch;
  newPost(): void;
}

/** “New Post” in the menu of the dock (macOS) or the jump list (Windows). Linux reads it from the installed desktop file. */
export function offerNewPost(d: DockDeps): void {
  const { newPost, writePost } = programWords().dock;
  if (d.platform === 'darwin') {
    d.app.dock?.setMenu(Menu.buildFromTemplate([{ label: newPost, click: () => d.newPost() }]));
  }
  if (d.platform === 'win32') {
    const quoted = d.launch.args.map((argument) => `"${argument}"`);
    d.app.setUserTasks([
      {
        program: d.launch.program,
        arguments: [...quoted, NEW_POST].join(' '),
        iconPath: d.launch.program,
        iconIndex: 0,
        title: newPost,
        description: writePost,
      },
    ]);
  }
}
