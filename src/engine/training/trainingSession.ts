import * as tf from '@tensorflow/tfjs';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { OptimizerSettings } from '#domain/training/trainingRecipe.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { withGpuErrors } from '#engine/inference/gpuErrors.ts';
import { predictTile, type TileInput } from '#engine/inference/predictTile.ts';
import { kernelsOf } from '#engine/kernels/kernelsOf.ts';
import { disposeWeights } from '#engine/network/unetWeights.ts';
import { computeGradients, type LossAndGradients } from '#engine/training/computeGradients.ts';
import { heInitialization } from '#engine/training/heInitialization.ts';
import { slotCount, type WeightState } from '#engine/training/optimizer.ts';
import {
  asUnetWeights,
  readTensors,
  uploadTensors,
  type WeightTensors,
} from '#engine/training/weightTensors.ts';
import { AppError } from '#lib/errors.ts';

/** How a network is trained, and where it starts. */
export interface SessionOptions {
  readonly network: UnetSpec;
  /** `null` = He initialisation from the seed and a fresh optimiser. */
  readonly state: {
    /** In the order of `weightShapes`. */
    readonly weights: Float32Array;
    readonly optimizer: SavedOptimizer | null;
  } | null;
  readonly optimizer: OptimizerSettings;
  /** Decides the first weights and dropout. */
  readonly seed: number;
  /** Gradients are scaled down to this L2 norm; `null` = never. */
  readonly clipNorm: number | null;
  /** 0 … below 1 */
  readonly dropout: number;
  /** Keeps all `down` layers as they are. */
  readonly freezeContracting: boolean;
}

/** An optimiser's memory: steps applied, and its slots in the order of `weightShapes`. */
export interface SavedOptimizer {
  readonly steps: number;
  readonly slots: readonly Float32Array<ArrayBuffer>[];
}

/** What a step did. */
export interface StepOutcome {
  /** Mean over all output pixels of weight · cross-entropy. */
  readonly loss: number;
  /** L2 norm of the whole gradient before clipping. */
  readonly gradientNorm: number;
  /** False when loss or norm is not finite: the weights are then as before. */
  readonly isApplied: boolean;
}

/** A network on the device with its optimiser; the owner calls `dispose`. */
export class TrainingSession {
  readonly #options: SessionOptions;
  readonly #weights: Record<string, tf.Tensor>;
  readonly #slots: readonly Record<string, tf.Tensor>[];
  #steps: number;

  /** @throws AppError `bad-model` when weights or optimiser do not fit the network */
  constructor(options: SessionOptions) {
    const { network, state, optimizer, seed } = options;
    const slots = slotCount(optimizer);
    const saved = state?.optimizer ?? null;
    if (saved && saved.slots.length !== slots) {
      throw new AppError(
        'bad-model',
        `The saved optimiser has ${saved.slots.length} numbers per weight, ${optimizer.kind} needs ${slots}: it belongs to another recipe.`,
      );
    }
    const values = state?.weights ?? heInitialization(network, seed);
    const zeros = new Float32Array(values.length);
    this.#options = options;
    const numbers = [values, ...Array.from({ length: slots }, (_, i) => saved?.slots[i] ?? zeros)];
    const [weights = {}, ...rest] = tf.tidy(() =>
      numbers.map((each) => ({ ...uploadTensors(network, each) })),
    );
    this.#weights = weights;
    this.#slots = rest;
    this.#steps = saved?.steps ?? 0;
  }

