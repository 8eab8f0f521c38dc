import type { Words } from '../words.ts';

export const calendar: Words['calendar'] = {
  title: 'Calendario',
  today: 'Hoy',
  month: 'Mes',
  week: 'Semana',
  day: 'Día',
  agenda: 'Agenda',
  view: 'Vista',
  previous: {
    month: 'Mes anterior',
    week: 'Semana anterior',
    day: 'Día anterior',
    agenda: 'Días anteriores',
  },
  next: {
    month: 'Mes siguiente',
    week: 'Semana siguiente',
    day: 'Día siguiente',
    agenda: 'Días siguientes',
  },
  todayIs: (day) => `Hoy es ${day}`,
  zone: (city, offset) => `Horas de ${city} (${offset})`,
  newOn: (day) => `Nueva publicación el ${day}`,
  openDay: (day) => `Mostrar solo ${day}`,
  freeAt: (time) => `Horario libre, ${time}: empezar una publicación`,
  more: (count) => `${count} más`,
  moreOn: (count, day) => `${count} más, ${day}`,
  postsOn: (count, day) => {
    if (count === 0) return `${day}, sin publicaciones`;
    return count === 1 ? `${day}, 1 publicación` : `${day}, ${count} publicaciones`;
  },
  noWords: 'Todavía sin texto',
  empty: 'Aquí todavía no hay nada programado. Elige un día para empezar una publicación.',
  emptyFiltered: 'Aquí ninguna publicación cumple los filtros.',
  nowhere: 'sin canal',
  now: 'Ahora',

  // Filters, colours
  filters: 'Filtros',
  channels: 'Canales',
  labels: 'Etiquetas',
  states: 'Estados',
  chosen: (what, count) => `${what} (${count})`,
  clearFilters: 'Quitar los filtros',
  colourBy: 'Colores según',
  colours: { state: 'Estado', channel: 'Canal', label: 'Etiqueta' },
  legend: 'Qué significan los colores',
  legendMore: 'Todos los colores',
  noLabel: 'Sin etiqueta',

  // What is dragged
  dragCopy: (when) => `Copiar a: ${when}`,
  dragMove: (when) => `Mover a: ${when}`,
  dragPlan: (when) => `Programar: ${when}`,
  dragStart: (when) => `Nueva publicación, ${when}`,
  dragPast: 'Ya ha pasado',
  dragNowhere: 'Suéltala en un día',
  copied: (moment) => `Copia programada: ${moment}.`,
  plannedFor: (moment) => `Programada: ${moment}.`,

  // A look at one post
  open: 'Abrir',
  move: 'Mover a otra hora',
  duplicate: 'Duplicar',
  remove: 'Eliminar',
  date: 'Fecha',
  time: 'Hora',
  moveThere: 'Mover',
  planThere: 'Programar',
  startThere: 'Empezar una publicación',
  back: 'Atrás',
  pastTime: 'Esa hora ya ha pasado.',

  // The tray
  tray: 'Borradores y archivos',
  trayShort: 'Borradores',
  trayOpen: 'Mostrar borradores y archivos',
  trayClose: 'Ocultar borradores y archivos',
  drafts: 'Borradores',
  media: 'Archivos',
  searchDrafts: 'Buscar borradores',
  searchMedia: 'Buscar archivos',
  dragHint: 'Arrastra a un día o a una hora.',
  planOn: (words) => `Programar… ${words}`,
  planOnShort: 'Programar…',
  startOn: (name) => `Programar… ${name}`,
  noDrafts: 'No hay borradores. Lo que escribes sin hora espera aquí.',
  noDraftsFound: 'Ningún borrador tiene estas palabras.',
  noMedia: 'Todavía no hay archivos. Añade algunos en Archivos.',
  noMediaFound: 'Ningún archivo se llama así.',

  // Options: other zones, days from files
  optionsShort: 'Opciones',
  options: 'Opciones del calendario',
  otherZones: 'Otras zonas horarias',
  otherZonesHint: 'Junto a las horas de la semana y del día, tres como máximo.',
  addZone: 'Añadir una zona horaria',
  removeZone: (city) => `Quitar ${city}`,
  days: 'Festivos y otros días',
  daysHint: 'De un archivo de calendario (ICS).',
  importDays: 'Importar un archivo…',
  removeDays: (name) => `Quitar ${name}`,
  dayEntries: (count) => (count === 1 ? '1 entrada' : `${count} entradas`),
  daysImported: (name, count) =>
    count === 1 ? `${name}: 1 entrada está en el calendario.` : `${name}: ${count} entradas están en el calendario.`,
  daysReplaced: (name, count) =>
    count === 1
      ? `${name}: 1 entrada ha sustituido a las anteriores.`
      : `${name}: ${count} entradas han sustituido a las anteriores.`,
  daysLeftOut: (count) =>
    count === 1 ? '1 entrada tiene hora y se dejó fuera.' : `${count} entradas tienen hora y se dejaron fuera.`,
  daysRemoved: (name) => `${name} ya no está en el calendario.`,
  nothingOn: 'Nada programado',
};
