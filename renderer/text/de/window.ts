import type { Words } from '../words.ts';

export const app: Words['app'] = {
  name: 'Postwright',
  loading: 'Deine Bibliothek wird geöffnet …',
  newPost: 'Neuer Beitrag',
  navigation: 'Hauptmenü',
  skip: 'Zum Inhalt springen',
  calendar: 'Kalender',
  queue: 'Warteschlange',
  drafts: 'Entwürfe',
  media: 'Medien',
  channels: 'Kanäle',
  analytics: 'Analysen',
  settings: 'Einstellungen',
  needsYou: (count) => (count === 1 ? '1 Beitrag braucht dich' : `${count} Beiträge brauchen dich`),
  shortcuts: 'Tastenkürzel',
  tryAgain: 'Noch einmal versuchen',
  cancel: 'Abbrechen',
  close: 'Schließen',
  undo: 'Rückgängig',
  showMore: 'Mehr anzeigen',
  copyDetails: 'Details kopieren',
  copied: 'Kopiert',
  more: 'Mehr',
  optional: 'optional',
};

export const workspaces: Words['workspaces'] = {
  choose: (program, name) => `${program} ${name}, Arbeitsbereich wechseln`,
  own: 'Mein Arbeitsbereich',
  practice: 'Übungsbereich',
  practiceShort: 'Übung',
  shown: 'Wird hier angezeigt',
};

export const shortcuts: Words['shortcuts'] = [
  { keys: ['mod', 'N'], does: 'Neuer Beitrag' },
  {
    keys: ['mod', '1…8'],
    does: 'Kalender, Warteschlange, Entwürfe, Medien, Kanäle, Analysen, Aktivität, Einstellungen',
  },
  { keys: ['mod', 'K'], does: 'Suchen und alles durch Tippen tun' },
  { keys: ['Umschalt', 'Klick'], does: 'Warteschlange: alles dazwischen auswählen' },
  { keys: ['mod', 'A'], does: 'Warteschlange: alles auswählen, was sich ändern lässt' },
  { keys: ['mod', 'Enter'], does: 'Den offenen Beitrag planen' },
  { keys: ['mod', 'Umschalt', 'Enter'], does: 'Dem Thread einen Teil hinzufügen' },
  { keys: ['mod', 'Umschalt', 'F'], does: 'Nächste freie Posting-Zeit für den offenen Beitrag' },
  { keys: ['Esc'], does: 'Den offenen Beitrag schließen' },
  { keys: ['T'], does: 'Kalender: zu heute' },
  { keys: ['M'], does: 'Kalender: Monat' },
  { keys: ['W'], does: 'Kalender: Woche' },
  { keys: ['Alt', 'Pfeile'], does: 'Kalender: den gewählten Beitrag verschieben' },
  { keys: ['Leertaste'], does: 'Medien: eine Datei auswählen, und weitere' },
  { keys: ['Enter'], does: 'Medien: die Datei groß öffnen' },
  { keys: ['Entf'], does: 'Medien: die ausgewählten Dateien entfernen' },
  { keys: ['Alt', '← →'], does: 'Entwürfe: den gewählten Beitrag in die nächste Spalte verschieben' },
  { keys: ['/'], does: 'Entwürfe: suchen' },
  { keys: ['?'], does: 'Diese Liste anzeigen' },
];

export const notices: Words['notices'] = {
  published: (channels) => `Veröffentlicht auf ${channels}`,
  needsYou: (channel) => `${channel} braucht dich`,
  connected: (name) => `${name} ist verbunden.`,
  show: 'Anzeigen',
  problem: 'Das hat nicht geklappt',
};

export const zones: Words['zones'] = { placeholder: 'Stadt oder Zone suchen', none: 'Keine solche Zone' };
