import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import { writeModelFiles } from '#formats/modelfile/modelFiles.ts';
import { WEIGHTS_FILE_NAME } from '#formats/modelfile/writeTfjsLayers.ts';
import { DEFAULT_MODEL } from '#headless/cli/options.ts';
import { runCommand } from '#headless/cli/runCommand.ts';
import {
  parseTrainArguments,
  TRAIN_USAGE,
  type TrainArguments,
} from '#headless/cli/trainArguments.ts';
import { type LabelledImage, pairImages } from '#headless/files/pairImages.ts';
import { type DrivenPage, openPage } from '#headless/page/openPage.ts';
import { readRecipe } from '#headless/training/readRecipe.ts';
import { createTrainingLine } from '#headless/training/trainingLine.ts';
import { AppError } from '#lib/errors.ts';
import type { LabelledFile, TrainFilesReport } from '#workers/headlessApi.ts';

/** A page that does not answer is given up this long after the time limit. */
const GRACE_MS = 90_000;

const startedMs = performance.timeOrigin;

/** `false` when an image could not be used; each was said in a line of its own. */
async function train(wish: TrainArguments): Promise<boolean> {
  // A recipe that cannot be used is told before anything is built or started.
  readRecipe(wish, 1);
  const data = pairImages(wish.dataFolder, '');
  const validation = wish.validationFolder === null ? null : pairImages(wish.validationFolder, '');
  const unpaired = [...data.failures, ...(validation?.failures ?? [])];
  for (const failure of unpaired) console.error(`${failure.file}: ${failure.message}`);
  if (data.pairs.length === 0 || validation?.pairs.length === 0) return false;
  mkdirSync(wish.outFolder, { recursive: true });
  const line = createTrainingLine();
  const page = await openPage({
    backend: wish.backend,
    model: wish.from ?? DEFAULT_MODEL,
    tileEdgePx: null,
    onProgress: () => undefined,
    onTraining: line.update,
  });
  let report: TrainFilesReport;
  try {
    report = await trainInTime(page, wish, {
      recipe: readRecipe(wish, wish.from === null ? 1 : await scaleOf(page)),
      training: data.pairs,
      validation: validation?.pairs ?? null,
    });
  } finally {
    line.end();
    await page.close();
  }
  for (const { file, message } of report.failures) console.error(`${file}: ${message}`);
  for (const note of report.notes) console.error(note);
  writeResults(wish.outFolder, report);
  // What the notes say of a loss that was no number is a failure too.
  const isWhole = report.endedBy !== 'not-finite';
  return isWhole && unpaired.length === 0 && report.failures.length === 0;
}

/** Scale that the page's model was trained at. */
async function scaleOf(page: DrivenPage): Promise<number> {
  const cards = await page.call('models');
  return cards.find(({ id }) => id === page.modelId)?.scale ?? 1;
}

interface Work {
  readonly recipe: TrainingRecipe;
  readonly training: readonly LabelledImage[];
  readonly validation: readonly LabelledImage[] | null;
}

/** @throws AppError `timeout` when the page hangs beyond the time limit */
async function trainInTime(
  page: DrivenPage,
  wish: TrainArguments,
  { recipe, training, validation }: Work,
): Promise<TrainFilesReport> {
  const { exchange } = page;
  const offer = (path: string) => ({ url: exchange.offer(path), name: path });
  const offered = ({ image, labelPath }: LabelledImage): LabelledFile => ({
    name: image.relativePath,
    file: offer(image.path),
    labels: offer(labelPath),
  });
  const deadlineMs = wish.minutes === null ? null : startedMs + wish.minutes * 60_000;
  const running = page.call('train', {
    training: training.map(offered),
    validation: validation?.map(offered) ?? null,
    labelKind: wish.labelKind,
    fromModelId: wish.from === null ? null : page.modelId,
    recipe,
    deadlineMs,
    title: basename(resolve(wish.outFolder)),
    weightsUrl: exchange.accept(join(wish.outFolder, WEIGHTS_FILE_NAME)),
  });
  if (deadlineMs === null) return running;
  let timer: NodeJS.Timeout | undefined;
  const giveUp = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new AppError('timeout', `The page gave no answer in ${wish.minutes} minutes.`)),
      deadlineMs + GRACE_MS - Date.now(),
    );
  });
  try {
    return await Promise.race([running, giveUp]);
  } finally {
    clearTimeout(timer);
  }
}

function writeResults(folder: string, { card, record, endedBy, notes }: TrainFilesReport): void {
  const bytes = readFileSync(join(folder, WEIGHTS_FILE_NAME));
  const weights = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
  for (const [name, contents] of writeModelFiles({ card, weights })) {
    writeFileSync(join(folder, name), contents);
  }
  const { version, seed, recipe, backend, adapter, data, iterations, seconds, history, ...rest } =
    record;
  const run = {
    version,
    seed,
    recipe,
    backend,
    adapter,
    data,
    iterations,
    seconds,
    loss: history.loss,
    validation: history.validation,
    endedBy,
    notes,
    ...rest,
  };
  const path = join(folder, 'run.json');
  writeFileSync(path, `${JSON.stringify(run)}\n`);
  console.log(path);
}

await runCommand({ usage: TRAIN_USAGE, parse: parseTrainArguments, run: train });
