import { refusalOf } from '../boundaries.ts';
import { placeOf, type Rule, type Spot } from '../rule.ts';

/** Imports follow the table in build/lint/boundaries.ts. */
export const boundaries: Rule = {
  create(context) {
    const from = placeOf(context.filename);
    function check(node: Spot, specifier: unknown, names: readonly string[]): void {
      if (typeof specifier !== 'string') return;
      const message = refusalOf(from, specifier, names);
      if (message !== undefined) context.report({ node, message });
    }
    return {
      ImportDeclaration: (node) => check(node.source, node.source.value, node.specifiers.flatMap(importedName)),
      ExportNamedDeclaration: (node) => node.source && check(node.source, node.source.value, []),
      ExportAllDeclaration: (node) => check(node.source, node.source.value, []),
      ImportExpression: (node) => node.source.type === 'Literal' && check(node.source, node.source.value, []),
      TSImportType: (node) => check(node.source, node.source.value, []),
    };
  },
};

function importedName(specifier: { type: string; imported?: { type: string; name?: string } }): string[] {
  return specifier.type === 'ImportSpecifier' && specifier.imported?.name !== undefined
    ? [specifier.imported.name]
    : [];
}
