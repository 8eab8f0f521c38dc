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
  images: (count) => (count === 1 ? '1 Bild' : `${count} Bilder`),
  retry: (words) => `Nächster Versuch ${words}`,
  actionsFor: (excerpt) => `Mehr zu „${excerpt}“`,
  confirmAgainTitle: 'Noch einmal senden?',
  confirmAgain: (channel) =>
    `Wir konnten nicht herausfinden, ob er angekommen ist. Sieh zuerst auf ${channel} nach: Wenn er dort ist, erscheint er durch erneutes Senden doppelt.`,
  confirmAgainYes: 'Ich habe nachgesehen. Noch einmal senden',
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
  group: 'Nach Kanal gruppieren',
};
