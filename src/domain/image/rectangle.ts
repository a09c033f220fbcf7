/** A pixel rectangle; covers x … x + width − 1 and y … y + height − 1. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
