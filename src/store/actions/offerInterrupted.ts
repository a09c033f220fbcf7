import type { ActionContext } from '#store/actions/actionContext.ts';
import { withTraining } from '#store/slices/trainingSlice.ts';

/** Looks for a run that a closed tab interrupted, and offers it. */
export async function offerInterrupted({ services, store }: ActionContext): Promise<void> {
  // Without storage there is nothing to offer, and nothing that the user could do about it.
  const interrupted = await services.checkpoints.find().catch(() => null);
  store.setState((state) => (state.training.run ? state : withTraining(state, { interrupted })));
}
