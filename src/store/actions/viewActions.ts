import type { ChannelDisplay, ChannelInput } from '#domain/image/channelDisplay.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { OverlayOptions, RegionKind, RunOptions } from '#domain/project/workSettings.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { autoDisplayRange } from '#store/channelDefaults.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { findEntry, withEntry } from '#store/slices/imagesSlice.ts';
import { SCALE_RANGE } from '#store/slices/runSlice.ts';

/**
 * Shows an open image. The chosen model stays chosen, also where another one has found the objects:
 * it is what the next run, or the next training, starts with.
 */
export function selectImage(context: ActionContext, imageId: string): void {
  if (!findEntry(context.store.getState(), imageId)) return;
  context.store.setState({ currentImageId: imageId, hoveredLabel: null });
}

/** Shows the next (+1) or previous (−1) image of the list; stops at its ends. */
export function stepImage(context: ActionContext, step: 1 | -1): void {
  const { images, currentImageId } = context.store.getState();
  const index = images.findIndex((entry) => entry.id === currentImageId);
  const target = images[index + step];
  if (target) selectImage(context, target.id);
}

/** Changes range, colour or visibility of one channel on screen. */
export function setChannelDisplay(
  context: ActionContext,
  imageId: string,
  channel: number,
  change: Partial<ChannelDisplay>,
): void {
  context.store.setState((state) =>
    withEntry(state, imageId, (entry) => ({
      display: entry.display.map((display, index) =>
        index === channel ? { ...display, ...change } : display,
      ),
    })),
  );
}

/** Black and white point of every channel by percentile; what is shown inverted stays so. */
export function autoContrast(context: ActionContext, imageId: string): void {
  context.store.setState((state) =>
    withEntry(state, imageId, (entry) => ({
      display: entry.display.map((display, index) => {
        const channel = entry.channels[index];
        if (!channel) return display;
        const [low, high] = autoDisplayRange(channel);
        const isInverted = display.range[0] > display.range[1];
        return { ...display, range: isInverted ? [high, low] : [low, high] };
      }),
    })),
  );
}

/** Chooses the channels that the network sees. */
export function setChannelInput(
  context: ActionContext,
  imageId: string,
  change: Partial<ChannelInput>,
): void {
  context.store.setState((state) =>
    withEntry(state, imageId, (entry) => ({ input: { ...entry.input, ...change } })),
  );
}

/** Gives every image with as many channels the same input as one. */
export function copyInputToAll(context: ActionContext, imageId: string): void {
  context.store.setState((state) => {
    const source = findEntry(state, imageId);
    if (!source) return state;
    const images = state.images.map((entry) =>
      entry.channels.length === source.channels.length ? { ...entry, input: source.input } : entry,
    );
    return { images };
  });
}

/** Changes options of the next run; the scale is held within SCALE_RANGE. */
export function setRunOptions(context: ActionContext, change: Partial<RunOptions>): void {
  context.store.setState(({ runOptions }) => {
    const next = { ...runOptions, ...change };
    const scale = Math.min(SCALE_RANGE[1], Math.max(SCALE_RANGE[0], next.scale));
    return { runOptions: { ...next, scale } };
  });
}

/** Chooses what the next run covers; a rectangle that is not there yet is drawn first. */
export function chooseRegion(context: ActionContext, region: RegionKind): void {
  const hasRectangle = selectCurrentEntry(context.store.getState())?.rectangle != null;
  context.store.setState(({ runOptions }) => ({
    runOptions: { ...runOptions, region },
    tool: region === 'rectangle' && !hasRectangle ? 'rectangle' : 'pan',
  }));
}

/** Changes how objects lie over the image. */
export function setOverlay(context: ActionContext, change: Partial<OverlayOptions>): void {
  context.store.setState(({ overlay }) => ({ overlay: { ...overlay, ...change } }));
}

/** Takes the rectangle drawn in the viewer as the region of the next run. */
export function setRectangle(context: ActionContext, rectangle: Rectangle): void {
  const entry = selectCurrentEntry(context.store.getState());
  if (!entry) return;
  context.store.setState((state) => ({
    ...withEntry(state, entry.id, () => ({ rectangle })),
    runOptions: { ...state.runOptions, region: 'rectangle' },
    tool: 'pan',
  }));
}
