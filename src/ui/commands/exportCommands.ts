import type { ExportFormat } from '#domain/export/exportedPlane.ts';
import { IMPORTED_OBJECTS_ID } from '#domain/project/importedObjects.ts';
import type { AppState } from '#store/appState.ts';
import { selectCurrentResult } from '#store/selectors/currentImage.ts';
import { commandText, reasonText } from '#text/commands.ts';
import type { Command } from '#ui/commands/command.ts';
import { hasAnnotation, hasResult, needsImage, withCurrentImage } from '#ui/commands/conditions.ts';

const titles = commandText.exportTitles;

/** What the current image can be saved as; the items of the export menu. */
export const exportCommands = {
  exportLabels: ofResult('labels-tiff'),
  exportMask: ofResult('mask-png'),
  exportOverlay: ofResult('overlay-png'),
  exportProbability: {
    ...ofResult('probability-tiff'),
    isEnabled: hasMap,
    reason: (state: AppState) =>
      hasResult(state) ? reasonText.noMap : needsImage(reasonText.noResult)(state),
  },
  exportCsv: ofResult('objects-csv'),
  exportSummary: ofResult('summary-csv'),
  exportRois: ofResult('imagej-rois'),
  exportGeoJson: ofResult('geojson'),
  exportCoco: ofResult('coco'),
  exportAnnotation: {
    title: commandText.exportAnnotation,
    keys: [],
    isEnabled: hasAnnotation,
    reason: needsImage(reasonText.noAnnotation),
    run: ({ store }) => withCurrentImage(store, store.actions.exportAnnotation),
  },
  openExport: {
    title: commandText.openExport,
    keys: [],
    isEnabled: hasAnyObjects,
    reason: needsImage(reasonText.noResult),
    run: ({ handles }) => handles.showExport(),
  },
  cancelExport: {
    title: commandText.cancelExport,
    keys: [],
    isEnabled: (state) => state.exportRun?.isDone === false,
    reason: () => reasonText.noExport,
    run: ({ store }) => store.actions.cancelExport(),
  },
} as const satisfies Readonly<Record<string, Command>>;

/** True when a network found the objects of the image in the viewer. */
function hasMap(state: AppState): boolean {
  const modelId = selectCurrentResult(state)?.modelId;
  return modelId !== undefined && modelId !== IMPORTED_OBJECTS_ID;
}

/** True when something was found or annotated in any image. */
function hasAnyObjects({ results, annotations, images }: AppState): boolean {
  return (
    Object.keys(results).length + Object.keys(annotations).length > 0 ||
    images.some(({ predictions }) => predictions.length > 0)
  );
}

function ofResult(format: ExportFormat): Command {
  return {
    title: titles[format],
    keys: [],
    isEnabled: hasResult,
    reason: needsImage(reasonText.noResult),
    run: ({ store }) =>
      withCurrentImage(store, (imageId) => store.actions.exportResult(imageId, format)),
  };
}
