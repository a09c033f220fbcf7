import type { LabelReading } from '#domain/segmentation/labelReading.ts';

/** Objects of a file that wait for the user to say what they belong to. */
export interface ImportOffer {
  readonly id: string;
  /** Of the file; untrusted text. */
  readonly fileName: string;
  /** Image that the file names; `null` = none. */
  readonly imageName: string | null;
  /** `GeoJSON`, `Label image`, … */
  readonly formatName: string;
  readonly objectCount: number;
  /** Pages that have objects, or pages of a label image. */
  readonly planeCount: number;
  /** Image that the names suggest; `null` = none. */
  readonly imageId: string | null;
  /** Page of it, from 0, that the name of the file tells; `null` = none. */
  readonly pageIndex: number | null;
  /** The values of a label image could also be those of a mask, or classes; `null` = no doubt. */
  readonly doubt: 'mask' | 'classes' | null;
}

/** Where the objects of one offer go. */
export interface ImportPlace {
  /** `null` = nowhere: they are left out. */
  readonly imageId: string | null;
  /** Page of that image, from 0; `null` = as the file says, else the page that is shown. */
  readonly pageIndex: number | null;
}

/** What the user decides about all offers. */
export interface ImportAnswer {
  /** To be corrected and trained on, or to be looked at and measured. */
  readonly target: 'annotation' | 'prediction';
  /** Only what is not annotated yet changes. */
  readonly keepsExisting: boolean;
  /** How label images are read whose values are in doubt. */
  readonly reading: LabelReading;
  /** By offer id. */
  readonly places: Readonly<Record<string, ImportPlace>>;
}

/** The import that the page asks about. */
export interface ImportSlice {
  /** `null` = none. */
  readonly importOffers: readonly ImportOffer[] | null;
}

export const initialImport: ImportSlice = { importOffers: null };
