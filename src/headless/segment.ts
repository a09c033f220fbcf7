import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '#headless/cli/runCommand.ts';
import {
  parseSegmentArguments,
  SEGMENT_USAGE,
  type SegmentArguments,
} from '#headless/cli/segmentArguments.ts';
import { findImages, type ImageFile } from '#headless/files/imageFiles.ts';
import { resultStems } from '#headless/files/resultNames.ts';
import { type DrivenPage, openPage } from '#headless/page/openPage.ts';
import { productVersion } from '#headless/productVersion.ts';
import { createProgressLine, type ProgressLine } from '#headless/progressLine.ts';
import { toAppError } from '#lib/errors.ts';
import type { SegmentFileReport } from '#workers/headlessApi.ts';

interface Failure {
  readonly file: string;
  readonly code: string;
  readonly message: string;
}

interface Results {
  readonly reports: { readonly file: string; readonly report: SegmentFileReport }[];
  readonly failures: Failure[];
}

/** `false` when an image failed; each failure was said in a line of its own. */
async function segment(wish: SegmentArguments): Promise<boolean> {
  const { images, failures } = findImages(wish.inputs);
  const results: Results = {
    reports: [],
    failures: failures.map((failure) => ({ ...failure, code: 'not-found' })),
  };
  for (const failure of results.failures) console.error(failureLine(failure));
  mkdirSync(wish.outFolder, { recursive: true });
  let modelId = wish.model;
  if (images.length > 0) {
    const progress = createProgressLine(images.length);
    const page = await openPage({ ...wish, onProgress: progress.update });
    modelId = page.modelId;
    try {
      await segmentAll(page, { wish, images, progress, results });
    } finally {
      await page.close();
    }
  }
  const path = join(wish.outFolder, 'run.json');
  writeFileSync(path, `${JSON.stringify(runRecord(modelId, results), null, 2)}\n`);
  console.log(path);
  return results.failures.length === 0;
}

async function segmentAll(
  page: DrivenPage,
  batch: {
    readonly wish: SegmentArguments;
    readonly images: readonly ImageFile[];
    readonly progress: ProgressLine;
    readonly results: Results;
  },
): Promise<void> {
  const { wish, images, progress, results } = batch;
  const stems = resultStems(images.map((image) => image.relativePath));
  for (const [index, { path: file }] of images.entries()) {
    progress.start(file);
    try {
      const base = join(wish.outFolder, stems[index] ?? file);
      const report = await segmentFile(page, { file, base, scale: wish.scale });
      results.reports.push({ file, report });
      const seconds = (report.ms.total / 1000).toFixed(1);
      progress.finish(`${report.objects} objects in ${seconds} s on ${report.backend}`);
      console.log(`${base}.labels.tif\n${base}.objects.csv`);
    } catch (error) {
      const { code, message } = toAppError(error);
      const failure = { file, code, message };
      results.failures.push(failure);
      progress.fail(failureLine(failure));
    }
  }
}

async function segmentFile(
  page: DrivenPage,
  {
    file,
    base,
    scale,
  }: { readonly file: string; readonly base: string; readonly scale: number | null },
): Promise<SegmentFileReport> {
  const { exchange } = page;
  try {
    return await page.call('segment', {
      file: { url: exchange.offer(file), name: file },
      modelId: page.modelId,
      scale,
      averageSymmetries: false,
      labelsUrl: exchange.accept(`${base}.labels.tif`),
      tableUrl: exchange.accept(`${base}.objects.csv`),
    });
  } finally {
    exchange.clear();
  }
}

/** The contents of `run.json`. */
function runRecord(model: string, { reports, failures }: Results) {
  const place = reports.at(-1)?.report;
  return {
    version: productVersion(),
    model,
    backend: place?.backend ?? null,
    adapter: place?.adapter ?? null,
    images: reports.map(({ file, report }) => ({
      file,
      width: report.width,
      height: report.height,
      objects: report.objects,
      tiles: report.tiles,
      ms: rounded(report.ms),
    })),
    failures,
  };
}

function failureLine({ file, message }: Failure): string {
  return `${file}: ${message}`;
}

/** To a tenth of a millisecond, which is finer than any clock of a page. */
function rounded(ms: SegmentFileReport['ms']): SegmentFileReport['ms'] {
  const entries = Object.entries(ms).map(([name, value]) => [name, Math.round(value * 10) / 10]);
  return Object.fromEntries(entries) as SegmentFileReport['ms'];
}

await runCommand({ usage: SEGMENT_USAGE, parse: parseSegmentArguments, run: segment });