  /**
   * One step of the optimiser. Weights change only when the whole step succeeds.
   *
   * @param iteration decides the dropout mask, together with the seed
   * @throws AppError `shape-mismatch`, `out-of-memory`, `wrong-result`, `device-lost`
   */
  async step(
    sample: TrainingSample,
    { learningRate, iteration }: { learningRate: number; iteration: number },
  ): Promise<StepOutcome> {
    const { network, seed, dropout, freezeContracting, clipNorm } = this.#options;
    let computed: LossAndGradients | null = null;
    try {
      const summary = await withGpuErrors(async () => {
        computed = computeGradients(this.#weights, {
          spec: network,
          sample,
          dropout: { share: dropout, seed, iteration },
          freezeContracting,
        });
        return computed.summary.data();
      });
      const [loss = Number.NaN, ...squares] = summary;
      const gradientNorm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
      const isApplied = Number.isFinite(loss) && Number.isFinite(gradientNorm);
      if (isApplied) {
        const isClipped = clipNorm !== null && gradientNorm > clipNorm;
        const gradientScale = isClipped ? clipNorm / gradientNorm : 1;
        const { gradients } = computed as unknown as LossAndGradients;
        await this.#update(gradients, { learningRate, gradientScale });
      }
      return { loss, gradientNorm, isApplied };
    } finally {
      tf.dispose(computed as unknown as tf.TensorContainer);
    }
  }

  /** Copies of weights and optimiser: a session that starts from them goes on bit for bit. */
  async read(): Promise<{ weights: Float32Array<ArrayBuffer>; optimizer: SavedOptimizer }> {
    const { network } = this.#options;
    const weights = await readTensors(network, this.#weights);
    const slots = await Promise.all(this.#slots.map((slot) => readTensors(network, slot)));
    return { weights, optimizer: { steps: this.#steps, slots } };
  }

  /**
   * Foreground probability of a tile's valid centre by the weights of now, without dropout.
   *
   * @returns [outputHeight, outputWidth], 0…1
   * @throws like `predictTile`
   */
  async predict(tile: TileInput): Promise<Float32Array<ArrayBuffer>> {
    const { network } = this.#options;
    const weights = asUnetWeights(network, this.#weights);
    try {
      return await predictTile(network, weights, tile);
    } finally {
      disposeWeights(weights);
    }
  }

  /** Frees everything on the device. */
  dispose(): void {
    tf.dispose([this.#weights, ...this.#slots]);
  }

  /** Moves weights and slots; until all are known to be good, those of before stay beside them. */
  async #update(
    gradients: WeightTensors,
    rates: { readonly learningRate: number; readonly gradientScale: number },
  ): Promise<void> {
    let updated: Record<string, WeightState> = {};
    try {
      await withGpuErrors(async () => {
        updated = this.#updated(gradients, rates);
      });
    } catch (error) {
      tf.dispose(updated as unknown as tf.TensorContainer);
      throw error;
    }
    this.#adopt(updated);
  }

  /** Weights and slots after a step, as new tensors. */
  #updated(
    gradients: WeightTensors,
    rates: { readonly learningRate: number; readonly gradientScale: number },
  ): Record<string, WeightState> {
    const { optimizer } = this.#options;
    const settings = { ...rates, optimizer, stepNumber: this.#steps + 1 };
    const { updateWeight } = kernelsOf(tf.getBackend());
    const update = () => {
      const states = Object.entries(gradients).map(([name, gradient]) => {
        const weight = this.#weights[name] as tf.Tensor;
        const slots = this.#slots.map((slot) => slot[name] as tf.Tensor);
        return [name, updateWeight({ weight, slots }, gradient, settings)] as const;
      });
      return Object.fromEntries(states) as unknown as tf.TensorContainer;
    };
    return tf.tidy(update) as unknown as Record<string, WeightState>;
  }

  #adopt(updated: Record<string, WeightState>): void {
    const entries = Object.entries(updated);
    for (const [name, { weight, slots }] of entries) {
      tf.dispose([this.#weights[name] as tf.Tensor, ...this.#slots.map((slot) => slot[name])]);
      this.#weights[name] = weight;
      for (const [index, tensor] of slots.entries()) {
        const slot = this.#slots[index];
        if (slot) slot[name] = tensor;
      }
    }
    this.#steps++;
  }
}
