import type { Words } from '../words.ts';

export const snippets: Words['snippets'] = {
  title: 'Textbausteine',
  hint: 'Text, den du immer wieder brauchst, und Gruppen von Hashtags. Tipp / in einen Text, um einen einzufügen.',
  empty: 'Noch keine Textbausteine. Leg hier ab, was du immer wieder brauchst, oder eine Gruppe von Hashtags.',
  make: 'Neuer Textbaustein',
  insert: (name) => `${name} einfügen`,
  edit: (name) => `${name} ändern`,
  remove: (name) => `${name} löschen`,
  removed: (name) => `„${name}“ ist gelöscht.`,
  name: 'Name',
  text: 'Text oder Hashtags',
  variables: (names) => `Wird beim Einfügen ausgefüllt: ${names}`,
  save: 'Speichern',
};
