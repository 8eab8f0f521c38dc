import { nameProblem } from '../file-names.ts';
import { placeOf, type Rule } from '../rule.ts';

/** A file is a noun or a verb phrase, kebab-case, with one of our endings or none. */
export const fileNames: Rule = {
  create(context) {
    return {
      Program(node) {
        const message = nameProblem(placeOf(context.filename));
        if (message !== undefined) context.report({ node, message });
      },
    };
  },
};
