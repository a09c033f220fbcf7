import type { ExportFormat } from '#domain/export/exportedPlane.ts';
import type { ObjectSource } from '#domain/export/planeFacts.ts';

/** Which planes are to be written. */
export type ExportScope = 'plane' | 'image' | 'all';

/** What is asked for in the dialog; plain data that is remembered. */
export interface ExportRequest {
  readonly source: ObjectSource;
  readonly scope: ExportScope;
  readonly formats: readonly ExportFormat[];
  readonly isZipped: boolean;
}
