import type { Words } from '../words.ts';

export const palette: Words['palette'] = {
  title: 'Comandos',
  open: 'Buscar',
  placeholder: 'Buscar publicaciones, archivos, canales y comandos',
  nothing: 'Nada se llama así.',
  actions: 'Hacer',
  screens: 'Ir a',
  posts: 'Publicaciones',
  go: 'Ir abrir',
  write: 'Escribir empezar',
  theme: (name) => `Aspecto: ${name}`,
  openPractice: 'Abrir el espacio de prácticas',
  showReal: 'Volver a mi espacio de trabajo',
  pause: (name) => `Pausar ${name}`,
  resume: (name) => `Reanudar ${name}`,
  count: (count) => (count === 1 ? '1 resultado' : `${count} resultados`),
};
