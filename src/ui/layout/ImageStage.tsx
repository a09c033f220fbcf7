import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ViewLayer, ViewTileAddress } from '#domain/image/viewTile.ts';
import { selectShownComparison } from '#store/selectors/evaluation.ts';
import { selectCurrentSettings } from '#store/selectors/objectSettings.ts';
import type { ImageEntry, ImageInfo } from '#store/slices/imagesSlice.ts';
import { viewerText } from '#text/viewer.ts';
import { useAnnotator } from '#ui/annotation/useAnnotator.ts';
import { viewerChannels, viewerOverlay } from '#ui/layout/viewerProps.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useActions, useAppStore, useStoreHandle } from '#ui/useAppStore.ts';
import { ImageViewer } from '#ui/viewer/ImageViewer.tsx';
import type { HoverInfo, ViewerHandle } from '#ui/viewer/viewerTypes.ts';

export interface ImageStageProps {
  readonly entry: ImageEntry;
  readonly info: ImageInfo;
}

/** The viewer, joined with the store. */
export function ImageStage({ entry, info }: ImageStageProps) {
  const imageId = entry.id;
  const actions = useActions();
  const viewer = useConnectedViewer(imageId);
  const overlay = useViewerOverlay(imageId);
  const tool = useAppStore((state) => state.tool);
  const isRectangleUsed = useAppStore((state) => state.runOptions.region === 'rectangle');
  const hoveredLabel = useAppStore((state) => state.hoveredLabel);
  const { channels: summaries, display } = entry;
  const channels = useMemo(() => viewerChannels(summaries, display), [summaries, display]);
  const showsAnnotation = useAppStore((state) => state.shownOverlay === 'annotation');
  const annotator = useAnnotator(imageId);
  const selectedLabels = useSelectedLabels(imageId);
  const comparison = useAppStore((state) => selectShownComparison(state, imageId));
  const revisions = useLayerRevisions(entry, comparison?.revision ?? 0);
  const handleSelect = (label: number, isAdditive: boolean): void => {
    if (!showsAnnotation) actions.clickObject(imageId, label, isAdditive);
    else actions.clickAnnotated(imageId, label, isAdditive);
  };
  const handleHover = (hover: HoverInfo | null): void => {
    const label = showsAnnotation ? 0 : (hover?.label ?? 0);
    actions.hoverObject(label > 0 ? label : null);
  };
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
      annotator={annotator}
      readTile={readTile}
      onHover={handleHover}
      onSelect={handleSelect}
      onRectangle={actions.setRectangle}
      onTileError={(error) => actions.reportFailure(viewerText.notDrawn(entry.name), error)}
    />
  );
}

/** Labels to be marked in what is shown. Painting new objects, the marks would hide what is new. */
function useSelectedLabels(imageId: string): readonly number[] {
  const selection = useAppStore(({ shownOverlay, annotations, results, tool, paint }) => {
    if (shownOverlay !== 'annotation') return results[imageId]?.selection;
    const showsIt =
      tool === 'pan' || tool === 'select' || tool === 'merge' || paint.mode === 'extend';
    return showsIt ? annotations[imageId]?.selection : undefined;
  });
  return useMemo(() => [...(selection ?? [])], [selection]);
}

/** Revisions of the image's layers in the viewer's words. */
function useLayerRevisions({ revisions }: ImageEntry, comparison: number) {
  const { pixels, probability, labels, annotation } = revisions;
  return useMemo(
    () => ({ intensity: pixels, probability, labels, annotation, comparison }),
    [pixels, probability, labels, annotation, comparison],
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
      zoomTo: (scale) => viewer.current?.zoomTo(scale),
      zoomBy: (factor) => viewer.current?.zoomBy(factor),
      focus: () => viewer.current?.focus(),
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
  useEffect(
    () =>
      store.actions.onAnnotationChange((changedId, area) => {
        if (changedId === imageId) viewer.current?.invalidate('annotation', area);
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
  const showsAnnotation = useAppStore(
    ({ shownOverlay, annotations }) => shownOverlay === 'annotation' && imageId in annotations,
  );
  const showsComparison = useAppStore((state) => selectShownComparison(state, imageId) !== null);
  return useMemo(
    () => viewerOverlay({ overlay, settings, result, job, showsAnnotation, showsComparison }),
    [overlay, settings, result, job, showsAnnotation, showsComparison],
  );
}
