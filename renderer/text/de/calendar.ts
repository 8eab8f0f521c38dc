import type { Words } from '../words.ts';

export const calendar: Words['calendar'] = {
  title: 'Kalender',
  today: 'Heute',
  month: 'Monat',
  week: 'Woche',
  day: 'Tag',
  agenda: 'Agenda',
  view: 'Ansicht',
  previous: {
    month: 'Voriger Monat',
    week: 'Vorige Woche',
    day: 'Voriger Tag',
    agenda: 'Frühere Tage',
  },
  next: {
    month: 'Nächster Monat',
    week: 'Nächste Woche',
    day: 'Nächster Tag',
    agenda: 'Spätere Tage',
  },
  todayIs: (day) => `Heute ist ${day}`,
  zone: (city, offset) => `Zeiten in ${city} (${offset})`,
  newOn: (day) => `Neuer Beitrag am ${day}`,
  openDay: (day) => `Nur ${day} anzeigen`,
  freeAt: (time) => `Freie Posting-Zeit, ${time}: Beitrag beginnen`,
  more: (count) => `${count} weitere`,
  moreOn: (count, day) => (count === 1 ? `1 weiterer, ${day}` : `${count} weitere, ${day}`),
  postsOn: (count, day) => {
    if (count === 0) return `${day}, keine Beiträge`;
    return count === 1 ? `${day}, 1 Beitrag` : `${day}, ${count} Beiträge`;
  },
  noWords: 'Noch kein Text',
  empty: 'Hier ist noch nichts geplant. Wähle einen Tag, um einen Beitrag zu beginnen.',
  emptyFiltered: 'Kein Beitrag hier passt zu den Filtern.',
  nowhere: 'kein Kanal',
  now: 'Jetzt',

  // Filters, colours
  filters: 'Filter',
  channels: 'Kanäle',
  labels: 'Labels',
  states: 'Status',
  chosen: (what, count) => `${what} (${count})`,
  clearFilters: 'Filter zurücksetzen',
  colourBy: 'Farben nach',
  colours: { state: 'Status', channel: 'Kanal', label: 'Label' },
  legend: 'Was die Farben bedeuten',
  legendMore: 'Alle Farben',
  noLabel: 'Ohne Label',

  // What is dragged
  dragCopy: (when) => `Kopieren nach ${when}`,
  dragMove: (when) => `Verschieben auf ${when}`,
  dragPlan: (when) => `Planen für ${when}`,
  dragStart: (when) => `Neuer Beitrag, ${when}`,
  dragPast: 'Schon vorbei',
  dragNowhere: 'Leg ihn auf einem Tag ab',
  copied: (moment) => `Kopie geplant für ${moment}.`,
  plannedFor: (moment) => `Geplant für ${moment}.`,

  // A look at one post
  open: 'Öffnen',
  move: 'Auf eine andere Zeit verschieben',
  duplicate: 'Duplizieren',
  remove: 'Löschen',
  date: 'Datum',
  time: 'Uhrzeit',
  moveThere: 'Verschieben',
  planThere: 'Planen',
  startThere: 'Beitrag beginnen',
  back: 'Zurück',
  pastTime: 'Diese Zeit ist schon vorbei.',

  // The tray
  tray: 'Entwürfe und Medien',
  trayShort: 'Entwürfe',
  trayOpen: 'Entwürfe und Medien anzeigen',
  trayClose: 'Entwürfe und Medien ausblenden',
  drafts: 'Entwürfe',
  media: 'Medien',
  searchDrafts: 'Entwürfe durchsuchen',
  searchMedia: 'Medien durchsuchen',
  dragHint: 'Zieh etwas auf einen Tag oder eine Zeit.',
  planOn: (words) => `Planen … ${words}`,
  planOnShort: 'Planen …',
  startOn: (name) => `Planen … ${name}`,
  noDrafts: 'Keine Entwürfe. Was du ohne Zeit schreibst, wartet hier.',
  noDraftsFound: 'In keinem Entwurf stehen diese Wörter.',
  noMedia: 'Noch keine Dateien. Füg welche unter Medien hinzu.',
  noMediaFound: 'Keine Datei heißt so.',

  // Options: other zones, days from files
  optionsShort: 'Optionen',
  options: 'Optionen des Kalenders',
  otherZones: 'Weitere Zeitzonen',
  otherZonesHint: 'Neben den Uhrzeiten von Woche und Tag, höchstens drei.',
  addZone: 'Zeitzone hinzufügen',
  removeZone: (city) => `${city} entfernen`,
  days: 'Feiertage und andere Tage',
  daysHint: 'Aus einer Kalenderdatei (ICS).',
  importDays: 'Datei importieren …',
  removeDays: (name) => `${name} entfernen`,
  dayEntries: (count) => (count === 1 ? '1 Eintrag' : `${count} Einträge`),
  daysImported: (name, count) =>
    count === 1 ? `${name}: 1 Eintrag steht im Kalender.` : `${name}: ${count} Einträge stehen im Kalender.`,
  daysReplaced: (name, count) =>
    count === 1 ? `${name}: 1 Eintrag ersetzt die bisherigen.` : `${name}: ${count} Einträge ersetzen die bisherigen.`,
  daysLeftOut: (count) =>
    count === 1
      ? '1 Eintrag hat eine Uhrzeit und wurde weggelassen.'
      : `${count} Einträge haben eine Uhrzeit und wurden weggelassen.`,
  daysRemoved: (name) => `${name} steht nicht mehr im Kalender.`,
  nothingOn: 'Nichts geplant',
};
