import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** A part of the page whose code comes later than the page. */
export interface LatePart<Props extends object> {
  (props: Props): ReactNode;
  /** Fetches the code ahead of the first use; failures are told by that use. */
  readonly preload: () => void;
}

/**
 * Makes a part of the page whose code comes with its first use. It is shown the moment that its
 * code is there, at once when it was there before, where React's `Suspense` holds back whatever
 * comes late for up to 300 ms.
 *
 * @param load brings the component; a failure is thrown while drawing, and the next use tries again
 * @param coming what stands in its place meanwhile
 */
export function latePart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  coming: ReactNode = null,
): LatePart<Props> {
  const source = new PartSource(load);
  return Object.assign((props: Props) => <Late source={source} props={props} coming={coming} />, {
    preload: () => void source.fetch().catch(() => undefined),
  });
}

/** Fetches the code of a part once. */
class PartSource<Props extends object> {
  readonly #load: () => Promise<ComponentType<Props>>;
  #fetching: Promise<ComponentType<Props>> | null = null;
  /** `null` until it is there. */
  component: ComponentType<Props> | null = null;

  constructor(load: () => Promise<ComponentType<Props>>) {
    this.#load = load;
  }

  fetch(): Promise<ComponentType<Props>> {
    this.#fetching ??= this.#fetchAnew();
    return this.#fetching;
  }

  async #fetchAnew(): Promise<ComponentType<Props>> {
    try {
      this.component = await this.#load();
      return this.component;
    } catch (error) {
      this.#fetching = null;
      throw error;
    }
  }
}

interface LateProps<Props extends object> {
  readonly source: PartSource<Props>;
  readonly props: Props;
  readonly coming: ReactNode;
}

function Late<Props extends object>({ source, props, coming }: LateProps<Props>): ReactNode {
  const [Component, setComponent] = useState(() => source.component);
  const [failure, setFailure] = useState<{ readonly reason: unknown } | null>(null);
  useEffect(() => {
    let isGone = false;
    source.fetch().then(
      (component) => {
        if (!isGone) setComponent(() => component);
      },
      (reason: unknown) => {
        if (!isGone) setFailure({ reason });
      },
    );
    return () => {
      isGone = true;
    };
  }, [source]);
  if (failure) throw failure.reason;
  return Component ? <Component {...props} /> : coming;
}
