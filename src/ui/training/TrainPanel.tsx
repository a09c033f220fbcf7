import { selectAnnotatedImages } from '#store/selectors/annotations.ts';
import { runMode } from '#store/slices/trainingSlice.ts';
import { trainingText } from '#text/training.ts';
import { Panel } from '#ui/controls/Panel.tsx';
import { AdvancedRecipe } from '#ui/training/AdvancedRecipe.tsx';
import { MethodsDialog } from '#ui/training/MethodsDialog.tsx';
import { PlanLine } from '#ui/training/PlanLine.tsx';
import { PreviewButton } from '#ui/training/PreviewButton.tsx';
import { RecipeFields } from '#ui/training/RecipeFields.tsx';
import { RunView } from '#ui/training/RunView.tsx';
import { StartChoice } from '#ui/training/StartChoice.tsx';
import { TrainButtons } from '#ui/training/TrainButtons.tsx';
import { TrainingDataList } from '#ui/training/TrainingDataList.tsx';
import { useAppStore } from '#ui/useAppStore.ts';

/** Training and fine-tuning: what from, on what, how; then how it goes. */
export function TrainPanel() {
  const mode = useAppStore(runMode);
  const hasData = useAppStore((state) => selectAnnotatedImages(state).length > 0);
  return (
    <Panel title={trainingText.title}>
      <RunView />
      {(mode === 'none' || mode === 'kept') && (
        <>
          <StartChoice />
          <TrainingDataList />
          <RecipeFields />
          <AdvancedRecipe />
          {hasData && <PreviewButton />}
          <PlanLine />
          <TrainButtons />
        </>
      )}
      <MethodsDialog />
    </Panel>
  );
}
