/** What networks call things, by the English words of their rules. */
export const PHRASES: Readonly<Record<string, string>> = {
  // Choices of a post
  'Who can reply': 'Wer antworten darf',
  'Holds for the whole thread.': 'Gilt für den ganzen Thread.',
  Everyone: 'Alle',
  'People you follow': 'Leute, denen du folgst',
  'People you mention': 'Leute, die du erwähnst',
  'Your subscribers': 'Deine Abonnenten',
  'Verified accounts': 'Verifizierte Konten',
  'Made with AI': 'Mit KI erstellt',
  'X marks the post as made with AI.': 'X kennzeichnet den Beitrag als mit KI erstellt.',
  'Paid partnership': 'Bezahlte Partnerschaft',
  'X marks the post as advertising.': 'X kennzeichnet den Beitrag als Werbung.',
  'Who can see it': 'Wer ihn sehen kann',
  Anyone: 'Alle',
  'Anyone signed in to LinkedIn': 'Alle, die bei LinkedIn angemeldet sind',
  'Your connections only': 'Nur deine Kontakte',
  'Others cannot repost it': 'Andere können ihn nicht teilen',
  'Publish as': 'Veröffentlichen als',
  'A reel is one upright video. A story is one picture or video, without text, for 24 hours.':
    'Ein Reel ist ein Video im Hochformat. Eine Story ist ein Bild oder Video ohne Text, für 24 Stunden.',
  Post: 'Beitrag',
  Reel: 'Reel',
  Story: 'Story',
  Kind: 'Art',
  'A post with a single video becomes a reel that is also shown on the profile.':
    'Ein Beitrag mit einem einzelnen Video wird zu einem Reel, das auch im Profil erscheint.',
  'Show the reel on the profile too': 'Das Reel auch im Profil zeigen',
  'Without it, the reel is only in the reels tab.': 'Sonst steht das Reel nur im Tab „Reels“.',
  Location: 'Ort',
  'The number of the Facebook page of a place.': 'Die Nummer der Facebook-Seite eines Ortes.',
  'Tag people': 'Personen markieren',
  'Instagram names, with commas between them. On a picture they stand in its middle.':
    'Instagram-Namen, durch Kommas getrennt. Auf einem Bild stehen sie in der Mitte.',
  Collaborators: 'Mitwirkende',
  'Instagram names, with commas between them. They are asked to share the post as theirs.':
    'Instagram-Namen, durch Kommas getrennt. Sie werden gefragt, ob sie den Beitrag als ihren teilen.',
  'Cover picture at': 'Titelbild bei',
  'Which moment of the video is its cover, in milliseconds from its start.':
    'Welche Stelle des Videos das Titelbild ist, in Millisekunden ab Beginn.',
  Topic: 'Thema',
  'One topic, shown with the post. Without full stops and &.': 'Ein Thema, das beim Beitrag steht. Ohne Punkte und &.',
  'Your followers': 'Deine Follower',
  'Profiles you follow': 'Profile, denen du folgst',
  'Profiles you mention': 'Profile, die du erwähnst',
  'The author of the post it answers': 'Wer den beantworteten Beitrag geschrieben hat',
  'Hide pictures and videos until they are tapped': 'Bilder und Videos verbergen, bis sie angetippt werden',
  'People mentioned in the post': 'Leute, die im Beitrag erwähnt sind',
  Nobody: 'Niemand',
  'No quotes': 'Keine Zitate',
  'Nobody can quote this post.': 'Niemand kann diesen Beitrag zitieren.',
  'Quote a post': 'Einen Beitrag zitieren',
  'The address of a post on bsky.app. It is shown inside the first part of yours.':
    'Die Adresse eines Beitrags auf bsky.app. Er erscheint im ersten Teil von deinem.',
  'Content warning': 'Inhaltswarnung',
  None: 'Keine',
  Suggestive: 'Anzüglich',
  Nudity: 'Nacktheit',
  'Adult content': 'Inhalte für Erwachsene',
  'Graphic media': 'Drastische Bilder',
  Languages: 'Sprachen',
  'Up to three codes, such as: en, de': 'Bis zu drei Kürzel, zum Beispiel: en, de',
  Gallery: 'Galerie',
  'Shows five to ten pictures in one post. Older apps may not show them.':
    'Zeigt fünf bis zehn Bilder in einem Beitrag. Ältere Apps zeigen sie vielleicht nicht.',
  'As set in your Mastodon account': 'Wie in deinem Mastodon-Konto eingestellt',
  'Everyone, but kept out of public feeds': 'Alle, aber nicht in öffentlichen Feeds',
  'Followers only': 'Nur Follower',
  'Shown in place of the post until somebody opens it. Its characters count as well.':
    'Steht anstelle des Beitrags, bis ihn jemand öffnet. Ihre Zeichen zählen mit.',
  'Hide the media behind a warning': 'Medien hinter einer Warnung verbergen',
  Language: 'Sprache',
  // The system names it otherwise.
  Bengali: 'Bengalisch',
  'Who may quote it': 'Wer ihn zitieren darf',
  Followers: 'Follower',
  'Only you': 'Nur du',
  'Poll: several answers may be chosen': 'Umfrage: mehrere Antworten möglich',
  'Poll: hide the counts until it ends': 'Umfrage: Stimmen bis zum Ende verbergen',
  'Notify whom it mentions': 'Erwähnte benachrichtigen',
  '@everyone and @here too.': 'Auch @everyone und @here.',

  // Ways to connect
  'With your own X app': 'Mit deiner eigenen X-App',
  'Your browser opens X, where you allow your app to post for you. Postwright never sees your password.':
    'Dein Browser öffnet X, wo du deiner App erlaubst, für dich zu posten. Postwright sieht dein Passwort nie.',
  'Client ID': 'Client-ID',
  'X charges the owner of the app for every post, so you bring your own. Make one at developer.x.com, as type “Native App” with permission to read and write, and add these callback addresses: http://127.0.0.1:53682/callback, http://127.0.0.1:53683/callback, http://127.0.0.1:53684/callback, http://127.0.0.1:53685/callback and http://127.0.0.1:53686/callback.':
    'X berechnet jeden Beitrag dem Besitzer der App, deshalb bringst du deine eigene mit. Leg sie auf developer.x.com an, als Typ „Native App“ mit Lese- und Schreibrecht, und trag diese Callback-Adressen ein: http://127.0.0.1:53682/callback, http://127.0.0.1:53683/callback, http://127.0.0.1:53684/callback, http://127.0.0.1:53685/callback und http://127.0.0.1:53686/callback.',
  'Under “Keys and tokens”, OAuth 2.0 Client ID': 'Unter „Keys and tokens“, OAuth 2.0 Client ID',
  'Your profile, with your own app keys': 'Dein Profil, mit eigenen App-Schlüsseln',
  'Your LinkedIn app needs the products “Sign In with LinkedIn using OpenID Connect” and “Share on LinkedIn”.':
    'Deine LinkedIn-App braucht die Produkte „Sign In with LinkedIn using OpenID Connect“ und „Share on LinkedIn“.',
  'Shown under “Auth” of your app.': 'Steht unter „Auth“ deiner App.',
  'Client secret': 'Client-Secret',
  'Return address': 'Rückkehradresse',
  'One of the redirect URLs of your app. Its page leads back to Postwright.':
    'Eine der Redirect-URLs deiner App. Ihre Seite führt zurück zu Postwright.',
  'Your profile and pages, with your own app keys': 'Dein Profil und deine Seiten, mit eigenen App-Schlüsseln',
  'Your LinkedIn app needs the product “Community Management API”, which LinkedIn grants on request.':
    'Deine LinkedIn-App braucht das Produkt „Community Management API“, das LinkedIn auf Anfrage freischaltet.',
  'Through your team server': 'Über deinen Team-Server',
  'Your browser opens LinkedIn. Your team server holds the app; Postwright never sees your password.':
    'Dein Browser öffnet LinkedIn. Die App liegt auf deinem Team-Server; Postwright sieht dein Passwort nie.',
  'With your own app keys': 'Mit eigenen App-Schlüsseln',
  'For teams with an app of their own at Meta for Developers. Your browser opens Facebook, where you choose the pages.':
    'Für Teams mit einer eigenen App bei Meta for Developers. Dein Browser öffnet Facebook, wo du die Seiten wählst.',
  'App ID': 'App-ID',
  'App secret': 'App-Geheimcode',
  'Shown in the app’s basic settings': 'Steht in den Grundeinstellungen der App',
  'One of the redirect addresses of your app, exactly as it is registered there. The page has to lead on to postwright://oauth/callback.':
    'Eine der Weiterleitungsadressen deiner App, genau wie dort eingetragen. Die Seite muss zu postwright://oauth/callback weiterleiten.',
  'Your browser opens Facebook, where you choose the pages that Postwright may post to.':
    'Dein Browser öffnet Facebook, wo du die Seiten wählst, auf denen Postwright posten darf.',
  'Both are at developers.facebook.com, in the Instagram part of your app. The account has to be a business or creator account.':
    'Beides steht auf developers.facebook.com, im Instagram-Teil deiner App. Das Konto muss ein Business- oder Creator-Konto sein.',
  'Instagram app ID': 'Instagram-App-ID',
  'Instagram app secret': 'Instagram-App-Geheimcode',
  'With Facebook Login and your own app keys': 'Mit Facebook Login und eigenen App-Schlüsseln',
  'For accounts that belong to a Facebook page. This way videos are uploaded directly, and posts can be deleted from here.':
    'Für Konten, die zu einer Facebook-Seite gehören. So werden Videos direkt hochgeladen, und Beiträge lassen sich von hier löschen.',
  'Your browser opens Instagram, where you allow your team’s app to post for you.':
    'Dein Browser öffnet Instagram, wo du der App deines Teams erlaubst, für dich zu posten.',
  'For an app of your own at developers.facebook.com with the Threads use case. The secret is used once, to sign in, and is not kept.':
    'Für eine eigene App auf developers.facebook.com mit dem Anwendungsfall Threads. Der Geheimcode wird einmal zum Anmelden verwendet und nicht aufbewahrt.',
  'Threads app ID': 'Threads-App-ID',
  'Threads app secret': 'Threads-App-Geheimcode',
  'Your browser opens Threads, where you allow Postwright to post for you. Your team server keeps the app’s secret and never sees your password.':
    'Dein Browser öffnet Threads, wo du Postwright erlaubst, für dich zu posten. Dein Team-Server bewahrt den Geheimcode der App auf und sieht dein Passwort nie.',
  'With an app password': 'Mit einem App-Passwort',
  'An app password can post for you, and you can take it back in Bluesky at any time without changing your own password.':
    'Ein App-Passwort kann für dich posten, und du kannst es in Bluesky jederzeit zurücknehmen, ohne dein eigenes Passwort zu ändern.',
  'Handle or e-mail': 'Handle oder E-Mail',
  'App password': 'App-Passwort',
  'Make one in Bluesky: Settings, Privacy and security, App passwords.':
    'Leg eines in Bluesky an: Einstellungen, Privatsphäre und Sicherheit, App-Passwörter.',
  Server: 'Server',
  'Only if your account is not hosted by Bluesky.': 'Nur wenn dein Konto nicht bei Bluesky liegt.',
  'In the browser': 'Im Browser',
  'Your browser opens Bluesky, where you allow Postwright to post for you. You have to do this again every two weeks.':
    'Dein Browser öffnet Bluesky, wo du Postwright erlaubst, für dich zu posten. Das musst du alle zwei Wochen wiederholen.',
  Handle: 'Handle',
  'Without it, Bluesky asks you who you are. Needed if your account is not hosted by Bluesky.':
    'Ohne fragt Bluesky, wer du bist. Nötig, wenn dein Konto nicht bei Bluesky liegt.',
  'Your browser opens your server, where you allow Postwright to post for you. Postwright never sees your password.':
    'Dein Browser öffnet deinen Server, wo du Postwright erlaubst, für dich zu posten. Postwright sieht dein Passwort nie.',
  'The address in your browser when you use Mastodon, or your full name there: @you@mastodon.social.':
    'Die Adresse im Browser, wenn du Mastodon verwendest, oder dein voller Name dort: @you@mastodon.social.',
  'With a bot': 'Mit einem Bot',
  'Make a bot with @BotFather, and make it an administrator of your channel that may post messages.':
    'Leg mit @BotFather einen Bot an und mach ihn zum Administrator deines Kanals, der Nachrichten posten darf.',
  'Bot token': 'Bot-Token',
  'From @BotFather.': 'Von @BotFather.',
  Channel: 'Kanal',
  'Its @name, or its number.': 'Sein @name oder seine Nummer.',
  'With a webhook': 'Mit einem Webhook',
  'Whoever has the address can post in the channel. You can take it back in Discord at any time.':
    'Wer die Adresse hat, kann im Kanal posten. Du kannst sie in Discord jederzeit zurücknehmen.',
  'Webhook address': 'Webhook-Adresse',
  'In Discord: Edit channel, Integrations, Webhooks, Copy webhook URL.':
    'In Discord: Kanal bearbeiten, Integrationen, Webhooks, Webhook-URL kopieren.',

  // Why followers are not told
  'It would have to be asked as a user read, for which it charges the owner of the app keys.':
    'Das wäre eine Nutzerabfrage, die dem Besitzer der App-Schlüssel berechnet wird.',
  'The permissions Postwright asks for do not cover it.':
    'Die Berechtigungen, um die Postwright bittet, reichen dafür nicht.',
  'It tells apps only how many came that day, and only of larger accounts.':
    'Apps erfahren nur, wie viele an einem Tag dazukamen, und nur bei größeren Konten.',

  // Why something is not possible
  Poll: 'Umfrage',
  'First comment': 'Erster Kommentar',
  'two of its answers are the same.': 'Zwei ihrer Antworten sind gleich.',
  'Facebook’s own scheduler takes no stories.': 'Die Planung von Facebook nimmt keine Storys.',
  'it cannot have a first comment.': 'Sie kann keinen ersten Kommentar haben.',
  'a page has no connections, only followers.': 'Eine Seite hat keine Kontakte, nur Follower.',
  'this is not the address of a post on bsky.app.': 'Das ist nicht die Adresse eines Beitrags auf bsky.app.',
  'the page could not be read.': 'Die Seite ließ sich nicht lesen.',
  'the page has no title.': 'Die Seite hat keinen Titel.',
  'this is not the address of a server': 'Das ist nicht die Adresse eines Servers.',
  'this is not the address of a server.': 'Das ist nicht die Adresse eines Servers.',
  'http would send your sign-in readable; use https': 'Über http wäre deine Anmeldung lesbar; verwende https.',
  'http would send the password readable; use https.': 'Über http wäre das Passwort lesbar; verwende https.',
  'nobody has this handle.': 'Niemand hat diesen Handle.',
  'it is empty': 'Das Feld ist leer.',
  'it is missing': 'Die Angabe fehlt.',
  'it has to begin with https://': 'Die Adresse muss mit https:// beginnen.',
  'this is not a web address': 'Das ist keine Webadresse.',
  'Postwright is quitting': 'Postwright wird gerade beendet.',

  // What networks take
  '5 minutes to 7 days': '5 Minuten bis 7 Tage',
  '1, 3, 7 or 14 days': '1, 3, 7 oder 14 Tage',
  'for 24 hours': '24 Stunden',
  '10000 together, and 20 to 1': 'zusammen 10000, und 20 zu 1',
  '4:5 to 1.91:1': '4:5 bis 1,91:1',
};
