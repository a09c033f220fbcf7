import type { ExportFormat } from '#domain/export/exportedPlane.ts';
import type { ExportedFile, ExportOptions } from '#domain/export/exportOptions.ts';
import { createSink } from '#formats/export/imageSinks.ts';
import { createPartList, type PartList } from '#formats/export/joinedFormats.ts';
import { PackedPlane } from '#formats/export/packedPlane.ts';
import type { FactsPlane, PlaneSink, SinkPlane } from '#formats/export/planeSink.ts';
import { BlobParts } from '#formats/zip/blobParts.ts';
import { piecesOf } from '#formats/zip/unpackEntry.ts';
import { ZipWriter } from '#formats/zip/zipWriter.ts';
import { AppError } from '#lib/errors.ts';

/** Formats that are packed already. */
const PACKED = /\.(tif|png|zip)$/;

interface BegunImage {
  readonly stem: string;
  readonly sinks: readonly PlaneSink[];
  readonly parts: ReadonlyMap<ExportFormat, PartList>;
}

/**
 * Writes a set of files, plane by plane and image by image. Keeps compressed files, or parts of one
 * ZIP file, in Blobs, which the browser may put on disk.
 */
export class ExportSession {
  readonly #options: ExportOptions;
  readonly #joined: ReadonlyMap<ExportFormat, PartList>;
  readonly #zip: ZipWriter;
  readonly #zipParts = new BlobParts();
  #image: BegunImage | null = null;

  constructor(options: ExportOptions) {
    this.#options = options;
    this.#joined = partLists(options.formats);
    this.#zip = new ZipWriter((bytes) => this.#zipParts.add(bytes), new Date());
  }

  /** @throws AppError `invalid-argument` for a plane of another image than the one begun */
  async addPlane(stem: string, added: FactsPlane): Promise<void> {
    const plane = sinkPlane(added);
    this.#image ??= this.#begin(stem);
    if (this.#image.stem !== stem) {
      throw new AppError('invalid-argument', `${this.#image.stem} has to be ended before ${stem}.`);
    }
    for (const sink of this.#image.sinks) await sink.add(plane);
    for (const parts of this.#image.parts.values()) await parts.add(plane);
  }

  /** The next rows of the last plane, [rows, width, 3]; changed. */
  async addShownRows(rows: Uint8Array<ArrayBuffer>): Promise<void> {
    for (const sink of this.#image?.sinks ?? []) await sink.addShownRows?.(rows);
  }

  /** Ends the image; its files where they are not zipped. @throws AppError `too-large` */
  async endImage(): Promise<readonly ExportedFile[]> {
    const image = this.#image;
    this.#image = null;
    if (!image) return [];
    const files: ExportedFile[] = [];
    for (const sink of image.sinks) {
      for (const { suffix, blob } of await sink.end()) {
        files.push({ name: `${image.stem}${suffix}`, blob });
      }
    }
    if (this.#options.joins === 'image')
      files.push(...(await joinedFiles(image.stem, image.parts)));
    else for (const [format, parts] of image.parts) this.#joined.get(format)?.take(parts);
    return this.#keep(files);
  }

  /** Forgets the image that was begun. */
  dropImage(): void {
    this.#image = null;
  }

  /** The files that tell of all images, or the ZIP file. @throws AppError `too-large` */
  async end(): Promise<readonly ExportedFile[]> {
    const { isZipped, joinedStem, zipStem = joinedStem } = this.#options;
    const files = await this.#keep(await joinedFiles(joinedStem, this.#joined));
    if (!isZipped) return files;
    await this.#zip.finish();
    return [{ name: `${zipStem}.zip`, blob: this.#zipParts.finish('application/zip') }];
  }

  #begin(stem: string): BegunImage {
    const { formats, overlay } = this.#options;
    const sinks = formats.flatMap((format) => createSink(format, overlay) ?? []);
    return { stem, sinks, parts: partLists(formats) };
  }

  /** Packs files into the ZIP file, or hands them out. */
  async #keep(files: readonly ExportedFile[]): Promise<readonly ExportedFile[]> {
    if (!this.#options.isZipped) return files;
    for (const { name, blob } of files) {
      await this.#zip.add(name, piecesOf(blob), !PACKED.test(name));
    }
    return [];
  }
}

function sinkPlane(plane: FactsPlane): SinkPlane {
  let packed: PackedPlane | null = null;
  return {
    ...plane,
    packed: () => {
      packed ??= new PackedPlane(plane);
      return packed;
    },
  };
}

function partLists(formats: readonly ExportFormat[]): ReadonlyMap<ExportFormat, PartList> {
  return new Map(
    formats.flatMap((format) => {
      const parts = createPartList(format);
      return parts ? [[format, parts] as const] : [];
    }),
  );
}

async function joinedFiles(
  stem: string,
  lists: ReadonlyMap<ExportFormat, PartList>,
): Promise<ExportedFile[]> {
  const files: ExportedFile[] = [];
  for (const parts of lists.values()) {
    const blob = await parts.join();
    if (blob) files.push({ name: `${stem}${parts.suffix}`, blob });
  }
  return files;
}
