import { AppError } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { chooseModel } from '#store/actions/chooseModel.ts';
import { offerRest } from '#store/actions/cutOffRun.ts';
import { offerInterrupted } from '#store/actions/offerInterrupted.ts';
import { openLastProject } from '#store/actions/openProject.ts';
import { openSample } from '#store/actions/openSample.ts';
import { segmentImages } from '#store/actions/segmentImages.ts';
import { offerBatch } from '#store/batch/offerBatch.ts';
import { failureText } from '#text/messages.ts';

/** What the page's address asks for. */
export interface StartRequest {
  /** `?model=` */
  readonly modelId: string | null;
  /** `?sample=` */
  readonly sampleId: string | null;
}

/** Loads the list of models, then does what the address asks for. Failures are shown. */
export async function startUp(context: ActionContext, request: StartRequest): Promise<void> {
  const offer = offerInterrupted(context);
  // A storage that hangs must not keep the shipped models away.
  const listing = addKeptModels(context);
  const loading = loadModels(context, request.modelId, listing);
  if (request.sampleId === null) {
    // The project's own model may be a kept one.
    const known = Promise.all([loading, listing]);
    await openLastProject(context, known, { keepModel: request.modelId !== null });
  }
  await loading;
  offerRest(context, (imageIds) => segmentImages(context, imageIds));
  const batch = offerBatch(context);
  if (request.sampleId !== null) {
    await openSample(context, {
      sampleId: request.sampleId,
      keepModel: context.store.getState().chosenModelId === request.modelId,
    });
  }
  await offer;
  await batch;
}

async function loadModels(
  context: ActionContext,
  wantedId: string | null,
  listing: Promise<void>,
): Promise<void> {
  const { services, store } = context;
  try {
    const shipped = await services.models.list();
    store.setState(({ models }) => ({ models: [...shipped, ...models] }));
  } catch (error) {
    reportFailure(context, failureText.modelsNotLoaded, error);
  }
  const isShipped = store.getState().models.some(({ id }) => id === wantedId);
  if (wantedId !== null && !isShipped) await listing;
  chooseFirstModel(context, wantedId);
}

async function addKeptModels(context: ActionContext): Promise<void> {
  try {
    const kept = await context.services.models.listKept();
    context.store.setState(({ models }) => ({ models: [...models, ...kept] }));
  } catch (error) {
    reportFailure(context, failureText.ownModelsNotLoaded, error);
  }
}

function chooseFirstModel(context: ActionContext, wantedId: string | null): void {
  const { models } = context.store.getState();
  const wanted = models.find((card) => card.id === wantedId);
  chooseModel(context, (wanted ?? models[0])?.id ?? null);
  if (wantedId === null || wanted || models.length === 0) return;
  const known = models.map(({ id }) => id).join(', ');
  const message = failureText.noModel(wantedId, known);
  reportFailure(context, failureText.unknownModel, new AppError('not-found', message));
}
