// Who may import whom: the one table. The lint rule `postwright/boundaries` and tests/architecture/boundaries.test.ts both
// read it. Paths are counted from the repository; a folder ends in `/`; `*` stands for one name and means the same
// name wherever it appears in a row.
import { posix } from 'node:path';
import { isTest } from './rule.ts';

/** Imports inside electron/ point left; neighbours without `<` between them may see each other. */
export const ELECTRON_ORDER =
  'config read-config log clock http program < db < secrets < settings < channels < media < posts < publishing < analytics < sync < practice backup storage < ipc shell < front < first-look own-library < desk practice-desk practice-space < desktop < app read-in-pieces < begin < main';

interface Part {
  readonly at: string;
  readonly sees: readonly string[];
  /** What to do instead, for a person who was just refused. */
  readonly instead: string;
}

/** What the window may see of the networks: what they are and their rules, never how they are reached. */
const WINDOW_SEES = [
  'shared/',
  '!shared/platforms/',
  'shared/platforms/platform.ts',
  'shared/platforms/catalog.ts',
  'shared/platforms/names.ts',
  'shared/platforms/*/rules.ts',
];

/** What a network's own folder may see besides itself. */
const NETWORK_SEES = [
  'shared/',
  '!shared/platforms/',
  'shared/platforms/platform.ts',
  'shared/platforms/answers.ts',
  'shared/platforms/beside.ts',
  'shared/platforms/broker.ts',
  'shared/platforms/http.ts',
  'shared/platforms/look-again.ts',
  'shared/platforms/names.ts',
  'shared/platforms/same-text.ts',
  'shared/platforms/sign-in-answer.ts',
  'shared/platforms/unseen-parts.ts',
];

const INSTEAD = {
  shared: 'shared/ is pure and runs everywhere. Take what you need as an argument, or move the code to electron/.',
  platform:
    'A network is reached through catalog.ts (its rules) or adapters.ts (its adapter), so that adding one touches no other code.',
  window:
    'The window sees state, ui, ipc and the pure part of shared/. Ask the main process: add a call (CONTRIBUTING.md, “Add a call”).',
  screen: 'A screen stands alone. Put what two screens share into renderer/ui/ or renderer/state/.',
  below: 'What screens are built from does not know the screens. Pass it in as a property.',
  simulator:
    'A simulator is written from the network’s documents, apart from our adapters, so that each checks the other.',
  films:
    'The page for films decodes what comes from anywhere, so it has nothing of the window: only what is shared, and its tasks.',
  preload: 'The preload script exposes call and onFact and knows only the contract.',
} as const;

/** The first row whose `at` fits is the one that counts. electron/ follows ELECTRON_ORDER. */
const PARTS: readonly Part[] = [
  {
    at: 'shared/platforms/catalog.ts',
    sees: ['shared/', '!shared/platforms/*/', 'shared/platforms/*/rules.ts'],
    instead: INSTEAD.platform,
  },
  {
    at: 'shared/platforms/adapters.ts',
    sees: ['shared/', '!shared/platforms/*/', 'shared/platforms/*/adapter.ts'],
    instead: INSTEAD.platform,
  },
  // Three networks of one house, with one error shape and one way of signing in.
  ...['facebook', 'instagram', 'threads'].map((network) => ({
    at: `shared/platforms/${network}/`,
    sees: [...NETWORK_SEES, 'shared/platforms/meta/', `shared/platforms/${network}/`],
    instead: INSTEAD.platform,
  })),
  {
    at: 'shared/platforms/*/',
    sees: [...NETWORK_SEES, 'shared/platforms/=/'],
    instead: INSTEAD.platform,
  },
  { at: 'shared/', sees: ['shared/', '!shared/platforms/*/'], instead: INSTEAD.shared },
  { at: 'electron/preload.ts', sees: ['shared/ipc/'], instead: INSTEAD.preload },
  {
    at: 'renderer/screens/*/',
    sees: [
      'renderer/',
      '!renderer/screens/',
      'renderer/screens/=/',
      '!renderer/preview/',
      '!renderer/films/',
      ...WINDOW_SEES,
    ],
    instead: INSTEAD.screen,
  },
  { at: 'renderer/films/', sees: ['renderer/films/', 'shared/', '!shared/platforms/'], instead: INSTEAD.films },
  { at: 'renderer/ipc.ts', sees: WINDOW_SEES, instead: INSTEAD.window },
  { at: 'renderer/text/', sees: ['renderer/text/', ...WINDOW_SEES], instead: INSTEAD.below },
  { at: 'renderer/theme/', sees: ['renderer/theme/'], instead: INSTEAD.below },
  {
    at: 'renderer/state/',
    sees: ['renderer/state/', 'renderer/failures/', 'renderer/text/', 'renderer/ipc.ts', ...WINDOW_SEES],
    instead: INSTEAD.below,
  },
  {
    at: 'renderer/failures/',
    sees: [
      'renderer/failures/',
      'renderer/state/',
      'renderer/ui/',
      'renderer/ipc.ts',
      'renderer/text/',
      'renderer/theme/',
      ...WINDOW_SEES,
    ],
    instead: INSTEAD.below,
  },
  {
    at: 'renderer/ui/',
    sees: [
      'renderer/ui/',
      'renderer/state/',
      'renderer/failures/',
      'renderer/ipc.ts',
      'renderer/text/',
      'renderer/theme/',
      ...WINDOW_SEES,
    ],
    instead: INSTEAD.below,
  },
  { at: 'renderer/', sees: ['renderer/', ...WINDOW_SEES], instead: INSTEAD.window },
  // What runs the simulators inside the app speaks its contract; the simulators themselves know nothing of us.
  {
    at: 'simulators/practice/',
    sees: ['simulators/', 'shared/practice/', 'shared/ids.ts'],
    instead: INSTEAD.simulator,
  },
  { at: 'simulators/', sees: ['simulators/', '!simulators/practice/'], instead: INSTEAD.simulator },
];

