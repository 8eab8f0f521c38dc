import type { Words } from '../words.ts';

export const welcome: Words['welcome'] = {
  title: 'Beiträge, die einmal rausgehen, pünktlich, mit Nachweis.',
  lead: 'Drei Schritte, weniger als eine Minute. Alles bleibt auf diesem Computer.',
  zone: { title: 'Deine Zeitzone', text: 'In ihr werden Beiträge geplant. So sagt es dieser Computer.' },
  zoneLabel: 'Zeitzone',
  where: {
    title: 'Probier es aus, oder verbinde einen Kanal',
    text: 'Im Übungsbereich ist jedes Netzwerk auf diesem Computer nachgestellt: Nichts erreicht irgendjemanden.',
  },
  time: {
    title: 'Gib deinem ersten Beitrag eine Zeit',
    text: 'Er ist schon für dich begonnen. Postwright sendet ihn, bewahrt den Nachweis auf und sagt dir, wenn etwas dich braucht.',
  },
  begin: 'Übungsbeitrag beginnen',
  connect: 'Kanal verbinden',
  practise: 'Im Übungsbereich ausprobieren',
  writeFirst: 'Erst schreiben, später verbinden',
  firstPost: 'Hallo! Das ist mein erster Beitrag mit Postwright.',
};
