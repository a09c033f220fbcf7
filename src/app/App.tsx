import { MantineProvider } from '@mantine/core';
import { useState } from 'react';
import { ErrorScreen } from '#app/ErrorScreen.tsx';
import type { AppStore } from '#store/appStore.ts';
import { Page } from '#ui/layout/Page.tsx';
import { createPageHandles, PageHandlesContext } from '#ui/pageHandles.ts';
import { theme } from '#ui/theme.ts';
import { AppStoreContext } from '#ui/useAppStore.ts';

/** The page around one store. */
export function App({ store }: { readonly store: AppStore }) {
  const [handles] = useState(createPageHandles);
  return (
    <MantineProvider theme={theme} defaultColorScheme="dark">
      <ErrorScreen>
        <AppStoreContext value={store}>
          <PageHandlesContext value={handles}>
            <Page />
          </PageHandlesContext>
        </AppStoreContext>
      </ErrorScreen>
    </MantineProvider>
  );
}
