import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ObjectTable } from '#domain/measurement/objectTable.ts';

/** Files that the objects of an image can be written to. */
export const EXPORT_FORMATS = [
  'labels-tiff',
  'mask-png',
  'overlay-png',
  'probability-tiff',
  'objects-csv',
  'summary-csv',
  'imagej-rois',
  'geojson',
  'coco',
] as const;

/** One of `EXPORT_FORMATS`. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Which plane of a stack something belongs to. */
export interface PlanePlace {
  /** Page of the file, from 0. */
  readonly pageIndex: number;
  /** Slice, from 0. */
  readonly z: number;
  /** Time point, from 0. */
  readonly t: number;
}

/** What is known of one segmented plane, for the writers of files. */
export interface ExportedPlane {
  /** File name of the image. */
  readonly imageName: string;
  readonly place: PlanePlace;
  readonly pixelSizeUm: number | null;
  /** Objects by id, 0 = background. */
  readonly labels: LabelImage;
  /** Classes of objects that are not 1. */
  readonly classes: ReadonlyMap<number, number>;
  readonly objects: ObjectTable;
  /** `null` where objects were not found by the network. */
  readonly map: ProbabilityMap | null;
}
