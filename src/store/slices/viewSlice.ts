import type { OverlayOptions } from '#domain/project/workSettings.ts';

/**
 * What the pointer does to the image. `pan`: drag moves, click selects. `rectangle`: drag draws the
 * region of the next run. `select`: click selects, drag draws a box. `fill`, `merge`: a click acts
 * on a pixel. `brush`, `eraser`: drag paints. `polygon`: clicks set corners. `split`: drag draws a
 * line.
 */
export type ViewerTool =
  | 'pan'
  | 'rectangle'
  | 'select'
  | 'brush'
  | 'eraser'
  | 'fill'
  | 'polygon'
  | 'split'
  | 'merge';

/** Planes a second that a stack can be played with; fewer where they do not come as fast. */
export const PLAY_SPEEDS = [2, 5, 10] as const;

export type PlaySpeed = (typeof PLAY_SPEEDS)[number];

/** What the viewer shows and which tool the pointer holds. */
export interface ViewSlice {
  readonly overlay: OverlayOptions;
  readonly tool: ViewerTool;
  /** The stack that is played; `null` = none. */
  readonly playedImageId: string | null;
  readonly playSpeed: PlaySpeed;
}

export const initialView: ViewSlice = {
  overlay: { isVisible: true, style: 'outline', opacity: 0.9 },
  tool: 'pan',
  playedImageId: null,
  playSpeed: 5,
};
