/** The part of a wheel event that tells how far to zoom. */
export interface WheelTurn {
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages: Firefox reports mouse wheels in lines. */
  readonly deltaMode: number;
  /** True for a pinch on a trackpad, which browsers report as a wheel with Ctrl. */
  readonly ctrlKey: boolean;
}

const PIXELS_PER_UNIT = [1, 33, 400];

/** One notch of a common mouse wheel, 100 px, zooms by about 1.22. */
const ZOOM_PER_PIXEL = 0.002;

/** Trackpad pinches come in steps of a few pixels. */
const ZOOM_PER_PINCHED_PIXEL = 0.01;

/** Wheels that spin freely send hundreds of pixels at once. */
const MAX_FACTOR = 2;

/** Factor by which the turn zooms: above 1 for turning away, which zooms in. */
export function wheelZoomFactor({ deltaY, deltaMode, ctrlKey }: WheelTurn): number {
  const pixels = deltaY * (PIXELS_PER_UNIT[deltaMode] ?? 1);
  const factor = Math.exp(-pixels * (ctrlKey ? ZOOM_PER_PINCHED_PIXEL : ZOOM_PER_PIXEL));
  return Math.min(MAX_FACTOR, Math.max(1 / MAX_FACTOR, factor));
}
