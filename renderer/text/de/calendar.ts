import type { Words } from '../words.ts';

export const calendar: Words['calendar'] = {
  title: 'Kalender',
  today: 'Heute',
  month: 'Monat',
  week: 'Woche',
  view: 'Ansicht',
  previousMonth: 'Voriger Monat',
  nextMonth: 'Nächster Monat',
  previousWeek: 'Vorige Woche',
  nextWeek: 'Nächste Woche',
  todayIs: (day) => `Heute ist ${day}`,
  zone: (city, offset) => `Zeiten in ${city} (${offset})`,
  newOn: (day) => `Neuer Beitrag am ${day}`,
  more: (count) => `${count} weitere`,
  event: (day, progress, networks) => `${day}, ${progress}, ${networks}`,
  noWords: 'Noch kein Text',
  imagesOnly: (count) => (count === 1 ? '1 Bild' : `${count} Bilder`),
  cannotMove: 'Dieser Beitrag ist veröffentlicht oder wird es gerade. Er bleibt, wo er ist.',
  empty: 'Hier ist noch nichts geplant. Wähle einen Tag, um einen Beitrag zu beginnen.',
  nowhere: 'kein Kanal',
};
