import { axesOf, type PagesInfo, pageAt, placeOf } from '#domain/image/stackAxes.ts';
import type { PlaneSummary } from '#domain/outline/objectFile.ts';
import { AppError } from '#lib/errors.ts';
import type { LabelContent, ObjectContent } from '#store/importing/importSource.ts';
import { importText } from '#text/importing.ts';

/** What is known of the image that objects go to. */
export interface TargetImage extends PagesInfo {
  readonly name: string;
  /** Page that is shown, from 0. */
  readonly pageIndex: number;
}

/** What goes to one page of an image. */
export type PageTask =
  | { readonly kind: 'labels'; readonly pageIndex: number; readonly filePage: number }
  | {
      readonly kind: 'objects';
      readonly pageIndex: number;
      readonly planes: readonly PlaneSummary[];
    };

/**
 * Which page of an image gets what. A label image goes slice by slice and time by time, one of some
 * planes of a stack where it names them, one of a single page to the page that is shown; and there go
 * objects of which the file names no plane.
 *
 * @param wantedPage where all of it goes; `null` = as the file says
 * @throws AppError `shape-mismatch` when the image has no such pages
 */
export function pageTasks(
  content: LabelContent | Omit<ObjectContent, 'file'>,
  image: TargetImage,
  wantedPage: number | null,
): readonly PageTask[] {
  return content.kind === 'labels'
    ? labelTasks(content, image, wantedPage)
    : objectTasks(content, image, wantedPage);
}

function labelTasks(
  content: LabelContent,
  image: TargetImage,
  wantedPage: number | null,
): readonly PageTask[] {
  if (content.pageCount === 1) {
    return [{ kind: 'labels', pageIndex: wantedPage ?? image.pageIndex, filePage: 0 }];
  }
  const pages = placedPages(content, image) ?? alikePages(content, image);
  if (wantedPage !== null) {
    const filePage = pages ? pages.indexOf(wantedPage) : wantedPage;
    if (filePage < 0) {
      const message = importText.noneForPage(wantedPage, image.name);
      throw new AppError('shape-mismatch', message);
    }
    return [{ kind: 'labels', pageIndex: wantedPage, filePage }];
  }
  if (!pages) {
    throw new AppError(
      'shape-mismatch',
      `It has ${content.pageCount} pages, but its image ${image.name} has ${image.pageCount}: nobody can tell which belong together. Save labels with one page for each page of their image.`,
    );
  }
  return pages.map((pageIndex, filePage) => ({ kind: 'labels', pageIndex, filePage }));
}

/** The page of the image for each of a file that has some of them and says which. */
function placedPages(
  { pageCount, pagePlaces = [] }: LabelContent,
  image: TargetImage,
): readonly number[] | null {
  const { sizeZ, sizeT } = axesOf(image);
  const isPart = pageCount < image.pageCount && pagePlaces.length === pageCount;
  if (!isPart || pagePlaces.some(({ z, t }) => z >= sizeZ || t >= sizeT)) return null;
  const pages = pagePlaces.map((place) => pageAt(image, place));
  return new Set(pages).size === pageCount ? pages : null;
}

/** Slice by slice and time by time where both have the same of them, else page by page. */
function alikePages(content: LabelContent, image: TargetImage): readonly number[] | null {
  if (content.pageCount !== image.pageCount) return null;
  const [axes, theirs] = [axesOf(content), axesOf(image)];
  const isAlike = axes.sizeZ === theirs.sizeZ && axes.sizeT === theirs.sizeT;
  return Array.from({ length: image.pageCount }, (_, page) =>
    isAlike ? pageAt(image, placeOf(content, page)) : page,
  );
}

function objectTasks(
  { planes }: Pick<ObjectContent, 'planes'>,
  image: TargetImage,
  wantedPage: number | null,
): readonly PageTask[] {
  const isOnePlane = planes.length === 1 && image.pageCount === 1;
  const byPage = new Map<number, PlaneSummary[]>();
  for (const plane of planes) {
    const pageIndex = wantedPage ?? (isOnePlane ? 0 : pageOf(plane, image));
    const others = byPage.get(pageIndex);
    if (others) others.push(plane);
    else byPage.set(pageIndex, [plane]);
  }
  return [...byPage]
    .sort(([a], [b]) => a - b)
    .map(([pageIndex, onPage]) => ({ kind: 'objects', pageIndex, planes: onPage }));
}

function pageOf({ z, t, pageIndex }: PlaneSummary, image: TargetImage): number {
  if (pageIndex !== null) {
    if (pageIndex < image.pageCount) return pageIndex;
    throw noSuchPage(importText.atPage(pageIndex), image, importText.pages(image.pageCount));
  }
  if (z === null && t === null) return image.pageIndex;
  const { sizeZ, sizeT } = axesOf(image);
  const place = { z: z ?? 0, t: t ?? 0 };
  if (place.z < sizeZ && place.t < sizeT) return pageAt(image, place);
  // A time series whose file calls its pages slices, and the other way round.
  const single = place.z + place.t;
  if ((sizeZ === 1 || sizeT === 1) && (z === null || t === null || place.z * place.t === 0)) {
    if (single < image.pageCount) return single;
  }
  throw noSuchPage(importText.atPlace(place.z, place.t), image, importText.places(sizeZ, sizeT));
}

function noSuchPage(wanted: string, { name }: TargetImage, there: string): AppError {
  return new AppError(
    'shape-mismatch',
    `Some of its objects lie on ${wanted}, but its image ${name} has ${there}. Open the whole stack, or choose a page for all of them with “Import objects…”.`,
  );
}
