import type { ActionContext } from '#store/actions/actionContext.ts';
import { withEvaluation } from '#store/slices/evaluationSlice.ts';

/** Comes with the first look at scores. */
const load = () => import('#store/evaluation/evaluateImages.ts');

/** Scores against annotations; see the functions of the same names. */
export function evaluationActions(context: ActionContext) {
  const { store, services } = context;
  return {
    /** Shows the scores of the current image, as soon as they are there. */
    openEvaluation: () =>
      store.setState((state) => ({
        ...withEvaluation(state, { isOpen: true }),
        // What is drawn over the image is then what was compared.
        shownOverlay: 'prediction',
      })),
    closeEvaluation: async () => {
      store.setState((state) => withEvaluation(state, { isOpen: false, shown: null }));
      await services.image.forgetComparison({});
    },
    evaluateImage: async (imageId: string) => (await load()).evaluateImage(context, imageId),
    evaluateAll: async () => (await load()).evaluateAll(context),
    setIouThreshold: async (iouThreshold: number) =>
      (await load()).setIouThreshold(context, iouThreshold),
    exportEvaluation: async () => (await load()).exportEvaluation(context),
  };
}
