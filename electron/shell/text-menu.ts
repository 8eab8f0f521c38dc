import { Menu, type App, type ContextMenuParams, type MenuItemConstructorOptions, type WebContents } from 'electron';
import { programWords } from '#shared/text/program-words.ts';

/** What was clicked with the right button. */
export type Clicked = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'misspelledWord' | 'dictionarySuggestions' | 'editFlags'
>;

export interface TextMenuActs {
  replaceWith(word: string): void;
  addToDictionary(word: string): void;
  /** Leads to where spelling is turned on. */
  openSpelling(): void;
}

type Item = MenuItemConstructorOptions;
const LINE: Item = { type: 'separator' };

/** The menu over a text; empty where there is no text to do anything with. Pure. */
export function textMenu(clicked: Clicked, isSpellChecked: boolean, act: TextMenuActs): Item[] {
  const { isEditable, editFlags: may } = clicked;
  const words = programWords().menu;
  const copy: Item = { role: 'copy', label: words.copy, enabled: may.canCopy };
  if (!isEditable) return clicked.selectionText.trim() === '' ? [] : [copy];
  return [
    ...spelling(clicked, act),
    { role: 'cut', label: words.cut, enabled: may.canCut },
    copy,
    { role: 'paste', label: words.paste, enabled: may.canPaste },
    { role: 'pasteAndMatchStyle', label: words.pastePlain, enabled: may.canPaste },
    LINE,
    { role: 'selectAll', label: words.selectAll, enabled: may.canSelectAll },
    ...(isSpellChecked ? [] : [LINE, { label: programWords().spelling.check, click: () => act.openSpelling() }]),
  ];
}

function spelling({ misspelledWord: word, dictionarySuggestions: suggestions }: Clicked, act: TextMenuActs): Item[] {
  if (word === '') return [];
  const better = suggestions.map((one): Item => ({ label: one, click: () => act.replaceWith(one) }));
  return [
    ...(better.length > 0 ? better : [{ label: programWords().spelling.nothing, enabled: false }]),
    LINE,
    { label: programWords().spelling.add, click: () => act.addToDictionary(word) },
    LINE,
  ];
}

export interface TextMenuDeps {
  readonly app: App;
  isSpellChecked(): boolean;
  openSpelling(): void;
}

/** Shows that menu in every window. To be called before the first one. */
export function showTextMenus(d: TextMenuDeps): void {
  d.app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_menu, clicked) => {
      const items = textMenu(clicked, d.isSpellChecked(), actsOn(contents, d));
      if (items.length > 0) Menu.buildFromTemplate(items).popup();
    });
  });
}

function actsOn(contents: WebContents, d: TextMenuDeps): TextMenuActs {
  return {
    replaceWith: (word) => contents.replaceMisspelling(word),
    addToDictionary: (word) => void contents.session.addWordToSpellCheckerDictionary(word),
    openSpelling: () => d.openSpelling(),
  };
}
