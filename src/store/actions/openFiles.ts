import { type ActionContext, notify } from '#store/actions/actionContext.ts';
import { addLoadingEntry } from '#store/actions/addImage.ts';
import { loadModelFiles, splitModelFiles } from '#store/actions/loadModelFiles.ts';
import {
  compareFiles,
  isHiddenFile,
  type OpenableFile,
  type ReadItem,
} from '#store/actions/openableFile.ts';
import { type Outcome, openLatecomer, openOne, openTwins } from '#store/actions/openFile.ts';
import { openProjectFiles, refillImages } from '#store/actions/openSpecial.ts';
import { type FilePlan, type LabelFile, planFiles } from '#store/actions/planFiles.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { noticeText } from '#text/messages.ts';

/** Files read at once: more would only fill the memory. */
const PARALLEL_READS = 2;

/**
 * Opens every file it can, images, models and projects. Each one that cannot be opened gets an alert with its
 * name and the reason; the others still open. The first of the list that opens is shown. Files of a
 * folder that are no pictures, by name and content, are skipped with one notice. Label images become
 * the annotations of the images that they belong to by name.
 */
export async function openFiles(
  context: ActionContext,
  files: readonly OpenableFile[],
): Promise<void> {
  const visible = files.filter((file) => !isHiddenFile(file));
  // Where nothing has to be looked into first, the list stands at once.
  const mayHoldProject = visible.some(({ file }) => /\.zip$/i.test(file.name));
  const noProjects = mayHoldProject ? await openProjectFiles(context, visible) : visible;
  const mayHoldObjects = noProjects.some(({ file }) => OBJECT_FILE.test(file.name));
  const objectFiles = mayHoldObjects ? await findObjectFiles(noProjects) : [];
  const { models, others } = splitModelFiles(
    noProjects.filter((openable) => !objectFiles.includes(openable)),
  );
  if (models.length > 0) await loadModelFiles(context, models);
  const opened = await openPictures(context, others);
  if (others.length + models.length + objectFiles.length === 0 && files.length > 0) {
    if (visible.length === 0) notify(context, noticeText.nothingToOpen);
  }
  if (opened.labels.length + objectFiles.length === 0) return;
  const { importOpened } = await import('#store/importing/importFiles.ts');
  await importOpened(context, opened.labels, opened.entryIds, objectFiles);
}

/** Files of these names may hold outlines of objects. */
const OBJECT_FILE = /\.(roi|zip|geojson|json)$/i;

async function findObjectFiles(files: readonly OpenableFile[]): Promise<readonly OpenableFile[]> {
  const { holdsObjects } = await import('#store/importing/holdsObjects.ts');
  const named = files.filter(({ file }) => OBJECT_FILE.test(file.name));
  const found = await Promise.all(named.map(holdsObjects));
  return named.filter((_, index) => found[index]);
}

/** Label images that were found among opened files, for the images of these ids. */
interface OpenedPictures {
  readonly labels: readonly LabelFile[];
  readonly entryIds: ReadonlyMap<OpenableFile, string>;
}

const NOTHING_OPENED: OpenedPictures = { labels: [], entryIds: new Map() };

/** Several files with numbers in their names; without them the list stands at once. */
function mayBeSeries(files: readonly OpenableFile[]): boolean {
  return files.filter(({ file }) => /\d/.test(file.name)).length > 1;
}

async function openPictures(
  context: ActionContext,
  others: readonly OpenableFile[],
): Promise<OpenedPictures> {
  const sorted = [...others].sort(compareFiles);
  const isMissing = context.store.getState().images.some(({ status }) => status === 'missing');
  const wanted = isMissing ? await refillImages(context, sorted) : sorted;
  if (wanted.length === 0) return NOTHING_OPENED;
  const firstPlan = planFiles(wanted, context.store.getState().images);
  const series = mayBeSeries(wanted) ? await import('#store/series/offerSeries.ts') : null;
  const single = series ? await series.offerSeries(context, wanted, firstPlan) : wanted;
  if (single.length === 0) return NOTHING_OPENED;
  const plan = planFiles(single, context.store.getState().images);
  const work = startReading(context, single, plan);
  const outcomes = await readAll(work);
  if (!outcomes.includes('open') && findEntry(context.store.getState(), work.formerId)) {
    context.store.setState({ currentImageId: work.formerId });
  }
  const skippedCount = outcomes.filter((outcome) => outcome === 'skipped').length;
  if (skippedCount > 0) notify(context, noticeText.skipped(skippedCount));
  series?.suggestSeries(context, plan, work.entryIds);
  return { labels: [...plan.labels, ...work.foundLabels], entryIds: work.entryIds };
}

/** What is to be read, with its place in the list of images. */
interface ReadingWork {
  readonly tasks: (() => Promise<readonly Outcome[]>)[];
  readonly entryIds: ReadonlyMap<OpenableFile, string>;
  /** Label images that were found by their pixels. */
  readonly foundLabels: LabelFile[];
  /** Image that was shown before. */
  readonly formerId: string | null;
}

/** Puts every image in the list; label images, as far as their names tell, have no place there. */
function startReading(
  context: ActionContext,
  wanted: readonly OpenableFile[],
  plan: FilePlan,
): ReadingWork {
  const formerId = context.store.getState().currentImageId;
  const labelFiles = new Set(plan.labels.map(({ openable }) => openable));
  const entryIds = new Map<OpenableFile, string>();
  for (const openable of wanted) {
    if (labelFiles.has(openable)) continue;
    const { file, folder } = openable;
    entryIds.set(openable, addLoadingEntry(context, { name: file.name, folder, file }));
  }
  const [firstId] = entryIds.values();
  // When it fails, its neighbour in the list is shown instead.
  context.store.setState({ currentImageId: firstId ?? formerId, hoveredLabel: null });
  const foundLabels: LabelFile[] = [];
  const item = (openable: OpenableFile): ReadItem => ({
    openable,
    imageId: entryIds.get(openable) ?? '',
  });
  const tasks = [
    ...plan.images.map((openable) => async () => [await openOne(context, item(openable))]),
    ...plan.latecomers.map(({ openable, partner }) => async () => [
      await openLatecomer(context, item(openable), String(partner), foundLabels),
    ]),
    ...plan.twins.map(
      ([first, second]) =>
        () =>
          openTwins(context, [item(first), item(second)], foundLabels),
    ),
  ];
  return { tasks, entryIds, foundLabels, formerId };
}

async function readAll(work: ReadingWork): Promise<readonly Outcome[]> {
  const queue = [...work.tasks];
  const outcomes: Outcome[] = [];
  const readNext = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) outcomes.push(...(await next()));
  };
  await Promise.all(Array.from({ length: PARALLEL_READS }, readNext));
  return outcomes;
}

/** Opens pictures from the clipboard, which all call themselves `image.png`. */
export async function pasteImages(context: ActionContext, files: readonly File[]): Promise<void> {
  const renamed = files.map((file, index) => {
    const extension = file.name.includes('.') ? file.name.slice(file.name.lastIndexOf('.')) : '';
    const number = context.store.getState().images.length + index + 1;
    const name = file.name.startsWith('image.') ? `pasted-${number}${extension}` : file.name;
    return { file: new File([file], name, { type: file.type }), folder: '' };
  });
  await openFiles(context, renamed);
}
