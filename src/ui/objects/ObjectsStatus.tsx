import { useMemo } from 'react';
import type { AppState } from '#store/appState.ts';
import { selectShownAnnotation } from '#store/selectors/annotations.ts';
import { selectCurrentEntry, selectCurrentResult } from '#store/selectors/currentImage.ts';
import { objectsText } from '#text/objects.ts';
import classes from '#ui/objects/ObjectsPanel.module.css';
import { summaryText } from '#ui/objects/objectText.ts';
import { useAppStore } from '#ui/useAppStore.ts';

/** What was found, in one line; read out when it changes. */
export function ObjectsStatus() {
  const state = useAppStore(selectStateText);
  const result = useAppStore(selectCurrentResult);
  // The selection and other details of a result leave the line as it is.
  const objects = result?.objects;
  const coveredFraction = result?.coveredFraction ?? 0;
  const found = useMemo(
    () => (objects ? summaryText(objects, coveredFraction) : objectsText.notSegmented),
    [objects, coveredFraction],
  );
  // The table stays that of the prediction while its corrected copy is in the viewer.
  const isBesideAnnotation = useAppStore((app) => selectShownAnnotation(app) !== undefined);
  const shown = objects && isBesideAnnotation ? objectsText.ofPrediction(found) : found;
  return (
    <p role="status" className={classes['status']}>
      {state ?? shown}
    </p>
  );
}

/** What happens to the current image; `null` when nothing does. */
function selectStateText(state: AppState): string | null {
  const entry = selectCurrentEntry(state);
  if (!entry) return objectsText.noImage;
  // A run that shows its planes opens each of them.
  if (state.job?.imageId === entry.id) return objectsText.segmenting(entry.name);
  if (entry.status === 'loading') return objectsText.opening(entry.name);
  return null;
}
