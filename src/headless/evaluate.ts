import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import {
  EVALUATE_USAGE,
  type EvaluateArguments,
  parseEvaluateArguments,
} from '#headless/cli/evaluateArguments.ts';
import { runCommand } from '#headless/cli/runCommand.ts';
import { withCardScores } from '#headless/evaluation/cardScores.ts';
import { meanScores, type PrintedScores, printedScores } from '#headless/evaluation/meanScores.ts';
import { SWEEP_VARIANTS, sweepTable } from '#headless/evaluation/sweep.ts';
import { type LabelledImage, pairImages } from '#headless/files/pairImages.ts';
import { type DrivenPage, openPage } from '#headless/page/openPage.ts';
import { productVersion } from '#headless/productVersion.ts';
import { createProgressLine } from '#headless/progressLine.ts';
import { AppError, toAppError } from '#lib/errors.ts';
import type { EvaluateFileReport } from '#workers/headlessApi.ts';

interface Evaluated {
  readonly file: string;
  readonly report: EvaluateFileReport;
}

/** `false` when an image failed; each failure was said in a line of its own. */
async function evaluate(wish: EvaluateArguments): Promise<boolean> {
  const { pairs, failures } = pairImages(wish.dataFolder, wish.only);
  for (const { file, message } of failures) console.error(`${file}: ${message}`);
  if (pairs.length === 0) return false;
  const progress = createProgressLine(pairs.length);
  const page = await openPage({ ...wish, tileEdgePx: null, onProgress: progress.update });
  const evaluated: Evaluated[] = [];
  try {
    for (const pair of pairs) {
      const file = pair.image.path;
      progress.start(file);
      try {
        const report = await evaluatePair(page, pair, wish);
        evaluated.push({ file, report });
        progress.finish(`F1@0.5 ${report.scores[0]?.f1_50.toFixed(3)} on ${report.backend}`);
      } catch (error) {
        progress.fail(`${file}: ${toAppError(error).message}`);
      }
    }
  } finally {
    await page.close();
  }
  report(wish, page.modelId, evaluated);
  return failures.length === 0 && evaluated.length === pairs.length;
}

async function evaluatePair(
  page: DrivenPage,
  { image, labelPath }: LabelledImage,
  wish: EvaluateArguments,
): Promise<EvaluateFileReport> {
  const { exchange } = page;
  const wished = {
    ...(wish.threshold === null ? {} : { threshold: wish.threshold }),
    ...(wish.minimumSizePx === null ? {} : { minimumSizePx: wish.minimumSizePx }),
  };
  try {
    return await page.call('evaluate', {
      file: { url: exchange.offer(image.path), name: image.path },
      truth: { url: exchange.offer(labelPath), name: labelPath },
      labelKind: wish.labelKind,
      modelId: page.modelId,
      scale: wish.scale,
      averageSymmetries: wish.averageSymmetries,
      variants: [wished, ...(wish.sweepFile === null ? [] : SWEEP_VARIANTS)],
    });
  } finally {
    exchange.clear();
  }
}

function report(wish: EvaluateArguments, model: string, evaluated: readonly Evaluated[]): void {
  const images = evaluated.flatMap(({ file, report: { scores } }) =>
    scores[0] ? [{ file, scores: scores[0] }] : [],
  );
  const mean = meanScores(images.map(({ scores }) => scores));
  const result = {
    version: productVersion(),
    model,
    backend: evaluated.at(-1)?.report.backend ?? null,
    images: images.map(({ file, scores }) => ({ file, ...printedScores(scores) })),
    mean,
  };
  const text = `${JSON.stringify(result, null, 2)}\n`;
  process.stdout.write(text);
  if (wish.outFile !== null) writeFileSync(wish.outFile, text);
  if (wish.sweepFile !== null) {
    const sweeps = evaluated.map((entry) => entry.report.scores.slice(1));
    writeFileSync(wish.sweepFile, sweepTable(sweeps));
  }
  if (wish.card !== null) writeCard(model, { ...wish.card, images: images.length }, mean);
}

function writeCard(
  model: string,
  entry: { readonly data: string; readonly note: string; readonly images: number },
  mean: PrintedScores,
): void {
  const path = join('public', 'models', model, 'card.json');
  try {
    const card = parseModelCard(JSON.parse(readFileSync(path, 'utf8')));
    writeFileSync(path, `${JSON.stringify(withCardScores(card, entry, mean), null, 2)}\n`);
    console.error(`Scores written to ${path}`);
  } catch (error) {
    const { message } = toAppError(error);
    throw new AppError('bad-model', `${path} could not be changed: ${message}`, { cause: error });
  }
}

await runCommand({ usage: EVALUATE_USAGE, parse: parseEvaluateArguments, run: evaluate });
