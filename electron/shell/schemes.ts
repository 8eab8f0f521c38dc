import { protocol } from 'electron';
import { PICTURES_SCHEME } from '#shared/media/picture-addresses.ts';
import { APP_ORIGIN } from '#electron/shell/app-files.ts';

// The schemes of our own. What Electron has to know of them it has to know before it is ready.

/** Of every page of ours. */
export const APP_SCHEME = new URL(APP_ORIGIN).protocol.replace(':', '');

/** To be called before the app is ready, once. */
export function claimSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: PICTURES_SCHEME, privileges: { standard: true, secure: true } },
  ]);
}
