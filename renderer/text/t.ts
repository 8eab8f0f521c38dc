// The words the window says. Screens import `t` from here and nowhere else, so that the language is decided in one place.
export { en as t } from './en.ts';
