import type { Rectangle } from '#domain/image/rectangle.ts';

/** Device pixels from the top left corner of the canvas. The phantom `space` keeps the two apart. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
  readonly space?: 'screen';
}

/** Image pixels from the top left corner of pixel (0, 0): pixel (x, y) covers x … x + 1. */
export interface ImagePoint {
  readonly x: number;
  readonly y: number;
  readonly space?: 'image';
}

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the image lies on the canvas: screen = offset + image · scale. */
export interface Viewport {
  /** Canvas in device pixels. */
  readonly canvas: Size;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  /** Device pixels per image pixel. */
  readonly scale: number;
  /** Screen position of the image's top left corner, in device pixels. */
  readonly offsetX: number;
  readonly offsetY: number;
}

/** Largest zoom: 64 device pixels per image pixel, or the fit of an even smaller image. */
const MAX_SCALE = 64;

/** Zooming out ends where the image is a quarter of its fitting size (or of 1:1 if that is less). */
const MIN_SCALE_OF_FIT = 0.25;

/** Free border around a fitted image, in CSS pixels. */
const FIT_MARGIN_PX = 8;

/** Objects that look smaller than this are zoomed into when they are focused, in CSS pixels. */
const FOCUS_MIN_EDGE_PX = 40;

/** Share of the shorter canvas edge that a focused small object fills. */
const FOCUS_EDGE_FRACTION = 0.25;

/** Position on the canvas of a point of the image. */
export function imageToScreen(viewport: Viewport, point: ImagePoint): ScreenPoint {
  return {
    x: viewport.offsetX + point.x * viewport.scale,
    y: viewport.offsetY + point.y * viewport.scale,
  };
}

/** Point of the image under a position on the canvas; may lie outside the image. */
export function screenToImage(viewport: Viewport, point: ScreenPoint): ImagePoint {
  return {
    x: (point.x - viewport.offsetX) / viewport.scale,
    y: (point.y - viewport.offsetY) / viewport.scale,
  };
}

/** Largest scale at which the whole image is seen. */
export function fitScale(image: Size, viewport: Viewport): number {
  const margin = 2 * FIT_MARGIN_PX * viewport.pixelRatio;
  const width = Math.max(viewport.canvas.width - margin, viewport.canvas.width / 2, 1);
  const height = Math.max(viewport.canvas.height - margin, viewport.canvas.height / 2, 1);
  return Math.min(width / image.width, height / image.height);
}

/** Smallest and largest scale that zooming reaches. */
export function scaleLimits(
  image: Size,
  viewport: Viewport,
): { readonly min: number; readonly max: number } {
  const fit = fitScale(image, viewport);
  return { min: Math.min(fit, 1) * MIN_SCALE_OF_FIT, max: Math.max(fit, MAX_SCALE) };
}

/** The view with `point` in the middle of the canvas, scale and position within their limits. */
export function centerOn(
  viewport: Viewport,
  image: Size,
  point: ImagePoint,
  scale: number,
): Viewport {
  const { min, max } = scaleLimits(image, viewport);
  const allowedScale = Math.min(max, Math.max(min, scale));
  return keepInSight(
    {
      ...viewport,
      scale: allowedScale,
      offsetX: viewport.canvas.width / 2 - point.x * allowedScale,
      offsetY: viewport.canvas.height / 2 - point.y * allowedScale,
    },
    image,
  );
}

/** The view that shows the whole image in the middle of the canvas. */
export function fitImage(viewport: Viewport, image: Size): Viewport {
  const middle = { x: image.width / 2, y: image.height / 2 };
  return centerOn(viewport, image, middle, fitScale(image, viewport));
}

/** Zooms by `factor`; the point of the image under `anchor` stays where it is. */
export function zoomAt(
  viewport: Viewport,
  image: Size,
  anchor: ScreenPoint,
  factor: number,
): Viewport {
  const { min, max } = scaleLimits(image, viewport);
  const scale = Math.min(max, Math.max(min, viewport.scale * factor));
  const fixed = screenToImage(viewport, anchor);
  return keepInSight(
    {
      ...viewport,
      scale,
      offsetX: anchor.x - fixed.x * scale,
      offsetY: anchor.y - fixed.y * scale,
    },
    image,
  );
}

/** Moves the image by device pixels; the middle of the canvas never leaves the image. */
export function panBy(viewport: Viewport, image: Size, dx: number, dy: number): Viewport {
  return keepInSight(
    { ...viewport, offsetX: viewport.offsetX + dx, offsetY: viewport.offsetY + dy },
    image,
  );
}

