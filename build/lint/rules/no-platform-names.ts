import { placeOf, platformNames, type Rule, type Spot } from '../rule.ts';

const names = platformNames();

/** Where a network may be named: in its own folder, in the three lists, where its answers are imitated, and in tests. */
const NAMED_HERE =
  /^(shared\/platforms\/(catalog|adapters|names)\.ts$|simulators\/|tests\/|bench\/|build\/|renderer\/screens\/composer\/previews\/|docs\/)|\.(test|spec)\.tsx?$/;

/** Generic code never asks which network it is dealing with: it asks the network's rules. */
export const noPlatformNames: Rule = {
  create(context) {
    const place = placeOf(context.filename);
    if (NAMED_HERE.test(place)) return {};
    const mine = /^shared\/platforms\/([^/]+)\//.exec(place)?.[1];
    function check(node: Spot, name: unknown): void {
      if (typeof name !== 'string' || name === mine || !names.has(name)) return;
      context.report({
        node,
        message: `Generic code does not name a network (“${name}”). Ask its rules: add a property to Platform in shared/platforms/platform.ts, set it in shared/platforms/${name}/rules.ts, and read it here.`,
      });
    }
    return {
      Literal: (node) => check(node, node.value),
      TemplateLiteral: (node) => node.expressions.length === 0 && check(node, node.quasis[0]?.value.cooked),
      Property: (node) => {
        const { key, shorthand, computed } = node;
        // A key of one letter is a coordinate.
        if (!shorthand && !computed && key.type === 'Identifier' && key.name.length > 1) check(key, key.name);
      },
    };
  },
};
