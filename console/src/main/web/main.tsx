import '@mantine/core/styles.css';
import './theme.css';
import './i18n.ts';
import { createTheme, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './queries.ts';
import { router } from './router.tsx';

const theme = createTheme({ cursorType: 'pointer', respectReducedMotion: true });

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element with the id root');
}
createRoot(root).render(
  <StrictMode>
    {/* Variables and classes stand in style sheets: the policy of the page allows no style elements. */}
    <MantineProvider
      theme={theme}
      withCssVariables={false}
      withGlobalClasses={false}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
