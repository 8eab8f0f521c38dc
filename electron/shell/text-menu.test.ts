import { expect, test, vi } from 'vitest';

vi.mock('electron', () => ({ Menu: {} }));
const { textMenu } = await import('#electron/shell/text-menu.ts');
type Clicked = Parameters<typeof textMenu>[0];

const FLAGS: Clicked['editFlags'] = {
  canUndo: true,
  canRedo: false,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canDelete: true,
  canSelectAll: true,
  canEditRichly: false,
};
const FIELD: Clicked = {
  isEditable: true,
  selectionText: '',
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags: FLAGS,
};

function acts() {
  const done: string[] = [];
  return {
    done,
    replaceWith: (word: string) => done.push(`replace ${word}`),
    addToDictionary: (word: string) => done.push(`add ${word}`),
    openSpelling: () => done.push('open'),
  };
}

function words(clicked: Clicked, isSpellChecked = true): string[] {
  return textMenu(clicked, isSpellChecked, acts()).flatMap((item) => item.label ?? item.role ?? []);
}

test('in a text: cut, copy, paste and select all', () => {
  expect(words(FIELD)).toEqual(['Cut', 'Copy', 'Paste', 'Paste and Match Style', 'Select All']);
});

test('on a misspelled word: what it could be, and the dictionary', () => {
  const act = acts();
  const wrong = { ...FIELD, misspelledWord: 'flouer', dictionarySuggestions: ['flour', 'flower'] };
  const menu = textMenu(wrong, true, act);
  for (const item of menu) item.click?.({} as never, undefined, {});
  expect(act.done).toEqual(['replace flour', 'replace flower', 'add flouer']);
  expect(words({ ...wrong, dictionarySuggestions: [] })[0]).toBe('No suggestions');
});

test('where spelling is not checked, the menu leads to where it is turned on', () => {
  expect(words(FIELD, false).at(-1)).toBe('Check Spelling…');
});

test('over a text that only is read there is Copy where something is chosen, and nothing else', () => {
  expect(words({ ...FIELD, isEditable: false, selectionText: 'rye' })).toEqual(['Copy']);
  expect(words({ ...FIELD, isEditable: false })).toEqual([]);
});
