import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { watchClosings } from '#store/actions/forgetClosed.ts';
import { startReviving } from '#store/actions/reviveWorkers.ts';
import { showEngine } from '#store/actions/showEngine.ts';
import { type AppActions, createActions } from '#store/appActions.ts';
import { type AppState, initialState } from '#store/appState.ts';
import { newAutosave } from '#store/autosave/autosave.ts';
import { revivedClient } from '#store/autosave/revivedClient.ts';
import { startAutosave } from '#store/autosave/saving.ts';
import { inTurns } from '#store/engineTurns.ts';
import { createHistoryWork } from '#store/history/historyWork.ts';
import type { Services } from '#store/services.ts';

/** State of the page and everything that can be done with it. */
export interface AppStore extends StoreApi<AppState> {
  readonly actions: AppActions;
}

/** A store that works with `services`; it follows the engine's status from now on. */
export function createAppStore(services: Services): AppStore {
  const store = createStore<AppState>(() => initialState);
  const context = createContext(services, store);
  services.engine.subscribe((engine) => showEngine(context, engine));
  startAutosave(context);
  startReviving({ ...context, services });
  watchClosings(context);
  return Object.assign(store, { actions: createActions(context) });
}

function createContext(services: Services, store: StoreApi<AppState>): ActionContext {
  let count = 0;
  const running: ActionContext['running'] = {
    decoding: new Map(),
    autosave: newAutosave(),
    opening: Promise.resolve(),
    restoring: Promise.resolve(),
    reviving: { image: null, annotation: null },
    replaceCounts: { image: 0, annotation: 0 },
    pageTurns: new Map(),
    extractions: new Map(),
    tileListeners: new Set(),
    annotating: new Map(),
    annotationListeners: new Set(),
    segmentation: null,
    visibleRegion: () => null,
    noticeActions: new Map(),
    training: null,
    batch: { work: null, offered: null },
    planTicket: 0,
    isEngineWarm: false,
    hasAskedToLast: false,
    history: createHistoryWork(),
    answerQuestion: null,
    answerImport: null,
  };
  return {
    services: {
      ...services,
      engine: inTurns(services.engine),
      image: revivedClient(services.image, () => running.reviving.image),
      annotation: revivedClient(services.annotation, () => running.reviving.annotation),
    },
    store,
    running,
    nextId: (prefix) => `${prefix}-${++count}`,
    ask: (question) =>
      new Promise((resolve) => {
        running.answerQuestion?.(false);
        running.answerQuestion = resolve;
        store.setState({ question });
      }),
  };
}
