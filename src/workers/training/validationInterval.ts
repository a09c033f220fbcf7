/** Validations of a whole run. */
export const VALIDATION_COUNT = 30;

/** Fewest steps between two validations. */
const SMALLEST_INTERVAL = 5;

/** Steps between two validations of a run of so many iterations. */
export function validationInterval(iterations: number): number {
  return Math.max(SMALLEST_INTERVAL, Math.ceil(iterations / VALIDATION_COUNT));
}
