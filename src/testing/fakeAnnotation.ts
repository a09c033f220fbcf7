import { AppError } from '#lib/errors.ts';
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
}

/** The annotation worker's own code, without the worker; requests are copied as on their way to it. */
export function fakeAnnotation(control: AnnotationControl): Client<AnnotationApi> {
  const handlers = createAnnotationHandlers();
  const call = (method: keyof AnnotationApi) => async (request: never) => {
    const handle = handlers[method] as (
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
  const methods = Object.keys(handlers) as (keyof AnnotationApi)[];
  return Object.fromEntries(
    methods.map((method) => [method, call(method)]),
  ) as unknown as Client<AnnotationApi>;
}
