import { isTest, placeOf, type Rule, type Spot } from '../rule.ts';

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'performance']);
const LUXON_NOW = new Set(['now', 'local', 'utc']);
const MESSAGE = (what: string): string =>
  `${what} reads the computer’s clock. Take a Clock (shared/clock.ts) or the instant as an argument, so that a test can turn it by hand.`;

/** Code that decides when things happen asks the clock it was given. */
export const onlyTheClock: Rule = {
  create(context) {
    if (isTest(placeOf(context.filename))) return {};
    const { sourceCode } = context;
    function report(node: Spot, what: string): void {
      context.report({ node, message: MESSAGE(what) });
    }
    return {
      ImportDeclaration(node) {
        if (/^(node:)?timers/.test(node.source.value)) report(node.source, node.source.value);
      },
      Program() {
        const { globalScope } = sourceCode.scopeManager;
        if (globalScope === null) return;
        const known = globalScope.variables.filter((variable) => variable.defs.length === 0);
        for (const { identifier } of [...globalScope.through, ...known.flatMap((variable) => variable.references)]) {
          // `typeof setTimeout` in a type is only a word.
          if (TIMERS.has(identifier.name) && identifier.parent.type !== 'TSTypeQuery')
            report(identifier, identifier.name);
        }
      },
      MemberExpression(node) {
        if (node.property.type !== 'Identifier' || node.object.type !== 'Identifier') return;
        const { name } = node.property;
        if (node.object.name === 'Date' && name === 'now') report(node, 'Date.now');
        if (node.object.name === 'globalThis' && TIMERS.has(name)) report(node, `globalThis.${name}`);
        if (node.object.name === 'AbortSignal' && name === 'timeout') report(node, 'AbortSignal.timeout');
      },
      NewExpression(node) {
        if (isNamed(node.callee, 'Date') && node.arguments.length === 0) report(node, 'new Date()');
      },
      CallExpression(node) {
        const { callee } = node;
        if (isNamed(callee, 'Date')) report(node, 'Date()');
        if (
          callee.type !== 'MemberExpression' ||
          !isNamed(callee.object, 'DateTime') ||
          callee.property.type !== 'Identifier'
        )
          return;
        const { name } = callee.property;
        if (LUXON_NOW.has(name) && node.arguments.length === 0) report(node, `DateTime.${name}()`);
      },
    };
  },
};

function isNamed(node: { type: string; name?: unknown }, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}
