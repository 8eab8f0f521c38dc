import type { Words } from '../words.ts';

export const welcome: Words['welcome'] = {
  title: 'Publicaciones que salen una vez, a su hora y con comprobante.',
  lead: 'Tres pasos, menos de un minuto. Todo se queda en este ordenador.',
  zone: { title: 'Tu zona horaria', text: 'En ella se programan las publicaciones. Es lo que dice este ordenador.' },
  zoneLabel: 'Zona horaria',
  where: {
    title: 'Pruébalo, o conecta un canal',
    text: 'En el espacio de prácticas cada red es una imitación en este ordenador: nada llega a nadie.',
  },
  time: {
    title: 'Ponle una hora a tu primera publicación',
    text: 'Ya está empezada. Postwright la envía, guarda el comprobante y te avisa si algo te necesita.',
  },
  begin: 'Empezar una publicación de prácticas',
  connect: 'Conectar un canal',
  practise: 'Probar en el espacio de prácticas',
  writeFirst: 'Primero escribir, conectar después',
  firstPost: '¡Hola! Esta es mi primera publicación con Postwright.',
};
