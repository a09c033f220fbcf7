import { unzlibSync } from 'fflate';
import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { compressPlane, type TiffPlane } from '#formats/tiff/writing/tiffPlane.ts';

/**
 * A plane whose labels lie packed: each look at them unpacks them anew, so that of many planes only
 * the one that is written takes memory.
 */
export class PackedPlane implements ExportedPlane {
  readonly imageName: string;
  readonly place: ExportedPlane['place'];
  readonly pixelSizeUm: number | null;
  readonly classes: ExportedPlane['classes'];
  readonly objects: ExportedPlane['objects'];
  readonly map = null;
  readonly #packed: TiffPlane;

  /** @param packed its labels, where they are packed already */
  constructor(plane: ExportedPlane, packed?: TiffPlane) {
    const { imageName, place, pixelSizeUm, classes, objects } = plane;
    this.imageName = imageName;
    this.place = place;
    this.pixelSizeUm = pixelSizeUm;
    this.classes = classes;
    this.objects = objects;
    this.#packed = packed ?? packLabels(plane);
  }

  /** The same without its measurements, for formats that have no place for them. */
  withoutTable(): PackedPlane {
    const { imageName, place, pixelSizeUm, classes } = this;
    const plane = { imageName, place, pixelSizeUm, classes, objects: NO_TABLE, map: null };
    return new PackedPlane({ ...plane, labels: NO_LABELS }, this.#packed);
  }

  get labels(): LabelImage {
    const { width, height, rowsPerStrip, strips } = this.#packed;
    const data = new Uint32Array(width * height);
    const bytes = new Uint8Array(data.buffer);
    strips.forEach((strip, index) => {
      bytes.set(unzlibSync(strip), index * rowsPerStrip * width * 4);
    });
    return { width, height, data };
  }
}

const NO_TABLE: ExportedPlane['objects'] = { rowCount: 0, columns: [] };
const NO_LABELS: LabelImage = { width: 0, height: 0, data: new Uint32Array(0) };

function packLabels({ labels: { width, height, data }, place }: ExportedPlane): TiffPlane {
  return compressPlane({ width, height, place }, (start, end) => data.subarray(start, end));
}
