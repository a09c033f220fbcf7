import { objectAreas } from '#domain/training/cutTouchingObjects.ts';
import { splitTrainingImages } from '#domain/training/splitTrainingImages.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { Handlers } from '#workers/contract.ts';
import { type Port, serve } from '#workers/rpc.ts';
import { recordImages } from '#workers/training/recordOf.ts';
import type { SurveyApi, SurveyedImage } from '#workers/training/surveyApi.ts';

const images: TrainingImage[] = [];

const handlers: Handlers<SurveyApi> = {
  addImage: async ({ image }) => {
    images.push(image);
    return { value: null };
  },

  survey: async ({ validationCount, share, seed }) => {
    const firstValidated = images.length - (validationCount ?? 0);
    const split =
      validationCount === null
        ? splitTrainingImages(images, share, seed)
        : { training: images.slice(0, firstValidated), validation: images.slice(firstValidated) };
    const training = split.training.map((image) => surveyed(image, images));
    const validation = split.validation.map((image) => surveyed(image, images));
    const areas = split.training.flatMap(({ annotation }) => [
      ...objectAreas(annotation.data).values(),
    ]);
    const records = await recordImages(split);
    const cut = [...training, ...validation].flatMap(({ annotation }) => annotation ?? []);
    return {
      value: { training, validation, areas, records },
      transfer: cut.map(({ data }) => data.buffer),
    };
  },
};

function surveyed(image: TrainingImage, all: readonly TrainingImage[]): SurveyedImage {
  const place = all.findIndex(({ id, pixels }) => id === image.id && pixels === image.pixels);
  const isCut = all[place]?.annotation !== image.annotation;
  return { place, annotation: isCut ? image.annotation : null };
}

serve<SurveyApi>(self as unknown as Port, handlers);
