import type { ActionContext } from '#store/actions/actionContext.ts';
import { updatePlan } from '#store/actions/trainPlan.ts';
import * as setup from '#store/actions/trainSetup.ts';
import { onLivePrediction, watchImage } from '#store/actions/trainWatch.ts';
import type { LivePrediction } from '#workers/trainingService.ts';

/** What can be done about training; see the functions of the same names. */
export function trainingActions(context: ActionContext) {
  return { ...setupActions(context), ...runActions(context), ...resultActions(context) };
}

function setupActions(context: ActionContext) {
  const preview = () => import('#store/actions/trainPreview.ts');
  return {
    saveRecipe: () => setup.saveRecipe(context),
    loadRecipe: (file: File) => setup.loadRecipe(context, file),
    updatePlan: () => updatePlan(context),
    previewWeightMap: async (imageId: string) =>
      (await preview()).previewWeightMap(context, imageId),
    previewAugmentation: async (imageId: string) =>
      (await preview()).previewAugmentation(context, imageId),
  };
}

/** Their code comes with its first use: most visits only segment. */
function runActions(context: ActionContext) {
  const run = () => import('#store/actions/trainRun.ts');
  const resume = () => import('#store/actions/trainResume.ts');
  return {
    startTraining: async () => (await run()).startTraining(context),
    pauseTraining: async () => (await run()).pauseTraining(context),
    resumeTraining: async () => (await run()).resumeTraining(context),
    stopTraining: async () => (await run()).stopTraining(context),
    resumeInterrupted: async () => (await resume()).resumeInterrupted(context),
    discardInterrupted: async () => (await resume()).discardInterrupted(context),
    watchImage: (imageId: string | null) => watchImage(context, imageId),
    onLivePrediction: (show: (prediction: LivePrediction) => void) =>
      onLivePrediction(context, show),
  };
}

function resultActions(context: ActionContext) {
  const result = () => import('#store/actions/trainResult.ts');
  return {
    keepBest: async () => (await result()).keepBest(context),
    discardRun: async () => (await result()).discardRun(context),
    copyMethodsText: async () => (await result()).copyMethodsText(context),
    closeMethodsText: async () => (await result()).closeMethodsText(context),
  };
}
