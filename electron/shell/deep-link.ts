import type { App } from 'electron';
import type { Launch } from '#electron/config.ts';

/** The schemes that links to Postwright begin with; the second is for networks that want one made of a host's name. */
const LINK_SCHEMES: readonly string[] = ['postwright', 'app.postwright'];

/** Tells the operating system that such links are ours. In development the system has to know our folder, too. */
export function claimLinks(app: App, launch: Launch): boolean {
  const claimed = LINK_SCHEMES.map((scheme) =>
    launch.args.length === 0
      ? app.setAsDefaultProtocolClient(scheme)
      : app.setAsDefaultProtocolClient(scheme, launch.program, [...launch.args]),
  );
  return claimed.every(Boolean);
}

/** The link a start was given, wherever in its arguments: the system decides where to put it. */
export function linkIn(args: readonly string[]): string | undefined {
  return args.find((argument) => LINK_SCHEMES.some((scheme) => argument.toLowerCase().startsWith(`${scheme}:`)));
}

export interface LinkListeners {
  /** Postwright was opened with a link. */
  onLink(link: string): void;
  /** Postwright was started a second time, with or without a link. */
  onSecondStart(): void;
}

/**
 * Hears of links: from this start, from a second start, which hands them over and ends, and, on macOS, from the
 * system. To be called once, by the one that has the single-instance lock.
 */
export function hearLinks(app: App, launch: Launch, listeners: LinkListeners): void {
  const own = linkIn(launch.given);
  if (own !== undefined) listeners.onLink(own);
  app.on('second-instance', (_event, args) => {
    listeners.onSecondStart();
    const link = linkIn(args.slice(1));
    if (link !== undefined) listeners.onLink(link);
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    listeners.onSecondStart();
    listeners.onLink(link);
  });
}
