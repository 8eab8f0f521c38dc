// How files are called (STYLE: names). The lint rule sees code that oxlint reads; tests/architecture/names.test.ts sees all files.

const BANNED: ReadonlySet<string> = new Set(
  'manager managers helper helpers util utils common misc service services base impl data info handle process'.split(
    ' ',
  ),
);

/** What may stand between the name and `.ts`; a test of a file with an ending keeps both. */
const ENDINGS = new Set(['handlers', 'read', 'write', 'calls', 'store', 'routes', 'job', 'test', 'spec']);

/** Names that a tool dictates. */
const DICTATED = /^([a-z]+\.config\.(ts|mjs)|renderer\/(preview\/)?index\.html|.+\.d\.ts)$/;

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** What is wrong with the name of a code or style file, or `undefined`. */
export function nameProblem(place: string): string | undefined {
  if (DICTATED.test(place)) return undefined;
  const parts = place.split('/');
  const file = parts.pop() ?? '';
  const [stem = '', ...rest] = file.split('.');
  const endings = rest.slice(0, -1).filter((ending) => !(ending === 'module' && rest.at(-1) === 'css'));
  if (stem === 'index') return `${place}: no index files. Name the file after what is in it and import that file.`;
  const crooked = [...parts, stem].find((name) => !KEBAB.test(name));
  if (crooked !== undefined) return `${place}: “${crooked}” is not kebab-case (like claim-due).`;
  const strange = endings.find((ending) => !ENDINGS.has(ending));
  if (strange !== undefined) {
    return `${place}: “.${strange}” is not one of our endings (${[...ENDINGS].map((ending) => `.${ending}`).join(' ')}). Say it in the name: claim-due.ts.`;
  }
  if (endings.length > 2 || (endings.length === 2 && !isTestEnding(endings[1])))
    return `${place}: one ending is enough.`;
  const empty = [...parts, stem].flatMap((name) => name.split('-')).find((word) => BANNED.has(word));
  if (empty !== undefined) {
    return `${place}: “${empty}” says nothing. Name what it is (publication.ts) or does (claim-due.ts).`;
  }
  return undefined;
}

function isTestEnding(ending: string | undefined): boolean {
  return ending === 'test' || ending === 'spec';
}
