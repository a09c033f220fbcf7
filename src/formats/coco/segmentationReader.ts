import type { ColumnMask, FileObject } from '#domain/outline/objectFile.ts';
import type { OutlinePolygon } from '#domain/outline/objectOutline.ts';
import { decodePackedCounts } from '#formats/coco/packedCounts.ts';
import { MAX_PAGE_PIXELS } from '#formats/imageLimits.ts';
import { MAX_COORDINATE } from '#formats/objects/coordinates.ts';
import type { FileBudget } from '#formats/objects/fileBudget.ts';
import { corruptFile } from '#formats/refusals.ts';

/** The pixels of an annotation in one of both ways. */
export type Shape = Pick<FileObject, 'polygons' | 'mask'>;

/** Reads what COCO calls the segmentation of an annotation. */
export class SegmentationReader {
  readonly #budget: FileBudget;
  #annotationNumber = 0;

  constructor(budget: FileBudget) {
    this.#budget = budget;
  }

  /**
   * @param json polygons or run lengths, unchecked
   * @param index of the annotation, for messages
   * @returns `null` when there is none
   * @throws AppError `corrupt-file`, `too-large`
   */
  read(json: unknown, index: number): Shape | null {
    this.#annotationNumber = index + 1;
    this.#budget.takeObject();
    if (json === undefined || json === null) return null;
    if (Array.isArray(json)) {
      const polygons = json.flatMap((ring) => this.#polygon(ring));
      return polygons.length > 0 ? { polygons } : null;
    }
    return { polygons: [], mask: this.#mask(json) };
  }

  #polygon(json: unknown): readonly OutlinePolygon[] {
    if (!Array.isArray(json) || json.length % 2 !== 0)
      throw this.#bad('a polygon is no list of x and y');
    if (json.length < 6) return [];
    this.#budget.takePoints(json.length / 2);
    const outer = new Float64Array(json.length);
    for (let i = 0; i < json.length; i++) {
      const value: unknown = json[i];
      if (typeof value !== 'number' || !(Math.abs(value) <= MAX_COORDINATE)) {
        throw this.#bad('a corner of a polygon is no place');
      }
      outer[i] = value;
    }
    return [{ outer, holes: [] }];
  }

  #mask(json: unknown): ColumnMask {
    const { size, counts } = (json ?? {}) as { readonly size?: unknown; readonly counts?: unknown };
    const [height, width] = Array.isArray(size) ? (size as unknown[]) : [];
    if (!(isEdge(width) && isEdge(height) && width * height <= MAX_PAGE_PIXELS)) {
      throw this.#bad('the size of its run lengths is none');
    }
    const runs = this.#runs(counts);
    const total = runs.reduce((sum, count) => sum + count, 0);
    if (total !== width * height) {
      throw this.#bad(
        `its run lengths are ${total} px together, but the image ${width * height} px`,
      );
    }
    return { width, height, counts: runs };
  }

  #runs(counts: unknown): Uint32Array<ArrayBuffer> {
    if (typeof counts === 'string') {
      this.#budget.takePoints(counts.length);
      const runs = decodePackedCounts(counts);
      if (runs) return runs;
      throw this.#bad('the text of its run lengths is damaged');
    }
    if (!Array.isArray(counts)) throw this.#bad('it is neither polygons nor run lengths');
    this.#budget.takePoints(counts.length);
    const isCount = (count: unknown) =>
      typeof count === 'number' &&
      Number.isInteger(count) &&
      count >= 0 &&
      count <= MAX_PAGE_PIXELS;
    if (!counts.every(isCount)) throw this.#bad('a run length is no count of pixels');
    return Uint32Array.from(counts as number[]);
  }

  #bad(what: string): Error {
    return corruptFile(
      `Annotation ${this.#annotationNumber} of the COCO file is damaged: ${what}.`,
    );
  }
}

function isEdge(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}
