import { locale } from '#shared/text/spoken.ts';
import type { Words } from '../words.ts';

export const queue: Words['queue'] = {
  title: 'Cola',
  attention: 'Te necesitan',
  upcoming: 'Próximas',
  history: 'Publicadas',
  emptyAttention: 'Nada te necesita.',
  emptyUpcoming: 'No hay nada programado. Escribe una publicación y ponle una hora.',
  emptyHistory: 'Lo que se publica aparece aquí, con su comprobante.',
  open: 'Abrir',
  openOn: (channel) => `Abrir la publicación en ${channel}`,
  showHistory: 'Mostrar historial',
  partlyOut: 'Algunas partes ya están publicadas. Enviar otra vez sigue desde ahí, con el texto como estaba.',
  dueAt: (moment) => `Estaba prevista: ${moment}`,
  handle: (excerpt) => `Mover «${excerpt}» en la cola`,
  handleHint: 'Arrastra, o usa las flechas',
  shown: (count) => (count === 1 ? 'Mostrada una vez' : `Mostrada ${count.toLocaleString(locale())} veces`),
  interactions: (count) => (count === 1 ? '1 interacción' : `${count.toLocaleString(locale())} interacciones`),
  parts: (count) => (count === 1 ? '1 parte' : `${count} partes`),
  files: {
    image: (count) => (count === 1 ? '1 imagen' : `${count} imágenes`),
    video: (count) => (count === 1 ? '1 vídeo' : `${count} vídeos`),
    audio: (count) => (count === 1 ? '1 audio' : `${count} audios`),
    document: (count) => (count === 1 ? '1 documento' : `${count} documentos`),
  },
  retry: (words) => `Próximo intento ${words}`,
  actionsFor: (excerpt) => `Más opciones de «${excerpt}»`,
  markTitle: 'Marcar como publicada',
  markText: 'Pega la dirección de la publicación, para que se pueda volver a encontrar.',
  markField: 'Dirección de la publicación',
  markWrong: 'Eso no es una dirección web.',
  markYes: 'Marcar como publicada',
  takenBack: (words) => `No se envía: ${words}`,
};

export const bulk: Words['bulk'] = {
  select: (excerpt) => `Seleccionar «${excerpt}»`,
  selectAll: 'Seleccionar todas',
  chosen: (count) => (count === 1 ? '1 seleccionada' : `${count} seleccionadas`),
  bar: 'Con lo seleccionado',
  move: 'Mover',
  moveBy: 'Mover',
  moveTo: 'Mover a',
  days: 'Días',
  hours: 'Horas',
  date: 'Fecha',
  time: 'Hora',
  moveHint: (posts) =>
    posts === 1
      ? 'La publicación se mueve en todos sus canales.'
      : `Se mueven ${posts} publicaciones, cada una en todos sus canales.`,
  moveNow: 'Mover',
  channel: 'Cambiar de canal',
  channelTo: 'Enviarla a',
  channelHint: 'El texto propio del canal anterior se descarta.',
  changeNow: 'Cambiar',
  cancel: 'No enviar',
  delete: 'Eliminar',
  deleteTitle: (posts) => (posts === 1 ? '¿Eliminar 1 publicación?' : `¿Eliminar ${posts} publicaciones?`),
  deleteText: 'Van a la papelera con todos sus canales. Puedes deshacerlo.',
  moved: (posts) => (posts === 1 ? '1 publicación movida.' : `${posts} publicaciones movidas.`),
  changed: (posts) => (posts === 1 ? '1 publicación va a otro canal.' : `${posts} publicaciones van a otro canal.`),
  canceled: (count) => (count === 1 ? '1 no se envía.' : `${count} no se envían.`),
  deleted: (posts) =>
    posts === 1 ? '1 publicación está en la papelera.' : `${posts} publicaciones están en la papelera.`,
  selectAllWaiting: 'Seleccionar todas las que te necesitan',
  waitingBar: 'Con lo seleccionado de lo que te necesita',
  send: 'Enviar ahora',
  toFree: 'A las próximas horas libres',
  sent: (count) => (count === 1 ? '1 se está enviando.' : `${count} se están enviando.`),
  alone: (count) =>
    count === 1
      ? '1 de ellas quizá ya esté publicada: nadie pudo confirmarlo. Aquí puedes ponerle etiquetas; si se envía otra vez, lo decides en ella misma.'
      : `${count} de ellas quizá ya estén publicadas: nadie pudo confirmarlo. Aquí puedes ponerles etiquetas; si se envían otra vez, lo decides una por una.`,
  group: 'Agrupar por canal',
};
