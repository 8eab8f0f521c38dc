import type { Words } from '../words.ts';

export const progress: Words['progress'] = {
  deleted: 'Im Papierkorb',
  draft: 'Entwurf',
  planned: 'Geplant',
  sending: 'Wird gesendet',
  'needs-you': 'Braucht dich',
  published: 'Veröffentlicht',
  'partly-published': 'Teilweise veröffentlicht',
  canceled: 'Abgebrochen',
};

export const state: Words['state'] = {
  scheduled: 'Geplant',
  held: 'Angehalten',
  publishing: 'Wird gesendet',
  processing: 'Netzwerk bereitet vor',
  'handed-over': 'Dem Netzwerk übergeben',
  unconfirmed: 'Unbestätigt',
  published: 'Veröffentlicht',
  failed: 'Abgelehnt',
  canceled: 'Abgebrochen',
};

export const offer: Words['offer'] = {
  editPost: 'Beitrag bearbeiten',
  pickTime: 'Andere Zeit wählen',
  pickMedia: 'Bilder ändern',
  reconnect: 'Neu verbinden',
  connectAgain: 'Noch einmal verbinden',
  sendNow: 'Jetzt senden',
  sendAgain: 'Noch einmal senden',
  checkAgain: 'Noch einmal prüfen',
  chooseKey: 'Anmeldungen entsperren',
  openChannels: 'Kanäle öffnen',
  openSettings: 'Einstellungen öffnen',
  openNetwork: 'Netzwerk öffnen',
  markPublished: 'Er ist da …',
  cancelSending: 'Nicht senden',
  openPost: 'Beitrag öffnen',
  history: 'Verlauf',
};

export const networkPost: Words['networkPost'] = {
  less: 'Weniger anzeigen',
  about: 'etwa hier',
  aboutHere: 'Das Netzwerk nennt keine Zahl. Etwa hier klappt es einen Text ein.',
  cut: 'Für den Rahmen beschnitten',
  film: 'Video',
  poll: 'Umfrage',
};

export const ledger: Words['ledger'] = {
  title: 'Verlauf dieses Beitrags',
  empty: 'Noch ist nichts passiert.',
  attempt: (count) => `Versuch ${count}`,
  due: (moment) => `Fällig ${moment}`,
  nextTry: (moment) => `Nächster Versuch ${moment}`,
  request: (method, address, answer) => `${method} ${address}${answer === '' ? '' : ` → ${answer}`}`,
  onTime: (ms) => `Pünktlich (${ms} ms nach der Zeit)`,
  late: (words) => `${words} zu spät`,
  events: {
    planned: 'Geplant',
    rescheduled: 'Verschoben',
    canceled: 'Zurückgenommen',
    decided: 'Eine Person hat entschieden',
    claimed: 'Die Zeit war gekommen; das Senden begann',
    interrupted: 'Postwright endete während des Sendens',
    'step-started': 'Begonnen',
    'step-finished': 'Fertig',
    'step-found': 'Beim Netzwerk gefunden, daher nicht wiederholt',
    'step-absent': 'Nicht beim Netzwerk, daher noch einmal gemacht',
    request: 'Netzwerk gefragt',
    trouble: 'Etwas kam dazwischen',
    'put-back': 'Wird noch einmal versucht',
    processing: 'Das Netzwerk bereitet den Beitrag vor',
    held: 'Für dich angehalten',
    released: 'Freigegeben, wieder in der Warteschlange',
    'handed-over': 'Der Planung des Netzwerks übergeben',
    published: 'Veröffentlicht',
    'taken-down': 'Von einer Person gelöscht',
    corrected: 'Der Text wurde beim Netzwerk korrigiert',
    unconfirmed: 'Ließ sich nicht bestätigen',
    failed: 'Abgelehnt',
  },
  decisions: {
    'publication.send': 'Eine Person hat noch einmal gesendet',
    'publication.check-again': 'Eine Person wollte noch einmal nachsehen lassen',
    'publication.mark-published': 'Eine Person hat gesehen, dass er da ist',
    'publication.mark-not-published': 'Eine Person hat nachgesehen: Er ist nicht da',
    'publication.cancel': 'Eine Person hat ihn zurückgenommen',
    'publication.put-back': 'Eine Person hat ihn wieder eingeplant',
  },
  steps: {
    create: 'Beitrag',
    media: 'Bild',
    upload: 'Bild',
    status: 'Beitrag',
    record: 'Beitrag',
    thread: 'Teil',
    confirm: 'Nachlesen',
  },
  confirmedBy: {
    answer: 'Durch die Antwort des Netzwerks bestätigt',
    found: 'Beim Netzwerk gefunden, nachdem die Antwort verloren ging',
    'read-back': 'Beim Netzwerk nachgelesen',
    person: 'Von einer Person bestätigt',
  },
};

