import { useMemo } from 'react';
import type { AppStore } from '#store/appStore.ts';
import type { PaintPlan, PaintStart } from '#store/planPaint.ts';
import { labelsTouching } from '#ui/annotation/labelsTouching.ts';
import { useAppStore, useStoreHandle } from '#ui/useAppStore.ts';
import type { ViewerAnnotator, ViewerPaint } from '#ui/viewer/viewerTypes.ts';

/** What the viewer's tools do to an image: annotations are painted, predictions only selected. */
export function useAnnotator(imageId: string): ViewerAnnotator {
  const store = useStoreHandle();
  const brushRadiusPx = useAppStore((state) => state.paint.radiusPx);
  return useMemo(
    () => ({ brushRadiusPx, ...createAnnotator(store, imageId) }),
    [store, imageId, brushRadiusPx],
  );
}

function createAnnotator(store: AppStore, imageId: string): Omit<ViewerAnnotator, 'brushRadiusPx'> {
  const { actions } = store;
  const begin = (
    start: PaintStart,
    commit: (points: Float32Array<ArrayBuffer>, plan: PaintPlan) => Promise<unknown>,
  ): ViewerPaint => {
    actions.showOverlayOf('annotation');
    const plan = actions.planStroke(imageId, start);
    return { ...plan, commit: (points) => commit(points, plan) };
  };
  return {
    beginStroke: (beginning) =>
      begin({ ...beginning, isEraser: store.getState().tool === 'eraser' }, (points, plan) =>
        actions.paintStroke(imageId, points, plan),
      ),
    beginPolygon: (beginning) =>
      begin({ ...beginning, isEraser: false }, (points, plan) =>
        actions.paintPolygon(imageId, points, plan),
      ),
    onPick: (pixel, isAdditive) => {
      // Actions show their own failures.
      void pick(store, imageId, pixel, isAdditive);
    },
    onBox: (area, isAdditive) => {
      if (store.getState().shownOverlay === 'annotation') {
        void actions.pickInBox(imageId, area, isAdditive);
        return;
      }
      const result = store.getState().results[imageId];
      if (!result) return;
      const former = isAdditive ? result.selection : [];
      const touched = labelsTouching(result.objects, area);
      actions.selectObjects(imageId, new Set([...former, ...touched]));
    },
    onSplit: (points) => {
      actions.showOverlayOf('annotation');
      void actions.splitAlong(imageId, points);
    },
    onBrushStep: (steps) => actions.stepBrush(steps),
  };
}

async function pick(
  { actions, getState }: AppStore,
  imageId: string,
  pixel: { readonly x: number; readonly y: number },
  isAdditive: boolean,
): Promise<void> {
  actions.showOverlayOf('annotation');
  if (getState().tool === 'fill') await actions.fillAt(imageId, pixel, isAdditive);
  else await actions.mergeAt(imageId, pixel);
}
