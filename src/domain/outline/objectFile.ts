import type { OutlinePolygon } from '#domain/outline/objectOutline.ts';

/** Objects of a file that other tools write: ImageJ ROIs, GeoJSON, COCO. */
export interface ObjectFile {
  /** `ImageJ ROIs`, `GeoJSON`, `COCO`, for people. */
  readonly formatName: string;
  /** By the image and plane that they belong to; one without names when the file tells of none. */
  readonly planes: readonly ObjectFilePlane[];
  /** Entries that enclose nothing and were left out: points, lines, texts, boxes without outlines. */
  readonly skippedCount: number;
}

/** Objects of one plane of one image. */
export interface ObjectFilePlane {
  /** File name of the image as the file tells it, for pairing; `null` = it does not. */
  readonly imageName: string | null;
  /** Slice and time point, from 0; `null` = the file does not tell. */
  readonly z: number | null;
  readonly t: number | null;
  /** Page of the image, from 0, where the file tells this and not `z` and `t`; else `null`. */
  readonly pageIndex: number | null;
  /** Size of the image in px as the file tells it; `null` = it does not. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly objects: readonly FileObject[];
}

/** One object: later ones lie above earlier ones where they overlap. */
export interface FileObject {
  /** As shown in the file's own tool; bounded, untrusted text. */
  readonly name: string | null;
  /** Number that its file gives it; none where the file tells of none. */
  readonly label?: number;
  /** Name of its class; `null` = none. */
  readonly className: string | null;
  /** In px, may lie between pixels and outside the image. Together they are the object. */
  readonly polygons: readonly OutlinePolygon[];
  /** Its pixels, where the file gives these and no polygons. */
  readonly mask?: ColumnMask;
}

/** A mask as run lengths down its columns, one after the other; the first run is of zeros. */
export interface ColumnMask {
  readonly width: number;
  readonly height: number;
  /** Their sum is `width` × `height`. */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** What is known of a file without the outlines of its objects. */
export interface ObjectFileSummary extends Omit<ObjectFile, 'planes'> {
  readonly planes: readonly PlaneSummary[];
}

/** What is known of a plane without the outlines of its objects. */
export interface PlaneSummary extends Omit<ObjectFilePlane, 'objects'> {
  /** Place among the planes of the file, from 0. */
  readonly planeIndex: number;
  readonly objectCount: number;
  /** Each once; `null` where objects have none. */
  readonly classNames: readonly (string | null)[];
}
