import type { ExportedPlane, ExportFormat } from '#domain/export/exportedPlane.ts';
import type { OverlayStyle } from '#domain/export/exportOptions.ts';
import { OverlaySink } from '#formats/export/overlaySink.ts';
import type { PlaneSink, SinkPlane, SuffixedFile } from '#formats/export/planeSink.ts';
import { planeSuffix } from '#formats/export/planeSuffix.ts';
import { writeGeoJson } from '#formats/geojson/writeGeoJson.ts';
import { writeMaskPng } from '#formats/png/writeMaskPng.ts';
import { writeRoiZip } from '#formats/roi/writeRoiZip.ts';
import { LabelStack } from '#formats/tiff/writing/labelStack.ts';
import { ProbabilityStack } from '#formats/tiff/writing/probabilityStack.ts';

const TIFF = { type: 'image/tiff' };

/** Writers of the formats that have files of their own for each image; others have none. */
export function createSink(format: ExportFormat, overlay: OverlayStyle): PlaneSink | null {
  if (format === 'labels-tiff') return new LabelSink();
  if (format === 'mask-png') return new MaskSink();
  if (format === 'overlay-png') return new OverlaySink(overlay);
  if (format === 'probability-tiff') return new ProbabilitySink();
  if (format === 'imagej-rois') {
    return new WholeImageSink('.rois.zip', 'application/zip', writeRoiZip);
  }
  if (format === 'geojson') {
    return new WholeImageSink('.geojson', 'application/geo+json', writeGeoJson);
  }
  return null;
}

/** All planes in one label TIFF. */
class LabelSink implements PlaneSink {
  #stack: LabelStack | null = null;
  #suffix = '';

  add({ labels, place, pixelSizeUm, facts }: SinkPlane): void {
    // The name pairs an annotation with its image when both are opened again.
    this.#suffix = facts.source === 'annotation' ? '_labels.tif' : '.labels.tif';
    this.#stack ??= new LabelStack(pixelSizeUm);
    this.#stack.add(labels, place);
  }

  async end(): Promise<readonly SuffixedFile[]> {
    if (!this.#stack) return [];
    return [{ suffix: this.#suffix, blob: new Blob([...this.#stack.finish()], TIFF) }];
  }
}

/** All planes that have a map in one TIFF. */
class ProbabilitySink implements PlaneSink {
  #stack: ProbabilityStack | null = null;

  add({ map, place, pixelSizeUm }: SinkPlane): void {
    if (!map) return;
    this.#stack ??= new ProbabilityStack(pixelSizeUm);
    this.#stack.add(map, place);
  }

  async end(): Promise<readonly SuffixedFile[]> {
    if (!this.#stack) return [];
    return [{ suffix: '.probability.tif', blob: new Blob([...this.#stack.finish()], TIFF) }];
  }
}

/** A PNG for each plane. */
class MaskSink implements PlaneSink {
  readonly #planes: { readonly place: SinkPlane['place']; readonly blob: Blob }[] = [];

  add({ labels, place, pixelSizeUm }: SinkPlane): void {
    const bytes = writeMaskPng(labels, pixelSizeUm);
    this.#planes.push({ place, blob: new Blob([bytes], { type: 'image/png' }) });
  }

  async end(): Promise<readonly SuffixedFile[]> {
    const places = this.#planes.map(({ place }) => place);
    return this.#planes.map(({ place, blob }) => ({
      suffix: `${planeSuffix(place, places)}.mask.png`,
      blob,
    }));
  }
}

/** One file that tells of all planes of the image together. */
class WholeImageSink implements PlaneSink {
  readonly #suffix: string;
  readonly #type: string;
  readonly #write: (planes: readonly ExportedPlane[]) => readonly Uint8Array<ArrayBuffer>[];
  readonly #planes: ExportedPlane[] = [];

  constructor(
    suffix: string,
    type: string,
    write: (planes: readonly ExportedPlane[]) => readonly Uint8Array<ArrayBuffer>[],
  ) {
    this.#suffix = suffix;
    this.#type = type;
    this.#write = write;
  }

  add(plane: SinkPlane): void {
    this.#planes.push(plane.packed());
  }

  async end(): Promise<readonly SuffixedFile[]> {
    if (this.#planes.length === 0) return [];
    const blob = new Blob([...this.#write(this.#planes)], { type: this.#type });
    return [{ suffix: this.#suffix, blob }];
  }
}
