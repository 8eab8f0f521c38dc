import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.layer.css';
import '@mantine/charts/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './theme/tokens.css';
import './theme/global.css';
import { ABOVE_DRAWERS, ABOVE_NOTICES, theme, variables } from './theme/theme.ts';
import { t } from './text/t.ts';
import { watchTop } from './ui/use-escape.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

watchTop();

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <DatesProvider settings={{ locale: 'en' }}>
        <ModalsProvider modalProps={{ zIndex: ABOVE_NOTICES, closeButtonProps: { 'aria-label': t.app.close } }}>
          <Notifications position="bottom-right" limit={4} zIndex={ABOVE_DRAWERS} />
          <App />
        </ModalsProvider>
      </DatesProvider>
    </MantineProvider>
  </StrictMode>,
);
