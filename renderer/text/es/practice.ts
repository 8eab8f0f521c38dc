import type { Words } from '../words.ts';

export const practice: Words['practice'] = {
  bar: 'Nada de esto sale de este ordenador. Lo que haces se olvida cuando cierras esta ventana.',
  barOffline: 'Estás sin conexión porque así lo quisiste. No se puede llegar a las redes.',
  arrived: 'Lo que llegó',
  filter: 'Mostrar una red',
  all: 'Todas',
  emptyTitle: 'Todavía no ha llegado nada',
  emptyText:
    'Conecta una red y escribe una publicación: sale con el programador de verdad y aparece aquí como la ven quienes la leen.',
  goesOutAt: (time) => `sale: ${time}`,
  removed: 'retirada',
  networks: 'Redes para practicar',
  connect: 'Conectar',
  connectTo: (network) => `Conectar ${network}`,
  connectAgain: (network) => `Conectar ${network} otra vez`,
  trouble: 'Causar problemas',
  troubleText: 'Mira qué hace Postwright cuando algo sale mal.',
  offline: 'Sin red',
  offlineText: 'Como si este ordenador no tuviera conexión.',
  onNetwork: 'O, para la próxima publicación en',
  troubles: {
    'answer-lost': { name: 'Se pierde la respuesta', text: 'Se publica, y nadie se lo dice a Postwright.' },
    'request-lost': { name: 'No llega nunca', text: 'La conexión se corta antes de que la red la vea.' },
    refused: { name: 'Se rechaza', text: 'La red no acepta este texto.' },
    'rate-limited': { name: 'Demasiadas peticiones', text: 'La red quiere que la dejen tranquila un minuto.' },
    'server-error': { name: 'La red tropieza', text: 'Responde con un error suyo.' },
    'sign-in-ended': { name: 'La sesión acaba ahora', text: 'Como si hubieras quitado Postwright allí.' },
  },
  waits: (network, trouble) => `Espera a la próxima publicación en ${network}: ${trouble.toLowerCase()}`,
  takeBack: 'Anular',
};
