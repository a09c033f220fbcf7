import type { TrainingRecord } from '#domain/training/trainingRecord.ts';
import { type ActionContext, notify } from '#store/actions/actionContext.ts';
import { withTraining } from '#store/slices/trainingSlice.ts';
import { noticeText } from '#text/messages.ts';

/** Copies the paragraph for a paper on a training; where the browser refuses, it is shown. */
export async function copyMethods(context: ActionContext, record: TrainingRecord): Promise<void> {
  const { services, store } = context;
  // Loaded with its first use: few need it, and every visitor would wait for it.
  const { methodsText } = await import('#domain/training/methodsText.ts');
  const text = methodsText(record);
  if (await services.copyText(text)) notify(context, noticeText.methodsCopied);
  else store.setState((state) => withTraining(state, { methodsText: text }));
}
