import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';

/** What the disposable catalogue worker offers: shipped models and simulated samples. Types only. */
export interface CatalogApi {
  /**
   * Cards of the models that an index names, in its order.
   * @throws `not-found` when a file cannot be loaded, `bad-model` when it is no card
   */
  listModels(request: {
    /** Absolute URL of a JSON list of model ids; the models lie in folders beside it. */
    readonly indexUrl: string;
  }): readonly ModelCard[];
  /** @throws `not-found` for an unknown id */
  makeSample(request: { readonly sampleId: string }): {
    readonly image: DecodedImage;
    readonly truth: LabelImage;
  };
}
