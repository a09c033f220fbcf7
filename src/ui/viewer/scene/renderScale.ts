/** Frames that take longer than this while the user moves the view are too slow. */
const SLOW_FRAME_MS = 45;

/** At reduced size, frames this fast leave room for the full size again. */
const FAST_FRAME_MS = 14;

const REDUCED_SCALE = 0.5;

/** Two frames further apart than this do not belong to one movement. */
const PAUSE_MS = 250;

/** Weight of the newest frame in the running mean of frame times. */
const NEWEST_WEIGHT = 0.4;

/**
 * Decides at which share of the device pixels a frame is drawn. Software renderers, and weak GPUs
 * on large screens, draw at half the width and height while the view moves, and in full once it
 * rests. How fast this machine is, is learnt from the time between frames.
 */
export class RenderScale {
  #movingScale = 1;
  #meanMs = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** Share of the device pixels, 0…1, for the frame at this time. */
  next(nowMs: number, isMoving: boolean): number {
    const elapsedMs = nowMs - this.#lastMs;
    this.#lastMs = isMoving ? nowMs : Number.NEGATIVE_INFINITY;
    if (!isMoving) return 1;
    if (elapsedMs < PAUSE_MS) this.#learn(elapsedMs);
    return this.#movingScale;
  }

  #learn(elapsedMs: number): void {
    this.#meanMs += NEWEST_WEIGHT * (elapsedMs - this.#meanMs);
    const isReduced = this.#movingScale < 1;
    if (!isReduced && this.#meanMs > SLOW_FRAME_MS) this.#change(REDUCED_SCALE);
    else if (isReduced && this.#meanMs < FAST_FRAME_MS) this.#change(1);
  }

  #change(scale: number): void {
    this.#movingScale = scale;
    // Half-way between the limits: a new size is judged by its own frames.
    this.#meanMs = (SLOW_FRAME_MS + FAST_FRAME_MS) / 2;
  }
}
