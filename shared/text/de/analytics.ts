import type { AnalyticsWords } from '#shared/text/analytics-words.ts';

/** What numbers are called, in German. */
export const analytics: AnalyticsWords = {
  measures: {
    posts: 'Beiträge',
    interactions: 'Interaktionen',
    impressions: 'Impressionen',
    reach: 'Reichweite',
    views: 'Aufrufe',
    likes: 'Likes',
    comments: 'Kommentare',
    shares: 'Geteilte Beiträge',
    quotes: 'Zitate',
    saves: 'Gespeicherte Beiträge',
    clicks: 'Klicks',
  },
  lower: (measure) => measure,
  rate: 'Engagement-Rate',
  interactionsAre: 'Interaktionen sind Likes, Kommentare, Teilen, Zitate und Speichern.',
  rateIs:
    'Engagement-Rate: Interaktionen geteilt durch die Häufigkeit, mit der Beiträge angezeigt wurden (Impressionen, oder Aufrufe, wo ein Netzwerk keine Impressionen zählt). Beiträge, deren Netzwerk nur eines von beiden nennt, bleiben außen vor.',
  tellsNothing: (network) => `${network} nennt Apps keine Zahlen zu Beiträgen.`,
  tellsAll: (network) => `${network} nennt alles, was hier zu sehen ist.`,
  tellsNot: (network, measures) => `${network} nennt nicht: ${measures}.`,
  noFollowers: 'Follower werden nicht angezeigt.',
  noFollowersWhy: (why) => `Follower werden nicht angezeigt: ${why}`,
  costs: (usd) =>
    `Für die Zahlen eines Beitrags werden ${usd.toFixed(3).replace('.', ',')} $ berechnet, deshalb wird nur dreimal gefragt.`,
  page: {
    compared: (range, before) => `${range}, im Vergleich zu ${before}`,
    byDay: (measure) => `${measure} nach Tag der Veröffentlichung`,
    notesTitle: 'Was die Zahlen sagen, und was nicht',
    grows:
      'Die Zahlen eines Beitrags wachsen etwa vier Wochen lang; eine leere Stelle ist eine Zahl, die sein Netzwerk nicht nennt.',
    unread: (posts) =>
      posts === 1
        ? '1 Beitrag dieses Zeitraums hat noch keine Zahlen.'
        : `${posts} Beiträge dieses Zeitraums haben noch keine Zahlen.`,
    made: (zone, moment) => `Zeiten gelten für ${zone}. Erstellt mit Postwright, ${moment}.`,
    nothing: 'Noch nichts zu zeichnen.',
    bars: (most) => `Balken, der höchste ${most}`,
    channels: 'Kanäle',
    channel: 'Kanal',
    followers: 'Follower',
    labels: 'Labels',
    label: 'Label',
    topPosts: 'Top-Beiträge',
    post: 'Beitrag',
    published: 'Veröffentlicht',
    shown: 'Angezeigt',
  },
  table: {
    published: 'Veröffentlicht',
    zone: 'Zeitzone',
    network: 'Netzwerk',
    channel: 'Kanal',
    labels: 'Labels',
    post: 'Beitrag',
    link: 'Link',
    age: 'Alter der Zahlen (Stunden)',
  },
};
