import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import type { PlaneFacts } from '#domain/export/planeFacts.ts';
import type { PackedPlane } from '#formats/export/packedPlane.ts';

/** A plane with what tells how its objects came about. */
export interface FactsPlane extends ExportedPlane {
  readonly facts: PlaneFacts;
}

/** A plane as sinks get it. */
export interface SinkPlane extends FactsPlane {
  /** The same plane for keeping; packed once, however many ask. */
  readonly packed: () => PackedPlane;
}

/** A file whose name begins with the stem of its image. */
export interface SuffixedFile {
  /** Begins with a dot or an underscore, e.g. `.labels.tif`. */
  readonly suffix: string;
  readonly blob: Blob;
}

/** Writes one format of one image, plane by plane; keeps no plane. */
export interface PlaneSink {
  add(plane: SinkPlane): void | Promise<void>;
  /** Takes the next rows of the last plane as it is shown; only sinks that ask for them. */
  addShownRows?(rows: Uint8Array<ArrayBuffer>): void | Promise<void>;
  /** The files, none where there is nothing to be written. */
  end(): Promise<readonly SuffixedFile[]>;
}

/** Writes one format whose files may tell of many images. */
export interface JoinedFormat<Part> {
  readonly suffix: string;
  /** What stays of a plane. */
  part(plane: SinkPlane): Part | Promise<Part>;
  /** One file of at least one part. */
  join(parts: readonly Part[]): Blob | Promise<Blob>;
}
