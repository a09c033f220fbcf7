import type { RunClock } from '#workers/training/runClock.ts';
import type { Validator } from '#workers/training/validator.ts';
import type { LivePrediction } from '#workers/trainingService.ts';

const SHOWN_EVERY_MS = 2000;

/** The image whose prediction somebody watches while the network learns. */
export class LiveView {
  readonly #validator: Validator;
  readonly #clock: RunClock;
  #imageId: string | null = null;
  #onPrediction: (prediction: LivePrediction) => void = () => undefined;
  /** `null` = the image was not shown yet. */
  #shownMs: number | null = null;

  constructor(validator: Validator, clock: RunClock) {
    this.#validator = validator;
    this.#clock = clock;
  }

  /** Watches another image from now on; `null` = none. */
  watch(imageId: string | null, onPrediction: (prediction: LivePrediction) => void): void {
    this.#imageId = imageId;
    this.#onPrediction = onPrediction;
    this.#shownMs = null;
  }

  /** True when it is time for a new prediction, and there is time for it. */
  isDue(): boolean {
    if (this.#imageId === null || !this.#validator.canShow(this.#imageId)) return false;
    if (this.#shownMs === null) return true;
    const isOld = performance.now() - this.#shownMs >= SHOWN_EVERY_MS;
    return isOld && this.#clock.affords('showing');
  }

  /** Predicts the image with the weights of now. */
  async show(iteration: number): Promise<void> {
    const imageId = this.#imageId;
    if (imageId === null) return;
    await this.#clock.spend('showing', () => this.#validator.predict(imageId));
    await this.#hand(imageId, iteration);
  }

  /** Shows what a validation has just made of the image, if it did. */
  async showValidated(iteration: number): Promise<void> {
    const imageId = this.#imageId;
    if (imageId !== null && this.#validator.isScored(imageId)) await this.#hand(imageId, iteration);
  }

  async #hand(imageId: string, iteration: number): Promise<void> {
    const prediction = await this.#validator.picture(imageId, iteration);
    if (this.#imageId !== imageId) return;
    this.#shownMs = performance.now();
    this.#onPrediction(prediction);
  }
}
