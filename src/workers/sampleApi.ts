import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';

/** What the disposable sample worker offers. Types only. */
export interface SampleApi {
  /** @throws `not-found` for an unknown id */
  makeSample(request: { readonly sampleId: string }): {
    readonly image: DecodedImage;
    readonly truth: LabelImage;
  };
}
