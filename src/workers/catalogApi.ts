import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';

/** What the disposable catalogue worker offers: models as files, and simulated samples. Types only. */
export interface CatalogApi {
  /**
   * Cards of the models that an index names, in its order.
   * @throws `not-found` when a file cannot be loaded, `bad-model` when it is no card
   */
  listModels(request: {
    /** Absolute URL of a JSON list of model ids; the models lie in folders beside it. */
    readonly indexUrl: string;
  }): readonly ModelCard[];
  /**
   * Card and weights of the model in a folder.
   * @throws `not-found` when a file cannot be loaded, `bad-model`
   */
  readModel(request: {
    /** Absolute URL of the folder; ends in `/`. */
    readonly folderUrl: string;
  }): ModelContent;
  /**
   * The model in files that belong together, or in one ZIP file of them.
   * @throws `not-found` without `model.json`, `bad-model`, `corrupt-file`, `too-large`
   */
  readModelFiles(request: {
    readonly files: readonly File[];
    /** For a model that has no card. */
    readonly title: string;
  }): ModelContent;
  /** `model.json`, `weights.bin` and `card.json` in one ZIP file. */
  packModel(request: ModelContent): Uint8Array<ArrayBuffer>;
  /** @throws `invalid-argument` when the text is no recipe; the message names the entry */
  readRecipe(request: { readonly text: string }): TrainingRecipe;
  /** @throws `not-found` for an unknown id */
  makeSample(request: { readonly sampleId: string }): {
    readonly image: DecodedImage;
    readonly truth: LabelImage;
  };
}
