import type { Rectangle } from '#domain/image/rectangle.ts';
import { VIEW_TILE_EDGE, type ViewTileAddress, viewLevelCount } from '#domain/image/viewTile.ts';
import { canvasCenter, type Size, type Viewport, visibleRectangle } from '#ui/viewer/viewport.ts';

/**
 * Pyramid level whose texels come nearest to one device pixel at `scale`: between 0.71 and 1.41
 * device pixels each, except beyond either end of the pyramid.
 */
export function fittingLevel(scale: number, image: Size): number {
  const level = Math.round(-Math.log2(scale));
  return Math.min(Math.max(level, 0), coarsestLevel(image));
}

/** Level at which the whole image is one tile. */
export function coarsestLevel(image: Size): number {
  return viewLevelCount(image.width, image.height) - 1;
}

/** Image pixels across and down that a full tile of this level covers. */
export function tileSpan(level: number): number {
  return VIEW_TILE_EDGE * 2 ** level;
}

/** Image pixels that a tile covers; cut off at the right and bottom edge of the image. */
export function tileRectangle(address: ViewTileAddress, image: Size): Rectangle {
  const span = tileSpan(address.level);
  const x = address.column * span;
  const y = address.row * span;
  return {
    x,
    y,
    width: Math.min(span, image.width - x),
    height: Math.min(span, image.height - y),
  };
}

/** Address of the tile of a coarser (or the same) level that covers this tile. */
export function ancestorAddress(address: ViewTileAddress, level: number): ViewTileAddress {
  const factor = 2 ** (level - address.level);
  return {
    level,
    column: Math.floor(address.column / factor),
    row: Math.floor(address.row / factor),
  };
}

/** Address of the tile of a level that holds an image pixel. */
export function tileAt(x: number, y: number, level: number): ViewTileAddress {
  const span = tileSpan(level);
  return { level, column: Math.floor(x / span), row: Math.floor(y / span) };
}

/** Tiles of a level that lie at least partly on the canvas, the ones near its middle first. */
export function visibleTiles(viewport: Viewport, image: Size, level: number): ViewTileAddress[] {
  const seen = visibleRectangle(viewport, image);
  if (seen === null) return [];
  const first = tileAt(seen.x, seen.y, level);
  const last = tileAt(seen.x + seen.width - 1, seen.y + seen.height - 1, level);
  const tiles: ViewTileAddress[] = [];
  for (let row = first.row; row <= last.row; row++) {
    for (let column = first.column; column <= last.column; column++) {
      tiles.push({ level, column, row });
    }
  }
  const middle = canvasCenter(viewport);
  const span = tileSpan(level);
  const distance = (tile: ViewTileAddress) =>
    Math.hypot((tile.column + 0.5) * span - middle.x, (tile.row + 0.5) * span - middle.y);
  return tiles.sort((a, b) => distance(a) - distance(b));
}

/** True when two pixel rectangles share at least one pixel. */
export function rectanglesTouch(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
