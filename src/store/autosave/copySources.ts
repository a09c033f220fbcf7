import { pixelBuffers } from '#domain/image/pixelBuffers.ts';
import { hasCode } from '#lib/errors.ts';
import type { ImageSource } from '#storage/project/projectChange.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import type { Autosave } from '#store/autosave/autosave.ts';
import { isCurrent } from '#store/autosave/saveState.ts';
import { findEntry, type ImageEntry } from '#store/slices/imagesSlice.ts';
import { savingText } from '#text/saving.ts';

/**
 * Copies the pixels of new images one after the other, beside all other changes.
 *
 * @throws AppError of the first that could not be stored; it stays to be copied
 */
export async function copySources(context: ActionContext, autosave: Autosave): Promise<void> {
  for (const imageId of autosave.sources) {
    const entry = findEntry(context.store.getState(), imageId);
    // Of closed images nothing is wanted until they come back.
    if (!entry || !autosave.rows.has(imageId)) continue;
    // Its pixels are nowhere in this page now.
    if (!entry.file && entry.status !== 'ready') continue;
    await copySource(context, autosave, entry);
    if (!isCurrent(context, autosave) || autosave.isLost) return;
    autosave.sources.delete(imageId);
  }
}

/** Copies the pixels of one image: its file, or its planes where there is none to read. */
export async function copySource(
  context: ActionContext,
  autosave: Autosave,
  entry: ImageEntry,
): Promise<void> {
  if (!entry.file) return copyPlanes(context, autosave, entry);
  try {
    await send(context, autosave, entry, { kind: 'file', file: entry.file });
  } catch (error) {
    if (MENDABLE.some((code) => hasCode(error, code))) throw error;
    // A file that was changed or moved since can not be read any more: only this page is at hand.
    if (entry.info?.pageCount === 1) return copyPlanes(context, autosave, entry);
    reportFailure(context, savingText.copyFailed(entry.name), error);
  }
}

/** Failures that the next try may mend. */
const MENDABLE = ['storage-full', 'not-held', 'worker-died', 'not-found'] as const;

async function copyPlanes(
  context: ActionContext,
  autosave: Autosave,
  entry: ImageEntry,
): Promise<void> {
  const image = await context.services.image.readImage({ imageId: entry.id });
  await send(context, autosave, entry, { kind: 'planes', image });
}

async function send(
  { services }: ActionContext,
  { facts }: Autosave,
  { id }: ImageEntry,
  source: ImageSource,
): Promise<void> {
  if (!facts) return;
  const planes = source.kind === 'planes' ? source.image.channels : [];
  const transfer = pixelBuffers(planes);
  const sources = [{ imageId: id, source }];
  await services.projects.apply({ projectId: facts.id, change: { sources } }, { transfer });
}
