import type { App } from 'electron';
import type { Launch } from '#electron/config.ts';
import { filesIn, NEW_POST } from '#electron/shell/given-files.ts';

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

export interface StartListeners {
  /** Postwright was opened with a link. */
  onLink(link: string): void;
  /** Postwright was opened with files, or files were dropped on it. */
  onFiles(paths: readonly string[]): void;
  /** Postwright was asked to begin a post. */
  onNewPost(): void;
  /** Postwright was started a second time, with or without something. */
  onSecondStart(): void;
}

/** What macOS handed over before anybody could listen. */
export interface Early {
  readonly links: readonly string[];
  readonly files: readonly string[];
}

/**
 * Collects what macOS hands over while the program is still starting; to be called before it is ready. The answer gives
 * what came and stops collecting.
 */
export function hearEarly(app: App): () => Early {
  const links: string[] = [];
  const files: string[] = [];
  const hearLink = (event: { preventDefault(): void }, link: string): void => {
    event.preventDefault();
    links.push(link);
  };
  const hearFile = (event: { preventDefault(): void }, path: string): void => {
    event.preventDefault();
    files.push(path);
  };
  app.on('open-url', hearLink);
  app.on('open-file', hearFile);
  return () => {
    app.off('open-url', hearLink);
    app.off('open-file', hearFile);
    return { links, files };
  };
}

/**
 * Hears of links and files: from this start, from a second start, which hands them over and ends, and, on macOS, from
 * the system. To be called once, by the one that has the single-instance lock.
 */
export function hearStarts(app: App, launch: Launch, early: Early, listeners: StartListeners): void {
  follow(launch.given, process.cwd(), listeners);
  for (const link of early.links) listeners.onLink(link);
  if (early.files.length > 0) listeners.onFiles(filesIn(early.files, '/'));
  app.on('second-instance', (_event, args, folder) => {
    listeners.onSecondStart();
    follow(args.slice(1), folder, listeners);
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    listeners.onSecondStart();
    listeners.onLink(link);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    listeners.onSecondStart();
    listeners.onFiles(filesIn([path], '/'));
  });
}

function follow(args: readonly string[], folder: string, listeners: StartListeners): void {
  const link = linkIn(args);
  if (link !== undefined) listeners.onLink(link);
  const files = filesIn(args, folder);
  if (files.length > 0) listeners.onFiles(files);
  if (args.includes(NEW_POST)) listeners.onNewPost();
}
