import { Annotation } from '#domain/annotation/annotation.ts';
import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import type { LogEntry } from '#domain/annotation/annotationLog.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ProjectFacts, ProjectImage } from '#domain/project/project.ts';
import type { AnnotationChange } from '#storage/project/projectChange.ts';
import { projectFacts, projectImage } from '#testing/projectSamples.ts';

/** The size of images in tests, in px. */
export const SIZE = { width: 40, height: 30 };

const plane = (step: number) =>
  Uint16Array.from({ length: SIZE.width * SIZE.height }, (_, i) => (i * step) % 65_536);

/** A picture of two channels. */
export const picture: DecodedImage = {
  ...SIZE,
  pixelType: 'uint16',
  channels: [plane(1), plane(977)],
  channelNames: ['DAPI', 'GFP'],
  isRgb: false,
  bitsPerSample: 12,
  pageIndex: 0,
  pageCount: 1,
  pixelSizeUm: 0.5,
  formatName: 'TIFF',
};

/** Facts of a project of these images. */
export function factsOf(id: string, imageIds: readonly string[] = []): ProjectFacts {
  return { ...projectFacts(imageIds), id, title: `Project ${id}` };
}

/** A row of that picture. */
export function imageOf(id: string): ProjectImage {
  return projectImage(id, `${id}.tif`, picture);
}

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
