import { EXPORT_FORMATS } from '#domain/export/exportedPlane.ts';
import type { ExportRequest } from '#store/exporting/exportRequest.ts';

const PLACE = 'cellpane-export';

/** What the dialog shows the first time. */
export const FIRST_REQUEST: ExportRequest = {
  source: 'segmentation',
  scope: 'plane',
  formats: ['labels-tiff', 'objects-csv'],
  isZipped: true,
};

/** What was chosen last in this browser. */
export function rememberedRequest(): ExportRequest {
  try {
    return requestFrom(JSON.parse(localStorage.getItem(PLACE) ?? 'null'));
  } catch {
    // Nothing is kept here, or not by this page.
    return FIRST_REQUEST;
  }
}

/** Keeps a choice for the next time. */
export function rememberRequest(request: ExportRequest): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify(request));
  } catch {
    // Then it is chosen anew.
  }
}

/** A choice of unknown origin; what is not known is as the first time. */
export function requestFrom(stored: unknown): ExportRequest {
  if (typeof stored !== 'object' || stored === null) return FIRST_REQUEST;
  const { source, scope, formats, isZipped } = stored as Record<string, unknown>;
  const known = EXPORT_FORMATS.filter(
    (format) => Array.isArray(formats) && formats.includes(format),
  );
  return {
    source: source === 'annotation' ? 'annotation' : FIRST_REQUEST.source,
    scope: scope === 'image' || scope === 'all' ? scope : FIRST_REQUEST.scope,
    formats: known.length > 0 ? known : FIRST_REQUEST.formats,
    isZipped: typeof isZipped === 'boolean' ? isZipped : FIRST_REQUEST.isZipped,
  };
}
