import { objectAreas } from '#domain/training/cutTouchingObjects.ts';
import { usualDiametersPx } from '#domain/training/objectStatistics.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { TrainingDataRecord, TrainingRecord } from '#domain/training/trainingRecord.ts';
import { PRODUCT_VERSION, TFJS_VERSION } from '#lib/productVersion.ts';
import type { LoopParts } from '#workers/training/recovery.ts';
import { rehearsalOf } from '#workers/training/rehearsalOf.ts';
import type { StartTraining } from '#workers/trainingService.ts';

/** Images of a run by their use. */
export interface SplitImages {
  readonly training: readonly TrainingImage[];
  readonly validation: readonly TrainingImage[];
}

/** What is recorded of every image. */
export async function recordImages(split: SplitImages): Promise<readonly TrainingDataRecord[]> {
  // Parts of one image have its pixels in common; an image that was given twice is listed twice.
  const validated = new Set(split.validation.map(({ pixels }) => pixels));
  const trained = new Set(split.training.map(({ pixels }) => pixels));
  const onlyValidation = split.validation.filter(({ pixels }) => !trained.has(pixels));
  return Promise.all([
    ...split.training.map((image) =>
      recordImage(image, validated.has(image.pixels) ? 'training and validation' : 'training'),
    ),
    ...onlyValidation.map((image) => recordImage(image, 'validation')),
  ]);
}

/** The record of a run as it stands. */
export function recordOf(
  request: StartTraining,
  parts: LoopParts,
  about: {
    readonly data: readonly TrainingDataRecord[];
    readonly areas: readonly number[];
    readonly settings: TrainingRecord['instanceSettings'];
    readonly seconds: number;
    readonly startedAt: string;
    readonly bestIteration: number | null;
  },
): TrainingRecord {
  const { recipe, network, normalization, startedFrom } = request;
  const { info, plan, facts } = parts;
  const [low, high] = usualDiametersPx(about.areas);
  return {
    version: PRODUCT_VERSION,
    tfjsVersion: TFJS_VERSION,
    seed: recipe.seed,
    recipe,
    network,
    normalization,
    instanceSettings: {
      ...about.settings,
      minimumSizePx: Math.round(about.settings.minimumSizePx / recipe.scale ** 2),
    },
    objectDiameterPx: [low / recipe.scale, high / recipe.scale],
    startedFrom,
    rehearsed: rehearsalOf(request)?.subject ?? null,
    backend: info.backend,
    adapter: info.adapter,
    inputEdgePx: plan.inputEdgePx,
    batchSize: plan.batchSize,
    data: about.data,
    iterations: facts.iteration,
    seconds: about.seconds,
    history: facts.history(),
    bestIteration: about.bestIteration,
    startedAt: about.startedAt,
  };
}

async function recordImage(
  image: TrainingImage,
  role: TrainingDataRecord['role'],
): Promise<TrainingDataRecord> {
  const [imageSha256, annotationSha256] = await Promise.all([
    sha256(image.pixels),
    sha256(image.annotation.data),
  ]);
  const { name, width, height } = image;
  const objects = objectAreas(image.annotation.data).size;
  return { name, role, width, height, objects, imageSha256, annotationSha256 };
}

/** Hex digits; `null` where the browser offers no hashes, such as on pages without HTTPS. */
async function sha256(data: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
