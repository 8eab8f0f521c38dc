import type { Words } from '../words.ts';

export const analytics: Words['analytics'] = {
  title: 'Analysen',
  days: 'Zeitraum',
  lastDays: (days) => `${days} Tage`,
  custom: 'Andere Tage',
  allChannels: 'Alle Kanäle',
  channels: 'Kanäle',
  draw: 'Anzeigen',
  comparedWith: (days) => `im Vergleich zu ${days}`,
  sameAsBefore: 'wie zuvor',
  nothingBefore: 'kein Vergleich möglich',
  toldOf: (told, of) => (told === of ? '' : `bei ${told} von ${of} Beiträgen`),
  rate: 'Engagement-Rate',
  followers: 'Follower',
  followersSince: (change) => `${change} in diesem Zeitraum`,
  overTime: (measure) => `${measure} nach Tag der Veröffentlichung`,
  grows:
    'Die Zahlen eines Beitrags wachsen etwa vier Wochen lang. Die neuesten Beiträge wirken deshalb kleiner, als sie sein werden.',
  unread: (posts) =>
    posts === 1
      ? '1 Beitrag dieses Zeitraums hat noch keine Zahlen. Die Netzwerke werden eine Stunde nach der Veröffentlichung gefragt, danach immer seltener.'
      : `${posts} Beiträge dieses Zeitraums haben noch keine Zahlen. Die Netzwerke werden eine Stunde nach der Veröffentlichung gefragt, danach immer seltener.`,
  noPostsTitle: 'In diesem Zeitraum wurde nichts veröffentlicht',
  noPosts:
    'Wähle andere Tage oder Kanäle, oder schreib einen Beitrag: Eine Stunde nach der Veröffentlichung erscheinen hier seine Zahlen.',
  noNumbersHere: 'Kein Netzwerk nennt das für diese Beiträge.',
  bestTimes: 'Wann deine Beiträge gut laufen',
  bestTimesText:
    'Ein Beitrag lief gut, wenn es mehr Interaktionen gab als beim mittleren Beitrag seines Kanals. Dunkler: Ein größerer Anteil lief gut.',
  day: 'Tag',
  noPostsThen: 'keine Beiträge',
  notEnough: (posts, needed) =>
    `Noch nicht genug: ${posts} von ${needed} Beiträgen, die mindestens einen Tag alt sind und Zahlen haben.`,
  nothingSure: 'Noch sticht kein Tag und keine Stunde sicher hervor.',
  standsOut: (place, well, posts, low, high) =>
    `${place}: ${well} von ${posts} Beiträgen liefen gut (mit 95 % Sicherheit zwischen ${low} und ${high}), mehr als Zufall erklärt.`,
  cell: (well, posts) => `${well} von ${posts} liefen gut`,
  cellUnsure: (well, posts) => `${well} von ${posts} liefen gut, zu wenige für eine Aussage`,
  hour: (hour) => `${String(hour).padStart(2, '0')}:00`,
  at: (hour) => `Um ${hour} Uhr`,
  dayAt: (day, hour) => `${day} um ${hour} Uhr`,
  weekdays: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  topPosts: 'Top-Beiträge',
  post: 'Beitrag',
  published: 'Veröffentlicht',
  shown: 'Angezeigt',
  channel: 'Kanal',
  label: 'Label',
  byChannel: 'Nach Kanal',
  byLabel: 'Nach Label',
  notTold: 'keine Angabe',
  notProvided: 'Was Netzwerke nicht verraten',
  exportAs: 'Exportieren',
  csv: 'Tabelle aller Beiträge (CSV)',
  pdf: 'Bericht für Kundschaft (PDF)',
  exported: 'Die Datei ist gespeichert.',
};
