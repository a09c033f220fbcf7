import '#ui/kitStyles.css';
import '#ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from '#app/App.tsx';
import { optionsFromAddress, wireServices } from '#app/wireServices.ts';
import { createAppStore } from '#store/appStore.ts';

const store = createAppStore(wireServices(optionsFromAddress(window.location)));
const root = document.getElementById('root');
if (root) createRoot(root).render(<App store={store} />);

// Actions show their own failures; what still gets here is a fault, and must not stay silent.
window.addEventListener('unhandledrejection', (event) => {
  store.actions.reportFailure('Something went wrong inside the page', event.reason);
});

const address = new URLSearchParams(window.location.search);
void store.actions.startUp({
  modelId: address.get('model'),
  sampleId: address.get('sample'),
});
