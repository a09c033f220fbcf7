/*
 * Functions that run inside the page: each is self-contained, because only its text travels there.
 */

/** Milliseconds from pressing `Cancel` until `Segment` can be pressed again. */
export function cancelMs(): Promise<number> {
  const find = (name: string) =>
    [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === name);
  return new Promise((resolve, reject) => {
    const cancel = find('Cancel');
    if (!cancel) {
      reject(new Error('There was nothing to cancel.'));
      return;
    }
    const startMs = performance.now();
    cancel.click();
    const look = () => {
      const segment = find('Segment');
      if (segment && !segment.disabled) resolve(performance.now() - startMs);
      else setTimeout(look, 1);
    };
    look();
  });
}

/** What one drag of the slider `Threshold` took. */
export interface DragTimes {
  /** From each move to the end of the frame that shows it. */
  readonly frameMs: readonly number[];
  /** From the last move to the new count of objects. */
  readonly objectsMs: number;
}

/** Drags the slider `Threshold` to a value in ten moves, one per frame. */
export async function dragThreshold(to: number): Promise<DragTimes> {
  const slider = [...document.querySelectorAll<HTMLInputElement>('input[type=range]')].find(
    (input) => input.labels?.[0]?.textContent === 'Threshold',
  );
  const status = document.querySelector('[role=status]');
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  if (!slider || !status || !setter) throw new Error('The page has no slider named Threshold.');
  const nextTask = () =>
    new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    });
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let changedMs = 0;
  const observer = new MutationObserver(() => {
    changedMs = performance.now();
  });
  observer.observe(status, { childList: true, characterData: true, subtree: true });
  const from = Number(slider.value);
  const frameMs: number[] = [];
  let lastMs = 0;
  for (let move = 1; move <= 10; move++) {
    lastMs = performance.now();
    setter.call(slider, (from + ((to - from) * move) / 10).toFixed(2));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await nextFrame();
    await nextTask();
    frameMs.push(performance.now() - lastMs);
  }
  while (changedMs <= lastMs && performance.now() - lastMs < 5000) await nextFrame();
  observer.disconnect();
  if (changedMs <= lastMs) throw new Error('The count of objects did not change.');
  return { frameMs, objectsMs: changedMs - lastMs };
}
