import { AppError } from '#lib/errors.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { cutPlanes } from '#storage/cutPlanes.ts';
import { type NewFiles, storeWithFiles } from '#storage/project/newFiles.ts';
import { readPacked } from '#storage/project/packedFile.ts';
import type { ImageSource } from '#storage/project/projectChange.ts';
import { filesOfRows } from '#storage/project/projectFiles.ts';
import type { HeldProject } from '#storage/project/projectHolds.ts';
import { imageKey, type SourceRow, type StoredSource } from '#storage/project/projectRows.ts';
import { RowChanges } from '#storage/project/rowChanges.ts';

/** Copies the pixels of an image of a held project; the image is there before and after. */
export async function storeSource(
  backend: StorageBackend,
  held: HeldProject,
  { imageId, source }: { readonly imageId: string; readonly source: ImageSource },
): Promise<void> {
  const id = imageKey(held.projectId, imageId);
  await storeWithFiles(backend, 'The image', async (files) => {
    const stored = await writeSource(files, source);
    const rows = new RowChanges();
    await held.queue.run([`image/${imageId}`], async () => {
      if (!(await backend.facts.get('projectImages', id))) throw imageGone();
      const former = await backend.facts.get('projectSources', id);
      rows.dropFiles(former ? filesOfSource(former) : []);
      rows.put('projectSources', [{ id, source: stored }]);
      await backend.facts.commit(rows.changes(held.guard));
    });
    return rows.obsolete;
  });
}

/** The pixels of an image. @throws AppError `not-found`, `corrupt-file` */
export async function readSource(
  { facts, files }: StorageBackend,
  projectId: string,
  imageId: string,
): Promise<ImageSource> {
  const id = imageKey(projectId, imageId);
  const row = await facts.get('projectSources', id);
  const name = (await facts.get('projectImages', id))?.image.name ?? 'image';
  if (!row) {
    throw new AppError(
      'not-found',
      `The pixels of “${name}” are not in this browser: the page was closed before they were copied. Open the file again.`,
    );
  }
  const { source } = row;
  const what = `The stored copy of “${name}”`;
  if (source.kind === 'planes') {
    const bytes = await readPacked(files, source.planes, what);
    return { kind: 'planes', image: { ...source.facts, channels: cutPlanes(source.facts, bytes) } };
  }
  const file = await files.open(source.file.name).catch(() => null);
  if (file?.size === source.file.byteLength) {
    return { kind: 'file', file: new File([file], name, { type: source.type }) };
  }
  throw new AppError(
    'corrupt-file',
    `${what} is damaged: of its ${source.file.byteLength} bytes the browser has kept ${file?.size ?? 0}. Open the file again; its annotation and all else are kept.`,
  );
}

/** Copies pixels into new files. */
export async function writeSource(files: NewFiles, source: ImageSource): Promise<StoredSource> {
  if (source.kind === 'file') {
    const { file } = source;
    return { kind: 'file', file: await files.addBlob('image', file), type: file.type };
  }
  const { channels, ...facts } = source.image;
  return { kind: 'planes', planes: await files.addPacked('planes', channels), facts };
}

function filesOfSource(row: SourceRow) {
  return filesOfRows({ projectSources: [row], projectMaps: [], annotations: [] });
}

function imageGone(): AppError {
  return new AppError('not-found', 'The image was taken off the project before it was copied.');
}