/** Folders whose files may import anything of ours: they stand outside the program. */
const OUTSIDE = ['tests/', 'bench/', 'build/'];

/** Which packages the program uses, and where. `node:` stands for all of Node's own modules. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'node:': ['electron/', '!electron/preload.ts', 'simulators/'],
  electron: [
    'electron/main.ts',
    'electron/begin.ts',
    'electron/app.ts',
    'electron/front.ts',
    'electron/desktop.ts',
    'electron/http.ts',
    'electron/preload.ts',
    'electron/ipc/',
    'electron/shell/',
    'electron/secrets/',
  ],
  'better-sqlite3': ['electron/db/'],
  // Emoji: the picker, and its data.
  frimousse: ['renderer/screens/composer/emoji-picker.tsx', 'renderer/state/emoji.store.ts'],
  'emojibase-data': ['renderer/state/emoji.store.ts'],
  axios: ['electron/http.ts'],
  bottleneck: ['electron/channels/'],
  'electron-log': ['electron/log.ts'],
  atomically: ['electron/shell/'],
  'image-size': ['electron/media/', 'simulators/'],
  zod: ['shared/', 'electron/', '!electron/preload.ts', 'renderer/', 'simulators/'],
  luxon: ['shared/', 'electron/', '!electron/preload.ts', 'renderer/'],
  'node-diff3': ['shared/'],
  '@atproto/common-web': ['shared/'],
  '@atproto/api': ['shared/platforms/bluesky/'],
  '@atproto/oauth-client': ['shared/platforms/bluesky/'],
  '@atproto/jwk-jose': ['shared/platforms/bluesky/'],
  tlds: ['shared/platforms/bluesky/'],
  'twitter-text': ['shared/platforms/x/'],
  mediabunny: ['electron/media/', 'renderer/films/'],
  '@mediabunny/aac-encoder': ['renderer/films/'],
  // Rows of files that other programs wrote.
  'csv-parse': ['electron/posts/csv-file.ts'],
  // Calendar files that other programs wrote.
  'ical.js': ['electron/posts/ics-days.ts'],
  unpdf: ['electron/media/inspect-document.ts'],
  sharp: ['electron/media/picture-work.ts'],
  'libheif-js': ['electron/media/heic.ts'],
  yazl: ['electron/backup/'],
  yauzl: ['electron/backup/'],
  aws4fetch: ['electron/media/'],
  htmlparser2: ['electron/channels/'],
  'ipaddr.js': ['electron/channels/'],
  react: ['renderer/'],
  'react-dom': ['renderer/'],
  '@mantine/*': ['renderer/'],
  '@tabler/icons-react': ['renderer/'],
  '@fontsource-variable/inter': ['renderer/'],
  dayjs: ['renderer/'],
  zustand: ['renderer/'],
  fastify: ['simulators/'],
  '@fastify/*': ['simulators/'],
};

/** Names of Electron that only one part may hold. */
const ELECTRON_NAMES: Readonly<Record<string, { only: readonly string[]; instead: string }>> = {
  ipcMain: {
    only: ['electron/ipc/'],
    instead:
      'Add a call to shared/ipc and a handler beside its feature; electron/ipc/serve.ts is the only one who listens.',
  },
  ipcRenderer: { only: ['electron/preload.ts'], instead: 'The window uses call() and onFact() of renderer/ipc.ts.' },
  contextBridge: { only: ['electron/preload.ts'], instead: 'Nothing but call and onFact is exposed to the window.' },
};

