import { isSameHover } from '#ui/viewer/scene/hover.ts';
import { Observable } from '#ui/viewer/scene/observable.ts';
import type { HoverInfo } from '#ui/viewer/viewerTypes.ts';
import type { ScreenPoint } from '#ui/viewer/viewport.ts';

/** Follows what is under the pointer, which changes with the pointer, the view and the tiles. */
export class HoverWatch {
  readonly current = new Observable<HoverInfo | null>(null);
  readonly #read: (point: ScreenPoint) => HoverInfo | null;
  readonly #onChange: (former: HoverInfo | null, hover: HoverInfo | null) => void;
  #pointer: ScreenPoint | null = null;

  constructor(
    read: (point: ScreenPoint) => HoverInfo | null,
    onChange: (former: HoverInfo | null, hover: HoverInfo | null) => void,
  ) {
    this.#read = read;
    this.#onChange = onChange;
  }

  /** The pointer is here, or has left. `update` tells what it means. */
  setPointer(point: ScreenPoint | null): void {
    this.#pointer = point;
  }

  /** Reads again what is there. */
  update(): void {
    const former = this.current.get();
    const hover = this.#pointer === null ? null : this.#read(this.#pointer);
    if (isSameHover(former, hover)) return;
    this.current.set(hover);
    this.#onChange(former, hover);
  }
}
