import type { Rectangle } from '#domain/image/rectangle.ts';
import { imageToScreen, type Viewport } from '#ui/viewer/viewport.ts';

/** A rectangle of the image in CSS pixels of the surface. */
export function cssBox(viewport: Viewport, area: Rectangle): Rectangle {
  const { scale, pixelRatio } = viewport;
  const corner = imageToScreen(viewport, area);
  return {
    x: corner.x / pixelRatio,
    y: corner.y / pixelRatio,
    width: (area.width * scale) / pixelRatio,
    height: (area.height * scale) / pixelRatio,
  };
}
