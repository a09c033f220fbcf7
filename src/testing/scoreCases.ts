import { readFileSync } from 'node:fs';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { readSafetensors, type SafetensorsFile } from '#formats/safetensors/readSafetensors.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

/** Scores that other programs give for a damaged segmentation of a real image. */
export interface ReferenceScores {
  readonly image: string;
  /** By IoU threshold, such as `0.50`. */
  readonly matching: Record<string, Record<string, number>>;
  readonly panoptic_quality: number;
  readonly seg_ctc: number;
  readonly adapted_rand_error: number;
  readonly adapted_rand_precision: number;
  readonly adapted_rand_recall: number;
  readonly variation_of_information_split_merge: readonly [number, number];
  readonly foreground_iou: number;
  readonly dice: number;
  readonly pixel_error: number;
}

/** Every case by its key; none where the reference data is not there. */
export const scoreCases: [string, ReferenceScores][] = hasShared
  ? Object.entries(JSON.parse(readFileSync(sharedPath('reference/scores.json'), 'utf8')).cases)
  : [];

const tensors: SafetensorsFile['tensors'] = hasShared
  ? readSafetensors(readFileSync(sharedPath('reference/scores.safetensors'))).tensors
  : new Map();

/** Label images of a case. */
export function readScoreCase(key: string): [truth: LabelImage, prediction: LabelImage] {
  const labelImage = (name: string): LabelImage => {
    const tensor = tensors.get(`${key}/${name}`);
    const [height = 0, width = 0] = tensor?.shape ?? [];
    return { width, height, data: Uint32Array.from(tensor?.data ?? [], Number) };
  };
  return [labelImage('truth'), labelImage('prediction')];
}
