import { Annotation } from '#domain/annotation/annotation.ts';
import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import type { LogEntry } from '#domain/annotation/annotationLog.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { PROJECT_VERSION, type ProjectFacts, type ProjectImage } from '#domain/project/project.ts';
import type { AnnotationChange } from '#storage/project/projectChange.ts';

/** Facts of a project of these images. */
export function factsOf(id: string, imageIds: readonly string[] = []): ProjectFacts {
  return {
    version: PROJECT_VERSION,
    id,
    title: `Project ${id}`,
    createdAt: '2026-01-02T03:04:05.000Z',
    changedAt: '2026-01-02T03:04:06.000Z',
    imageIds,
    currentImageId: imageIds[0] ?? null,
    settings: {
      chosenModelId: 'nuclei',
      runOptions: { scale: 1, averageSymmetries: false, region: 'whole' },
    } as ProjectFacts['settings'],
  };
}

/** A row of an image whose name tells its id. */
export function imageOf(id: string): ProjectImage {
  return {
    id,
    name: `${id}.tif`,
    folder: '',
    file: { byteLength: 5, lastModifiedMs: null },
    pageIndex: 0,
    info: pictureFacts,
    display: [],
    pixelSizeUm: 0.5,
    input: { channels: [0], invert: false },
    rectangle: null,
    tunedSettings: {},
    predictions: [],
  };
}

const pictureFacts = {
  width: 3,
  height: 2,
  pixelType: 'uint16' as const,
  channelNames: ['DAPI', 'GFP'],
  isRgb: false,
  bitsPerSample: 12,
  pageIndex: 0,
  pageCount: 1,
  pixelSizeUm: 0.5,
  formatName: 'TIFF',
};

/** A picture of two channels. */
export const picture: DecodedImage = {
  ...pictureFacts,
  channels: [Uint16Array.of(0, 1, 2, 3, 4, 65_535), Uint16Array.of(9, 8, 7, 6, 5, 4)],
};

/** The size of annotations in tests, in px. */
export const SIZE = { width: 40, height: 30 };

/** A dot of a new object. */
export function dotAt(x: number, y: number): AnnotationEdit {
  return {
    kind: 'stroke',
    points: Float32Array.of(x, y, 2.3),
    value: 'new',
    overwritesObjects: true,
  };
}

/** An annotation that notes what is to be stored. */
export class NotedSession {
  readonly session: AnnotationSession;
  #waiting: LogEntry[] = [];

  constructor(session = new AnnotationSession(new Annotation(SIZE.width, SIZE.height))) {
    this.session = session;
  }

  do(action: AnnotationEdit | 'undo' | 'redo'): this {
    const report =
      action === 'undo' || action === 'redo' ? this.session[action]() : this.session.edit(action);
    if (report.entry) this.#waiting.push(report.entry);
    return this;
  }

  /** What came since the last change, for page 0 of an image. */
  change(imageId: string, withBase = false): AnnotationChange {
    const entries = this.#waiting;
    this.#waiting = [];
    const { droppedSteps } = this.session.state();
    const change = { imageId, pageIndex: 0, ...SIZE, entries, droppedSteps };
    return withBase ? { ...change, base: this.session.base() } : change;
  }
}

/** Undoes whatever can be undone, and counts it. */
export function undoAll(session: AnnotationSession): number {
  let count = 0;
  while (session.undo().entry) count++;
  return count;
}
