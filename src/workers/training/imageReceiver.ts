import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { Client } from '#workers/contract.ts';

/** A worker that is given the images of a run one at a time. Types only. */
export interface ImageReceiver {
  /** Keeps a copy, after those that were given before. */
  addImage(request: { readonly image: TrainingImage }): null;
}

/** Hands images over one by one: copying them all at once would hold the page up. */
export async function sendImages(
  client: Client<ImageReceiver>,
  images: readonly TrainingImage[],
): Promise<void> {
  for (const image of images) await client.addImage({ image });
}
