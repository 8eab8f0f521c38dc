import './jitless.ts';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { Settings as Luxon } from 'luxon';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.layer.css';
import '@mantine/charts/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './theme/letters.css';
import './theme/tokens.css';
import './theme/global.css';
import 'dayjs/locale/de';
import 'dayjs/locale/es';
import { directionOf } from '#shared/text/language.ts';
import { locale, spoken } from '#shared/text/spoken.ts';
import { ABOVE_DRAWERS, ABOVE_NOTICES, theme, variables } from './theme/theme.ts';
import { t } from './text/t.ts';
import { connect } from './state/connect.ts';
import { watchTop } from './ui/use-escape.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

watchTop();

const language = spoken();
const direction = directionOf(language);
// Screen readers pronounce, and browsers hyphenate and order, by these.
document.documentElement.lang = locale();
document.documentElement.dir = direction;
Luxon.defaultLocale = locale();
/** The calendars of date fields. For tests alone, there is none of the mirrored language. */
const dates = language === 'mirrored' ? 'en' : language;

// Asked before anything is drawn, so that the main process works while the page does, and drawn once there is something to draw.
// Who cannot see that nothing is there yet hears it.
Object.assign(root, { role: 'main', ariaBusy: 'true', ariaLabel: t.app.loading });
const begun = await connect();
Object.assign(root, { role: null, ariaBusy: null, ariaLabel: null });

// At once, in the same turn as this file is read: what is compiled by then Chromium keeps for the next start.
const page = createRoot(root);
flushSync(() =>
  page.render(
    <StrictMode>
      <DirectionProvider initialDirection={direction}>
        <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
          <DatesProvider settings={{ locale: dates }}>
            <ModalsProvider modalProps={{ zIndex: ABOVE_NOTICES, closeButtonProps: { 'aria-label': t.app.close } }}>
              <Notifications position="bottom-right" limit={4} zIndex={ABOVE_DRAWERS} />
              <App begun={begun} />
            </ModalsProvider>
          </DatesProvider>
        </MantineProvider>
      </DirectionProvider>
    </StrictMode>,
  ),
);
