import { AppError } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { openSample } from '#store/actions/openSample.ts';

/** What the page's address asks for. */
export interface StartRequest {
  /** `?model=` */
  readonly modelId: string | null;
  /** `?sample=` */
  readonly sampleId: string | null;
}

/** Loads the list of models, then does what the address asks for. Failures are shown. */
export async function startUp(context: ActionContext, request: StartRequest): Promise<void> {
  await loadModels(context, request.modelId);
  if (request.sampleId !== null) {
    await openSample(context, {
      sampleId: request.sampleId,
      keepModel: context.store.getState().chosenModelId === request.modelId,
    });
  }
}

async function loadModels(context: ActionContext, wantedId: string | null): Promise<void> {
  const { services, store } = context;
  try {
    const models = await services.models.list();
    const wanted = models.find((card) => card.id === wantedId);
    store.setState({ models, chosenModelId: (wanted ?? models[0])?.id ?? null });
    if (wantedId !== null && !wanted) {
      const known = models.map(({ id }) => id).join(', ');
      const message = `There is no model “${wantedId}”. Known models: ${known}. The first one is chosen instead.`;
      reportFailure(context, 'Unknown model', new AppError('not-found', message));
    }
  } catch (error) {
    reportFailure(context, 'The models could not be loaded', error);
  }
}
