import { BrowserWindow } from 'electron';

/**
 * Prints a page of ours, given whole, as PDF. Its hidden window runs no script, keeps nothing and fetches nothing: what
 * other people wrote in posts is in it.
 */
export async function printPage(html: string): Promise<Uint8Array> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      partition: 'printing',
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  });
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      // Inches.
      margins: { top: 0.6, bottom: 0.6, left: 0.6, right: 0.6 },
    });
  } finally {
    window.destroy();
  }
}
