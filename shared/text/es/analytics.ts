import type { AnalyticsWords } from '#shared/text/analytics-words.ts';

/** What numbers are called, in Spanish. */
export const analytics: AnalyticsWords = {
  measures: {
    posts: 'Publicaciones',
    interactions: 'Interacciones',
    impressions: 'Impresiones',
    reach: 'Alcance',
    views: 'Visualizaciones',
    likes: 'Me gusta',
    comments: 'Comentarios',
    shares: 'Compartidos',
    quotes: 'Citas',
    saves: 'Guardados',
    clicks: 'Clics',
  },
  lower: (measure) => measure.toLowerCase(),
  rate: 'Tasa de interacción',
  interactionsAre: 'Son interacciones los me gusta, los comentarios, los compartidos, las citas y los guardados.',
  rateIs:
    'Tasa de interacción: interacciones divididas por las veces que se mostraron las publicaciones (impresiones, o visualizaciones donde una red no cuenta impresiones). Las publicaciones cuya red solo dice una de las dos cosas quedan fuera.',
  tellsNothing: (network) => `${network} no dice a las apps ningún número de las publicaciones.`,
  tellsAll: (network) => `${network} dice todo lo que se muestra aquí.`,
  tellsNot: (network, measures) => `${network} no dice: ${measures}.`,
  noFollowers: 'No se muestran los seguidores.',
  noFollowersWhy: (why) => `No se muestran los seguidores: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
  costs: (usd) =>
    `Cobra ${usd.toFixed(3).replace('.', ',')} $ por decir los números de una publicación, así que solo se le pregunta tres veces.`,
  page: {
    compared: (range, before) => `${range}, en comparación con ${before}`,
    byDay: (measure) => `${measure} por día de publicación`,
    notesTitle: 'Qué dicen los números y qué no',
    grows:
      'Los números de una publicación crecen durante unas cuatro semanas; un hueco es un número que su red no dice.',
    unread: (posts) =>
      posts === 1
        ? '1 publicación de este tiempo todavía no tiene números.'
        : `${posts} publicaciones de este tiempo todavía no tienen números.`,
    made: (zone, moment) => `Las horas son las de ${zone}. Hecho con Postwright, ${moment}.`,
    nothing: 'Todavía no hay nada que dibujar.',
    bars: (most) => `Barras, la más alta ${most}`,
    channels: 'Canales',
    channel: 'Canal',
    followers: 'Seguidores',
    labels: 'Etiquetas',
    label: 'Etiqueta',
    topPosts: 'Mejores publicaciones',
    post: 'Publicación',
    published: 'Publicada',
    shown: 'Mostrada',
  },
  table: {
    published: 'Publicada',
    zone: 'Zona horaria',
    network: 'Red',
    channel: 'Canal',
    labels: 'Etiquetas',
    post: 'Publicación',
    link: 'Enlace',
    age: 'Edad de los números (horas)',
  },
};