/** The same view on a canvas of another size or density: middle and size on screen are kept. */
export function resizeCanvas(
  viewport: Viewport,
  image: Size,
  canvas: Size,
  pixelRatio: number,
): Viewport {
  const scale = (viewport.scale * pixelRatio) / viewport.pixelRatio;
  return centerOn({ ...viewport, canvas, pixelRatio }, image, canvasCenter(viewport), scale);
}

/**
 * The view that brings a rectangle of the image before the eyes: zooms in when it looks tiny, out
 * when it is larger than the canvas, and moves only when it is not comfortably in sight already.
 */
export function focusRectangle(viewport: Viewport, image: Size, target: Rectangle): Viewport {
  const edge = Math.max(target.width, target.height, 1);
  const shorter = Math.min(viewport.canvas.width, viewport.canvas.height);
  const screenEdge = edge * viewport.scale;
  const fits =
    target.width * viewport.scale <= 0.9 * viewport.canvas.width &&
    target.height * viewport.scale <= 0.9 * viewport.canvas.height;
  let scale = viewport.scale;
  if (screenEdge < FOCUS_MIN_EDGE_PX * viewport.pixelRatio) {
    scale = Math.max(scale, (FOCUS_EDGE_FRACTION * shorter) / edge);
  } else if (!fits) {
    scale = Math.min(
      (0.9 * viewport.canvas.width) / Math.max(target.width, 1),
      (0.9 * viewport.canvas.height) / Math.max(target.height, 1),
    );
  } else if (isInSight(viewport, image, target)) {
    return viewport;
  }
  const middle = { x: target.x + target.width / 2, y: target.y + target.height / 2 };
  return centerOn(viewport, image, middle, scale);
}

/** Pixels of the image that lie at least partly on the canvas; `null` when none does. */
export function visibleRectangle(viewport: Viewport, image: Size): Rectangle | null {
  const topLeft = screenToImage(viewport, { x: 0, y: 0 });
  const bottomRight = screenToImage(viewport, {
    x: viewport.canvas.width,
    y: viewport.canvas.height,
  });
  return clampRectangle(topLeft, bottomRight, image);
}

/** Whole pixels touched by the box between two corners, inside the image; `null` when none is. */
export function clampRectangle(a: ImagePoint, b: ImagePoint, image: Size): Rectangle | null {
  const left = Math.max(0, Math.floor(Math.min(a.x, b.x)));
  const top = Math.max(0, Math.floor(Math.min(a.y, b.y)));
  const right = Math.min(image.width, Math.ceil(Math.max(a.x, b.x)));
  const bottom = Math.min(image.height, Math.ceil(Math.max(a.y, b.y)));
  if (right <= left || bottom <= top) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Point of the image in the middle of the canvas. */
export function canvasCenter(viewport: Viewport): ImagePoint {
  return screenToImage(viewport, {
    x: viewport.canvas.width / 2,
    y: viewport.canvas.height / 2,
  });
}

function keepInSight(viewport: Viewport, image: Size): Viewport {
  const { canvas, scale } = viewport;
  const clampOffset = (offset: number, canvasEdge: number, imageEdge: number) =>
    Math.min(canvasEdge / 2, Math.max(canvasEdge / 2 - imageEdge * scale, offset));
  return {
    ...viewport,
    offsetX: clampOffset(viewport.offsetX, canvas.width, image.width),
    offsetY: clampOffset(viewport.offsetY, canvas.height, image.height),
  };
}

/** Keeps a margin to the canvas where the image goes on behind its edge; none where it ends. */
function isInSight(viewport: Viewport, image: Size, target: Rectangle): boolean {
  const { canvas, scale } = viewport;
  const marginX = 0.05 * canvas.width;
  const marginY = 0.05 * canvas.height;
  const start = imageToScreen(viewport, target);
  const imageStart = imageToScreen(viewport, { x: 0, y: 0 });
  const imageEnd = imageToScreen(viewport, { x: image.width, y: image.height });
  const right = canvas.width - (start.x + target.width * scale);
  const bottom = canvas.height - (start.y + target.height * scale);
  return (
    start.x >= (imageStart.x < 0 ? marginX : 0) &&
    start.y >= (imageStart.y < 0 ? marginY : 0) &&
    right >= (imageEnd.x > canvas.width ? marginX : 0) &&
    bottom >= (imageEnd.y > canvas.height ? marginY : 0)
  );
}
