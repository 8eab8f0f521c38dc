import { locale } from '#shared/text/spoken.ts';
import type { Words } from '../words.ts';

export const queue: Words['queue'] = {
  title: 'Warteschlange',
  attention: 'Braucht dich',
  upcoming: 'Demnächst',
  history: 'Veröffentlicht',
  emptyAttention: 'Nichts braucht dich.',
  emptyUpcoming: 'Nichts ist geplant. Schreib einen Beitrag und gib ihm eine Zeit.',
  emptyHistory: 'Was veröffentlicht wird, erscheint hier mit seinem Nachweis.',
  open: 'Öffnen',
  openOn: (channel) => `Beitrag auf ${channel} öffnen`,
  showHistory: 'Verlauf anzeigen',
  partlyOut: 'Einige Teile sind schon veröffentlicht. Erneutes Senden macht dort weiter, mit dem Text, wie er war.',
  dueAt: (moment) => `War fällig ${moment}`,
  handle: (excerpt) => `„${excerpt}“ in der Warteschlange verschieben`,
  handleHint: 'Ziehen, oder die Pfeiltasten verwenden',
  shown: (count) => (count === 1 ? 'Einmal angezeigt' : `${count.toLocaleString(locale())}-mal angezeigt`),
  interactions: (count) => (count === 1 ? '1 Interaktion' : `${count.toLocaleString(locale())} Interaktionen`),
  parts: (count) => (count === 1 ? '1 Teil' : `${count} Teile`),
  files: {
    image: (count) => (count === 1 ? '1 Bild' : `${count} Bilder`),
    video: (count) => (count === 1 ? '1 Video' : `${count} Videos`),
    audio: (count) => (count === 1 ? '1 Tondatei' : `${count} Tondateien`),
    document: (count) => (count === 1 ? '1 Dokument' : `${count} Dokumente`),
  },
  retry: (words) => `Nächster Versuch ${words}`,
  actionsFor: (excerpt) => `Mehr zu „${excerpt}“`,
  markTitle: 'Als veröffentlicht markieren',
  markText: 'Füg die Adresse des Beitrags ein, damit er wiederzufinden ist.',
  markField: 'Adresse des Beitrags',
  markWrong: 'Das ist keine Webadresse.',
  markYes: 'Als veröffentlicht markieren',
  takenBack: (words) => `Wird nicht gesendet: ${words}`,
};

export const bulk: Words['bulk'] = {
  select: (excerpt) => `„${excerpt}“ auswählen`,
  selectAll: 'Alle auswählen',
  chosen: (count) => `${count} ausgewählt`,
  bar: 'Mit der Auswahl',
  move: 'Verschieben',
  moveBy: 'Verschieben um',
  moveTo: 'Verschieben auf',
  days: 'Tage',
  hours: 'Stunden',
  date: 'Datum',
  time: 'Uhrzeit',
  moveHint: (posts) =>
    posts === 1
      ? 'Der Beitrag wird auf all seinen Kanälen verschoben.'
      : `${posts} Beiträge werden verschoben, jeder auf all seinen Kanälen.`,
  moveNow: 'Verschieben',
  channel: 'Kanal ändern',
  channelTo: 'Senden an',
  channelHint: 'Ein eigener Text für den bisherigen Kanal entfällt.',
  changeNow: 'Ändern',
  cancel: 'Nicht senden',
  delete: 'Löschen',
  deleteTitle: (posts) => (posts === 1 ? '1 Beitrag löschen?' : `${posts} Beiträge löschen?`),
  deleteText: 'Sie kommen mit all ihren Kanälen in den Papierkorb. Du kannst das rückgängig machen.',
  moved: (posts) => (posts === 1 ? '1 Beitrag verschoben.' : `${posts} Beiträge verschoben.`),
  changed: (posts) =>
    posts === 1 ? '1 Beitrag geht an einen anderen Kanal.' : `${posts} Beiträge gehen an einen anderen Kanal.`,
  canceled: (count) => (count === 1 ? '1 wird nicht gesendet.' : `${count} werden nicht gesendet.`),
  deleted: (posts) => (posts === 1 ? '1 Beitrag ist im Papierkorb.' : `${posts} Beiträge sind im Papierkorb.`),
  selectAllWaiting: 'Alle auswählen, die dich brauchen',
  waitingBar: 'Mit der Auswahl von dem, was dich braucht',
  send: 'Jetzt senden',
  toFree: 'Auf die nächsten freien Zeiten',
  sent: (count) => (count === 1 ? '1 wird gesendet.' : `${count} werden gesendet.`),
  alone: (count) =>
    count === 1
      ? '1 davon ist vielleicht schon veröffentlicht: Niemand konnte es bestätigen. Labels bekommt er hier; ob er noch einmal gesendet wird, entscheidest du bei ihm selbst.'
      : `${count} davon sind vielleicht schon veröffentlicht: Niemand konnte es bestätigen. Labels bekommen sie hier; ob sie noch einmal gesendet werden, entscheidest du einzeln.`,
  group: 'Nach Kanal gruppieren',
};
