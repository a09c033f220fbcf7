import { useEffect } from 'react';
import { selectCanEvaluate, selectEvaluated } from '#store/selectors/evaluation.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** A slider or a stroke goes on: scores wait until nothing has changed for this long. */
const REST_MS = 400;

/** Takes the scores of the current image anew whenever they are not those of its present state. */
export function useFreshScores(): void {
  const { evaluateImage } = useActions();
  const imageId = useAppStore((state) => state.currentImageId);
  const objects = useAppStore((state) => state.results[imageId ?? '']?.objects);
  const annotation = useAppStore((state) => state.annotations[imageId ?? '']?.state);
  const isWanted = useAppStore((state) => {
    const { running, shown } = state.evaluation;
    if (running || !selectCanEvaluate(state, state.currentImageId)) return false;
    if (state.results[state.currentImageId ?? '']?.isExtracting) return false;
    const isFresh = selectEvaluated(state, state.currentImageId) !== null;
    return !isFresh || shown?.imageId !== state.currentImageId;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was compared decides when to wait anew
  useEffect(() => {
    if (!isWanted || imageId === null) return;
    const timer = setTimeout(() => void evaluateImage(imageId), REST_MS);
    return () => clearTimeout(timer);
  }, [isWanted, imageId, objects, annotation, evaluateImage]);
}
