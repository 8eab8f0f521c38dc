import type { FailureCode } from '#shared/failures.ts';

/** What a person reads of a failure. English and the offers stand in shared/failures.ts. */
export const FAILURES: Readonly<Record<FailureCode, string>> = {
  // Words and media of a post
  'post.not-found': 'Esta publicación ya no está aquí.',
  'post.link-unknown':
    'La publicación a la que lleva este enlace no está en esta biblioteca. Puede estar en otra, o haberse eliminado para siempre.',
  'post.exists': 'Esta publicación ya se creó.',
  'post.deleted': 'Esta publicación está en la papelera. Restáurala primero.',
  'post.not-deleted': 'Esta publicación no está en la papelera.',
  'post.archived': 'Esta publicación está en el archivo. Recupérala primero.',
  'post.not-archived': 'Esta publicación no está en el archivo.',
  'post.still-planned':
    'Esta publicación todavía tiene que salir o te espera. Quítala de la programación antes de archivarla.',
  'post.is-template': 'Una plantilla no se publica. Empieza una publicación con ella.',
  'post.already-sending': 'Esta publicación está saliendo ahora y ya no se puede cambiar.',
  'post.already-published': 'Esta publicación ya salió en {channel}, así que esto ya no se puede cambiar.',
  'post.no-channels': 'Elige al menos un canal para esta publicación.',
  'post.unknown-channel': 'Un canal de esta publicación ya no está conectado aquí.',
  'post.rule-broken': '{channel}: {problem}',
  'post.open-conflict': 'Dos ediciones cambiaron las mismas palabras. Elige una antes de programar.',
  'post.changed-meanwhile': 'Las partes cambiaron mientras tanto. Míralas y hazlo otra vez.',
  'post.not-planned': 'Esta publicación no tiene hora programada.',
  'post.no-such-version': 'La versión {version} de esta publicación no existe.',
  'post.no-such-segment': 'La parte {segment} de esta publicación no existe.',
  'post.no-such-file': 'Este archivo ya no está en la publicación.',
  'post.no-such-conflict': 'Este conflicto ya está resuelto.',

  // Labels
  'snippet.not-found': 'Este fragmento ya no está aquí.',
  'snippet.name-taken': 'Ya hay un fragmento que se llama «{name}».',
  'label.not-found': 'Esta etiqueta ya no está aquí.',
  'label.name-taken': 'Ya hay una etiqueta llamada «{name}».',

  // Time
  'time.unknown-zone': 'No hay ninguna zona horaria llamada «{zone}».',
  'time.no-such-date': '«{wall}» no es una fecha con hora.',
  'time.in-the-past': 'Esa hora ya ha pasado. Elige una posterior o publica ahora.',

  // Media
  'media.not-found': 'Falta en la biblioteca un archivo de esta publicación.',
  'media.too-large': '{file} ocupa {size}; lo máximo que se puede importar es {limit}.',
  'media.unknown-type':
    '{file} no se puede publicar: no es una imagen (JPEG, PNG, WebP, GIF), un vídeo (MP4, MOV, WebM), un audio (MP3, OGG, WAV, FLAC, M4A) ni un PDF.',
  'media.unreadable': 'No se pudo leer {file}: {reason}',
  'media.damaged': '{file} está dañado o incompleto, así que no se puede usar.',
  'media.locked': '{file} solo se abre con contraseña. Guárdalo sin ella y añádelo otra vez.',
  'media.heic':
    '{file} es una imagen HEIC de un tipo que aquí no se puede abrir. Guárdala antes como JPEG y añádela otra vez.',
  'media.too-many-pixels':
    '{file} tiene {used} millones de píxeles; lo máximo que se puede abrir son {limit} millones.',
  'media.too-many-labels': 'Un archivo puede tener {limit} etiquetas. Quita primero una.',
  'media.no-fit': '{file} no se puede adaptar aquí. Elige otra imagen.',
  'media.no-film': '{file} no es un vídeo.',
  'media.film-not-opened':
    '{file} está codificado como {codec}, que este ordenador no puede abrir. Guárdalo como MP4 con H.264 en el programa del que viene.',
  'media.film-not-written':
    'Este ordenador no puede escribir un vídeo como tendría que ser {file}. Guárdalo como MP4 con H.264 en el programa del que viene.',
  'media.film-sound':
    'El sonido de {file} está codificado como {codec}, que este ordenador no puede abrir. Guárdalo con sonido AAC en el programa del que viene.',
  'media.film-no-end':
    'Se trabajó un rato en {file} sin avanzar. Guárdalo como MP4 con H.264 en el programa del que viene.',
  'media.store-check':
    'Hay archivos de tus publicaciones que ya no están o que se cambiaron fuera de Postwright: {files}. Las publicaciones con ellos no pueden salir hasta que los añadas otra vez.',
  'media.no-public-address':
    '{platform} recoge {file} de una dirección pública, y no hay ninguna puesta: un bucket tuyo o un servidor de equipo.',
  'media.bucket-refused': 'Tu bucket o servidor de equipo no aceptó {file}: {answer}',
  'media.bucket-unreachable': 'No se pudo llegar a tu bucket o servidor de equipo para {file}: {answer}',
  'media.not-public': '{file} está en tu bucket, pero no se puede recoger desde fuera: {answer}',
  'media.fetch-failed': '{platform} no pudo recoger {file}: {answer}',
  'media.changed': 'Un archivo de esta publicación se cambió fuera de Postwright y no se envía.',

  // Posting times
  'slot.not-found': 'Este horario de publicación ya no está.',
  'slot.exists': 'Ya hay un horario de publicación a esa hora.',
  'slot.too-many': 'Un canal puede tener {limit} horarios de publicación por semana.',

  // Files of rows
  'csv.too-large': '{file} ocupa {size}; lo máximo que se puede leer es {limit}.',
  'csv.too-many-rows': '{file} tiene {rows} filas; lo máximo que se puede leer de una vez son {limit}.',
  'csv.unreadable': '{file} no se puede leer como tabla: {reason}',
  'csv.empty': 'No hay nada en {file}.',
  'csv.not-open': 'El archivo ya no está abierto. Elígelo otra vez.',
  'csv.row-refused': 'La fila {row} no se puede importar: {problem} No se importó nada.',
  'csv.nothing-chosen': 'Tal como se lee ahora el archivo, no se puede importar ninguna fila.',
  'csv.imported-before':
    'Esto ya se importó antes ({rows} filas, de {file}). Impórtalo otra vez solo si quieres estas publicaciones dos veces.',
  'csv.no-such-import': 'Esta importación ya no está aquí, o ya se deshizo.',
  'csv.not-written': 'No se pudo escribir el archivo: {reason}',

  // Days from files
  'days.too-large': '{file} tiene {size}; se pueden leer {limit} como máximo.',
  'days.unreadable':
    '{file} no se puede leer como archivo de calendario (ICS): {reason} Los días que tienes siguen como estaban.',
  'days.none': 'No hay días completos en {file}. Los días que tienes siguen como estaban.',
  'days.too-many': '{file} tiene {events} entradas; se pueden importar {limit} como máximo.',

  // Channels and sign-in
  'channel.not-found': 'Este canal ya no está conectado.',
  'channel.paused': '{channel} está en pausa.',
  'channel.token-expired': 'Hay que volver a conectar {channel}.',
  'channel.no-permission': '{channel} no lo permitió: {answer}',
  'channel.needs-attention': '{platform} quiere que antes resuelvas algo en su propia web: {answer}',
  'channel.other-account': 'Iniciaste sesión como {account}, pero este canal es {channel}. No se cambió nada.',
  'sign-in.unknown-platform': 'Postwright no conoce ninguna red llamada «{platform}».',
  'sign-in.bad-answer': '{field}: {problem}',
  'sign-in.unknown-state': 'Este inicio de sesión no empezó aquí, así que se ignoró.',
  'sign-in.state-used': 'Este inicio de sesión ya terminó y no se puede usar dos veces.',
  'sign-in.expired': 'Este inicio de sesión tardó más de 10 minutos y ha caducado.',
  'sign-in.refused': '{platform} no inició tu sesión: {answer}',
  'sign-in.wrong-password': '{platform} no aceptó este nombre con esta contraseña.',
  'sign-in.unreachable': 'No se pudo llegar a {platform}: {reason}',
  'sign-in.missing-permission': '{platform} no dio los permisos que hacen falta para publicar: {scopes}.',
  'sign-in.no-accounts': '{platform} no mostró nada en lo que puedas publicar: {answer}',
  'sign-in.wrong-keys': '{platform} no aceptó estas claves de app: {answer}',
  'sign-in.no-broker':
    'Iniciar sesión en {platform} de esta forma pasa por tu servidor de equipo, y su dirección no está puesta.',
  'sign-in.no-port': 'Otro programa usa todos los puertos por los que {platform} puede volver ({ports}).',
  'sign-in.not-a-server': 'No hay ningún servidor de {platform} en {host}.',
  'sign-in.bad-link': 'Postwright se abrió con un enlace que no entiende.',
  'sign-in.no-browser': 'No se pudo abrir el navegador: {reason}',

  // Secrets
  'vault.no-keychain': 'Este ordenador no ofrece ningún llavero. Elige cómo guarda Postwright tus sesiones.',
  'vault.locked': 'Tus sesiones están bloqueadas. Escribe la frase de contraseña.',
  'vault.wrong-passphrase': 'Esa no es la frase de contraseña.',
  'vault.unreadable': 'La sesión de {channel} ya no se puede abrir con el llavero de este ordenador.',

  // Publishing
  'bulk.refused': 'No se cambió nada. «{excerpt}»: {problem}',
  'publication.not-found': 'Este envío ya no está aquí.',
  'publication.wrong-state': 'Esto no es posible mientras el envío está en este estado: {state}.',
  'publish.refused': '{platform} rechazó esta publicación: {answer}',
  'publish.duplicate': '{platform} la rechazó porque dice que ya se publicó: {answer}',
  'publish.no-credits': '{platform} no publica nada más hasta que se pague la cuenta de desarrollador: {answer}',
  'publish.reply-refused': 'La primera parte ya está en {platform}; rechazó la parte que la continúa: {answer}',
  'publish.blocked': '{platform} ha parado por un tiempo las publicaciones de {channel}: {answer}',
  'publish.version-gone': '{platform} ya no acepta la versión de su interfaz que habla este Postwright ({answer}).',
  'publish.comment-refused': 'La publicación está en {platform}, pero su primer comentario no: {answer}',
  'publish.without-card': 'La publicación salió sin tarjeta para su enlace: {reason}',
  'publish.without-alt': 'La publicación salió en {platform} sin la descripción de {file}: {answer}',
  'publish.too-late-to-hand-over':
    'Era tarde para la programación de {platform}, así que Postwright la envía por su cuenta: {dueAt}.',
  'publish.without-gate':
    'La publicación está en {platform}, pero no se limitó quién puede responder o citarla: {answer}',
  'publish.handed-over': '{platform} la envía por su cuenta: {dueAt}.',
  'publish.not-handed-over':
    '{platform} no la acepta en su propia programación. Postwright la envía por su cuenta: {dueAt}.',
  'publish.handed-over-gone': '{platform} la tenía en su propia programación, y ya no está ahí.',
  'publish.not-removable': '{platform} no deja que ninguna app elimine esta publicación.',
  'publish.not-editable': '{platform} no deja que ninguna app cambie una publicación que ya salió.',
  'publish.media-refused': '{platform} rechazó {file}: {answer}',
  'publish.parent-gone': 'La publicación que esta continúa ya no está en {platform}.',
  'publish.rate-limited': '{platform} pidió ir más despacio. Próximo intento: {retryAt}.',
  'publish.unreachable': 'No se pudo llegar a {platform}: {reason}',
  'publish.server-trouble': '{platform} tiene problemas ({status}): {answer}',
  'publish.processing': '{platform} todavía está preparando los archivos.',
  'publish.unconfirmed': 'La enviamos a {platform} pero no hubo respuesta, y {platform} no puede decirnos si llegó.',
  'publish.overdue': 'Tenía que salir ({dueAt}) mientras Postwright no podía enviarla.',
  'publish.restored':
    'Esta biblioteca viene de una copia de seguridad ({madeAt}). Antes de enviarla, mira en {platform} si la publicación salió desde entonces.',
  'publish.looked': 'Ya miraste y no ha salido. Envíala ahora o dale una hora.',
  'publish.skipped': 'Tenía que salir ({dueAt}) y se dejó fuera, como dice su regla.',
  'publish.gave-up': 'Fallaron {attempts} intentos; el último dijo: {answer}',
  'publish.unknown-answer': '{platform} respondió algo que no conocemos: {answer}',

  // The library file
  'library.newer': 'Esta biblioteca la escribió un Postwright más nuevo (versión {found}; este conoce la {known}).',
  'library.corrupt':
    'El archivo de la biblioteca está dañado. Se conservó como {kept}; tus copias de seguridad están en {backups}.',
  'library.unreadable': 'No se puede abrir la biblioteca de {path}: {reason}',
  'library.full': 'El disco está lleno. No se perdió nada; libera algo de espacio e inténtalo otra vez.',
  'library.busy':
    'Otro programa está usando la biblioteca en este momento. No se perdió nada; inténtalo otra vez enseguida.',
  'library.not-written': 'El disco no lo aceptó: {reason}. No se perdió nada; inténtalo otra vez cuando lo haga.',
  'library.bad-row': 'No se pudo leer una entrada ({table} {id}) y se apartó.',
  'library.restored':
    'Esta biblioteca viene de una copia de seguridad ({madeAt}). Publicaciones que por eso te esperan en la cola: {held}. Mira si salieron desde entonces y decide después.',

  // Backups
  'backup.unreadable': 'Este archivo no es una copia de seguridad completa de Postwright: {reason}',
  'backup.file-changed': '{file} está dañado en esta copia. No se sustituyó nada.',
  'backup.no-room': 'Hacen falta {needed} libres, y hay {free}.',
  'backup.failed': 'No se pudo escribir la copia de seguridad en {folder}: {reason}',
  'backup.not-chosen': 'Elige la copia otra vez.',

  // Files that leave Postwright
  'export.disk-full': 'No queda sitio en el disco para {file}. No se escribió nada.',
  'export.not-allowed': '{file} no se puede escribir ahí. Elige otra carpeta, o cierra el archivo donde esté abierto.',
  'export.not-written': 'No se pudo escribir {file}: {reason}',

  // The practice workspace
  'practice.not-started': 'No se pudo abrir el espacio de prácticas: {reason}.',
  'practice.ended':
    'Las redes de prácticas se han parado. Cierra esta ventana y abre otra vez el espacio de prácticas.',
  'practice.elsewhere':
    'El espacio de prácticas no abre nada fuera de este ordenador ({address}). «Lo que llegó» muestra la publicación.',
  'practice.only-there': 'Esto solo existe en el espacio de prácticas.',

  // The line between window and library
  'call.unknown': 'La ventana pidió algo desconocido ({call}).',
  'call.bad-input': 'La ventana pidió algo mal formado ({call}: {problem}).',
  'call.bad-output': 'La respuesta a {call} estaba mal formada.',
  'config.bad-value': '{name} es «{value}», pero tiene que ser: {wanted}.',
  'app.unexpected': 'Algo falló dentro de Postwright: {reason}',
};
