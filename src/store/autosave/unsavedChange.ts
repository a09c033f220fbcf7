import type { ImageSource, ProjectChange } from '#storage/project/projectChange.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { collectAll } from '#store/autosave/collectChange.ts';
import { readFreshMaps } from '#store/autosave/readMaps.ts';
import { findEntry, type ImageEntry } from '#store/slices/imagesSlice.ts';

/** All of the open project that storage could not take, pixels included; `null` = nothing. */
export async function unsavedChange(context: ActionContext): Promise<ProjectChange | null> {
  const { running, store } = context;
  const { autosave } = running;
  if (store.getState().project.save.kind !== 'failed') return null;
  const maps = await readFreshMaps(context, autosave);
  const collected = collectAll(store.getState(), autosave, maps);
  const { images } = store.getState();
  const entries = [...autosave.sources].flatMap(
    (id) => findEntry({ images, currentImageId: null }, id) ?? [],
  );
  const sources = await Promise.all(
    entries.map(async (entry) => ({
      imageId: entry.id,
      source: await sourceOf(context, entry),
    })),
  );
  return { ...collected?.change, ...(sources.length > 0 && { sources }) };
}

async function sourceOf({ services }: ActionContext, entry: ImageEntry): Promise<ImageSource> {
  if (entry.file && (await isReadable(entry.file))) return { kind: 'file', file: entry.file };
  return { kind: 'planes', image: await services.image.readImage({ imageId: entry.id }) };
}

/** False for a file that was changed or removed since it was opened. */
function isReadable(file: Blob): Promise<boolean> {
  const start = file.slice(0, 1).arrayBuffer();
  return start.then(
    () => true,
    () => false,
  );
}
