import type { ProjectDocument } from '#domain/project/migrateProject.ts';

/** Names in the ZIP file; `docs/project-format.md` describes them. */
export const PROJECT_FILE = 'project.json';
export const CHECKSUMS_FILE = 'checksums.json';
export const PROJECT_FORMAT = 'cellpane-project';

/** `project.json`. */
export interface PackedProject extends ProjectDocument {
  /** One for each image, in the same order. */
  readonly parts: readonly PackedParts[];
  /** Each lies in `models/<id>/`. */
  readonly modelIds: readonly string[];
}

/** Where the ZIP file keeps what belongs to an image. */
export interface PackedParts {
  readonly imageId: string;
  /** `null` = missing in the project too. */
  readonly pixels: { readonly kind: 'file' | 'planes'; readonly path: string } | null;
  readonly maps: readonly PackedPage[];
  readonly annotations: readonly PackedPage[];
}

/** Where the ZIP file keeps what belongs to a page. */
export interface PackedPage {
  readonly pageIndex: number;
  readonly path: string;
}

/** Folder of a model in the ZIP file, with its last stroke. */
export function modelFolder(modelId: string): string {
  return `models/${modelId}/`;
}
