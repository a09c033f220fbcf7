import { parameterCount } from '#domain/model/weights.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { AppError } from '#lib/errors.ts';
import type { SamplingApi } from '#workers/samplingApi.ts';
import type {
  LivePrediction,
  StartTraining,
  TrainingCheckpoint,
  TrainingPlan,
  TrainingRun,
  TrainingService,
  TrainingStatus,
} from '#workers/trainingService.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

/** A training whose steps the test does. */
export interface FakeRun {
  readonly request: StartTraining;
  readonly plan: TrainingPlan;
  /** Image watched now; `null` = none. */
  watchedId: string | null;
  isDisposed: boolean;
  /** Tells the page that so many steps are done, and which was the best: the last, when not given. */
  readonly advance: (iteration: number, bestIteration?: number) => void;
  /** Writes a checkpoint at the iteration of now. */
  readonly checkpoint: () => void;
  readonly predict: (prediction: LivePrediction) => void;
  /** Ends the run. */
  readonly end: (endedBy: TrainingStatus['endedBy'], error?: AppError) => void;
}

/** What a test sees of the trainings and can change about them. */
export interface FakeTraining {
  readonly service: TrainingService;
  readonly runs: FakeRun[];
  readonly plans: Parameters<TrainingService['plan']>[0][];
  /** The next start fails with this. */
  failure: AppError | null;
}

const PLAN: TrainingPlan = {
  backend: 'wasm',
  adapter: 'fake',
  inputEdgePx: 28,
  outputEdgePx: 12,
  batchSize: 1,
  memoryBytes: 2 ** 20,
  secondsPerStep: 0.5,
};

/** Trainings that do nothing by themselves. */
export function fakeTraining(): FakeTraining {
  const runs: FakeRun[] = [];
  const plans: FakeTraining['plans'] = [];
  const fake: FakeTraining = {
    runs,
    plans,
    failure: null,
    service: {
      plan: async (request) => {
        plans.push(request);
        return PLAN;
      },
      start: async (request) => {
        const { failure } = fake;
        fake.failure = null;
        if (failure) throw failure;
        const { run, control } = fakeRun(request);
        runs.push(control);
        return run;
      },
    },
  };
  return fake;
}

function fakeRun(request: StartTraining): { readonly run: TrainingRun; readonly control: FakeRun } {
  let status = firstStatus(request);
  let resolveEnd: (status: TrainingStatus) => void = () => undefined;
  let show: (prediction: LivePrediction) => void = () => undefined;
  const finished = new Promise<TrainingStatus>((resolve) => {
    resolveEnd = resolve;
  });
  const tell = (change: Partial<TrainingStatus>): void => {
    status = { ...status, ...change };
    request.onChange(status);
  };
  const control: FakeRun = {
    request,
    plan: PLAN,
    watchedId: null,
    isDisposed: false,
    advance: (iteration, bestIteration = iteration) => {
      const loss = Array.from({ length: iteration }, (_, index) => [index + 1, 0.5] as const);
      const point = { iteration, iou: 0.7, f1_50: 0.6, seg: 0.5, loss: null };
      const history = { loss, validation: [point] };
      const best = { ...point, iteration: bestIteration };
      tell({ phase: 'training', iteration, loss: 0.5, history, best, secondsLeft: 60 });
    },
    checkpoint: () => request.onCheckpoint?.(fakeCheckpoint(request, status)),
    predict: (prediction) => show(prediction),
    end: (endedBy, error) => {
      tell({ phase: error ? 'failed' : 'finished', endedBy, error: error ?? null });
      resolveEnd(status);
    },
  };
  const run: TrainingRun = {
    pause: async () => {
      tell({ phase: 'paused' });
      control.checkpoint();
    },
    resume: () => tell({ phase: 'training' }),
    stop: async () => {
      control.end('user');
      await finished;
    },
    finished,
    watch: (imageId, onPrediction) => {
      control.watchedId = imageId;
      show = onPrediction;
    },
    result: async () => ({
      network: request.network,
      weights: new Float32Array(parameterCount(request.network)).fill(0.25),
      record: fakeRecord(request, status),
    }),
    dispose: () => {
      control.isDisposed = true;
    },
  };
  return { run, control };
}

function firstStatus({ recipe, checkpoint }: StartTraining): TrainingStatus {
  return {
    phase: 'starting',
    iteration: checkpoint?.iteration ?? 0,
    iterations: recipe.iterations,
    loss: null,
    learningRate: recipe.learningRate,
    msPerStep: null,
    secondsLeft: null,
    history: checkpoint?.history ?? { loss: [], validation: [] },
    best: null,
    plan: PLAN,
    notes: [],
    endedBy: null,
    error: null,
  };
}

function fakeCheckpoint({ network }: StartTraining, status: TrainingStatus): TrainingCheckpoint {
  const count = parameterCount(network);
  const zeros = () => new Float32Array(count);
  return {
    iteration: status.iteration,
    state: { weights: zeros(), optimizer: { steps: status.iteration, slots: [zeros(), zeros()] } },
    best: null,
    history: status.history,
    inputEdgePx: PLAN.inputEdgePx,
    batchSize: 1,
    seconds: 1,
  };
}

function fakeRecord(request: StartTraining, { iteration, history }: TrainingStatus) {
  const { recipe, network, normalization, startedFrom } = request;
  return {
    version: '0',
    tfjsVersion: '0',
    seed: recipe.seed,
    recipe,
    network,
    normalization,
    startedFrom,
    rehearsed: null,
    backend: PLAN.backend,
    adapter: PLAN.adapter,
    inputEdgePx: PLAN.inputEdgePx,
    batchSize: 1,
    data: [],
    iterations: iteration,
    seconds: 1,
    history,
    bestIteration: iteration,
    startedAt: '2026-01-05T10:00:00Z',
    objectDiameterPx: [8, 40] as const,
    instanceSettings: {
      threshold: 0.5,
      minimumSizePx: 0,
      fillHoles: true,
      removeBorderObjects: false,
      splitTouching: 0.5,
      growToBorders: false,
    },
  };
}

function fakeSample(): TrainingSample {
  const { inputEdgePx, outputEdgePx } = PLAN;
  return {
    batchSize: 1,
    inputEdgePx,
    outputEdgePx,
    inputChannels: 1,
    input: new Float32Array(inputEdgePx ** 2),
    target: new Uint8Array(outputEdgePx ** 2),
    weights: new Float32Array(outputEdgePx ** 2),
  };
}

/** A sampling worker that draws zeros; `preview` and `weightMap` can fail. */
export function fakeSampling({
  log,
  failing,
}: {
  readonly log: string[];
  readonly failing: ReadonlySet<string>;
}): WorkerHandle<SamplingApi> {
  log.push('start sampling');
  const terminate = (): void => {
    log.push('end sampling');
  };
  const refuse = (name: string): void => {
    if (failing.has(name)) throw new AppError('invalid-argument', 'Nothing is annotated.');
  };
  return {
    isAlive: () => true,
    terminate,
    client: {
      addImage: async () => null,
      prepare: async () => ({ objectCount: 1, annotatedPixels: 1 }),
      sample: async () => fakeSample(),
      preview: async ({ count }) => {
        refuse('preview');
        return Array.from({ length: count }, fakeSample);
      },
      weightMap: async ({ image: { width, height } }) => {
        refuse('weightMap');
        return { width, height, weights: new Float32Array(width * height).fill(1) };
      },
    },
  };
}
