import { PROJECT_VERSION, type ProjectFacts, type ProjectImage } from '#domain/project/project.ts';
import { AppError } from '#lib/errors.ts';

/** A project's rows as the page works with them. */
export interface ProjectDocument {
  readonly facts: ProjectFacts;
  /** In any order. */
  readonly images: readonly ProjectImage[];
}

/** Rows as some version of the page wrote them. */
export interface StoredProjectDocument {
  readonly facts: object;
  readonly images: readonly object[];
}

/** Entries of a row by name; what they hold is not known. */
type Row = Readonly<Record<string, unknown>>;

interface Rows {
  readonly facts: Row;
  readonly images: readonly Row[];
}

/** Step n turns rows of version n + 1 into those of the next; none touches what it is given. */
const STEPS: readonly ((rows: Rows) => Rows)[] = [describeFiles, describePlanes];

/**
 * Rows of any version as rows of this one. Every reader of stored projects calls it, of the
 * browser's storage as of ZIP files; `facts.version` of the result is `PROJECT_VERSION`.
 *
 * Moves entries only and checks no values: rows of unknown origin are to be validated afterwards.
 *
 * @throws AppError `too-new` for a later version, `corrupt-file` when there is no version
 */
export function migrateProject(document: StoredProjectDocument): ProjectDocument {
  let rows: Rows = {
    facts: { ...document.facts },
    images: document.images.map((image) => ({ ...image })),
  };
  const version = versionOf(rows.facts);
  for (const step of STEPS.slice(version - 1)) rows = step(rows);
  const facts = { ...rows.facts, version: PROJECT_VERSION };
  return { facts, images: rows.images } as unknown as ProjectDocument;
}

function versionOf(facts: Row): number {
  const version = facts['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new AppError(
      'corrupt-file',
      'The project does not say by which version of Cellpane it was written, so it cannot be read. Open another copy of it.',
    );
  }
  if (version > PROJECT_VERSION) {
    throw new AppError(
      'too-new',
      `The project was written by a newer version of Cellpane (its version is ${version}, this page reads up to ${PROJECT_VERSION}). Reload the page to get the newer one; nothing was changed.`,
    );
  }
  return version;
}

/** 1 → 2: `fileBytes` became `file`, which also has room for the time of the last change. */
function describeFiles({ facts, images }: Rows): Rows {
  return {
    facts,
    images: images.map(({ fileBytes, ...image }) => ({
      ...image,
      file:
        fileBytes === null || fileBytes === undefined
          ? null
          : { byteLength: fileBytes, lastModifiedMs: null },
    })),
  };
}

/** 2 → 3: gamma of channels, images of several files, figures of each plane. */
function describePlanes({ facts, images }: Rows): Rows {
  return {
    facts,
    images: images.map((image) => ({
      ...image,
      series: null,
      display: eachOf(image['display'], { gamma: 1 }),
      predictions: eachOf(image['predictions'], { summary: null }),
    })),
  };
}

/** The list with an entry more in each of its rows; what is no list is left to the validation. */
function eachOf(list: unknown, entry: Row): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((row: unknown) =>
    typeof row === 'object' && row !== null ? { ...row, ...entry } : row,
  );
}
