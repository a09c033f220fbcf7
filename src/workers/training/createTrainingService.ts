import { type EngineInfo, isGpuBackend } from '#domain/model/engineInfo.ts';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { settingsFor } from '#domain/training/objectStatistics.ts';
import { planTraining, type StepPlan, stepPlan } from '#domain/training/planTraining.ts';
import type { TrainingDataRecord } from '#domain/training/trainingRecord.ts';
import { tileCost } from '#domain/unet/tileCost.ts';
import { inputEdgeFor, outputEdge } from '#domain/unet/validShape.ts';
import { AppError } from '#lib/errors.ts';
import type { BackendChoice } from '#workers/chooseBackend.ts';
import { recordOf } from '#workers/training/recordOf.ts';
import { beginFromSnapshot, type LoopParts } from '#workers/training/recovery.ts';
import { rehearsalOf } from '#workers/training/rehearsalOf.ts';
import { RunFacts } from '#workers/training/runFacts.ts';
import { TRAINING_SPAWNERS, type TrainingSpawners } from '#workers/training/spawnWorkers.ts';
import { surveyData } from '#workers/training/surveyData.ts';
import { TrainingEngine } from '#workers/training/trainingEngine.ts';
import { TrainingLoop } from '#workers/training/trainingLoop.ts';
import { TrainingSamples } from '#workers/training/trainingSamples.ts';
import { VALIDATION_COUNT } from '#workers/training/validationInterval.ts';
import { Validator } from '#workers/training/validator.ts';
import type {
  StartTraining,
  TrainingPlan,
  TrainingRun,
  TrainingService,
} from '#workers/trainingService.ts';

/** Share of a run's work that validations may take together. */
const VALIDATION_SHARE = 0.1;
/** Output edge of the tiles whose work estimates that of validating a pixel. */
const USUAL_TILE_PX = 320;
const MAX_VALIDATION_EDGE_PX = { gpu: 1020, processor: 700, software: 316 };

/** How trainings are run. */
export interface TrainingServiceOptions {
  readonly backend: BackendChoice;
  /** How workers are made; those of the page unless given. */
  readonly spawners?: TrainingSpawners;
}

/** Trainings in workers of their own, so that segmenting goes on beside them. */
export function createTrainingService({
  backend,
  spawners = TRAINING_SPAWNERS,
}: TrainingServiceOptions): TrainingService {
  let isRunning = false;
  let knownInfo: EngineInfo | null = null;
  /** Speed of the last steps in FLOP/s, by backend. */
  const speeds = new Map<string, number>();
  const newEngine = () => new TrainingEngine(backend, spawners.engine);

  const findInfo = async () => {
    if (knownInfo) return knownInfo;
    const engine = newEngine();
    try {
      knownInfo = await engine.start();
      return knownInfo;
    } finally {
      engine.terminate();
    }
  };

  const start = async (request: StartTraining): Promise<TrainingRun> => {
    if (isRunning) {
      throw new AppError('invalid-argument', 'A training is running already; stop it first.');
    }
    isRunning = true;
    // What is prepared before the first step counts too: the limit is one of the caller's patience.
    const { maxSeconds } = request;
    const deadlineMs = maxSeconds === null ? null : performance.now() + 1000 * maxSeconds;
    const engine = newEngine();
    try {
      knownInfo = await engine.start();
      const run = await openRun(request, engine, { info: knownInfo, spawners, deadlineMs });
      void run.finished.then(({ plan, msPerStep }) => {
        isRunning = false;
        if (msPerStep === null) return;
        const { flops } = stepPlan(request.network, plan.inputEdgePx, plan.batchSize);
        speeds.set(plan.backend, (flops * 1000) / msPerStep);
      });
      return run;
    } catch (error) {
      isRunning = false;
      engine.terminate();
      throw error;
    }
  };

  return {
    start,
    plan: async ({ recipe, network }) => {
      const info = await findInfo();
      const plan = planTraining(recipe, network, info, memoryGb());
      const speed = speeds.get(info.backend);
      return publicPlan(info, plan, speed === undefined ? null : plan.flops / speed);
    },
  };
}

interface RunSurroundings {
  readonly info: EngineInfo;
  readonly spawners: TrainingSpawners;
  /** On `performance.now`; `null` = no limit. */
  readonly deadlineMs: number | null;
}

