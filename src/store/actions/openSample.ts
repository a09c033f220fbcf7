import { AppError } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { addLoadingEntry, fillEntry } from '#store/actions/addImage.ts';
import { chooseModel } from '#store/actions/chooseModel.ts';
import { withoutEntry } from '#store/slices/imagesSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { failureText } from '#text/messages.ts';

/** How a sample is opened. */
export interface SampleRequest {
  /** Without it the first sample. */
  readonly sampleId?: string;
  /** Leave the chosen model as it is, even when another one suits the sample. */
  readonly keepModel?: boolean;
}

/** Opens a simulated sample, shows it and chooses the model that suits it. */
export async function openSample(context: ActionContext, request: SampleRequest): Promise<void> {
  const { services, store } = context;
  const sample =
    request.sampleId === undefined
      ? services.samples[0]
      : services.samples.find(({ id }) => id === request.sampleId);
  if (!sample) {
    const known = services.samples.map(({ id }) => id).join(', ');
    const message = failureText.noSample(request.sampleId ?? '', known);
    reportFailure(context, failureText.unknownSample, new AppError('not-found', message));
    return;
  }
  const imageId = addLoadingEntry(context, { name: sample.title, folder: '', file: null });
  store.setState({ currentImageId: imageId });
  try {
    await fillEntry(context, imageId, await services.makeSample(sample.id));
    if (!request.keepModel && findCard(store.getState(), sample.modelId)) {
      chooseModel(context, sample.modelId);
    }
  } catch (error) {
    reportFailure(context, failureText.sampleNotMade(sample.title), error);
    store.setState((state) => withoutEntry(state, imageId));
  }
}
