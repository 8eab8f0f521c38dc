import type { Words } from '../words.ts';

export const palette: Words['palette'] = {
  title: 'Befehle',
  open: 'Suchen',
  placeholder: 'Beiträge, Dateien, Kanäle und Befehle suchen',
  nothing: 'Nichts heißt so.',
  actions: 'Tun',
  screens: 'Gehe zu',
  posts: 'Beiträge',
  go: 'Gehe zu öffnen',
  write: 'Schreiben beginnen',
  theme: (name) => `Aussehen: ${name}`,
  openPractice: 'Übungsbereich öffnen',
  showReal: 'Zurück zu meinem Arbeitsbereich',
  pause: (name) => `${name} pausieren`,
  resume: (name) => `${name} fortsetzen`,
  count: (count) => (count === 1 ? '1 Ergebnis' : `${count} Ergebnisse`),
};
