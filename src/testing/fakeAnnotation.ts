import { AppError } from '#lib/errors.ts';
import type { HoldingWorker } from '#store/services.ts';
import { Death } from '#testing/death.ts';
import type { Gate } from '#testing/gate.ts';
import type { AnnotationApi } from '#workers/annotationApi.ts';
import { createAnnotationHandlers } from '#workers/annotationHandlers.ts';
import type { CallContext, Client } from '#workers/contract.ts';

const CALL: CallContext = { signal: new AbortController().signal, progress: () => undefined };

/** What a test sees of the annotation and can change about it. */
interface AnnotationControl {
  readonly log: string[];
  readonly failing: ReadonlySet<string>;
  readonly annotationGate: Gate;
  /** Ends the worker: its calls fail, and a fresh one that holds nothing takes its place. */
  killAnnotation: () => void;
  onReplaced: (worker: HoldingWorker) => void;
}

/** The annotation worker's own code, without the worker; requests are copied as on their way to it. */
export function fakeAnnotation(control: AnnotationControl): Client<AnnotationApi> {
  let handlers = createAnnotationHandlers();
  let death = new Death();
  control.killAnnotation = () => {
    handlers = createAnnotationHandlers();
    const dead = death;
    death = new Death();
    control.onReplaced('annotation');
    dead.die('annotation');
  };
  const call = (method: keyof AnnotationApi) => async (request: never) => {
    const present = handlers;
    const handle = present[method] as (
      request: unknown,
      context: CallContext,
    ) => Promise<{ readonly value: unknown }>;
    control.log.push(`annotation ${method}`);
    const copy = structuredClone(request);
    await control.annotationGate.pass();
    if (control.failing.has(`annotation ${method}`)) {
      throw new AppError('internal', `${method} failed.`);
    }
    return (await handle(copy, CALL)).value;
  };
  const mortal = (method: keyof AnnotationApi) => (request: never) =>
    death.orDie(call(method)(request));
  const methods = Object.keys(handlers) as (keyof AnnotationApi)[];
  return Object.fromEntries(
    methods.map((method) => [method, mortal(method)]),
  ) as unknown as Client<AnnotationApi>;
}