/** Makes all workers ready and sets the run going. */
async function openRun(
  request: StartTraining,
  engine: TrainingEngine,
  { info, spawners, deadlineMs }: RunSurroundings,
): Promise<TrainingRun> {
  const { recipe, network, checkpoint } = request;
  const { split, areas, records } = await surveyData(request, spawners.survey);
  const plan = checkpoint
    ? stepPlan(network, checkpoint.inputEdgePx, checkpoint.batchSize)
    : planTraining(recipe, network, info, memoryGb());
  const settings = settingsFor(areas, request.instanceSettings ?? null);
  const rehearsal = rehearsalOf(request);
  const data = { images: split.training, recipe, depth: network.depth, rehearsal };
  const parts: LoopParts = {
    facts: new RunFacts(recipe, checkpoint),
    engine,
    samples: new TrainingSamples(spawners.sampling, data),
    validator: new Validator(spawners.validation, engine, {
      images: split.validation,
      network,
      settings,
      seed: recipe.seed,
      budgetPx: validationBudgetPx(recipe.iterations, network, plan),
      maxInputEdgePx: MAX_VALIDATION_EDGE_PX[kindOf(info)],
    }),
    restarts: { count: 0, divergedAt: null },
    info,
    plan,
  };
  const loop = new TrainingLoop(request, parts, deadlineMs);
  loop.report();
  try {
    await Promise.all([
      beginFromSnapshot(parts, request),
      parts.samples.prepare(plan),
      parts.validator.open(),
    ]);
  } catch (error) {
    parts.samples.terminate();
    parts.validator.terminate();
    throw error;
  }
  const about = { data: records, areas, settings };
  return handleOf(request, parts, loop, about);
}

function handleOf(
  request: StartTraining,
  parts: LoopParts,
  loop: TrainingLoop,
  about: {
    readonly data: readonly TrainingDataRecord[];
    readonly areas: readonly number[];
    readonly settings: ReturnType<typeof settingsFor>;
  },
): TrainingRun {
  const startedAt = request.startedAt ?? new Date().toISOString();
  const finished = loop.run();
  return {
    pause: () => loop.pause(),
    resume: () => loop.resume(),
    stop: async () => {
      loop.stop();
      await finished;
    },
    finished,
    watch: (imageId, onPrediction) => loop.live.watch(imageId, onPrediction),
    result: async (which) => {
      const { best, snapshot } = parts.facts;
      const weights = (which === 'best' ? best?.weights : null) ?? snapshot.state?.weights;
      if (!weights) throw new AppError('not-found', 'The training has no result yet.');
      const bestIteration = which === 'best' ? (best?.iteration ?? null) : null;
      const record = recordOf(request, parts, {
        ...about,
        seconds: loop.clock.total(),
        startedAt,
        bestIteration,
      });
      return { network: request.network, weights, record };
    },
    dispose: () => {
      loop.stop();
      for (const part of [parts.engine, parts.samples, parts.validator]) part.terminate();
    },
  };
}

/** Pixels to score at each validation, so that all of them take their share of the work. */
function validationBudgetPx(iterations: number, network: UnetSpec, plan: StepPlan): number {
  const edge = inputEdgeFor(USUAL_TILE_PX, network.depth);
  const flopsPerPx = tileCost(network, edge, edge).flops / outputEdge(edge, network.depth) ** 2;
  return (VALIDATION_SHARE * iterations * plan.flops) / VALIDATION_COUNT / flopsPerPx;
}

function publicPlan(info: EngineInfo, plan: StepPlan, secondsPerStep: number | null): TrainingPlan {
  const { inputEdgePx, outputEdgePx, batchSize, memoryBytes } = plan;
  const { backend, adapter } = info;
  return { backend, adapter, inputEdgePx, outputEdgePx, batchSize, memoryBytes, secondsPerStep };
}

function kindOf(info: EngineInfo): keyof typeof MAX_VALIDATION_EDGE_PX {
  if (info.isSoftware) return 'software';
  return isGpuBackend(info.backend) ? 'gpu' : 'processor';
}

/** Memory of the device in GB as far as the browser tells (8 at most). */
function memoryGb(): number | null {
  const { deviceMemory } = navigator as Navigator & { readonly deviceMemory?: number };
  return deviceMemory ?? null;
}
