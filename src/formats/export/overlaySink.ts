import type { OverlayStyle } from '#domain/export/exportOptions.ts';
import { paintObjects } from '#domain/image/paintObjects.ts';
import type { PlaneSink, SinkPlane, SuffixedFile } from '#formats/export/planeSink.ts';
import { planeSuffix } from '#formats/export/planeSuffix.ts';
import { PngWriter } from '#formats/png/pngWriter.ts';
import { AppError } from '#lib/errors.ts';

interface Begun {
  readonly plane: SinkPlane;
  readonly png: PngWriter;
  rowsDone: number;
}

/** The picture of each plane with its objects over it, rows after rows. */
export class OverlaySink implements PlaneSink {
  readonly #style: OverlayStyle;
  readonly #files: { readonly place: SinkPlane['place']; readonly blob: Blob }[] = [];
  #begun: Begun | null = null;

  constructor(style: OverlayStyle) {
    this.#style = style;
  }

  add(plane: SinkPlane): void {
    const { width, height } = plane.labels;
    const { pixelSizeUm } = plane;
    const png = new PngWriter({ width, height, colours: 'rgb', pixelSizeUm });
    this.#begun = { plane, png, rowsDone: 0 };
  }

  addShownRows(rows: Uint8Array<ArrayBuffer>): void {
    const begun = this.#begun;
    if (!begun) throw new AppError('internal', 'Rows came without a plane.');
    const { labels, place } = begun.plane;
    const rowCount = rows.length / (3 * labels.width);
    paintObjects(rows, labels, { firstRow: begun.rowsDone, rowCount }, this.#style);
    begun.png.addRows(rows);
    begun.rowsDone += rowCount;
    if (!begun.png.isWhole()) return;
    this.#files.push({ place, blob: new Blob([...begun.png.finish()], { type: 'image/png' }) });
    this.#begun = null;
  }

  async end(): Promise<readonly SuffixedFile[]> {
    const places = this.#files.map(({ place }) => place);
    return this.#files.map(({ place, blob }) => ({
      suffix: `${planeSuffix(place, places)}.overlay.png`,
      blob,
    }));
  }
}
