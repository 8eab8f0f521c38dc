import { isTest, placeOf, type Rule } from '../rule.ts';

/** The line between window and library is crossed in three files. */
export const rawBridge: Rule = {
  create(context) {
    const place = placeOf(context.filename);
    if (isTest(place)) return {};
    return {
      MemberExpression(node) {
        if (node.property.type !== 'Identifier') return;
        const { name } = node.property;
        if (name === 'send' && place !== 'electron/ipc/broadcast.ts' && isWebContents(node.object)) {
          context.report({
            node,
            message:
              'Only electron/ipc/broadcast.ts talks to windows. Note what changed with changed(tx, …), or add a fact to shared/ipc/facts.ts.',
          });
        }
        if (
          name === 'postwright' &&
          !['renderer/ipc.ts', 'electron/preload.ts'].includes(place) &&
          isWindow(node.object)
        ) {
          context.report({
            node,
            message: 'Only renderer/ipc.ts touches the bridge. Use its call() and onFact(), which parse what crosses.',
          });
        }
      },
    };
  },
};

function isWindow(node: { type: string; name?: unknown }): boolean {
  return node.type === 'Identifier' && (node.name === 'window' || node.name === 'globalThis');
}

function isWebContents(node: { type: string; name?: unknown; property?: { type: string; name?: unknown } }): boolean {
  return node.name === 'webContents' || node.property?.name === 'webContents';
}
