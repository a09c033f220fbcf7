import type { TrainingSample } from '#domain/training/trainingSample.ts';
import type { Client } from '#workers/contract.ts';
import type { SamplingApi } from '#workers/samplingApi.ts';

/** Samples made ahead, so that the engine never waits for one. */
const SAMPLES_AHEAD = 3;

/** Training samples in the order of their iterations, made ahead of time. */
export interface SampleQueue {
  /** The sample of an iteration; those that follow are ordered too. */
  readonly take: (iteration: number) => Promise<TrainingSample>;
}

/** @param iterations no sample is ordered at or beyond this one */
export function createSampleQueue(
  client: Client<Pick<SamplingApi, 'sample'>>,
  iterations: number,
): SampleQueue {
  const ordered = new Map<number, Promise<TrainingSample>>();
  const order = (iteration: number) => {
    const known = ordered.get(iteration);
    if (known) return known;
    const sample = client.sample({ iteration });
    // Told to whoever takes it; nobody may, after an end.
    sample.catch(() => undefined);
    ordered.set(iteration, sample);
    return sample;
  };
  return {
    take: (iteration) => {
      const sample = order(iteration);
      ordered.delete(iteration);
      const end = Math.min(iterations, iteration + 1 + SAMPLES_AHEAD);
      for (let next = iteration + 1; next < end; next++) order(next);
      return sample;
    },
  };
}
