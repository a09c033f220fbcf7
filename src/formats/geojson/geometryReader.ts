import type { OutlinePolygon } from '#domain/outline/objectOutline.ts';
import { MAX_COORDINATE } from '#formats/objects/coordinates.ts';
import type { FileBudget } from '#formats/objects/fileBudget.ts';
import { corruptFile } from '#formats/refusals.ts';

/** A geometry whose coordinates are still unchecked. */
export interface UncheckedGeometry {
  readonly type: string;
  readonly coordinates?: unknown;
  readonly geometries?: readonly unknown[] | undefined;
}

/** Reads the polygons of geometries; other kinds have none. */
export class GeometryReader {
  readonly #budget: FileBudget;
  #featureNumber = 0;

  constructor(budget: FileBudget) {
    this.#budget = budget;
  }

  /**
   * @param index of the feature, for messages
   * @throws AppError `corrupt-file`, `too-large`
   */
  read(geometry: UncheckedGeometry, index: number): readonly OutlinePolygon[] {
    this.#featureNumber = index + 1;
    this.#budget.takeObject();
    if (geometry.type !== 'GeometryCollection') return this.#polygons(geometry);
    return (geometry.geometries ?? []).flatMap((part) => {
      const isGeometry = typeof part === 'object' && part !== null && 'type' in part;
      if (!isGeometry || typeof part.type !== 'string')
        throw this.#bad('holds a part that is none');
      return this.#polygons(part as UncheckedGeometry);
    });
  }

  #polygons({ type, coordinates }: UncheckedGeometry): readonly OutlinePolygon[] {
    if (type === 'Polygon') return this.#polygon(coordinates);
    if (type === 'MultiPolygon') {
      return this.#list(coordinates).flatMap((item) => this.#polygon(item));
    }
    return [];
  }

  /** None when it has fewer than three corners. */
  #polygon(json: unknown): readonly OutlinePolygon[] {
    const [outer, ...holes] = this.#list(json).map((ring) => this.#ring(ring));
    if (!outer || outer.length < 6) return [];
    return [{ outer, holes: holes.filter((hole) => hole.length >= 6) }];
  }

  #ring(json: unknown): Float64Array<ArrayBuffer> {
    const positions = this.#list(json);
    this.#budget.takePoints(positions.length);
    const ring = new Float64Array(2 * positions.length);
    for (const [i, position] of positions.entries()) {
      const [x, y] = this.#list(position);
      if (!(isCoordinate(x) && isCoordinate(y))) throw this.#bad('has a corner that is no place');
      ring[2 * i] = x;
      ring[2 * i + 1] = y;
    }
    const isClosed = ring[0] === ring.at(-2) && ring[1] === ring.at(-1);
    return isClosed ? ring.slice(0, -2) : ring;
  }

  #list(json: unknown): readonly unknown[] {
    if (Array.isArray(json)) return json;
    throw this.#bad('has coordinates that are no lists of places');
  }

  #bad(what: string): Error {
    return corruptFile(`Feature ${this.#featureNumber} of the GeoJSON file ${what}.`);
  }
}

function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= MAX_COORDINATE;
}
