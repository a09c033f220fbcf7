import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ViewLayer, ViewTileAddress } from '#domain/image/viewTile.ts';
import { selectCurrentSettings } from '#store/selectors/objectSettings.ts';
import type { ImageEntry, ImageInfo } from '#store/slices/imagesSlice.ts';
import { viewerChannels, viewerOverlay } from '#ui/layout/viewerProps.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useActions, useAppStore, useStoreHandle } from '#ui/useAppStore.ts';
import { ImageViewer } from '#ui/viewer/ImageViewer.tsx';
import type { ViewerHandle } from '#ui/viewer/viewerTypes.ts';

export interface ImageStageProps {
  readonly entry: ImageEntry;
  readonly info: ImageInfo;
}

/** The viewer, joined with the store. */
export function ImageStage({ entry, info }: ImageStageProps) {
  const imageId = entry.id;
  const actions = useActions();
  const viewer = useConnectedViewer(imageId);
  const result = useAppStore((state) => state.results[imageId]);
  const overlay = useViewerOverlay(imageId);
  const tool = useAppStore((state) => state.tool);
  const isRectangleUsed = useAppStore((state) => state.runOptions.region === 'rectangle');
  const hoveredLabel = useAppStore((state) => state.hoveredLabel);
  const { channels: summaries, display } = entry;
  const channels = useMemo(() => viewerChannels(summaries, display), [summaries, display]);
  const selectedLabels = useMemo(() => [...(result?.selection ?? [])], [result?.selection]);
  const { pixels, probability, labels } = entry.revisions;
  const revisions = useMemo(
    () => ({ intensity: pixels, probability, labels }),
    [pixels, probability, labels],
  );
  const readTile = useCallback(
    (layer: ViewLayer, address: ViewTileAddress, signal: AbortSignal) =>
      actions.readTile({ imageId, layer, address }, signal),
    [actions, imageId],
  );
  return (
    <ImageViewer
      ref={viewer}
      imageId={imageId}
      width={info.width}
      height={info.height}
      channels={channels}
      overlay={overlay}
      revisions={revisions}
      pixelSizeUm={entry.pixelSizeUm}
      tool={tool}
      region={isRectangleUsed ? entry.rectangle : null}
      selectedLabels={selectedLabels}
      highlightedLabel={hoveredLabel ?? 0}
      readTile={readTile}
      onHover={(hover) => actions.hoverObject(hover && hover.label > 0 ? hover.label : null)}
      onSelect={(label, isAdditive) => actions.clickObject(imageId, label, isAdditive)}
      onRectangle={actions.setRectangle}
      onTileError={(error) => actions.reportFailure(`${entry.name} could not be drawn`, error)}
    />
  );
}

/** A viewer's handle that the page's commands, the run and the growing map reach. */
function useConnectedViewer(imageId: string) {
  const viewer = useRef<ViewerHandle>(null);
  const handles = usePageHandles();
  const store = useStoreHandle();
  useEffect(() => {
    handles.viewer = {
      focusObject: (bounds) => viewer.current?.focusObject(bounds),
      fit: () => viewer.current?.fit(),
    };
    const stopRegion = store.actions.provideVisibleRegion(
      () => viewer.current?.visibleRectangle() ?? null,
    );
    return () => {
      handles.viewer = null;
      stopRegion();
    };
  }, [handles, store]);
  useEffect(
    () =>
      store.actions.onMapChange((changedId, area) => {
        if (changedId === imageId) viewer.current?.invalidate('probability', area);
      }),
    [store, imageId],
  );
  return viewer;
}

function useViewerOverlay(imageId: string) {
  const overlay = useAppStore((state) => state.overlay);
  const settings = useAppStore(selectCurrentSettings);
  const result = useAppStore((state) => state.results[imageId]);
  const job = useAppStore((state) => (state.job?.imageId === imageId ? state.job : null));
  return useMemo(
    () => viewerOverlay({ overlay, settings, result, job }),
    [overlay, settings, result, job],
  );
}
