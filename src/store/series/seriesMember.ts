import type { NamedFile } from '#domain/series/fileSeries.ts';
import type { OpenableFile } from '#store/actions/openableFile.ts';

/** A file that may belong to a series. */
export interface SeriesMember extends NamedFile {
  readonly openable: OpenableFile;
}

/** The file as its name and size tell of it. */
export function seriesMember(openable: OpenableFile): SeriesMember {
  const { file, folder } = openable;
  return { name: file.name, folder, byteLength: file.size, openable };
}
