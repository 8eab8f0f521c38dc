import type { LabelId, SnippetId } from '#shared/ids.ts';
import type { LabelColor } from '#shared/posts/label.ts';
import { uuid, WORKSPACE, type Library } from './library.ts';

const LABELS: readonly (readonly [name: string, color: LabelColor])[] = [
  ['Product', 'teal'],
  ['How-to', 'blue'],
  ['Origin', 'green'],
  ['Event', 'amber'],
  ['Behind the scenes', 'violet'],
  ['Winter', 'red'],
];

const SNIPPETS: readonly (readonly [name: string, text: string])[] = [
  ['Opening hours', 'The espresso bar is open Monday to Saturday, from half past six.'],
  ['Order by noon', 'Ordered before noon, your beans leave the house the same day.'],
  ['Hashtags', '#specialtycoffee #kiel #nordlichtcoffee'],
];

/** Adds the words that posts are sorted by. */
export function addLabels({ labels }: Library): void {
  LABELS.forEach(([name, color], index) => {
    const id = uuid(600_000 + index) as LabelId;
    labels.set(id, { id, workspace: WORKSPACE, name, color });
  });
}

/** The label of this name. */
export function labelCalled({ labels }: Library, name: string): LabelId {
  for (const one of labels.values()) if (one.name === name) return one.id;
  throw new Error(`no label is called ${name}`);
}

/** Adds the words that are put into posts again and again. */
export function addSnippets({ snippets }: Library): void {
  SNIPPETS.forEach(([name, text], index) => {
    const id = uuid(650_000 + index) as SnippetId;
    snippets.set(id, { id, workspace: WORKSPACE, name, text });
  });
}
