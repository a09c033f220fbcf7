import { pageText } from '#text/page.ts';
import '#ui/kitStyles.css';
import '#ui/tokens.css';
import '#ui/forcedColors.css';
import { createRoot } from 'react-dom/client';
import { App } from '#app/App.tsx';
import { openLaunchedFiles } from '#app/offline/launchedFiles.ts';
import { holdPageLock } from '#app/offline/pageLock.ts';
import { createRescue } from '#app/rescueProject.ts';
import { optionsFromAddress, wireServices } from '#app/wireServices.ts';
import { createAppStore } from '#store/appStore.ts';
import { adoptKitVariables } from '#ui/adoptKitVariables.ts';

holdPageLock(import.meta.url);
adoptKitVariables();
const store = createAppStore(wireServices(optionsFromAddress(window.location)));
const root = document.getElementById('root');
if (root) createRoot(root).render(<App store={store} rescue={createRescue(store)} />);

// Actions show their own failures; what still gets here is a fault, and must not stay silent.
window.addEventListener('unhandledrejection', (event) => {
  store.actions.reportFailure(pageText.fault, event.reason);
});

const address = new URLSearchParams(window.location.search);
void store.actions
  .startUp({
    modelId: address.get('model'),
    sampleId: address.get('sample'),
  })
  // What the user asked for comes first, then the download for later.
  .finally(() => {
    openLaunchedFiles((files) => {
      void store.actions.openFiles(files.map((file) => ({ file, folder: '' })));
    });
    return store.actions.prepareOffline();
  });
