import type { Words } from '../words.ts';

export const lookFirst: Words['lookFirst'] = {
  titleOne: 'Ist er schon veröffentlicht?',
  titleSome: (posts) =>
    posts === 1 ? 'Ist einer davon schon veröffentlicht?' : 'Sind einige davon schon veröffentlicht?',
  restored: 'Diese Bibliothek kommt aus einer Sicherung.',
  one: 'Wir konnten nicht herausfinden, ob dieser Beitrag schon veröffentlicht ist.',
  some: (posts) =>
    posts === 1
      ? 'Bei einem dieser Beiträge konnten wir nicht herausfinden, ob er schon veröffentlicht ist.'
      : `Bei ${posts} dieser Beiträge konnten wir nicht herausfinden, ob sie schon veröffentlicht sind.`,
  lookAt: (channel) => `Sieh zuerst auf ${channel} nach: Ist er schon dort, erscheint er doppelt.`,
  lookEverywhere: 'Sieh zuerst auf jedem dieser Kanäle nach: Wo er schon ist, erscheint er doppelt.',
  lookAll: 'Sieh zuerst nach: Was schon dort ist, erscheint doppelt.',
  whichWhere: (excerpt, channel) => `„${excerpt}“ auf ${channel}`,
  andMore: (count) => `und ${count} weitere`,
  notThere: 'Nachgesehen: Er ist nicht dort',
  noneThere: 'Nachgesehen: Keiner ist dort',
};
