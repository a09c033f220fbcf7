import type { ExportFormat } from '#domain/export/exportedPlane.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import type { ExportRequest } from '#store/exporting/exportRequest.ts';

/** Writing of files; its code comes with its first use. */
export function exportActions(context: ActionContext) {
  const ofShown = () => import('#store/exporting/exportShown.ts');
  const ofMany = () => import('#store/exporting/startExport.ts');
  return {
    startExport: async (request: ExportRequest) => (await ofMany()).startExport(context, request),
    closeExport: async () => (await ofMany()).closeExport(context),
    cancelExport: () => context.store.getState().exportRun?.cancel(),
    /** Offers the objects of the plane that is shown as one file. */
    exportResult: async (imageId: string, format: ExportFormat) =>
      (await ofShown()).exportShown(context, imageId, { format, source: 'segmentation' }),
    /**
     * Offers the annotation of the plane that is shown as a label image, whose name pairs it with the
     * image when both are opened again.
     */
    exportAnnotation: async (imageId: string) =>
      (await ofShown()).exportShown(context, imageId, {
        format: 'labels-tiff',
        source: 'annotation',
      }),
  };
}
