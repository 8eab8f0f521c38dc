import type { ElectronApplication } from '@playwright/test';

// What Postwright gives to the system, read and used where it leaves us: the menu of the tray, the number on the badge,
// and what is said on the desktop. Under Xvfb there is no tray and nobody who shows notifications.

export interface DesktopHooks {
  /** The tray's menu as it was given last, without its lines. */
  trayMenu(): Promise<readonly string[]>;
  /** A person chooses the entry that begins so. */
  chooseInTray(label: string): Promise<void>;
  /** The number that was given last. */
  badge(): Promise<number>;
  notifications(): Promise<readonly string[]>;
  /** A person clicks the notification whose title begins so. */
  clickNotification(title: string): Promise<void>;
}

interface Held {
  menu: Electron.Menu | undefined;
  badge: number;
  said: Electron.Notification[];
}

/** Takes the place of the system behind Electron; from the next change on. */
export async function hookDesktop(electron: ElectronApplication): Promise<DesktopHooks> {
  await electron.evaluate(({ app, Notification, Tray }) => {
    const held: Held = { menu: undefined, badge: 0, said: [] };
    Object.assign(globalThis, { heldByTest: held });
    Tray.prototype.setContextMenu = (menu) => {
      held.menu = menu ?? undefined;
    };
    app.setBadgeCount = (count) => {
      held.badge = count ?? 0;
      return true;
    };
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      held.said.push(this);
    };
  });
  return {
    trayMenu: () =>
      electron.evaluate(() => {
        const { menu } = (globalThis as unknown as { heldByTest: Held }).heldByTest;
        return (menu?.items ?? []).filter(({ type }) => type !== 'separator').map(({ label }) => label);
      }),
    chooseInTray: (label) =>
      electron.evaluate((_electron, wanted) => {
        const { menu } = (globalThis as unknown as { heldByTest: Held }).heldByTest;
        const item = menu?.items.find((one) => one.label.includes(wanted));
        if (item === undefined) throw new Error(`the tray has no ${wanted}`);
        (item.click as () => void)();
      }, label),
    badge: () => electron.evaluate(() => (globalThis as unknown as { heldByTest: Held }).heldByTest.badge),
    notifications: () =>
      electron.evaluate(() =>
        (globalThis as unknown as { heldByTest: Held }).heldByTest.said.map(({ title, body }) => `${title}: ${body}`),
      ),
    clickNotification: (title) =>
      electron.evaluate((_electron, wanted) => {
        const { said } = (globalThis as unknown as { heldByTest: Held }).heldByTest;
        const one = said.find((each) => each.title.startsWith(wanted));
        if (one === undefined) throw new Error(`nothing was said that begins with ${wanted}`);
        one.emit('click');
      }, title),
  };
}
