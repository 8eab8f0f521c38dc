import type { Words } from '../words.ts';

export const analytics: Words['analytics'] = {
  title: 'Analíticas',
  days: 'Días',
  lastDays: (days) => `${days} días`,
  custom: 'Otros días',
  allChannels: 'Todos los canales',
  channels: 'Canales',
  draw: 'Mostrar',
  comparedWith: (days) => `en comparación con ${days}`,
  sameAsBefore: 'igual que antes',
  nothingBefore: 'nada con que comparar',
  toldOf: (told, of) => (told === of ? '' : `de ${told} de ${of} publicaciones`),
  rate: 'Tasa de interacción',
  followers: 'Seguidores',
  followersSince: (change) => `${change} en estos días`,
  overTime: (measure) => `${measure} por día de publicación`,
  grows:
    'Los números de una publicación crecen durante unas cuatro semanas, así que las más nuevas parecen menores de lo que serán.',
  unread: (posts) =>
    posts === 1
      ? '1 publicación de estos días todavía no tiene números. Se pregunta a las redes una hora después de publicar y luego cada vez menos.'
      : `${posts} publicaciones de estos días todavía no tienen números. Se pregunta a las redes una hora después de publicar y luego cada vez menos.`,
  noPostsTitle: 'En estos días no se publicó nada',
  noPosts:
    'Elige otros días o canales, o escribe una publicación: sus números aparecen aquí una hora después de salir.',
  noNumbersHere: 'Ninguna red lo dice de estas publicaciones.',
  bestTimes: 'Cuándo funcionan bien tus publicaciones',
  bestTimesText:
    'Una publicación funcionó bien si hubo más interacciones que con la publicación mediana de su canal. Más oscuro: una parte mayor funcionó bien.',
  day: 'Día',
  noPostsThen: 'sin publicaciones',
  notEnough: (posts, needed) =>
    `Todavía no hay suficientes: ${posts} de ${needed} publicaciones con al menos un día y con números.`,
  nothingSure: 'Todavía no destaca con seguridad ningún día ni hora.',
  standsOut: (place, well, posts, low, high) =>
    `${place}: ${well} de ${posts} publicaciones funcionaron bien (con un 95 % de certeza, entre ${low} y ${high}), más de lo que explica el azar.`,
  cell: (well, posts) => `${well} de ${posts} funcionaron bien`,
  cellUnsure: (well, posts) => `${well} de ${posts} funcionaron bien, muy pocas para saberlo`,
  hour: (hour) => `${String(hour).padStart(2, '0')}:00`,
  at: (hour) => `A las ${hour}`,
  dayAt: (day, hour) => `${day} a las ${hour}`,
  weekdays: ['Lunes', 'Martes', 'Miércoles', 'Jueves', 'Viernes', 'Sábado', 'Domingo'],
  topPosts: 'Mejores publicaciones',
  post: 'Publicación',
  published: 'Publicada',
  shown: 'Mostrada',
  channel: 'Canal',
  label: 'Etiqueta',
  byChannel: 'Por canal',
  byLabel: 'Por etiqueta',
  notTold: 'sin datos',
  notProvided: 'Lo que las redes no dicen',
  exportAs: 'Exportar',
  csv: 'Tabla de todas las publicaciones (CSV)',
  pdf: 'Informe para un cliente (PDF)',
  exported: 'El archivo está guardado.',
};
