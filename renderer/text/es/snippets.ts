import type { Words } from '../words.ts';

export const snippets: Words['snippets'] = {
  title: 'Fragmentos',
  hint: 'Texto que usas una y otra vez, y grupos de hashtags. Escribe / en un texto para insertar uno.',
  empty: 'Todavía no hay fragmentos. Guarda aquí lo que usas una y otra vez, o un grupo de hashtags.',
  make: 'Nuevo fragmento',
  insert: (name) => `Insertar ${name}`,
  edit: (name) => `Cambiar ${name}`,
  remove: (name) => `Eliminar ${name}`,
  removed: (name) => `«${name}» se ha eliminado.`,
  name: 'Nombre',
  text: 'Texto o hashtags',
  variables: (names) => `Se rellena al insertarlo: ${names}`,
  save: 'Guardar',
};
