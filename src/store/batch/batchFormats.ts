import { EXPORT_FORMATS, type ExportFormat } from '#domain/export/exportedPlane.ts';

/** A kind of file that is written of each image; a batch writes a summary of its own. */
export type BatchFormat = Exclude<ExportFormat, 'summary-csv'>;

/** Kinds of files of each image, in the order in which they are offered. */
export const batchFormats = EXPORT_FORMATS.filter(
  (format): format is BatchFormat => format !== 'summary-csv',
);

/** What is written unless told otherwise. */
export const defaultFormats: readonly BatchFormat[] = ['labels-tiff', 'objects-csv'];
