/** How a probability map becomes separated objects. */
export interface InstanceSettings {
  /** A pixel is foreground when its probability is at least this, 0…1. */
  readonly threshold: number;
  /** Smaller objects are removed; area in px. */
  readonly minimumSizePx: number;
  /**
   * Fill background enclosed by one blob, before touching objects are split. Not for cells packed so
   * densely that they enclose gaps: their necks would vanish.
   */
  readonly fillHoles: boolean;
  /** Remove objects that touch the image border. */
  readonly removeBorderObjects: boolean;
  /**
   * 0 = never split … 1 = split at every neck. Two bulges of one blob are parted when the neck
   * between them is narrower than this fraction of the smaller bulge's width. About 0.9 suits nuclei
   * and other convex objects, 0 objects of irregular shape.
   */
  readonly splitTouching: number;
  /** Objects flood the probability map below the threshold until they meet (membrane stains). */
  readonly growToBorders: boolean;
}
