import type { CoarseView } from '#domain/image/coarsePicture.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';

/**
 * Tells what can be seen of a large image while it is read.
 *
 * @returns ends the telling
 */
export function watchPreview(
  { services, store }: ActionContext,
  imageId: string,
  listener: (view: CoarseView) => void,
): () => void {
  const file = findEntry(store.getState(), imageId)?.file;
  if (!file || !services.watchPreviews) return () => undefined;
  return services.watchPreviews((preview) => {
    if (preview.file === file) listener(preview.view);
  });
}
