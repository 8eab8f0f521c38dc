export const snippets = {
  title: 'Snippets',
  hint: 'Words you use again and again, and groups of hashtags. Type / in a text to put one in.',
  empty: 'No snippets yet. Keep words you use again and again here, or a group of hashtags.',
  make: 'New snippet',
  insert: (name: string) => `Put in ${name}`,
  edit: (name: string) => `Change ${name}`,
  remove: (name: string) => `Delete ${name}`,
  removed: (name: string) => `“${name}” is deleted.`,
  name: 'Name',
  text: 'Words or hashtags',
  variables: (names: string) => `Filled in when it is put in: ${names}`,
  save: 'Save',
} as const;
