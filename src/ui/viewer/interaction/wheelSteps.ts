import type { WheelTurn } from '#ui/viewer/interaction/wheelZoom.ts';

const PIXELS_PER_UNIT = [1, 33, 400];

/** One notch of a common mouse wheel. */
const PIXELS_PER_STEP = 100;

/** Counts whole notches of a wheel; trackpads send them in small parts. */
export class WheelSteps {
  #rest = 0;

  /** Whole steps of this turn, above 0 for turning away. With Shift, browsers turn it sideways. */
  take(turn: WheelTurn & { readonly deltaX: number }): number {
    const delta = turn.deltaY === 0 ? turn.deltaX : turn.deltaY;
    const steps = (-delta * (PIXELS_PER_UNIT[turn.deltaMode] ?? 1)) / PIXELS_PER_STEP;
    // A new direction starts afresh.
    this.#rest = steps * this.#rest < 0 ? steps : this.#rest + steps;
    const whole = Math.trunc(this.#rest);
    this.#rest -= whole;
    // −0 is no step either.
    return whole === 0 ? 0 : whole;
  }
}
