import type { Words } from '../words.ts';

export const welcome: Words['welcome'] = {
  title: 'Publicaciones que salen una vez, a su hora y con comprobante.',
  lead: 'Tres pasos y tu primera publicación está programada. Todo se queda en este ordenador.',
  steps: [
    {
      title: 'Conecta un canal',
      text: 'Inicia sesión donde publicas. La sesión se guarda en el llavero de este ordenador.',
    },
    { title: 'Escribe una publicación', text: 'Los límites de cada red se comprueban mientras escribes.' },
    {
      title: 'Ponle una hora',
      text: 'Postwright la envía, guarda el comprobante y te avisa si algo te necesita.',
    },
  ],
  connect: 'Conectar un canal',
  practise: 'Probar en el espacio de prácticas',
  writeFirst: 'Primero escribir, conectar después',
  done: 'Hecho',
};
