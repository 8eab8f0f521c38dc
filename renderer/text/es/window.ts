import type { Words } from '../words.ts';

export const app: Words['app'] = {
  name: 'Postwright',
  loading: 'Abriendo tu biblioteca…',
  newPost: 'Nueva publicación',
  newFromTemplate: 'Nueva publicación a partir de una plantilla',
  noTemplates: 'Todavía no hay plantillas. Ver los borradores',
  navigation: 'Principal',
  skip: 'Ir al contenido',
  calendar: 'Calendario',
  queue: 'Cola',
  drafts: 'Borradores',
  media: 'Archivos',
  channels: 'Canales',
  analytics: 'Analíticas',
  settings: 'Ajustes',
  needsYou: (count) => (count === 1 ? '1 publicación te necesita' : `${count} publicaciones te necesitan`),
  shortcuts: 'Atajos de teclado',
  tryAgain: 'Probar otra vez',
  cancel: 'Cancelar',
  close: 'Cerrar',
  undo: 'Deshacer',
  showMore: 'Mostrar más',
  copyDetails: 'Copiar detalles',
  more: 'Más',
};

export const workspaces: Words['workspaces'] = {
  choose: (program, name) => `${program} ${name}, cambiar de espacio de trabajo`,
  own: 'Mi espacio de trabajo',
  practice: 'Espacio de prácticas',
  practiceShort: 'Prácticas',
  shown: 'Se muestra aquí',
};

export const keys: Words['keys'] = {
  'new-post': 'Nueva publicación',
  search: 'Buscar, y hacer cualquier cosa escribiendo',
  calendar: 'Calendario',
  queue: 'Cola',
  drafts: 'Borradores',
  media: 'Archivos',
  channels: 'Canales',
  analytics: 'Analíticas',
  activity: 'Actividad',
  settings: 'Ajustes',
  plan: 'Programar la publicación abierta',
  'add-part': 'Añadir una parte al hilo',
  'next-free': 'Próxima hora libre para la publicación abierta',
};

export const shortcuts: Words['shortcuts'] = [
  { keys: ['mod', ','], does: 'Ajustes' },
  { keys: ['mod', '+ −'], does: 'Texto más grande y más pequeño' },
  { keys: ['Mayús', 'clic'], does: 'Cola: seleccionar todo lo que hay en medio' },
  { keys: ['mod', 'A'], does: 'Cola: seleccionar todo lo que se puede cambiar' },
  { keys: ['Esc'], does: 'Cerrar la publicación abierta' },
  { keys: ['T'], does: 'Calendario: ir a hoy' },
  { keys: ['M'], does: 'Calendario: mes' },
  { keys: ['W'], does: 'Calendario: semana' },
  { keys: ['D'], does: 'Calendario: día' },
  { keys: ['A'], does: 'Calendario: agenda' },
  { keys: ['flechas'], does: 'Calendario: ir a la publicación siguiente, o a una del día siguiente' },
  { keys: ['Intro'], does: 'Calendario: ver la publicación elegida; otra vez la abre' },
  { keys: ['Alt', 'flechas'], does: 'Calendario: mover la publicación elegida' },
  { keys: ['Alt', 'arrastrar'], does: 'Calendario: arrastrar una copia' },
  { keys: ['Espacio'], does: 'Archivos: seleccionar un archivo, y más' },
  { keys: ['Intro'], does: 'Archivos: abrir el archivo en grande' },
  { keys: ['Supr'], does: 'Archivos: quitar los archivos seleccionados' },
  { keys: ['Alt', '← →'], does: 'Borradores: mover la publicación elegida a la columna siguiente' },
  { keys: ['/'], does: 'Borradores: buscar' },
  { keys: ['?'], does: 'Mostrar esta lista' },
];

export const notices: Words['notices'] = {
  published: (channels) => `Publicada en ${channels}`,
  needsYou: (channel) => `${channel} te necesita`,
  show: 'Mostrar',
};

export const zones: Words['zones'] = { placeholder: 'Buscar una ciudad o zona', none: 'No existe esa zona' };
