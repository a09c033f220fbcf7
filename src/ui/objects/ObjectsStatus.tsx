import type { AppState } from '#store/appState.ts';
import { selectCurrentEntry, selectCurrentResult } from '#store/selectors/currentImage.ts';
import classes from '#ui/objects/ObjectsPanel.module.css';
import { summaryText } from '#ui/objects/objectText.ts';
import { useAppStore } from '#ui/useAppStore.ts';

/** What was found, in one line; read out when it changes. */
export function ObjectsStatus() {
  const text = useAppStore(selectStatusText);
  return (
    <p role="status" className={classes['status']}>
      {text}
    </p>
  );
}

function selectStatusText(state: AppState): string {
  const entry = selectCurrentEntry(state);
  if (!entry) return 'No image open';
  if (entry.status === 'loading') return `Opening ${entry.name}…`;
  if (state.job?.imageId === entry.id) return `Segmenting ${entry.name}…`;
  const result = selectCurrentResult(state);
  return result ? summaryText(result) : 'Not segmented yet';
}
