// Our own lint rules, run by oxlint (.oxlintrc.json, `jsPlugins`). tests/architecture/lint.test.ts shows each one a bad
// snippet and sees it refused.
import type { Rule } from './rule.ts';
import { boundaries } from './rules/boundaries.ts';
import { directPaths } from './rules/direct-paths.ts';
import { fileNames } from './rules/file-names.ts';
import { noModuleState } from './rules/no-module-state.ts';
import { noPlatformNames } from './rules/no-platform-names.ts';
import { noSwallowedErrors } from './rules/no-swallowed-errors.ts';
import { notesWithIssue } from './rules/notes-with-issue.ts';
import { onlyTheClock } from './rules/only-the-clock.ts';
import { rawBridge } from './rules/raw-bridge.ts';

export const RULES: Readonly<Record<string, Rule>> = {
  boundaries,
  'direct-paths': directPaths,
  'file-names': fileNames,
  'no-module-state': noModuleState,
  'no-platform-names': noPlatformNames,
  'no-swallowed-errors': noSwallowedErrors,
  'notes-with-issue': notesWithIssue,
  'only-the-clock': onlyTheClock,
  'raw-bridge': rawBridge,
};

export default { meta: { name: 'postwright' }, rules: RULES };
