import type { Words } from '../words.ts';

export const practice: Words['practice'] = {
  bar: 'Nichts hier verlässt diesen Computer. Was du tust, ist vergessen, sobald du dieses Fenster schließt.',
  barOffline: 'Du bist offline, weil du es so wolltest. Die Netzwerke sind nicht erreichbar.',
  arrived: 'Was angekommen ist',
  filter: 'Ein Netzwerk anzeigen',
  all: 'Alle',
  emptyTitle: 'Noch ist nichts angekommen',
  emptyText:
    'Verbinde ein Netzwerk und schreib einen Beitrag: Er geht über die echte Planung raus und erscheint hier, wie ihn Leserinnen und Leser sehen.',
  goesOutAt: (time) => `erscheint um ${time}`,
  removed: 'gelöscht',
  networks: 'Netzwerke zum Üben',
  connect: 'Verbinden',
  connectTo: (network) => `${network} verbinden`,
  connectAgain: (network) => `${network} noch einmal verbinden`,
  trouble: 'Störungen auslösen',
  troubleText: 'Sieh dir an, was Postwright tut, wenn etwas schiefgeht.',
  offline: 'Kein Netz',
  offlineText: 'Als wäre dieser Computer offline.',
  onNetwork: 'Oder beim nächsten Beitrag auf',
  troubles: {
    'answer-lost': {
      name: 'Die Antwort geht verloren',
      text: 'Der Beitrag erscheint, und niemand sagt es Postwright.',
    },
    'request-lost': { name: 'Er kommt nie an', text: 'Die Verbindung bricht ab, bevor das Netzwerk ihn sieht.' },
    refused: { name: 'Er wird abgelehnt', text: 'Das Netzwerk nimmt diesen Text nicht an.' },
    'rate-limited': { name: 'Zu viele Anfragen', text: 'Das Netzwerk möchte eine Minute in Ruhe gelassen werden.' },
    'server-error': { name: 'Das Netzwerk stolpert', text: 'Es antwortet mit einem eigenen Fehler.' },
    'sign-in-ended': { name: 'Die Anmeldung endet jetzt', text: 'Als hättest du Postwright dort entfernt.' },
  },
  waits: (network, trouble) => `Wartet auf den nächsten Beitrag auf ${network}: ${trouble}`,
  takeBack: 'Zurücknehmen',
};
