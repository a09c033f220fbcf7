import type { ActionContext } from '#store/actions/actionContext.ts';
import { updatePlan } from '#store/actions/trainPlan.ts';
import { previewAugmentation, previewWeightMap } from '#store/actions/trainPreview.ts';
import * as result from '#store/actions/trainResult.ts';
import { discardInterrupted, resumeInterrupted } from '#store/actions/trainResume.ts';
import * as run from '#store/actions/trainRun.ts';
import * as setup from '#store/actions/trainSetup.ts';
import { onLivePrediction, watchImage } from '#store/actions/trainWatch.ts';
import type { LivePrediction } from '#workers/trainingService.ts';

/** What can be done about training; see the functions of the same names. */
export function trainingActions(context: ActionContext) {
  return { ...setupActions(context), ...runActions(context) };
}

function setupActions(context: ActionContext) {
  return {
    saveRecipe: () => setup.saveRecipe(context),
    loadRecipe: (file: File) => setup.loadRecipe(context, file),
    updatePlan: () => updatePlan(context),
    previewWeightMap: (imageId: string) => previewWeightMap(context, imageId),
    previewAugmentation: (imageId: string) => previewAugmentation(context, imageId),
  };
}

function runActions(context: ActionContext) {
  return {
    startTraining: () => run.startTraining(context),
    pauseTraining: () => run.pauseTraining(context),
    resumeTraining: () => run.resumeTraining(context),
    stopTraining: () => run.stopTraining(context),
    resumeInterrupted: () => resumeInterrupted(context),
    discardInterrupted: () => discardInterrupted(context),
    watchImage: (imageId: string | null) => watchImage(context, imageId),
    onLivePrediction: (show: (prediction: LivePrediction) => void) =>
      onLivePrediction(context, show),
    keepBest: () => result.keepBest(context),
    discardRun: () => result.discardRun(context),
    copyMethodsText: () => result.copyMethodsText(context),
    closeMethodsText: () => result.closeMethodsText(context),
  };
}
