import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import type { OpenableFile } from '#store/actions/openableFile.ts';
import type { LabelFile } from '#store/actions/planFiles.ts';
import { applyImport, type ImportWay } from '#store/importing/applyImport.ts';
import { askWhere } from '#store/importing/askWhere.ts';
import type { ImportSource } from '#store/importing/importSource.ts';
import { numberClasses } from '#store/importing/numberClasses.ts';
import { placeByName, placeOnStack } from '#store/importing/placeByName.ts';
import { readLabelSource, readSources } from '#store/importing/readSources.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import type { ImportAnswer, ImportPlace } from '#store/slices/importSlice.ts';
import { importText } from '#text/importing.ts';
import { noticeText } from '#text/messages.ts';

/** Images of one file beyond these are not asked for one by one. */
const MOST_ASKED = 50;

/** A source and the image that it goes to. */
interface Paired {
  readonly source: ImportSource;
  /** `null` = names do not tell. */
  readonly imageId: string | null;
  /** Page that the name tells, from 0; `null` = none. */
  readonly pageIndex: number | null;
}

/**
 * Makes opened label images and object files the annotations of the images that they belong to by
 * name. What names or values leave open is asked for. Failures are shown, never thrown.
 *
 * @param entryIds ids of the images that were opened together with them
 */
export async function importOpened(
  context: ActionContext,
  labelFiles: readonly LabelFile[],
  entryIds: ReadonlyMap<OpenableFile, string>,
  objectFiles: readonly OpenableFile[],
): Promise<void> {
  const { store } = context;
  const paired: Paired[] = [];
  const done = new Map<string, number>();
  const takeOrKeep = async (one: Paired): Promise<void> => {
    const { source, imageId } = one;
    const isClear = source.content.kind === 'labels' && source.content.doubt === null;
    if (!isClear || imageId === null) paired.push({ ...one, source: withoutPixels(source) });
    else if ((await applyImport(context, source, { ...one, imageId }, BY_NAME)) !== null) {
      done.set(imageId, source.objectCount);
    }
  };
  for (const { openable, partner, planeMark } of labelFiles) {
    const imageId = typeof partner === 'string' ? partner : (entryIds.get(partner) ?? '');
    // Its image could not be opened, which has its own alert.
    const entry = findEntry(store.getState(), imageId);
    if (!entry) continue;
    const [source] = await read(context, openable, async () => [
      await readLabelSource(context, openable),
    ]);
    if (source) await takeOrKeep({ source, ...placeOnStack(entry, planeMark) });
  }
  if (done.size > 0) tellLabels(context, done.size);
  for (const openable of objectFiles) {
    const sources = await read(context, openable, () => readSources(context, openable));
    paired.push(...pair(context, sources));
  }
  await importPaired(context, paired, false);
}

/**
 * Asks what the objects of some files belong to, and takes them over. Failures are shown, never
 * thrown.
 */
export async function importPicked(
  context: ActionContext,
  files: readonly OpenableFile[],
): Promise<void> {
  const paired: Paired[] = [];
  for (const openable of files) {
    const sources = await read(context, openable, () => readSources(context, openable));
    paired.push(...pair(context, sources.map(withoutPixels)));
  }
  await importPaired(context, paired, true);
}

const BY_NAME: ImportWay = {
  target: 'annotation',
  keepsExisting: false,
  reading: 'auto',
  classes: new Map(),
};

async function read(
  context: ActionContext,
  { file }: OpenableFile,
  work: () => Promise<readonly ImportSource[]>,
): Promise<readonly ImportSource[]> {
  try {
    return await work();
  } catch (error) {
    reportFailure(context, importText.notRead(file.name), error);
    return [];
  }
}

