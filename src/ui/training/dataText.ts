import type { roleInRun } from '#store/selectors/trainingData.ts';
import type { TrainingPlan } from '#store/services.ts';
import type { ImageAnnotation } from '#store/slices/annotationSlice.ts';
import { formatBytes, formatDuration } from '#text/format.ts';
import { trainingText } from '#text/training.ts';

/** `12 objects · 34% annotated`. */
export function annotatedText(
  { objectCount, annotatedPixels }: ImageAnnotation['state'],
  { width, height }: { readonly width: number; readonly height: number },
): string {
  return trainingText.annotated(objectCount, shareText(annotatedPixels / (width * height)));
}

function shareText(fraction: number): string {
  if (fraction >= 1) return trainingText.share(1);
  if (fraction < 0.01) return trainingText.hardlyAny;
  return trainingText.share(Math.min(0.99, Math.round(100 * fraction) / 100));
}

/** What the seed has decided for an image. */
export function roleText(role: ReturnType<typeof roleInRun>): string {
  return trainingText.inRun[role];
}

/** Tile, batch, memory and time of a run: `WASM · tiles of 188 px · 240 MB · about 12 min`. */
export function planText(plan: TrainingPlan, iterations: number): string {
  const { backend, inputEdgePx, batchSize, memoryBytes, secondsPerStep } = plan;
  const parts = [trainingText.backends[backend], trainingText.tiles(inputEdgePx)];
  if (batchSize > 1) parts.push(trainingText.perStep(batchSize));
  parts.push(trainingText.about(formatBytes(memoryBytes)));
  if (secondsPerStep !== null)
    parts.push(trainingText.about(formatDuration(secondsPerStep * iterations)));
  return parts.join(' · ');
}
