export type RegionKind = 'whole' | 'view' | 'rectangle';

/** Options of the next run, for every image alike. */
export interface RunOptions {
  /** Resampling before the network, 0.25–4. */
  readonly scale: number;
  /** Scale each image to the network's pixel size instead, where both are known; false when absent. */
  readonly matchesPixelSize?: boolean;
  /** Average over the 8 rotations and mirrors of each tile: slower, steadier. */
  readonly averageSymmetries: boolean;
  readonly region: RegionKind;
}

/** How the objects lie over the image. */
export interface OverlayOptions {
  readonly isVisible: boolean;
  readonly style: 'outline' | 'filled';
  /** 0…1 */
  readonly opacity: number;
}

/** What a brush stroke, a polygon or a fill becomes. */
export type PaintMode = 'new' | 'extend' | 'background' | 'ignore';

/** How the annotation tools work; one set for all images. */
export interface PaintOptions {
  readonly mode: PaintMode;
  readonly radiusPx: number;
  /** What erased pixels become; Shift means the other. */
  readonly eraseTo: 'background' | 'ignore';
  /** False protects the pixels of other objects from brush and polygon. */
  readonly overwritesObjects: boolean;
  /** Class of new objects, 1 … */
  readonly classIndex: number;
  /** Classes that the user asked for, background among them; at least 2. */
  readonly classCount: number;
}
