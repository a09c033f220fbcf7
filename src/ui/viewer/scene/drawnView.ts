import { canvasCenter, type Viewport } from '#ui/viewer/viewport.ts';

/** The view `fraction` (0…1) of the way from one to another: zoom in equal ratios, middle straight. */
export function interpolateView(from: Viewport, to: Viewport, fraction: number): Viewport {
  const scale = from.scale * (to.scale / from.scale) ** fraction;
  const start = canvasCenter(from);
  const end = canvasCenter(to);
  return {
    ...to,
    scale,
    offsetX: to.canvas.width / 2 - (start.x + (end.x - start.x) * fraction) * scale,
    offsetY: to.canvas.height / 2 - (start.y + (end.y - start.y) * fraction) * scale,
  };
}

/**
 * The view with the image's corner on a whole device pixel. Sampling points then fall on texel
 * centres at 1:1 and nearest-neighbour sampling neither skips nor doubles a pixel.
 */
export function snapToDevicePixels(viewport: Viewport): Viewport {
  return {
    ...viewport,
    offsetX: Math.round(viewport.offsetX),
    offsetY: Math.round(viewport.offsetY),
  };
}

/** The same view on a canvas with a share of the device pixels, stretched to the same size. */
export function reduceResolution(viewport: Viewport, share: number): Viewport {
  return {
    canvas: {
      width: Math.max(1, Math.round(viewport.canvas.width * share)),
      height: Math.max(1, Math.round(viewport.canvas.height * share)),
    },
    pixelRatio: viewport.pixelRatio * share,
    scale: viewport.scale * share,
    offsetX: viewport.offsetX * share,
    offsetY: viewport.offsetY * share,
  };
}
