import { type AppError, toAppError } from '#lib/errors.ts';
import { ImageRenderer } from '#ui/viewer/rendering/imageRenderer.ts';

/** Whether pictures can be drawn, for the message in their place. */
export type GraphicsStatus =
  | { readonly state: 'starting' | 'ready' | 'lost' }
  | { readonly state: 'failed'; readonly error: AppError };

/** What a scene does when its graphics come and go. */
export interface GraphicsListener {
  readonly onStatus: (status: GraphicsStatus) => void;
  /** Textures of the lost context are gone. */
  readonly onLost: () => void;
}

/** The renderer of one canvas, made anew whenever the browser restores a lost context. */
export class Graphics {
  readonly #canvas: HTMLCanvasElement;
  readonly #listener: GraphicsListener;
  #renderer: ImageRenderer | null = null;

  constructor(canvas: HTMLCanvasElement, listener: GraphicsListener) {
    this.#canvas = canvas;
    this.#listener = listener;
    canvas.addEventListener('webglcontextlost', this.#handleLost);
    canvas.addEventListener('webglcontextrestored', this.#start);
    this.#start();
  }

  /** `null` while there is nothing to draw with. */
  get renderer(): ImageRenderer | null {
    return this.#renderer;
  }

  /** Stops drawing for good, with a message instead. */
  fail(error: unknown): void {
    this.#renderer = null;
    this.#listener.onStatus({ state: 'failed', error: toAppError(error) });
  }

  /** Frees the GPU objects; the canvas can be given to another instance. */
  dispose(): void {
    this.#canvas.removeEventListener('webglcontextlost', this.#handleLost);
    this.#canvas.removeEventListener('webglcontextrestored', this.#start);
    this.#renderer?.dispose();
    this.#renderer = null;
  }

  readonly #start = (): void => {
    try {
      this.#renderer = new ImageRenderer(this.#canvas);
      this.#listener.onStatus({ state: 'ready' });
    } catch (error) {
      this.fail(error);
    }
  };

  readonly #handleLost = (event: Event): void => {
    // Without this the browser never restores the context.
    event.preventDefault();
    this.#renderer = null;
    this.#listener.onLost();
    this.#listener.onStatus({ state: 'lost' });
  };
}
