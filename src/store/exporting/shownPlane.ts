import type { ObjectSource } from '#domain/export/planeFacts.ts';
import { placeOf } from '#domain/image/stackAxes.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { readAnnotation } from '#store/actions/editAnnotation.ts';
import { waitForObjects } from '#store/actions/extractObjects.ts';
import type { HeldPlane } from '#store/exporting/exportWriter.ts';
import { shownChannels } from '#store/exporting/shownChannels.ts';
import { findEntry, type ImageEntry, type ImageInfo } from '#store/slices/imagesSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';

/** What a plane of an open image has, whichever page it is. */
export type PlaneFrame = Omit<HeldPlane, 'imageId' | 'facts' | 'annotation'>;

/** The plane of an image that is shown; `null` when there is nothing on it to be exported. */
export async function shownPlane(
  context: ActionContext,
  imageId: string,
  source: ObjectSource,
): Promise<HeldPlane | null> {
  if (source === 'segmentation') await waitForObjects(context, imageId);
  const entry = findEntry(context.store.getState(), imageId);
  if (!entry?.info) return null;
  const frame = planeFrame(entry, entry.info, entry.info.pageIndex);
  return source === 'segmentation'
    ? foundPlane(context, entry, frame)
    : annotatedPlane(context, entry, frame);
}

/** What is known of a page of an image before its objects are. */
export function planeFrame(
  { name, pixelSizeUm, display }: ImageEntry,
  info: ImageInfo,
  pageIndex: number,
): PlaneFrame {
  const { width, height } = info;
  const place = placeOf(info, pageIndex);
  return { imageName: name, place, width, height, pixelSizeUm, shown: shownChannels(display) };
}

/** Title of a model, also of one that is not on the list any more. */
export function modelTitleOf({ store }: ActionContext, modelId: string): string {
  return findCard(store.getState(), modelId)?.title ?? modelId;
}

function foundPlane(
  context: ActionContext,
  { id }: ImageEntry,
  frame: PlaneFrame,
): HeldPlane | null {
  const result = context.store.getState().results[id];
  if (!result) return null;
  const { settings, modelId } = result;
  const facts = {
    source: 'segmentation',
    modelTitle: modelTitleOf(context, modelId),
    settings,
  } as const;
  return { ...frame, imageId: id, facts, annotation: null };
}

async function annotatedPlane(
  context: ActionContext,
  { id }: ImageEntry,
  frame: PlaneFrame,
): Promise<HeldPlane | null> {
  const annotation = await readAnnotation(context, id, () =>
    context.services.annotation.read({ imageId: id }),
  );
  if (!annotation) return null;
  const facts = { source: 'annotation', modelTitle: null, settings: null } as const;
  return { ...frame, imageId: id, facts, annotation };
}
