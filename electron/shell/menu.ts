import { Menu } from 'electron';
import { menuTemplate, type MenuActs, type MenuState } from '#electron/shell/menu-template.ts';

/** Sets the application's menu. */
export function showMenu(state: MenuState, act: MenuActs): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, act)));
}
