import type { Words } from '../words.ts';

export const activity: Words['activity'] = {
  title: 'Actividad',
  empty: 'No ha pasado nada que encaje.',
  show: 'Mostrar',
  all: 'Todo',
  kinds: { post: 'Cambios', sending: 'Envíos', channel: 'Canales', import: 'Importaciones' },
  channel: 'Canal',
  anyChannel: 'Todos los canales',
  day: 'Día',
  anyDay: 'Cualquier día',
  everyPost: 'Mostrar todas las publicaciones',
  thisPost: 'Solo esta publicación',
  openPost: 'Abrir publicación',
  lines: 'Todos los pasos',
  hideLines: 'Ocultar los pasos',
  channelEvents: {
    connected: (name) => `Se conectó ${name}`,
    paused: (name) => `Se pausó ${name}`,
    resumed: (name) => `Se reanudó ${name}`,
    'signed-out': (name) => `La red cerró la sesión de ${name}`,
    disconnected: (name) => `Se desconectó ${name}`,
  },
  imported: (posts, name) =>
    posts === 1 ? `Se importó 1 publicación de ${name}` : `Se importaron ${posts} publicaciones de ${name}`,
  undone: 'Deshecho',
  noWords: 'Todavía sin texto',
  on: (name) => `en ${name}`,
};
