import type { ProgramWords } from '#shared/text/program-words.ts';

/** What the program says outside its window, in German. */
export const program: ProgramWords = {
  menu: {
    file: '&Datei',
    newPost: 'Neuer Beitrag',
    close: 'Fenster schließen',
    quit: 'Beenden',
    edit: '&Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    pastePlain: 'Ohne Formatierung einfügen',
    delete: 'Löschen',
    selectAll: 'Alles auswählen',
    go: '&Gehe zu',
    calendar: 'Kalender',
    queue: 'Warteschlange',
    drafts: 'Entwürfe',
    media: 'Medien',
    channels: 'Kanäle',
    settings: 'Einstellungen',
    view: '&Ansicht',
    actualSize: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fullScreen: 'Vollbild ein/aus',
    window: '&Fenster',
    minimize: 'Minimieren',
    zoom: 'Zoomen',
    front: 'Alle nach vorne bringen',
    about: 'Über Postwright',
    services: 'Dienste',
    hide: 'Postwright ausblenden',
    hideOthers: 'Andere ausblenden',
    showAll: 'Alle einblenden',
  },
  tray: {
    nothing: 'Nichts geplant',
    next: (when, channels) => `Als Nächstes: ${when}${channels > 1 ? `, ${channels} Kanäle` : ''}`,
    open: 'Postwright öffnen',
    newPost: 'Neuer Beitrag',
    quit: 'Beenden',
  },
  notify: {
    practice: (title) => `Übung: ${title}`,
    signInEnds: (channel, days) =>
      `Die Anmeldung von ${channel} endet ${days === 1 ? 'innerhalb eines Tages' : `innerhalb von ${days} Tagen`}`,
    connectBefore: 'Verbinde den Kanal vorher neu, damit nichts liegen bleibt.',
    someChannel: 'einem Kanal',
    published: (channel) => `Veröffentlicht auf ${channel}`,
    failed: (channel) => `Nicht veröffentlicht auf ${channel}`,
    held: (channel) => `Wartet auf dich: ${channel}`,
    unconfirmed: (channel) => `Bitte nachsehen auf ${channel}`,
  },
  quitting: {
    due: (posts, minutes) => {
      const when = minutes === 0 ? 'jetzt' : minutes === 1 ? 'in einer Minute' : `in ${minutes} Minuten`;
      return posts === 1
        ? `Ein Beitrag ist ${when} fällig.`
        : `${posts} Beiträge sind in der nächsten Stunde fällig, der erste ${when}.`;
    },
    detail:
      'Solange Postwright beendet ist, wird nichts veröffentlicht. Wenn du nur das Fenster schließt, läuft es im Hintergrund weiter.',
    stay: 'Weiterlaufen lassen',
    quit: 'Beenden',
  },
  library: {
    restore: 'Neueste Sicherung öffnen',
    empty: 'Mit einer leeren Bibliothek beginnen',
    quit: 'Beenden',
    unchanged: 'Es wurde nichts verändert.',
    noBackup: 'Es gibt noch keine Sicherung. Die beschädigte Datei bleibt in jedem Fall erhalten.',
    newest: (name) => `Die neueste Sicherung ist ${name}. Die beschädigte Datei bleibt in jedem Fall erhalten.`,
  },
  files: {
    postable: 'Bilder, Videos, Audio und PDF',
    table: 'Tabelle (CSV)',
    pdf: 'PDF',
  },
  practice: { workspace: 'Übung', window: 'Übung · Postwright' },
};
