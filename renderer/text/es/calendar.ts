import type { Words } from '../words.ts';

export const calendar: Words['calendar'] = {
  title: 'Calendario',
  today: 'Hoy',
  month: 'Mes',
  week: 'Semana',
  view: 'Vista',
  previousMonth: 'Mes anterior',
  nextMonth: 'Mes siguiente',
  previousWeek: 'Semana anterior',
  nextWeek: 'Semana siguiente',
  todayIs: (day) => `Hoy es ${day}`,
  zone: (city, offset) => `Horas de ${city} (${offset})`,
  newOn: (day) => `Nueva publicación el ${day}`,
  more: (count) => `${count} más`,
  event: (day, progress, networks) => `${day}, ${progress}, ${networks}`,
  noWords: 'Todavía sin texto',
  imagesOnly: (count) => (count === 1 ? '1 imagen' : `${count} imágenes`),
  cannotMove: 'Esta publicación ya salió o está saliendo; se queda donde está.',
  empty: 'Aquí todavía no hay nada programado. Elige un día para empezar una publicación.',
  nowhere: 'sin canal',
};
