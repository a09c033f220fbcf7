import { polygonSpans } from '#domain/annotation/regions/polygonSpans.ts';
import { strokeSpans } from '#domain/annotation/regions/strokeSpans.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ViewTileAddress } from '#domain/image/viewTile.ts';
import { ANNOTATION_LAYER } from '#ui/viewer/tiles/layers.ts';
import type { LoadedTile } from '#ui/viewer/tiles/loadedTile.ts';
import { boundsOfSpans, paintTile, type TilePaint } from '#ui/viewer/tiles/paintTile.ts';
import type { TileSource } from '#ui/viewer/tiles/tileSource.ts';
import { rectanglesTouch, tileRectangle } from '#ui/viewer/tiles/visibleTiles.ts';
import type { ViewerPaint } from '#ui/viewer/viewerTypes.ts';

/** Paint on the page that the annotation may not hold yet. */
interface Draft {
  readonly parts: TilePaint[];
  area: Rectangle | null;
  /** True once the worker has answered: what it did is in every tile that is current. */
  isSettled: boolean;
}

type PaintLook = Pick<ViewerPaint, 'shownValue' | 'overwritesObjects'>;

/** A stroke that grows under the pointer. */
export interface StrokeDraft {
  /** Goes on to a disc, px of the image. */
  readonly add: (x: number, y: number, radiusPx: number) => void;
  /** Hands the stroke over; it stays on screen until the annotation's own tiles show it. */
  readonly finish: () => void;
  /** Takes it off the screen. */
  readonly cancel: () => void;
}

/**
 * Paints strokes into the tiles in memory at once, so that they are seen in the next frame, and
 * again into each tile that arrives without them. The worker's own tiles take over without a change
 * on screen: they hold the same values.
 */
export class PaintDrafts<Texture> {
  readonly #source: TileSource<Texture>;
  readonly #requestDraw: () => void;
  #drafts: Draft[] = [];

  constructor(source: TileSource<Texture>, requestDraw: () => void) {
    this.#source = source;
    this.#requestDraw = requestDraw;
  }

  /** Begins a stroke; the first `add` draws its first disc. */
  startStroke(paint: ViewerPaint): StrokeDraft {
    const draft = this.#add();
    const points: number[] = [];
    return {
      add: (x, y, radiusPx) => {
        points.push(x, y, radiusPx);
        this.#paint(draft, partOf(paint, strokeSpans(points.slice(-6), this.#source.image)));
      },
      finish: () => {
        // One part in place of one per move: it may have to be painted again.
        draft.parts.splice(0, Infinity, partOf(paint, strokeSpans(points, this.#source.image)));
        this.#commit(draft, paint, points);
      },
      cancel: () => this.#drop(draft),
    };
  }

  /** Paints a closed polygon, x, y, …, and hands it over. */
  addPolygon(points: readonly number[], paint: ViewerPaint): void {
    const draft = this.#add();
    this.#paint(draft, partOf(paint, polygonSpans(points, this.#source.image)));
    this.#commit(draft, paint, points);
  }

  /** A tile has arrived: what it was read too early for is painted again. */
  repaint(entry: LoadedTile<Texture>): void {
    if (entry.layer.kind !== 'annotation') return;
    const place = { level: entry.address.level, area: this.#areaOf(entry.address) };
    for (const draft of this.#drafts) {
      if (draft.isSettled && !entry.isOutdated) continue;
      for (const part of draft.parts) paintTile(entry.tile, place, part);
    }
  }

  /** Forgets what the annotation's own tiles show by now. `addresses` are those in view. */
  clean(addresses: readonly ViewTileAddress[]): void {
    if (this.#drafts.length === 0) return;
    const outdated = addresses.filter(
      (address) => !this.#source.isCurrent({ layer: ANNOTATION_LAYER, address }),
    );
    this.#drafts = this.#drafts.filter(
      ({ isSettled, area }) =>
        !isSettled ||
        (area !== null && outdated.some((address) => rectanglesTouch(this.#areaOf(address), area))),
    );
  }

  /** Another image: nothing of the old one is painted any more. */
  clear(): void {
    this.#drafts = [];
  }

  #add(): Draft {
    const draft: Draft = { parts: [], area: null, isSettled: false };
    this.#drafts.push(draft);
    return draft;
  }

  #paint(draft: Draft, part: TilePaint): void {
    const area = boundsOfSpans(part.spans);
    draft.parts.push(part);
    if (area === null) return;
    draft.area = draft.area === null ? area : union(draft.area, area);
    for (const entry of this.#source.tilesIn('annotation', area)) {
      const place = { level: entry.address.level, area: this.#areaOf(entry.address) };
      if (paintTile(entry.tile, place, part)) entry.needsUpload = true;
    }
    this.#requestDraw();
  }

  #commit(draft: Draft, paint: ViewerPaint, points: readonly number[]): void {
    // The owner shows its failures itself; either way the worker's tiles tell what is there.
    void paint.commit(Float32Array.from(points)).finally(() => this.#settle(draft));
  }

  #settle(draft: Draft): void {
    draft.isSettled = true;
    if (draft.area !== null) this.#source.invalidate('annotation', draft.area);
    this.#requestDraw();
  }

  #drop(draft: Draft): void {
    this.#drafts = this.#drafts.filter((other) => other !== draft);
    this.#settle(draft);
  }

  #areaOf(address: ViewTileAddress): Rectangle {
    return tileRectangle(address, this.#source.image);
  }
}

function partOf(
  { shownValue, overwritesObjects }: PaintLook,
  spans: TilePaint['spans'],
): TilePaint {
  return { spans, value: shownValue, overwritesObjects };
}

function union(a: Rectangle, b: Rectangle): Rectangle {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bottom = Math.max(a.y + a.height, b.y + b.height);
  return { x, y, width: right - x, height: bottom - y };
}
