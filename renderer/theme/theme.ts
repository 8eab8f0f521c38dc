import {
  ActionIcon,
  Button,
  createTheme,
  Drawer,
  Menu,
  Modal,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

// Mantine, dressed in the tokens of `tokens.css`.

const tide: MantineColorsTuple = [
  '#e9f4f6',
  '#d2e8ec',
  '#a7d6df',
  '#7cc8d6',
  '#4fa9ba',
  '#2c8a9d',
  '#1a7486',
  '#0f5f70',
  '#0c4f5d',
  '#083b46',
];

const brick: MantineColorsTuple = [
  '#fdf0ee',
  '#fae1de',
  '#f7c4be',
  '#f49d95',
  '#e2705f',
  '#cd4c3c',
  '#b93629',
  '#a82a20',
  '#8c2219',
  '#6d1912',
];

/** Mantine's dark greys, towards the accent. */
const dark: MantineColorsTuple = [
  '#e9ecec',
  '#c5cdd0',
  '#a5b0b4',
  '#7d898e',
  '#465258',
  '#333e43',
  '#20292d',
  '#1b2225',
  '#13181a',
  '#0f1415',
];

/** Notices stand over drawers (200), where “undo” belongs, and under dialogs, whose buttons they would cover. */
export const ABOVE_DRAWERS = 250;
export const ABOVE_NOTICES = 290;

/** Lists to choose from show at once that they go on, with a bar that a hand can take. Named without their components, which come later. */
const longList = {
  defaultProps: { scrollAreaProps: { type: 'auto', scrollbarSize: 10, offsetScrollbars: 'present' } },
};

/** letters.css says why there are two. */
const LETTERS = '"Inter Latin", "Inter Variable", system-ui, sans-serif';

export const theme = createTheme({
  primaryColor: 'tide',
  colors: { tide, brick, dark },
  primaryShade: { light: 7, dark: 3 },
  black: '#1d2528',
  fontFamily: LETTERS,
  headings: { fontFamily: LETTERS, fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: '0.625rem',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm', variant: 'filled' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 'lg', variant: 'subtle', color: 'gray' } }),
    Modal: Modal.extend({
      defaultProps: {
        zIndex: ABOVE_NOTICES,
        centered: true,
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { duration: 120 },
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: { position: 'right', padding: 'lg', size: 460, overlayProps: { backgroundOpacity: 0.3 } },
    }),
    Select: longList,
    MultiSelect: longList,
    Autocomplete: longList,
    TagsInput: longList,
    Menu: Menu.extend({ defaultProps: { position: 'bottom-end', shadow: 'md', withinPortal: true } }),
  },
});

const surfaces = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-tide-light': 'var(--accent-soft)',
  '--mantine-color-tide-light-hover': 'color-mix(in srgb, var(--accent-soft) 88%, var(--accent))',
  '--mantine-color-tide-light-color': 'var(--accent-ink)',
  '--mantine-color-brick-light': 'var(--bad-soft)',
  '--mantine-color-brick-light-hover': 'color-mix(in srgb, var(--bad-soft) 88%, var(--bad))',
  '--mantine-color-brick-light-color': 'var(--bad)',
  '--mantine-color-disabled': 'var(--sunk)',
  '--mantine-color-disabled-color': 'var(--ink-soft)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-color-gray-light-color': 'var(--ink)',
  '--mantine-color-gray-light-hover': 'var(--hover)',
  '--mantine-color-gray-filled': 'var(--ink-soft)',
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces });
