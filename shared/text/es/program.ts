import type { ProgramWords } from '#shared/text/program-words.ts';

/** What the program says outside its window, in Spanish. */
export const program: ProgramWords = {
  menu: {
    file: '&Archivo',
    newPost: 'Nueva publicación',
    close: 'Cerrar ventana',
    quit: 'Salir',
    edit: '&Editar',
    undo: 'Deshacer',
    redo: 'Rehacer',
    cut: 'Cortar',
    copy: 'Copiar',
    paste: 'Pegar',
    pastePlain: 'Pegar sin formato',
    delete: 'Eliminar',
    selectAll: 'Seleccionar todo',
    go: '&Ir',
    calendar: 'Calendario',
    queue: 'Cola',
    drafts: 'Borradores',
    media: 'Archivos',
    channels: 'Canales',
    settings: 'Ajustes',
    view: '&Ver',
    actualSize: 'Tamaño real',
    zoomIn: 'Acercar',
    zoomOut: 'Alejar',
    fullScreen: 'Pantalla completa',
    window: 'Ve&ntana',
    minimize: 'Minimizar',
    zoom: 'Zoom',
    front: 'Traer todo al frente',
    about: 'Acerca de Postwright',
    services: 'Servicios',
    hide: 'Ocultar Postwright',
    hideOthers: 'Ocultar otros',
    showAll: 'Mostrar todo',
  },
  tray: {
    nothing: 'No hay nada programado',
    next: (when, channels) => `Próxima: ${when}${channels > 1 ? `, ${channels} canales` : ''}`,
    open: 'Abrir Postwright',
    newPost: 'Nueva publicación',
    quit: 'Salir',
  },
  notify: {
    practice: (title) => `Prácticas: ${title}`,
    signInEnds: (channel, days) =>
      `La sesión de ${channel} caduca en ${days === 1 ? 'menos de un día' : `menos de ${days} días`}`,
    connectBefore: 'Vuelve a conectarlo antes, para que nada se quede esperando.',
    someChannel: 'un canal',
    published: (channel) => `Publicado en ${channel}`,
    failed: (channel) => `No se publicó en ${channel}`,
    held: (channel) => `Te espera: ${channel}`,
    unconfirmed: (channel) => `Compruébalo en ${channel}`,
  },
  quitting: {
    due: (posts, minutes) => {
      const when = minutes === 0 ? 'ahora' : minutes === 1 ? 'dentro de un minuto' : `dentro de ${minutes} minutos`;
      return posts === 1
        ? `Hay una publicación que sale ${when}.`
        : `Hay ${posts} publicaciones que salen en la próxima hora, la primera ${when}.`;
    },
    detail:
      'Mientras Postwright está cerrado no se publica nada. Si solo cierras la ventana, sigue funcionando en segundo plano.',
    stay: 'Seguir en marcha',
    quit: 'Salir',
  },
  library: {
    restore: 'Abrir la copia más reciente',
    empty: 'Empezar con una biblioteca vacía',
    quit: 'Salir',
    unchanged: 'No se ha cambiado nada.',
    noBackup: 'Todavía no hay ninguna copia de seguridad. El archivo dañado se conserva en cualquier caso.',
    newest: (name) => `La copia de seguridad más reciente es ${name}. El archivo dañado se conserva en cualquier caso.`,
  },
  files: {
    postable: 'Imágenes, vídeos, audios y PDF',
    table: 'Tabla (CSV)',
    pdf: 'PDF',
  },
  practice: { workspace: 'Prácticas', window: 'Prácticas · Postwright' },
};
