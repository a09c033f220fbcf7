import { MantineProvider } from '@mantine/core';
import { useState } from 'react';
import { ErrorScreen } from '#app/ErrorScreen.tsx';
import type { Rescue } from '#app/rescueProject.ts';
import type { AppStore } from '#store/appStore.ts';
import { Page } from '#ui/layout/Page.tsx';
import { createPageHandles, PageHandlesContext } from '#ui/pageHandles.ts';
import { theme } from '#ui/theme.ts';
import { AppStoreContext } from '#ui/useAppStore.ts';

export interface AppProps {
  readonly store: AppStore;
  readonly rescue: Rescue;
}

/** The page around one store. */
export function App({ store, rescue }: AppProps) {
  const [handles] = useState(createPageHandles);
  return (
    <ErrorScreen rescue={rescue}>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        // Both would be <style> elements; see adoptKitVariables.
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <AppStoreContext value={store}>
          <PageHandlesContext value={handles}>
            <Page />
          </PageHandlesContext>
        </AppStoreContext>
      </MantineProvider>
    </ErrorScreen>
  );
}
