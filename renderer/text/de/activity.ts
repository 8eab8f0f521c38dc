import type { Words } from '../words.ts';

export const activity: Words['activity'] = {
  title: 'Aktivität',
  empty: 'Dazu ist nichts passiert.',
  show: 'Anzeigen',
  all: 'Alles',
  kinds: { post: 'Änderungen', sending: 'Versand', channel: 'Kanäle', import: 'Importe' },
  channel: 'Kanal',
  anyChannel: 'Alle Kanäle',
  day: 'Tag',
  anyDay: 'Alle Tage',
  everyPost: 'Alle Beiträge anzeigen',
  thisPost: 'Nur dieser Beitrag',
  openPost: 'Beitrag öffnen',
  lines: 'Alle Schritte',
  hideLines: 'Schritte ausblenden',
  channelEvents: {
    connected: (name) => `${name} wurde verbunden`,
    paused: (name) => `${name} wurde pausiert`,
    resumed: (name) => `${name} wurde fortgesetzt`,
    'signed-out': (name) => `${name} wurde vom Netzwerk abgemeldet`,
    disconnected: (name) => `${name} wurde getrennt`,
  },
  imported: (posts, name) =>
    posts === 1 ? `1 Beitrag wurde aus ${name} importiert` : `${posts} Beiträge wurden aus ${name} importiert`,
  undone: 'Rückgängig gemacht',
  noWords: 'Noch kein Text',
  on: (name) => `auf ${name}`,
};
