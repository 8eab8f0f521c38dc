import { isTest, placeOf, type Rule } from '../rule.ts';

/** No module-level `let`: what changes belongs to something that is started and stopped. */
export const noModuleState: Rule = {
  create(context) {
    if (isTest(placeOf(context.filename))) return {};
    return {
      VariableDeclaration(node) {
        if (node.kind === 'const' || (node.parent.type !== 'Program' && node.parent.type !== 'ExportNamedDeclaration'))
          return;
        context.report({
          node,
          message:
            'A module keeps no state. Make a function that starts it and answers { stop } (see electron/publishing/scheduler.ts), or use const.',
        });
      },
    };
  },
};
