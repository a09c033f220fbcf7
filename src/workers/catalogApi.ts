import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import type { ExampleTile, ModelExample } from '#domain/model/modelExample.ts';
import type { ModelFormat } from '#domain/model/modelFormat.ts';
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
   * The model in files that belong together, in one ZIP file of them, or in an ONNX file.
   * @throws `not-found` when there is no model, `bad-model`, `corrupt-file`, `too-large`
   */
  readModelFiles(request: {
    readonly files: readonly File[];
    /** For a model that has no card. */
    readonly title: string;
  }): ModelContent;
  /**
   * A model as one file.
   * @throws `invalid-argument` when the form cannot express it
   */
  packModel(request: {
    readonly model: ModelContent;
    readonly format: ModelFormat;
    /** What the model was run on; needed for a package of bioimage.io. */
    readonly example: ModelExample | null;
  }): Uint8Array<ArrayBuffer>;
  /** A tile of a simulated sample that suits a model, normalised for it. */
  makeExample(request: { readonly card: ModelCard }): ExampleTile;
  /** @throws `invalid-argument` when the text is no recipe; the message names the entry */
  readRecipe(request: { readonly text: string }): TrainingRecipe;
  /** @throws `not-found` for an unknown id */
  makeSample(request: { readonly sampleId: string }): {
    readonly image: DecodedImage;
    readonly truth: LabelImage;
  };
}
