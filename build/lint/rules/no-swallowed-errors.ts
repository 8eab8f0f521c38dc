import { placeOf, type Rule } from '../rule.ts';

const SWALLOWED =
  'This error disappears. Use it (log it, or pass it on as `cause`), or call it `_expected` and say in a comment why nothing is lost.';

/** A caught error is used, or named `_expected` with a comment that says why. */
export const noSwallowedErrors: Rule = {
  create(context) {
    const { sourceCode } = context;
    const isQuiet = placeOf(context.filename).startsWith('tests/');
    return {
      CatchClause(node) {
        const { param } = node;
        if (param === null) return context.report({ node, message: SWALLOWED });
        if (param.type !== 'Identifier') return;
        const isUsed = sourceCode.getDeclaredVariables(node).some((variable) => variable.references.length > 0);
        if (isUsed && param.name !== '_expected') return;
        if (param.name !== '_expected') return context.report({ node: param, message: SWALLOWED });
        if (sourceCode.getCommentsInside(node).length > 0) return;
        context.report({
          node: param,
          message: '`_expected` needs a comment beside it: why nothing is lost when this happens.',
        });
      },
      CallExpression(node) {
        const { callee } = node;
        if (isQuiet || callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
        if (callee.property.name !== 'catch') return;
        const [answer] = node.arguments;
        if (answer?.type !== 'ArrowFunctionExpression' && answer?.type !== 'FunctionExpression') return;
        if (answer.params.length === 0) context.report({ node: answer, message: SWALLOWED });
      },
    };
  },
};
