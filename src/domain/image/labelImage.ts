/** Integer object ids by pixel: 0 = background, 1…n = objects. */
export interface LabelImage {
  readonly width: number;
  readonly height: number;
  /** [height, width] */
  readonly data: Uint32Array<ArrayBuffer>;
}