/** By name; of a file for many images those that are not open are left out, and told. */
function pair(context: ActionContext, sources: readonly ImportSource[]): readonly Paired[] {
  const { images } = context.store.getState();
  const paired = sources.map((source) => ({ source, ...placeByName(source, images) }));
  const known = paired.filter(({ imageId }) => imageId !== null);
  const fileName = sources[0]?.fileName ?? '';
  if (known.length > 0 && known.length < paired.length) {
    notify(context, importText.imagesNotOpen(fileName, paired.length - known.length));
    return known;
  }
  if (known.length > 0 || paired.length <= MOST_ASKED) return paired;
  closeFiles(sources);
  notify(context, importText.noneOpen(fileName, paired.length));
  return [];
}

/** Takes sources over where all is clear, and asks before where it is not, or where `asks`. */
async function importPaired(
  context: ActionContext,
  paired: readonly Paired[],
  asks: boolean,
): Promise<void> {
  if (paired.length === 0) return;
  const isClear = paired.every(({ source: { content }, imageId }) => {
    return imageId !== null && (content.kind === 'objects' || content.doubt === null);
  });
  const sources = paired.map(({ source }) => source);
  try {
    const answer = isClear && !asks ? answerByName(paired) : await askWhere(context, paired);
    if (answer) await takeAll(context, sources, answer, numberClasses(sources));
  } catch (error) {
    reportFailure(context, importText.notRead(sources[0]?.fileName ?? ''), error);
  } finally {
    closeFiles(sources);
  }
}

function closeFiles(sources: readonly ImportSource[]): void {
  for (const { content } of sources) if (content.kind === 'objects') content.file.close();
}

function answerByName(paired: readonly Paired[]): ImportAnswer {
  const places = paired.map(({ source: { id }, imageId, pageIndex }) => [
    id,
    { imageId, pageIndex },
  ]);
  const { target, keepsExisting, reading } = BY_NAME;
  return { target, keepsExisting, reading, places: Object.fromEntries(places) };
}

async function takeAll(
  context: ActionContext,
  sources: readonly ImportSource[],
  answer: ImportAnswer,
  classes: ReadonlyMap<string, number>,
): Promise<void> {
  const { store } = context;
  const imageIds = new Set<string>();
  let objectCount = 0;
  for (const source of sources) {
    const { imageId = null, pageIndex = null }: Partial<ImportPlace> =
      answer.places[source.id] ?? {};
    if (imageId === null) continue;
    // A second file for the same image is laid into what the first has left.
    const keepsExisting = answer.keepsExisting || imageIds.has(imageId);
    const way = { ...answer, keepsExisting, classes };
    const count = await applyImport(context, source, { imageId, pageIndex }, way);
    if (count === null) continue;
    imageIds.add(imageId);
    objectCount += count;
  }
  const [firstId] = imageIds;
  if (firstId === undefined) return;
  const { currentImageId } = store.getState();
  store.setState({
    shownOverlay: answer.target,
    ...(!imageIds.has(currentImageId ?? '') && { currentImageId: firstId, hoveredLabel: null }),
  });
  notify(context, importText.imported(objectCount, imageIds.size, answer.target));
  tellClasses(context, answer, classes);
}

/** Classes are numbered in an annotation, and left out of a prediction: never silently. */
function tellClasses(
  context: ActionContext,
  { target, reading }: ImportAnswer,
  classes: ReadonlyMap<string, number>,
): void {
  if (target === 'prediction') {
    const hasClasses = classes.size > 0 || reading === 'classes';
    if (hasClasses) notify(context, importText.classesLeftOut([...classes.keys()]));
  } else if (classes.size > 0) notify(context, importText.classes([...classes]));
}

function tellLabels(context: ActionContext, imageCount: number): void {
  notify(context, noticeText.importedLabels(imageCount));
  context.store.setState({ shownOverlay: 'annotation' });
}

/** Pixels are read again once the user has answered: many would fill the memory. */
function withoutPixels(source: ImportSource): ImportSource {
  const { content } = source;
  return content.kind === 'labels' ? { ...source, content: { ...content, first: null } } : source;
}
