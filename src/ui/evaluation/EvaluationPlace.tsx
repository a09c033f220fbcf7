import { latePart } from '#ui/latePart.tsx';
import { useAppStore } from '#ui/useAppStore.ts';

const EvaluationPanel = latePart(
  async () => (await import('#ui/evaluation/EvaluationPanel.tsx')).EvaluationPanel,
);

/** The place of the scores, over the column of settings; empty until they are asked for. */
export function EvaluationPlace() {
  const isOpen = useAppStore((state) => state.evaluation.isOpen);
  return isOpen ? <EvaluationPanel /> : null;
}
