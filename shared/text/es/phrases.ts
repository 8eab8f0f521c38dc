/** What networks call things, by the English words of their rules. */
export const PHRASES: Readonly<Record<string, string>> = {
  // Choices of a post
  'Who can reply': 'Quién puede responder',
  'Holds for the whole thread.': 'Vale para todo el hilo.',
  Everyone: 'Todo el mundo',
  'People you follow': 'Personas a las que sigues',
  'People you mention': 'Personas a las que mencionas',
  'Your subscribers': 'Tus suscriptores',
  'Verified accounts': 'Cuentas verificadas',
  'Made with AI': 'Hecho con IA',
  'X marks the post as made with AI.': 'X marca la publicación como hecha con IA.',
  'Paid partnership': 'Colaboración pagada',
  'X marks the post as advertising.': 'X marca la publicación como publicidad.',
  'Who can see it': 'Quién puede verla',
  Anyone: 'Cualquiera',
  'Anyone signed in to LinkedIn': 'Cualquiera con sesión en LinkedIn',
  'Your connections only': 'Solo tus contactos',
  'Others cannot repost it': 'Los demás no pueden compartirla',
  'Publish as': 'Publicar como',
  'A reel is one upright video. A story is one picture or video, without text, for 24 hours.':
    'Un reel es un vídeo vertical. Una historia es una imagen o un vídeo sin texto, durante 24 horas.',
  Post: 'Publicación',
  Reel: 'Reel',
  Story: 'Historia',
  Kind: 'Tipo',
  'A post with a single video becomes a reel that is also shown on the profile.':
    'Una publicación con un solo vídeo se convierte en un reel que también se muestra en el perfil.',
  'Show the reel on the profile too': 'Mostrar el reel también en el perfil',
  'Without it, the reel is only in the reels tab.': 'Si no, el reel solo está en la pestaña de reels.',
  Location: 'Ubicación',
  'The number of the Facebook page of a place.': 'El número de la página de Facebook de un lugar.',
  'Tag people': 'Etiquetar personas',
  'Instagram names, with commas between them. On a picture they stand in its middle.':
    'Nombres de Instagram, separados por comas. En una imagen quedan en el centro.',
  Collaborators: 'Colaboradores',
  'Instagram names, with commas between them. They are asked to share the post as theirs.':
    'Nombres de Instagram, separados por comas. Se les pide compartir la publicación como suya.',
  'Cover picture at': 'Portada en',
  'Which moment of the video is its cover, in milliseconds from its start.':
    'Qué momento del vídeo es su portada, en milisegundos desde el principio.',
  Topic: 'Tema',
  'One topic, shown with the post. Without full stops and &.':
    'Un tema que se muestra con la publicación. Sin puntos ni &.',
  'Your followers': 'Tus seguidores',
  'Profiles you follow': 'Perfiles que sigues',
  'Profiles you mention': 'Perfiles que mencionas',
  'The author of the post it answers': 'Quien escribió la publicación a la que responde',
  'Hide pictures and videos until they are tapped': 'Ocultar imágenes y vídeos hasta que se toquen',
  'People mentioned in the post': 'Personas mencionadas en la publicación',
  Nobody: 'Nadie',
  'No quotes': 'Sin citas',
  'Nobody can quote this post.': 'Nadie puede citar esta publicación.',
  'Quote a post': 'Citar una publicación',
  'The address of a post on bsky.app. It is shown inside the first part of yours.':
    'La dirección de una publicación de bsky.app. Se muestra dentro de la primera parte de la tuya.',
  'Content warning': 'Aviso de contenido',
  None: 'Ninguno',
  Suggestive: 'Sugerente',
  Nudity: 'Desnudez',
  'Adult content': 'Contenido para adultos',
  'Graphic media': 'Imágenes explícitas',
  Languages: 'Idiomas',
  'Up to three codes, such as: en, de': 'Hasta tres códigos, por ejemplo: en, de',
  Gallery: 'Galería',
  'Shows five to ten pictures in one post. Older apps may not show them.':
    'Muestra de cinco a diez imágenes en una publicación. Puede que las apps antiguas no las muestren.',
  'As set in your Mastodon account': 'Como en tu cuenta de Mastodon',
  'Everyone, but kept out of public feeds': 'Todo el mundo, pero fuera de las cronologías públicas',
  'Followers only': 'Solo seguidores',
  'Shown in place of the post until somebody opens it. Its characters count as well.':
    'Se muestra en lugar de la publicación hasta que alguien la abre. Sus caracteres también cuentan.',
  'Hide the media behind a warning': 'Ocultar los archivos tras un aviso',
  Language: 'Idioma',
  // The system names it otherwise.
  Bengali: 'bengalí',
  'Who may quote it': 'Quién puede citarla',
  Followers: 'Seguidores',
  'Only you': 'Solo tú',
  'Poll: several answers may be chosen': 'Encuesta: se pueden elegir varias respuestas',
  'Poll: hide the counts until it ends': 'Encuesta: ocultar los votos hasta que acabe',
  'Notify whom it mentions': 'Avisar a quien menciona',
  '@everyone and @here too.': 'También @everyone y @here.',

  // Ways to connect
  'With your own X app': 'Con tu propia app de X',
  'Your browser opens X, where you allow your app to post for you. Postwright never sees your password.':
    'Tu navegador abre X, donde permites que tu app publique por ti. Postwright nunca ve tu contraseña.',
  'Client ID': 'ID de cliente',
  'X charges the owner of the app for every post, so you bring your own. Make one at developer.x.com, as type “Native App” with permission to read and write, and add these callback addresses: http://127.0.0.1:53682/callback, http://127.0.0.1:53683/callback, http://127.0.0.1:53684/callback, http://127.0.0.1:53685/callback and http://127.0.0.1:53686/callback.':
    'X cobra cada publicación al dueño de la app, así que traes la tuya. Créala en developer.x.com, de tipo «Native App» con permiso de lectura y escritura, y añade estas direcciones de retorno: http://127.0.0.1:53682/callback, http://127.0.0.1:53683/callback, http://127.0.0.1:53684/callback, http://127.0.0.1:53685/callback y http://127.0.0.1:53686/callback.',
  'Under “Keys and tokens”, OAuth 2.0 Client ID': 'En «Keys and tokens», OAuth 2.0 Client ID',
  'Your profile, with your own app keys': 'Tu perfil, con tus propias claves de app',
  'Your LinkedIn app needs the products “Sign In with LinkedIn using OpenID Connect” and “Share on LinkedIn”.':
    'Tu app de LinkedIn necesita los productos «Sign In with LinkedIn using OpenID Connect» y «Share on LinkedIn».',
  'Shown under “Auth” of your app.': 'Está en «Auth» de tu app.',
  'Client secret': 'Secreto de cliente',
  'Return address': 'Dirección de retorno',
  'One of the redirect URLs of your app. Its page leads back to Postwright.':
    'Una de las URL de redirección de tu app. Su página vuelve a Postwright.',
  'Your profile and pages, with your own app keys': 'Tu perfil y tus páginas, con tus propias claves de app',
  'Your LinkedIn app needs the product “Community Management API”, which LinkedIn grants on request.':
    'Tu app de LinkedIn necesita el producto «Community Management API», que LinkedIn concede si se pide.',
  'Through your team server': 'A través de tu servidor de equipo',
  'Your browser opens LinkedIn. Your team server holds the app; Postwright never sees your password.':
    'Tu navegador abre LinkedIn. La app está en tu servidor de equipo; Postwright nunca ve tu contraseña.',
  'With your own app keys': 'Con tus propias claves de app',
  'For teams with an app of their own at Meta for Developers. Your browser opens Facebook, where you choose the pages.':
    'Para equipos con una app propia en Meta for Developers. Tu navegador abre Facebook, donde eliges las páginas.',
  'App ID': 'ID de la app',
  'App secret': 'Clave secreta de la app',
  'Shown in the app’s basic settings': 'Está en la configuración básica de la app',
  'One of the redirect addresses of your app, exactly as it is registered there. The page has to lead on to postwright://oauth/callback.':
    'Una de las direcciones de redirección de tu app, tal como está registrada. La página tiene que llevar a postwright://oauth/callback.',
  'Your browser opens Facebook, where you choose the pages that Postwright may post to.':
    'Tu navegador abre Facebook, donde eliges las páginas en las que Postwright puede publicar.',
  'Both are at developers.facebook.com, in the Instagram part of your app. The account has to be a business or creator account.':
    'Ambos están en developers.facebook.com, en la parte de Instagram de tu app. La cuenta tiene que ser de empresa o de creador.',
  'Instagram app ID': 'ID de la app de Instagram',
  'Instagram app secret': 'Clave secreta de la app de Instagram',
  'With Facebook Login and your own app keys': 'Con Facebook Login y tus propias claves de app',
  'For accounts that belong to a Facebook page. This way videos are uploaded directly, and posts can be deleted from here.':
    'Para cuentas que pertenecen a una página de Facebook. Así los vídeos se suben directamente y se puede eliminar desde aquí.',
  'Your browser opens Instagram, where you allow your team’s app to post for you.':
    'Tu navegador abre Instagram, donde permites que la app de tu equipo publique por ti.',
  'For an app of your own at developers.facebook.com with the Threads use case. The secret is used once, to sign in, and is not kept.':
    'Para una app propia en developers.facebook.com con el caso de uso de Threads. La clave secreta se usa una vez, para iniciar sesión, y no se guarda.',
  'Threads app ID': 'ID de la app de Threads',
  'Threads app secret': 'Clave secreta de la app de Threads',
  'Your browser opens Threads, where you allow Postwright to post for you. Your team server keeps the app’s secret and never sees your password.':
    'Tu navegador abre Threads, donde permites que Postwright publique por ti. Tu servidor de equipo guarda la clave secreta de la app y nunca ve tu contraseña.',
  'With an app password': 'Con una contraseña de aplicación',
  'An app password can post for you, and you can take it back in Bluesky at any time without changing your own password.':
    'Una contraseña de aplicación puede publicar por ti, y puedes retirarla en Bluesky cuando quieras sin cambiar la tuya.',
  'Handle or e-mail': 'Usuario o correo electrónico',
  'App password': 'Contraseña de aplicación',
  'Make one in Bluesky: Settings, Privacy and security, App passwords.':
    'Créala en Bluesky: Ajustes, Privacidad y seguridad, Contraseñas de aplicación.',
  Server: 'Servidor',
  'Only if your account is not hosted by Bluesky.': 'Solo si tu cuenta no está alojada en Bluesky.',
  'In the browser': 'En el navegador',
  'Your browser opens Bluesky, where you allow Postwright to post for you. You have to do this again every two weeks.':
    'Tu navegador abre Bluesky, donde permites que Postwright publique por ti. Hay que repetirlo cada dos semanas.',
  Handle: 'Usuario',
  'Without it, Bluesky asks you who you are. Needed if your account is not hosted by Bluesky.':
    'Sin él, Bluesky te pregunta quién eres. Hace falta si tu cuenta no está alojada en Bluesky.',
  'Your browser opens your server, where you allow Postwright to post for you. Postwright never sees your password.':
    'Tu navegador abre tu servidor, donde permites que Postwright publique por ti. Postwright nunca ve tu contraseña.',
  'The address in your browser when you use Mastodon, or your full name there: @you@mastodon.social.':
    'La dirección del navegador cuando usas Mastodon, o tu nombre completo allí: @you@mastodon.social.',
  'With a bot': 'Con un bot',
  'Make a bot with @BotFather, and make it an administrator of your channel that may post messages.':
    'Crea un bot con @BotFather y hazlo administrador de tu canal con permiso para publicar mensajes.',
  'Bot token': 'Token del bot',
  'From @BotFather.': 'De @BotFather.',
  Channel: 'Canal',
  'Its @name, or its number.': 'Su @nombre o su número.',
  'With a webhook': 'Con un webhook',
  'Whoever has the address can post in the channel. You can take it back in Discord at any time.':
    'Quien tiene la dirección puede publicar en el canal. Puedes retirarla en Discord cuando quieras.',
  'Webhook address': 'Dirección del webhook',
  'In Discord: Edit channel, Integrations, Webhooks, Copy webhook URL.':
    'En Discord: Editar canal, Integraciones, Webhooks, Copiar URL de webhook.',

  // Why followers are not told
  'It would have to be asked as a user read, for which it charges the owner of the app keys.':
    'Habría que pedirlo como lectura de usuario, que se cobra al dueño de las claves de app.',
  'The permissions Postwright asks for do not cover it.': 'Los permisos que pide Postwright no lo incluyen.',
  'It tells apps only how many came that day, and only of larger accounts.':
    'A las apps solo les dice cuántos llegaron ese día, y solo de cuentas grandes.',

  // Why something is not possible
  Poll: 'Encuesta',
  'First comment': 'Primer comentario',
  'two of its answers are the same.': 'dos de sus respuestas son iguales.',
  'Facebook’s own scheduler takes no stories.': 'la programación de Facebook no acepta historias.',
  'it cannot have a first comment.': 'no puede tener un primer comentario.',
  'a page has no connections, only followers.': 'una página no tiene contactos, solo seguidores.',
  'this is not the address of a post on bsky.app.': 'no es la dirección de una publicación de bsky.app.',
  'the page could not be read.': 'no se pudo leer la página.',
  'the page has no title.': 'la página no tiene título.',
  'this is not the address of a server': 'no es la dirección de un servidor.',
  'this is not the address of a server.': 'no es la dirección de un servidor.',
  'http would send your sign-in readable; use https': 'con http tu sesión se podría leer; usa https.',
  'http would send the password readable; use https.': 'con http la contraseña se podría leer; usa https.',
  'nobody has this handle.': 'nadie tiene este usuario.',
  'it is empty': 'está vacío.',
  'it is missing': 'falta.',
  'it has to begin with https://': 'tiene que empezar por https://',
  'this is not a web address': 'no es una dirección web',
  'Postwright is quitting': 'Postwright se está cerrando',

  // What networks take
  '5 minutes to 7 days': 'de 5 minutos a 7 días',
  '1, 3, 7 or 14 days': '1, 3, 7 o 14 días',
  'for 24 hours': '24 horas',
  '10000 together, and 20 to 1': '10000 en total, y 20 a 1',
  '4:5 to 1.91:1': 'de 4:5 a 1,91:1',
};
