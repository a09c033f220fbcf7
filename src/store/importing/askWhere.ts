import type { ActionContext } from '#store/actions/actionContext.ts';
import { type ImportSource, planeCountOf } from '#store/importing/importSource.ts';
import type { ImportAnswer, ImportOffer, ImportPlace } from '#store/slices/importSlice.ts';

/**
 * Shows the sources and waits until the user has said what they belong to; `null` = not wanted. A
 * second question declines the first.
 */
export function askWhere(
  { running, store }: ActionContext,
  paired: readonly ({ readonly source: ImportSource } & ImportPlace)[],
): Promise<ImportAnswer | null> {
  running.answerImport?.(null);
  const { currentImageId } = store.getState();
  return new Promise((resolve) => {
    running.answerImport = (answer) => {
      running.answerImport = null;
      store.setState({ importOffers: null });
      resolve(answer);
    };
    store.setState({
      importOffers: paired.map(({ source, imageId, pageIndex }) => ({
        ...offerOf(source),
        // A single file is most likely meant for the image in view.
        imageId: imageId ?? (paired.length === 1 ? currentImageId : null),
        pageIndex,
      })),
    });
  });
}

function offerOf(source: ImportSource): Omit<ImportOffer, keyof ImportPlace> {
  const { id, fileName, imageName, formatName, objectCount, content } = source;
  const doubt = content.kind === 'labels' ? content.doubt : null;
  const planeCount = planeCountOf(source);
  return { id, fileName, imageName, formatName, objectCount, planeCount, doubt };
}
