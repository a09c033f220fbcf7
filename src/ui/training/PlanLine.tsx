import { useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { AppState } from '#store/appState.ts';
import { selectTrainingNetwork, selectTrainingSplit } from '#store/selectors/trainingData.ts';
import { trainingText } from '#text/training.ts';
import { planText } from '#ui/training/dataText.ts';
import classes from '#ui/training/TrainPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** What a run would take, or why there is nothing to train on yet. */
export function PlanLine() {
  const { updatePlan } = useActions();
  const problem = useAppStore((state) => selectTrainingSplit(state).problem);
  const recipe = useAppStore((state) => state.training.setup.recipe);
  const network = useAppStore(useShallow(selectTrainingNetwork));
  const plan = useAppStore((state) => state.training.plan);
  const hasObjects = useAppStore(selectHasObjects);
  const canPlan = problem === '' && network !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a plan follows from recipe and network
  useEffect(() => {
    if (canPlan) void updatePlan();
  }, [canPlan, recipe, network, updatePlan]);
  if (problem !== '') return <p className={classes['hint']}>{problem}</p>;
  if (plan.problem !== '') return <p className={classes['problem']}>{plan.problem}</p>;
  return (
    <>
      {!hasObjects && <p className={classes['problem']}>{trainingText.noObject}</p>}
      <p
        className={`${classes['hint']} ${classes['plan']}`}
        aria-live="polite"
        data-stale={plan.isWorking || undefined}
      >
        {plan.plan ? planText(plan.plan, recipe.iterations) : trainingText.planning}
      </p>
    </>
  );
}

function selectHasObjects(state: AppState): boolean {
  const { training } = selectTrainingSplit(state);
  return training.some(({ id }) => (state.annotations[id]?.state.objectCount ?? 0) > 0);
}
