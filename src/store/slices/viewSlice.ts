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
}

export const initialView: ViewSlice = {
  overlay: { isVisible: true, style: 'outline', opacity: 0.9 },
  tool: 'pan',
};
