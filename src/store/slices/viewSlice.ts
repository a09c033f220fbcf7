import type { Rectangle } from '#domain/image/rectangle.ts';

/** How the objects lie over the image. */
export interface OverlayOptions {
  readonly isVisible: boolean;
  readonly style: 'outline' | 'filled';
  /** 0…1 */
  readonly opacity: number;
}

/** What the viewer shows and which tool the pointer holds. */
export interface ViewSlice {
  readonly overlay: OverlayOptions;
  readonly tool: 'pan' | 'rectangle';
  /** Part of the current image inside the viewer, in px; `null` before the first layout. */
  readonly visibleRegion: Rectangle | null;
}

export const initialView: ViewSlice = {
  overlay: { isVisible: true, style: 'outline', opacity: 0.9 },
  tool: 'pan',
  visibleRegion: null,
};
