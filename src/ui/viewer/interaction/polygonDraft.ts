import { CLICK_SLOP_PX, type DrawingHost } from '#ui/viewer/interaction/drawings.ts';
import type { ImagePoint } from '#ui/viewer/viewport.ts';

/** A click this near to the first corner closes the polygon, in CSS pixels. */
const CLOSING_DISTANCE_PX = 9;

/** A polygon of which corner by corner is set. */
export class PolygonDraft {
  readonly #host: DrawingHost;
  #points: readonly ImagePoint[] = [];
  #isAlternate = false;

  constructor(host: DrawingHost) {
    this.#host = host;
  }

  /** True once it has a corner. */
  get isActive(): boolean {
    return this.#points.length > 0;
  }

  /** Sets a corner, or closes the polygon when the first one is hit again. */
  addCorner(point: ImagePoint, isAlternate: boolean): void {
    const [first] = this.#points;
    if (first === undefined) this.#isAlternate = isAlternate;
    if (first && this.#points.length > 2 && this.#distancePx(point, first) < CLOSING_DISTANCE_PX) {
      this.close();
      return;
    }
    this.#show([...this.#points, point], point);
  }

  /** The pointer is here: the last side follows it. */
  follow(point: ImagePoint): void {
    if (this.isActive) this.#show(this.#points, point);
  }

  /** @returns false when there is no corner to take back */
  removeLast(): boolean {
    if (!this.isActive) return false;
    this.#show(this.#points.slice(0, -1), null);
    return true;
  }

  /** Paints it when it has three corners. @returns false when there is nothing to close */
  close(): boolean {
    if (!this.isActive) return false;
    const points = this.#points;
    const [first] = points;
    if (points.length < 3 || first === undefined) return true;
    this.cancel();
    const { scene, props } = this.#host;
    const beginning = { valueUnder: scene.annotationAt(first), isAlternate: this.#isAlternate };
    scene.paint.addPolygon(
      points.flatMap(({ x, y }) => [x, y]),
      props().annotator.beginPolygon(beginning),
    );
    return true;
  }

  /** A double click has set its corner twice; it also ends the polygon. */
  closeByDoubleClick(): void {
    const last = this.#points.at(-1);
    const before = this.#points.at(-2);
    const isTwice = last && before && this.#distancePx(last, before) < 2 * CLICK_SLOP_PX;
    if (isTwice) this.#points = this.#points.slice(0, -1);
    this.close();
  }

  /** @returns false when there was none */
  cancel(): boolean {
    const wasActive = this.isActive;
    if (wasActive) this.#show([], null);
    return wasActive;
  }

  #show(points: readonly ImagePoint[], cursor: ImagePoint | null): void {
    this.#points = points;
    this.#host.draft.set(points.length > 0 ? { kind: 'polygon', points, cursor } : null);
  }

  #distancePx(a: ImagePoint, b: ImagePoint): number {
    const { scale, pixelRatio } = this.#host.scene.view.viewport.get();
    return (Math.hypot(a.x - b.x, a.y - b.y) * scale) / pixelRatio;
  }
}
