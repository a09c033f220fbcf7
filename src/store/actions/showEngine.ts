import { AppError } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { failureText } from '#text/messages.ts';
import type { EngineStatus } from '#workers/engineService.ts';

/** Shows the engine's state; an alert tells when a slower backend took over from one that ran. */
export function showEngine(context: ActionContext, engine: EngineStatus): void {
  const { store } = context;
  const before = store.getState().engine.backend;
  store.setState({ engine });
  const tookOver = before !== null && engine.state === 'ready' && engine.backend !== before;
  if (!tookOver) return;
  const error = new AppError('device-lost', engine.fallbackReason);
  reportFailure(context, failureText.graphicsCard, error);
}
