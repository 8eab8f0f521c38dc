import type { Words } from '../words.ts';

export const lookFirst: Words['lookFirst'] = {
  titleOne: '¿Ya ha salido?',
  titleSome: (posts) => (posts === 1 ? '¿Ya ha salido una de ellas?' : '¿Ya han salido algunas de ellas?'),
  restored: 'Esta biblioteca viene de una copia de seguridad.',
  one: 'No pudimos averiguar si esta publicación ya ha salido.',
  some: (posts) =>
    posts === 1
      ? 'No pudimos averiguar si una de estas publicaciones ya ha salido.'
      : `No pudimos averiguar si ${posts} de estas publicaciones ya han salido.`,
  lookAt: (channel) => `Mira primero en ${channel}: si ya está allí, se publicaría dos veces.`,
  lookEverywhere: 'Mira primero en cada uno de estos canales: donde ya esté, se publicaría dos veces.',
  lookAll: 'Mira primero: lo que ya esté allí se publicaría dos veces.',
  whichWhere: (excerpt, channel) => `«${excerpt}» en ${channel}`,
  andMore: (count) => `y ${count} más`,
  notThere: 'He mirado: no está allí',
  noneThere: 'He mirado: ninguna está allí',
};
