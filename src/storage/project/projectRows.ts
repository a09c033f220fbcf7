import type { AnnotationBase, HistoryIndex, LogMark } from '#domain/annotation/annotationLog.ts';
import type { EditStep } from '#domain/annotation/history/editStep.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ProjectFacts, ProjectImage } from '#domain/project/project.ts';
import type { StoredFile } from '#storage/backend/fileStore.ts';

/** A project without its images; `facts` may be of an earlier version. Its id is the project's. */
export interface ProjectRow {
  readonly id: string;
  readonly facts: ProjectFacts;
  /** When the user removed it; it is then only there to be brought back. ISO 8601. */
  readonly removedAt: string | null;
}

/** Who may write a project, and when that was done last. Its id is the project's. */
export interface OwnerRow {
  readonly id: string;
  /** Token of the last store that opened it: any other has lost it. */
  readonly owner: string;
  /** ISO 8601 */
  readonly changedAt: string;
}

/** An image by `imageKey`. */
export interface ImageRow {
  readonly id: string;
  readonly image: ProjectImage;
}

/** The pixels of an image by `imageKey`; there is none until they are copied to the end. */
export interface SourceRow {
  readonly id: string;
  readonly source: StoredSource;
}

/** Where the pixels of an image lie. */
export type StoredSource =
  | { readonly kind: 'file'; readonly file: StoredFile; readonly type: string }
  | {
      readonly kind: 'planes';
      /** All channels, one plane after the other. */
      readonly planes: PackedFile;
      readonly facts: Omit<DecodedImage, 'channels'>;
    };

/** Numbers in a gzip file, whose checksum tells damage. */
export interface PackedFile extends StoredFile {
  /** Bytes of the numbers themselves. */
  readonly unpackedBytes: number;
}

/** The probability map of a page by `pageKey`. */
export interface MapRow {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly levels: PackedFile;
}

/** An annotation as it was some entries ago by `pageKey`; the later ones are rows of their own. */
export interface AnnotationRow {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly base: Omit<AnnotationBase, 'labels'> & { readonly labels: PackedFile | null };
  /** History at the base. */
  readonly history: HistoryIndex;
}

/** An entry of a log after the base, by `markKey`. */
export interface MarkRow extends LogMark {
  readonly id: string;
  /** Oldest steps that were given up for memory by then. */
  readonly droppedSteps: number;
}

/** What it takes to undo and redo an edit, by `stepKey`. */
export interface StepRow {
  readonly id: string;
  readonly stepId: number;
  readonly step: EditStep;
}

/** Tables whose keys start with that of a project. */
export const PROJECT_TABLES = [
  'projectImages',
  'projectSources',
  'projectMaps',
  'annotations',
  'annotationMarks',
  'annotationSteps',
] as const;

/** Start of the keys of all that belongs to a project. */
export function projectKey(projectId: string): string {
  return `${part(projectId)}/`;
}

/** Key of an image, and start of the keys of all that belongs to it. */
export function imageKey(projectId: string, imageId: string): string {
  return `${projectKey(projectId)}${part(imageId)}/`;
}

/** Key of a page, and start of the keys of the log and the steps of its annotation. */
export function pageKey(projectId: string, imageId: string, pageIndex: number): string {
  return `${imageKey(projectId, imageId)}${pageIndex}/`;
}

/** The number of the page whose key it is. */
export function pageIndexOf(key: string): number {
  return Number(key.split('/').at(-2));
}

/** @param version number of the entry, 1 = the first */
export function markKey(page: string, version: number): string {
  return page + ordered(version);
}

/** The number of the entry whose key it is. */
export function versionOfMark(key: string): number {
  return Number(key.slice(key.lastIndexOf('/') + 1));
}

/** Key of a step of the annotation of a page. */
export function stepKey(page: string, stepId: number): string {
  return page + ordered(stepId);
}

/** Digits that sort as text like the number does. */
function ordered(count: number): string {
  return String(count).padStart(12, '0');
}

/** An id as part of a key: a slash ends it. */
function part(id: string): string {
  return id.replaceAll('%', '%25').replaceAll('/', '%2F');
}
