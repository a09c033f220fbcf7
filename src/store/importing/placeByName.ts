import { pageOfMark } from '#domain/export/planeMark.ts';
import { stemOf } from '#store/actions/fileStems.ts';
import type { ImportSource } from '#store/importing/importSource.ts';
import { markOfName, pairByName } from '#store/importing/pairByName.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import type { ImportPlace } from '#store/slices/importSlice.ts';

type Named = Pick<ImageEntry, 'id' | 'name' | 'folder' | 'info'>;

const NOWHERE: ImportPlace = { imageId: null, pageIndex: null };

/** Image and page that names tell, as far as they do. */
export function placeByName(source: ImportSource, images: readonly Named[]): ImportPlace {
  const imageId = pairByName(source, images);
  const image = images.find(({ id }) => id === imageId);
  const mark = source.imageName === null ? markOfName(source.fileName) : null;
  // An image may have such a name itself.
  if (!image || mark === null || stemOf(image.name).endsWith(mark)) {
    return { imageId, pageIndex: null };
  }
  const place = placeOnStack(image, mark);
  // Objects tell their planes themselves.
  return source.content.kind === 'labels' ? place : { ...place, pageIndex: null };
}

/**
 * The page of an image that a mark names; nowhere when the image has no such plane, as the file then
 * belongs to something else.
 *
 * @param mark see `planeMark`; none = the whole image
 */
export function placeOnStack({ id, info }: Named, mark: string | undefined): ImportPlace {
  if (mark === undefined) return { imageId: id, pageIndex: null };
  const pageIndex = info ? pageOfMark(info, mark) : null;
  return pageIndex === null ? NOWHERE : { imageId: id, pageIndex };
}
