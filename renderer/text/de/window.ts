import type { Words } from '../words.ts';

export const app: Words['app'] = {
  name: 'Postwright',
  loading: 'Deine Bibliothek wird geöffnet …',
  newPost: 'Neuer Beitrag',
  newFromTemplate: 'Neuer Beitrag aus einer Vorlage',
  noTemplates: 'Noch keine Vorlagen. Zu den Entwürfen',
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
  more: 'Mehr',
};

export const workspaces: Words['workspaces'] = {
  choose: (program, name) => `${program} ${name}, Arbeitsbereich wechseln`,
  own: 'Mein Arbeitsbereich',
  practice: 'Übungsbereich',
  practiceShort: 'Übung',
  shown: 'Wird hier angezeigt',
};

export const keys: Words['keys'] = {
  'new-post': 'Neuer Beitrag',
  search: 'Suchen und alles durch Tippen tun',
  calendar: 'Kalender',
  queue: 'Warteschlange',
  drafts: 'Entwürfe',
  media: 'Medien',
  channels: 'Kanäle',
  analytics: 'Analysen',
  activity: 'Aktivität',
  settings: 'Einstellungen',
  plan: 'Den offenen Beitrag planen',
  'add-part': 'Dem Thread einen Teil hinzufügen',
  'next-free': 'Nächste freie Posting-Zeit für den offenen Beitrag',
};

export const shortcuts: Words['shortcuts'] = [
  { keys: ['mod', ','], does: 'Einstellungen' },
  { keys: ['mod', '+ −'], does: 'Größerer und kleinerer Text' },
  { keys: ['Umschalt', 'Klick'], does: 'Warteschlange: alles dazwischen auswählen' },
  { keys: ['mod', 'A'], does: 'Warteschlange: alles auswählen, was sich ändern lässt' },
  { keys: ['Esc'], does: 'Den offenen Beitrag schließen' },
  { keys: ['T'], does: 'Kalender: zu heute' },
  { keys: ['M'], does: 'Kalender: Monat' },
  { keys: ['W'], does: 'Kalender: Woche' },
  { keys: ['D'], does: 'Kalender: Tag' },
  { keys: ['A'], does: 'Kalender: Agenda' },
  { keys: ['Pfeile'], does: 'Kalender: zum nächsten Beitrag, oder zu einem am nächsten Tag' },
  { keys: ['Enter'], does: 'Kalender: den gewählten Beitrag ansehen; noch einmal öffnet ihn' },
  { keys: ['Alt', 'Pfeile'], does: 'Kalender: den gewählten Beitrag verschieben' },
  { keys: ['Alt', 'Ziehen'], does: 'Kalender: eine Kopie ziehen' },
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
  show: 'Anzeigen',
};

export const zones: Words['zones'] = { placeholder: 'Stadt oder Zone suchen', none: 'Keine solche Zone' };
