import { ownPath } from '../boundaries.ts';
import { placeOf, type Rule, type Spot } from '../rule.ts';

const EXTENSION = /\.(ts|tsx|mjs|js|css|json|svg|png|html|sql)(\?\w+)?$/;

/** One import is one file that can be opened: an extension, no climbing, no index, no folder. */
export const directPaths: Rule = {
  create(context) {
    const from = placeOf(context.filename);
    function check(node: Spot, specifier: unknown): void {
      if (typeof specifier !== 'string') return;
      const message = problemOf(from, specifier);
      if (message !== undefined) context.report({ node, message });
    }
    return {
      ImportDeclaration: (node) => check(node.source, node.source.value),
      ExportNamedDeclaration: (node) => node.source && check(node.source, node.source.value),
      ExportAllDeclaration: (node) => check(node.source, node.source.value),
      ImportExpression: (node) => node.source.type === 'Literal' && check(node.source, node.source.value),
    };
  },
};

/** What is wrong with how `from` writes an import of our own code, or `undefined`. */
export function problemOf(from: string, specifier: string): string | undefined {
  const to = ownPath(from, specifier);
  if (to === undefined) return undefined;
  if (/(^|\/)index(\.\w+)?$/.test(to))
    return `“${specifier}”: there are no index files. Import the file that has what you need.`;
  if (!EXTENSION.test(specifier))
    return `“${specifier}” has no extension. Write the file’s whole name: “${specifier}.ts”.`;
  const leaves = specifier.startsWith('../') && topOf(to) !== topOf(from);
  if (leaves || specifier.startsWith('../../../'))
    return `“${specifier}” climbs too far. Write it from the top: “#${to}”.`;
  return undefined;
}

function topOf(place: string): string {
  return place.split('/')[0] ?? '';
}
