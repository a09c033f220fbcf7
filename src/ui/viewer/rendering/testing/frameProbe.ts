import { expect } from 'vitest';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import type {
  ChannelStyle,
  Frame,
  FrameCell,
  OverlayStyle,
  PlacedTexture,
} from '#ui/viewer/rendering/frame.ts';
import { ImageRenderer } from '#ui/viewer/rendering/imageRenderer.ts';
import { hasOutlines } from '#ui/viewer/rendering/tileTextures.ts';
import type { LayerKind } from '#ui/viewer/tiles/layers.ts';
import type { Viewport } from '#ui/viewer/viewport.ts';

/** The tile at the top left of the image, at full resolution. */
export const CORNER: ViewTileAddress = { level: 0, column: 0, row: 0 };

/** Codes 0…255 become grey levels 0…255. */
export const GREY: ChannelStyle = { blackCode: 0, whiteCode: 255, gamma: 1, color: [1, 1, 1] };

export const NO_OVERLAY: OverlayStyle = {
  mode: 'none',
  threshold: 0.5,
  opacity: 1,
  isFilled: true,
  hoveredLabel: 0,
  selectedLabels: new Set(),
};

/** A renderer on a canvas of its own, and its pixels. */
export interface FrameProbe {
  readonly renderer: ImageRenderer;
  /** Uploads a tile; labels go on at their edges as at the edges of an image. */
  readonly place: (kind: LayerKind, tile: ViewTile, address?: ViewTileAddress) => PlacedTexture;
  /** Draws; returns the colour (0…255) of a device pixel counted from the top left. */
  readonly draw: (
    frame: Partial<Frame> & Pick<Frame, 'viewport' | 'cells'>,
  ) => (x: number, y: number) => number[];
  readonly dispose: () => void;
}

/** Draws frames as the viewer does, for tests that look at single pixels. */
export function createFrameProbe(): FrameProbe {
  const canvas = document.createElement('canvas');
  const renderer = new ImageRenderer(canvas);
  const gl = canvas.getContext('webgl2') as WebGL2RenderingContext;
  return {
    renderer,
    place: (kind, tile, address = CORNER) => {
      const texture = renderer.upload(kind, tile, null);
      const sides = hasOutlines(kind) ? (['left', 'top', 'right', 'bottom'] as const) : [];
      for (const side of sides) {
        renderer.join(texture, side, tile, null);
      }
      return { texture, address };
    },
    draw: (frame) => {
      renderer.draw({ channels: [], overlay: NO_OVERLAY, ...frame });
      expect(gl.getError()).toBe(gl.NO_ERROR);
      const { width, height } = canvas;
      const pixels = new Uint8Array(4 * width * height);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      return (x, y) => {
        const at = 4 * ((height - 1 - y) * width + x);
        return [...pixels.subarray(at, at + 3)];
      };
    },
    dispose: () => {
      renderer.dispose();
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}

/** A canvas of so many pixels with the image's corner at `offset`. */
export function viewOf(
  width: number,
  height: number,
  scale: number,
  offset: readonly number[] = [0, 0],
): Viewport {
  const [offsetX = 0, offsetY = 0] = offset;
  return { canvas: { width, height }, pixelRatio: 1, scale, offsetX, offsetY };
}

/** A cell with some of its layers. */
export function cellOf(area: Rectangle, layers: Partial<Omit<FrameCell, 'area'>>): FrameCell {
  return { area, intensity: [], probability: null, labels: null, ...layers };
}