/** Why `from` may not import `specifier`, or `undefined` when it may. `names` are the imported names. */
export function refusalOf(from: string, specifier: string, names: readonly string[] = []): string | undefined {
  const own = ownPath(from, specifier);
  if (OUTSIDE.some((folder) => from.startsWith(folder))) return undefined;
  if (own !== undefined) return refusedPath(from, own);
  return refusedPackage(from, specifier) ?? (specifier === 'electron' ? refusedNames(from, names) : undefined);
}

/** The file of ours that a specifier means, counted from the repository; `undefined` for a package. */
export function ownPath(from: string, specifier: string): string | undefined {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('#')) return path.slice(1);
  if (path.startsWith('.')) return posix.join(posix.dirname(from), path);
  return undefined;
}

function refusedPath(from: string, to: string): string | undefined {
  if (isTest(from) && (to.startsWith('tests/kit/') || to.startsWith('simulators/'))) return undefined;
  const part = PARTS.find((one) => covers(one.at, from));
  if (part !== undefined) return sees(part, from, to) ? undefined : `${from} may not import ${to}. ${part.instead}`;
  if (from.startsWith('electron/')) return refusedInElectron(from, to);
  return isConfiguration(from)
    ? undefined
    : `${from} has no place in the table: add a row to PARTS in build/lint/boundaries.ts.`;
}

function refusedInElectron(from: string, to: string): string | undefined {
  if (to.startsWith('shared/'))
    return sees({ sees: ['shared/', '!shared/platforms/*/'] }, from, to)
      ? undefined
      : `${from} may not import ${to}. ${INSTEAD.platform}`;
  if (!to.startsWith('electron/')) return `${from} may not import ${to}: electron/ imports electron/ and shared/.`;
  const [mine, theirs] = [rankOf(from), rankOf(to)];
  if (mine === undefined || theirs === undefined) {
    const lost = mine === undefined ? from : to;
    return `${lost} has no place in the order of electron/: put it into ELECTRON_ORDER in build/lint/boundaries.ts.`;
  }
  if (theirs <= mine) return undefined;
  return `${from} may not import ${to}: imports inside electron/ point left (${ELECTRON_ORDER}). Pass it in from electron/app.ts, or move what both need to the left.`;
}

function rankOf(place: string): number | undefined {
  const name = place.split('/')[1]?.split('.')[0] ?? '';
  const rank = ELECTRON_ORDER.split('<').findIndex((group) => group.trim().split(' ').includes(name));
  return rank === -1 ? undefined : rank;
}

function refusedPackage(from: string, specifier: string): string | undefined {
  if (isTest(from) || isConfiguration(from)) return undefined;
  const name = packageOf(specifier);
  const places = PACKAGES[name] ?? PACKAGES[`${name.split('/')[0]}/*`];
  if (places === undefined) {
    return `${from} imports “${name}”, which is not a package this program uses. If it should be, add it to package.json and to PACKAGES in build/lint/boundaries.ts, with the one place that needs it.`;
  }
  if (sees({ sees: places }, from, from)) return undefined;
  return `${from} may not import “${specifier}”: only ${places.filter((place) => !place.startsWith('!')).join(', ')} may. Take what you need from there, as an argument.`;
}

function refusedNames(from: string, names: readonly string[]): string | undefined {
  for (const name of names) {
    const rule = ELECTRON_NAMES[name];
    if (rule !== undefined && !rule.only.some((place) => covers(place, from)))
      return `${from} may not import ${name}. ${rule.instead}`;
  }
  return undefined;
}

/** The name a package has in package.json. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** The last entry that fits decides: `!` takes away, `=` is the name that `*` stood for in the row's own place. */
function sees(part: { at?: string; sees: readonly string[] }, from: string, to: string): boolean {
  const own = part.at === undefined ? '' : (nameAt(part.at, from) ?? '');
  let allowed = false;
  for (const entry of part.sees) {
    const pattern = entry.replace(/^!/, '').replace('=', own);
    if (covers(pattern, to)) allowed = !entry.startsWith('!');
  }
  return allowed;
}

function covers(pattern: string, place: string): boolean {
  return expressionOf(pattern).test(place);
}

function nameAt(pattern: string, place: string): string | undefined {
  return expressionOf(pattern).exec(place)?.[1];
}

function expressionOf(pattern: string): RegExp {
  const source = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '([^/]+)');
  return new RegExp(`^${source}${pattern.endsWith('/') ? '' : '$'}`);
}

function isConfiguration(from: string): boolean {
  return !from.includes('/');
}
