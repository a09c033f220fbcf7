import { hasCode, toAppError } from '#lib/errors.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { selectTrainingNetwork } from '#store/selectors/trainingData.ts';
import { type PlanView, withTraining } from '#store/slices/trainingSlice.ts';

/** A typed number is planned for once, not digit by digit. */
const DELAY_MS = 250;

/**
 * Asks what the next run would take, and shows it. Only the latest question is answered. What
 * cannot be planned is told beside the button, not as an alert: nothing has failed yet.
 */
export async function updatePlan(context: ActionContext): Promise<void> {
  const { services, store, running } = context;
  const ticket = ++running.planTicket;
  const isStale = (): boolean => running.planTicket !== ticket;
  await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
  const { recipe } = store.getState().training.setup;
  const network = selectTrainingNetwork(store.getState());
  if (isStale() || !network) return;
  showPlan(context, { isWorking: true });
  try {
    const plan = await services.training.plan({ recipe, network });
    if (!isStale()) showPlan(context, { isWorking: false, plan, problem: '' });
  } catch (error) {
    if (isStale() || hasCode(error, 'cancelled')) return;
    showPlan(context, { isWorking: false, plan: null, problem: toAppError(error).message });
  }
}

function showPlan({ store }: ActionContext, change: Partial<PlanView>): void {
  store.setState((state) => withTraining(state, { plan: { ...state.training.plan, ...change } }));
}
