import type { Words } from '../words.ts';

export const welcome: Words['welcome'] = {
  title: 'Beiträge, die einmal rausgehen, pünktlich, mit Nachweis.',
  lead: 'Drei Schritte, und dein erster Beitrag ist geplant. Alles bleibt auf diesem Computer.',
  steps: [
    {
      title: 'Verbinde einen Kanal',
      text: 'Melde dich dort an, wo du postest. Die Anmeldung liegt im Schlüsselbund dieses Computers.',
    },
    { title: 'Schreib einen Beitrag', text: 'Die Grenzen jedes Netzwerks werden beim Tippen geprüft.' },
    {
      title: 'Gib ihm eine Zeit',
      text: 'Postwright sendet ihn, bewahrt den Nachweis auf und sagt dir, wenn etwas dich braucht.',
    },
  ],
  connect: 'Kanal verbinden',
  practise: 'Im Übungsbereich ausprobieren',
  writeFirst: 'Erst schreiben, später verbinden',
  done: 'Erledigt',
};
