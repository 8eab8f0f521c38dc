import type { Rule } from '../rule.ts';

/** A note for later names the issue where it will be done; `@NOTE` needs none. */
export const notesWithIssue: Rule = {
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const note = /\b(TODO|FIXME|XXX|HACK)\b(?!\(#?\d+\))/.exec(comment.value);
          if (note === null) continue;
          context.report({
            loc: comment.loc,
            message: `“${note[1]}” without an issue is forgotten. Do it now, or write @TODO(12) with the number of its issue.`,
          });
        }
      },
    };
  },
};
