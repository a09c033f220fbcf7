import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { AppActions } from '#store/appActions.ts';
import type { AppState } from '#store/appState.ts';
import type { AppStore } from '#store/appStore.ts';

/** The store of the page; provided once by `App`. */
export const AppStoreContext = createContext<AppStore | null>(null);

/** The store itself, for code that reads it outside of drawing. */
export function useStoreHandle(): AppStore {
  const store = use(AppStoreContext);
  if (!store) throw new Error('A component that needs the store was drawn outside of App.');
  return store;
}

/** Part of the state; draws again only when `selector` gives something else. */
export function useAppStore<T>(selector: (state: AppState) => T): T {
  return useStore(useStoreHandle(), selector);
}

/** Everything that can be done with the page. */
export function useActions(): AppActions {
  return useStoreHandle().actions;
}
