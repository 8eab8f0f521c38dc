import type { FailureCode } from '#shared/failures.ts';

/** What a person reads of a failure. English and the offers stand in shared/failures.ts. */
export const FAILURES: Readonly<Record<FailureCode, string>> = {
  // Words and media of a post
  'post.not-found': 'Diesen Beitrag gibt es nicht mehr.',
  'post.link-unknown':
    'Der Beitrag, zu dem dieser Link führt, ist nicht in dieser Bibliothek. Vielleicht ist er in einer anderen, oder endgültig gelöscht.',
  'post.exists': 'Dieser Beitrag wurde schon angelegt.',
  'post.deleted': 'Dieser Beitrag liegt im Papierkorb. Stell ihn zuerst wieder her.',
  'post.not-deleted': 'Dieser Beitrag liegt nicht im Papierkorb.',
  'post.archived': 'Dieser Beitrag liegt im Archiv. Hol ihn zuerst zurück.',
  'post.not-archived': 'Dieser Beitrag liegt nicht im Archiv.',
  'post.still-planned':
    'Dieser Beitrag soll noch veröffentlicht werden oder wartet auf dich. Nimm ihn aus dem Plan, bevor du ihn archivierst.',
  'post.is-template': 'Eine Vorlage wird nicht veröffentlicht. Beginne einen Beitrag damit.',
  'post.already-sending': 'Dieser Beitrag wird gerade veröffentlicht und lässt sich nicht mehr ändern.',
  'post.already-published':
    'Dieser Beitrag ist auf {channel} schon veröffentlicht, deshalb lässt sich das nicht mehr ändern.',
  'post.no-channels': 'Wähle mindestens einen Kanal für diesen Beitrag.',
  'post.unknown-channel': 'Ein Kanal dieses Beitrags ist hier nicht mehr verbunden.',
  'post.rule-broken': '{channel}: {problem}',
  'post.open-conflict': 'Zwei Bearbeitungen haben dieselben Wörter geändert. Wähle vor dem Planen eine.',
  'post.changed-meanwhile': 'Die Teile wurden inzwischen geändert. Sieh sie dir an und mach es noch einmal.',
  'post.not-planned': 'Dieser Beitrag hat keine geplante Zeit.',
  'post.no-such-version': 'Version {version} dieses Beitrags gibt es nicht.',
  'post.no-such-segment': 'Teil {segment} dieses Beitrags gibt es nicht.',
  'post.no-such-file': 'Diese Datei ist nicht mehr im Beitrag.',
  'post.no-such-conflict': 'Dieser Konflikt ist schon gelöst.',

  // Labels
  'snippet.not-found': 'Diesen Textbaustein gibt es nicht mehr.',
  'snippet.name-taken': 'Es gibt schon einen Textbaustein namens „{name}“.',
  'label.not-found': 'Dieses Label gibt es nicht mehr.',
  'label.name-taken': 'Ein Label namens „{name}“ gibt es schon.',

  // Time
  'time.unknown-zone': 'Eine Zeitzone namens „{zone}“ gibt es nicht.',
  'time.no-such-date': '„{wall}“ ist kein Datum mit Uhrzeit.',
  'time.in-the-past': 'Diese Zeit ist schon vorbei. Wähle eine spätere oder veröffentliche jetzt.',

  // Media
  'media.not-found': 'Eine Datei dieses Beitrags fehlt in der Bibliothek.',
  'media.too-large': '{file} hat {size}; höchstens {limit} lassen sich importieren.',
  'media.unknown-type':
    '{file} lässt sich nicht posten: Es ist kein Bild (JPEG, PNG, WebP, GIF), kein Video (MP4, MOV, WebM), kein Audio (MP3, OGG, WAV, FLAC, M4A) und kein PDF.',
  'media.unreadable': '{file} lässt sich nicht lesen: {reason}',
  'media.damaged': '{file} ist beschädigt oder unvollständig und lässt sich nicht verwenden.',
  'media.locked': '{file} öffnet sich nur mit einem Passwort. Speichere die Datei ohne und füg sie noch einmal hinzu.',
  'media.heic':
    '{file} ist ein HEIC-Bild von einer Art, die sich hier nicht öffnen lässt. Speichere es als JPEG und füg es noch einmal hinzu.',
  'media.too-many-pixels': '{file} hat {used} Millionen Pixel; höchstens {limit} Millionen lassen sich öffnen.',
  'media.too-many-labels': 'Eine Datei kann {limit} Labels haben. Nimm zuerst eines weg.',
  'media.no-fit': '{file} lässt sich hier nicht passend machen. Wähle ein anderes Bild.',
  'media.no-film': '{file} ist kein Video.',
  'media.film-not-opened':
    '{file} ist als {codec} codiert, was dieser Computer nicht öffnen kann. Speichere es als MP4 mit H.264 in dem Programm, aus dem es kommt.',
  'media.film-not-written':
    'Dieser Computer kann kein Video schreiben, wie {file} sein müsste. Speichere es als MP4 mit H.264 in dem Programm, aus dem es kommt.',
  'media.film-sound':
    'Der Ton von {file} ist als {codec} codiert, was dieser Computer nicht öffnen kann. Speichere es mit AAC-Ton in dem Programm, aus dem es kommt.',
  'media.film-no-end':
    'An {file} wurde eine Weile gearbeitet, ohne weiterzukommen. Speichere es als MP4 mit H.264 in dem Programm, aus dem es kommt.',
  'media.store-check':
    'Dateien deiner Beiträge fehlen oder wurden außerhalb von Postwright verändert: {files}. Beiträge damit können erst veröffentlicht werden, wenn du die Dateien wieder hinzufügst.',
  'media.no-public-address':
    '{platform} holt {file} von einer öffentlichen Adresse ab, und es ist keine eingerichtet: weder ein Bucket von dir noch ein Team-Server.',
  'media.bucket-refused': 'Dein Bucket oder Team-Server hat {file} nicht angenommen: {answer}',
  'media.bucket-unreachable': 'Dein Bucket oder Team-Server war für {file} nicht erreichbar: {answer}',
  'media.not-public': '{file} liegt in deinem Bucket, lässt sich aber von außen nicht abholen: {answer}',
  'media.fetch-failed': '{platform} konnte {file} nicht abholen: {answer}',
  'media.changed': 'Eine Datei dieses Beitrags wurde außerhalb von Postwright verändert und wird nicht gesendet.',

  // Posting times
  'slot.not-found': 'Diese Posting-Zeit gibt es nicht mehr.',
  'slot.exists': 'Zu dieser Zeit gibt es schon eine Posting-Zeit.',
  'slot.too-many': 'Ein Kanal kann {limit} Posting-Zeiten pro Woche haben.',

  // Files of rows
  'csv.too-large': '{file} hat {size}; höchstens {limit} lassen sich lesen.',
  'csv.too-many-rows': '{file} hat {rows} Zeilen; höchstens {limit} lassen sich auf einmal lesen.',
  'csv.unreadable': '{file} lässt sich nicht als Tabelle lesen: {reason}',
  'csv.empty': 'In {file} steht nichts.',
  'csv.not-open': 'Die Datei ist nicht mehr geöffnet. Wähle sie noch einmal.',
  'csv.row-refused': 'Zeile {row} lässt sich nicht importieren: {problem} Es wurde nichts importiert.',
  'csv.nothing-chosen': 'So, wie die Datei jetzt gelesen wird, lässt sich keine Zeile importieren.',
  'csv.imported-before':
    'Das wurde schon einmal importiert ({rows} Zeilen, aus {file}). Importiere es nur noch einmal, wenn du diese Beiträge doppelt willst.',
  'csv.no-such-import': 'Diesen Import gibt es nicht mehr, oder er wurde schon rückgängig gemacht.',
  'csv.not-written': 'Die Datei ließ sich nicht schreiben: {reason}',

  // Days from files
  'days.too-large': '{file} hat {size}; höchstens {limit} lassen sich lesen.',
  'days.unreadable':
    '{file} lässt sich nicht als Kalenderdatei (ICS) lesen: {reason} Deine bisherigen Tage sind unverändert.',
  'days.none': 'In {file} stehen keine ganzen Tage. Deine bisherigen Tage sind unverändert.',
  'days.too-many': '{file} hat {events} Einträge; höchstens {limit} lassen sich übernehmen.',

  // Channels and sign-in
  'channel.not-found': 'Dieser Kanal ist nicht mehr verbunden.',
  'channel.paused': '{channel} ist pausiert.',
  'channel.token-expired': '{channel} muss neu verbunden werden.',
  'channel.no-permission': '{channel} hat das nicht erlaubt: {answer}',
  'channel.needs-attention': '{platform} möchte, dass du zuerst auf der eigenen Website etwas klärst: {answer}',
  'channel.other-account':
    'Du hast dich als {account} angemeldet, dieser Kanal ist aber {channel}. Es wurde nichts geändert.',
  'sign-in.unknown-platform': 'Postwright kennt kein Netzwerk namens „{platform}“.',
  'sign-in.bad-answer': '{field}: {problem}',
  'sign-in.unknown-state': 'Diese Anmeldung wurde nicht hier begonnen und deshalb ignoriert.',
  'sign-in.state-used': 'Diese Anmeldung ist schon abgeschlossen und gilt kein zweites Mal.',
  'sign-in.expired': 'Diese Anmeldung dauerte länger als 10 Minuten und ist abgelaufen.',
  'sign-in.refused': '{platform} hat dich nicht angemeldet: {answer}',
  'sign-in.wrong-password': '{platform} hat diesen Namen mit diesem Passwort nicht angenommen.',
  'sign-in.unreachable': '{platform} war nicht erreichbar: {reason}',
  'sign-in.missing-permission': '{platform} hat die Berechtigungen nicht erteilt, die das Posten braucht: {scopes}.',
  'sign-in.no-accounts': '{platform} hat nichts gezeigt, worauf du posten darfst: {answer}',
  'sign-in.wrong-keys': '{platform} hat diese App-Schlüssel nicht angenommen: {answer}',
  'sign-in.no-broker':
    'Die Anmeldung bei {platform} läuft auf diese Weise über deinen Team-Server, und dessen Adresse ist nicht eingetragen.',
  'sign-in.no-port':
    'Alle Ports, über die {platform} zurückführen darf ({ports}), werden von einem anderen Programm benutzt.',
  'sign-in.not-a-server': 'Unter {host} gibt es keinen {platform}-Server.',
  'sign-in.bad-link': 'Postwright wurde mit einem Link geöffnet, den es nicht versteht.',
  'sign-in.no-browser': 'Der Browser ließ sich nicht öffnen: {reason}',

  // Secrets
  'vault.no-keychain':
    'Dieser Computer bietet keinen Schlüsselbund. Wähle, wie Postwright deine Anmeldungen aufbewahrt.',
  'vault.locked': 'Deine Anmeldungen sind gesperrt. Gib die Passphrase ein.',
  'vault.wrong-passphrase': 'Das ist nicht die Passphrase.',
  'vault.unreadable':
    'Die Anmeldung von {channel} lässt sich mit dem Schlüsselbund dieses Computers nicht mehr öffnen.',

  // Publishing
  'bulk.refused': 'Es wurde nichts geändert. „{excerpt}“: {problem}',
  'publication.not-found': 'Diese Veröffentlichung gibt es nicht mehr.',
  'publication.wrong-state': 'Das geht nicht, solange die Veröffentlichung in diesem Zustand ist: {state}.',
  'publish.refused': '{platform} hat diesen Beitrag abgelehnt: {answer}',
  'publish.duplicate': '{platform} hat abgelehnt, weil das schon gepostet sei: {answer}',
  'publish.no-credits': '{platform} postet nichts mehr, bis das Entwicklerkonto bezahlt ist: {answer}',
  'publish.reply-refused':
    'Der erste Teil ist auf {platform} veröffentlicht; der Teil, der ihn fortsetzt, wurde abgelehnt: {answer}',
  'publish.blocked': '{platform} hat Beiträge von {channel} für eine Weile gestoppt: {answer}',
  'publish.version-gone':
    '{platform} nimmt die Version der Schnittstelle nicht mehr an, die dieses Postwright spricht ({answer}).',
  'publish.comment-refused':
    'Der Beitrag ist auf {platform} veröffentlicht, sein erster Kommentar aber nicht: {answer}',
  'publish.without-card': 'Der Beitrag ist ohne Linkvorschau veröffentlicht: {reason}',
  'publish.without-alt': 'Der Beitrag ist auf {platform} ohne die Beschreibung von {file} veröffentlicht: {answer}',
  'publish.too-late-to-hand-over':
    'Für die Planung von {platform} war es zu spät, deshalb sendet Postwright selbst: {dueAt}.',
  'publish.without-gate':
    'Der Beitrag ist auf {platform} veröffentlicht, aber wer antworten oder zitieren darf, ist nicht eingeschränkt: {answer}',
  'publish.handed-over': '{platform} sendet das selbst: {dueAt}.',
  'publish.not-handed-over': '{platform} nimmt das nicht in die eigene Planung. Postwright sendet es selbst: {dueAt}.',
  'publish.handed-over-gone': '{platform} hatte das in der eigenen Planung, und dort ist es nicht mehr.',
  'publish.not-removable': '{platform} lässt keine App diesen Beitrag löschen.',
  'publish.not-editable': '{platform} lässt keine App einen veröffentlichten Beitrag ändern.',
  'publish.media-refused': '{platform} hat {file} abgelehnt: {answer}',
  'publish.parent-gone': 'Der Beitrag, den dieser fortsetzt, ist auf {platform} verschwunden.',
  'publish.rate-limited': '{platform} bittet um langsameres Senden. Nächster Versuch: {retryAt}.',
  'publish.unreachable': '{platform} war nicht erreichbar: {reason}',
  'publish.server-trouble': '{platform} hat Probleme ({status}): {answer}',
  'publish.processing': '{platform} bereitet die Medien noch vor.',
  'publish.unconfirmed':
    'Wir haben das an {platform} gesendet, aber keine Antwort bekommen, und {platform} kann uns nicht sagen, ob es angekommen ist.',
  'publish.overdue': 'Das war fällig ({dueAt}), während Postwright es nicht senden konnte.',
  'publish.restored':
    'Diese Bibliothek stammt aus einer Sicherung ({madeAt}). Sieh auf {platform} nach, ob der Beitrag seitdem veröffentlicht wurde, bevor du ihn sendest.',
  'publish.looked': 'Du hast nachgesehen: Das ist nicht draußen. Sende es jetzt oder gib ihm eine Zeit.',
  'publish.skipped': 'Das war fällig ({dueAt}) und wurde weggelassen, wie es seine Regel sagt.',
  'publish.gave-up': '{attempts} Versuche sind gescheitert; der letzte ergab: {answer}',
  'publish.unknown-answer': '{platform} hat etwas geantwortet, das wir nicht kennen: {answer}',

  // The library file
  'library.newer':
    'Diese Bibliothek wurde von einem neueren Postwright geschrieben (Version {found}, dieses kennt {known}).',
  'library.corrupt':
    'Die Bibliotheksdatei ist beschädigt. Sie ist als {kept} aufgehoben; deine Sicherungen liegen in {backups}.',
  'library.unreadable': 'Die Bibliothek unter {path} lässt sich nicht öffnen: {reason}',
  'library.full': 'Die Festplatte ist voll. Es ging nichts verloren; schaff etwas Platz und versuch es noch einmal.',
  'library.busy':
    'Ein anderes Programm benutzt die Bibliothek gerade. Es ging nichts verloren; versuch es gleich noch einmal.',
  'library.not-written':
    'Die Festplatte hat es nicht angenommen: {reason}. Es ging nichts verloren; versuch es noch einmal, sobald sie es tut.',
  'library.bad-row': 'Ein Eintrag ({table} {id}) ließ sich nicht lesen und wurde beiseitegelegt.',
  'library.restored':
    'Diese Bibliothek stammt aus einer Sicherung ({madeAt}). Beiträge, die deshalb in der Warteschlange auf dich warten: {held}. Sieh nach, ob sie seitdem veröffentlicht wurden, und entscheide dann.',

  // Backups
  'backup.unreadable': 'Diese Datei ist keine vollständige Sicherung von Postwright: {reason}',
  'backup.file-changed': '{file} in dieser Sicherung ist beschädigt. Es wurde nichts ersetzt.',
  'backup.no-room': 'Dafür werden {needed} freier Speicherplatz gebraucht, frei sind {free}.',
  'backup.failed': 'Die Sicherung ließ sich nicht nach {folder} schreiben: {reason}',
  'backup.not-chosen': 'Wähle die Sicherung noch einmal.',

  // Files that leave Postwright
  'export.disk-full': 'Auf der Festplatte ist kein Platz mehr für {file}. Es wurde nichts geschrieben.',
  'export.not-allowed':
    '{file} darf dort nicht geschrieben werden. Wähle einen anderen Ordner, oder schließ die Datei dort, wo sie offen ist.',
  'export.not-written': '{file} ließ sich nicht schreiben: {reason}',

  // The practice workspace
  'practice.not-started': 'Der Übungsbereich ließ sich nicht öffnen: {reason}.',
  'practice.ended':
    'Die Netzwerke zum Üben sind stehen geblieben. Schließ dieses Fenster und öffne den Übungsbereich noch einmal.',
  'practice.elsewhere':
    'Der Übungsbereich öffnet nichts außerhalb dieses Computers ({address}). „Was angekommen ist“ zeigt den Beitrag.',
  'practice.only-there': 'Das gibt es nur im Übungsbereich.',

  // The line between window and library
  'call.unknown': 'Das Fenster hat nach etwas Unbekanntem gefragt ({call}).',
  'call.bad-input': 'Das Fenster hat etwas falsch gefragt ({call}: {problem}).',
  'call.bad-output': 'Die Antwort auf {call} war fehlerhaft.',
  'config.bad-value': '{name} ist „{value}“, muss aber sein: {wanted}.',
  'app.unexpected': 'In Postwright ist etwas schiefgegangen: {reason}',
};