export const labels: Words['labels'] = {
  title: 'Labels',
  choose: 'Labels',
  on: 'Labels: ',
  named: (names) => `Labels: ${names}`,
  find: 'Label suchen oder anlegen',
  none: 'Kein solches Label.',
  empty: 'Noch keine Labels. Leg eines an, wenn du einem Beitrag Labels gibst.',
  make: (name) => `„${name}“ anlegen`,
  change: 'Labels ändern …',
  nameOf: (name) => `Name von ${name}`,
  colorOf: (name) => `Farbe von ${name}`,
  colors: {
    grey: 'Grau',
    red: 'Rot',
    amber: 'Bernstein',
    green: 'Grün',
    teal: 'Petrol',
    blue: 'Blau',
    violet: 'Violett',
    pink: 'Rosa',
  },
  posts: (count) => (count === 1 ? '1 Beitrag' : `${count} Beiträge`),
  moreFor: (name) => `Mehr zu ${name}`,
  merge: 'Zusammenführen mit',
  mergeTitle: (name, into) => `„${name}“ mit „${into}“ zusammenführen?`,
  mergeText: (name, into) =>
    `Jeder Beitrag mit „${name}“ bekommt stattdessen „${into}“. Das lässt sich nicht rückgängig machen.`,
  delete: 'Löschen',
  deleted: (name) => `Label „${name}“ gelöscht.`,
};

export const stage: Words['stage'] = {
  title: 'Phase',
  idea: 'Idee',
  draft: 'Entwurf',
  'in-review': 'In Prüfung',
  ready: 'Fertig',
};

export const additions: Words['additions'] = {
  title: 'Was er ergänzt',
  titleOf: (name) => `Was ${name} seinen Beiträgen hinzufügt`,
  open: (name) => `Was er ergänzt, ${name}`,
  hint: 'Kommt ab jetzt zu jedem Beitrag hinzu, der dort veröffentlicht wird, auch zu geplanten. Zeichenzahl und Prüfungen rechnen damit.',
  signature: 'Signatur',
  signatureHint: 'Unter dem letzten Teil. Eine Umfrage bekommt keine.',
  firstComment: 'Erster Kommentar',
  firstCommentHint: 'Für Beiträge, die keinen eigenen haben.',
  linkCard: 'Aus dem ersten Link eine Vorschau erstellen',
  utm: 'Parameter an Links',
  utmHint: '{channel}, {network} und {date} stehen für den Kanal, sein Netzwerk und den geplanten Tag.',
  utmNames: {
    source: 'Quelle (source)',
    medium: 'Medium (medium)',
    campaign: 'Kampagne (campaign)',
    content: 'Inhalt (content)',
  },
  utmExample: 'Ein Link lautet dann',
  save: 'Speichern',
  saved: (name) => `Gespeichert, was ${name} ergänzt.`,
  unfit: (count) =>
    count === 1
      ? '1 geplanter Beitrag passt dort nicht mehr: Öffne ihn und sieh dir die Prüfungen an.'
      : `${count} geplante Beiträge passen dort nicht mehr: Öffne sie und sieh dir die Prüfungen an.`,
  addedFor: (name) => `${name} ergänzt:`,
};
