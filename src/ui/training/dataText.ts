import type { roleInRun } from '#store/selectors/trainingData.ts';
import type { TrainingPlan } from '#store/services.ts';
import type { ImageAnnotation } from '#store/slices/annotationSlice.ts';
import { formatDuration } from '#text/format.ts';

/** `12 objects · 34 % annotated`. */
export function annotatedText(
  { objectCount, annotatedPixels }: ImageAnnotation['state'],
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const objects = objectCount === 1 ? '1 object' : `${objectCount.toLocaleString('en')} objects`;
  return `${objects} · ${percentText(annotatedPixels / (width * height))} annotated`;
}

function percentText(fraction: number): string {
  if (fraction >= 1) return '100 %';
  if (fraction < 0.01) return 'under 1 %';
  return `${Math.min(99, Math.round(100 * fraction))} %`;
}

const ROLE_TEXTS = {
  training: 'trains',
  validation: 'validates',
  both: 'trains, a part validates',
  unused: 'not used',
} as const satisfies Record<ReturnType<typeof roleInRun>, string>;

/** What the seed has decided for an image. */
export function roleText(role: ReturnType<typeof roleInRun>): string {
  return ROLE_TEXTS[role];
}

/** Tile, batch, memory and time of a run: `WASM · tiles of 188 px · 240 MB · about 12 min`. */
export function planText(plan: TrainingPlan, iterations: number): string {
  const { backend, inputEdgePx, batchSize, memoryBytes, secondsPerStep } = plan;
  const parts = [backendText(backend), `tiles of ${inputEdgePx} px`];
  if (batchSize > 1) parts.push(`${batchSize} per step`);
  parts.push(`about ${memoryText(memoryBytes)}`);
  if (secondsPerStep !== null) parts.push(`about ${formatDuration(secondsPerStep * iterations)}`);
  return parts.join(' · ');
}

function backendText(backend: TrainingPlan['backend']): string {
  return { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'JavaScript' }[backend];
}

/** Two digits are enough: it is an estimate. */
export function memoryText(bytes: number): string {
  const megabytes = bytes / 2 ** 20;
  if (megabytes < 1000) return `${Math.max(1, Number(megabytes.toPrecision(2)))} MB`;
  return `${(megabytes / 1024).toFixed(1)} GB`;
}
