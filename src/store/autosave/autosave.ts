import type { AnnotationBase, LogEntry } from '#domain/annotation/annotationLog.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ProjectFacts, ProjectImage } from '#domain/project/project.ts';

/**
 * What storage holds of the open project and what it still lacks. No part of the state: nothing is
 * drawn from it. Another project gets another one, so that late answers to the former change nothing.
 */
export interface Autosave {
  /** As storage holds them; `null` = the project is not stored yet. */
  facts: ProjectFacts | null;
  /** As storage holds them, by image id. */
  readonly rows: Map<string, ProjectImage>;
  /** Images whose pixels are not stored yet. */
  readonly sources: Set<string>;
  /** Map of each page that was segmented, by page key. */
  readonly maps: Map<string, KeptMap>;
  /** Annotation of each page that was annotated, by page key. */
  readonly annotations: Map<string, KeptAnnotation>;
  /** Images with annotations that storage had when the project was opened, by page key. */
  readonly annotatedBefore: Map<string, string>;
  /** Images that are closed for good, but still stored. */
  readonly removedImageIds: Set<string>;
  /** True when something has perhaps changed since the last look. */
  isDirty: boolean;
  /** Strokes that were asked for and not answered: what they change is not known yet. */
  editsOnTheirWay: number;
  /** The writing that goes on; settles, never rejects, when there is nothing left that can be done. */
  writing: Promise<void> | null;
  /** Storing of maps and of annotations' pixels that goes on beside it. */
  packing: Promise<void> | null;
  /** Images of which something is being packed: their rows are stored after it. */
  readonly packingIds: Set<string>;
  /** Copying of images' pixels that goes on beside both. */
  copying: Promise<void> | null;
  /** The next writing. */
  timer: { readonly handle: ReturnType<typeof setTimeout>; readonly dueMs: number } | null;
  /** True from the first failure until all is stored; the page shows one alert meanwhile. */
  hasFailed: boolean;
  /** True from when storage was found to have lost the project until all is stored again. */
  isMadeAnew: boolean;
  /** The look whether storage has lost the project, and the making of it anew. */
  mending: Promise<boolean> | null;
  /** Times that the worker has died since everything was stored. */
  deathCount: number;
  /** Opening of the project again after its worker was lost. */
  reopening: Promise<void> | null;
  /** Looks for long logs once nothing has been done for a while. */
  restTimer: ReturnType<typeof setTimeout> | null;
  /** Tells when saving takes long. */
  slowTimer: ReturnType<typeof setTimeout> | null;
  /**
   * Times of the changes that were sent and not confirmed, ISO 8601: each may be stored, or not.
   */
  readonly sentAt: Set<string>;
  /** True once another tab has the project: what comes now is only noted. */
  isLost: boolean;
}

/** The probability map of a page. */
export interface KeptMap {
  readonly imageId: string;
  readonly pageIndex: number;
  readonly mapId: string;
  isStored: boolean;
  /** Where the network has looked; known once the map was read. `null` = in the whole image. */
  regions: readonly Rectangle[] | null;
  /** A copy, once the image worker has it no more; `null` = it is read there when it is stored. */
  map: ProbabilityMap | null;
}

/** The annotation of a page, as far as storage is concerned. */
export interface KeptAnnotation {
  readonly imageId: string;
  readonly pageIndex: number;
  readonly width: number;
  readonly height: number;
  /** Not confirmed yet, oldest first. */
  pending: LogEntry[];
  droppedSteps: number;
  /** True when what storage holds is damaged and has to go first. */
  isReplaced: boolean;
  /** Pixels to be stored in place of many entries. */
  base: AnnotationBase | null;
  /** True while storage lacks the base that the log begins with: entries alone mean nothing then. */
  isBaseFirst: boolean;
  /** Entries after the last base, and what their steps take. */
  entriesSinceBase: number;
  bytesSinceBase: number;
  /** `performance.now()` of the last sign of work on it. */
  touchedMs: number;
}

/** The keeper of a project that was not begun yet. */
export function newAutosave(): Autosave {
  return {
    facts: null,
    rows: new Map(),
    sources: new Set(),
    maps: new Map(),
    annotations: new Map(),
    annotatedBefore: new Map(),
    removedImageIds: new Set(),
    isDirty: false,
    editsOnTheirWay: 0,
    writing: null,
    packing: null,
    packingIds: new Set(),
    copying: null,
    timer: null,
    hasFailed: false,
    isMadeAnew: false,
    mending: null,
    deathCount: 0,
    reopening: null,
    restTimer: null,
    slowTimer: null,
    sentAt: new Set(),
    isLost: false,
  };
}

/** Key of a page among maps and annotations. */
export function pageKey(imageId: string, pageIndex: number): string {
  return `${imageId}/${pageIndex}`;
}
