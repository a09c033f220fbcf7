import type { ChannelDisplay } from '#domain/image/channelDisplay.ts';
import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import { rgbFromHex } from '#domain/image/rgbFromHex.ts';
import { IMPORTED_OBJECTS_ID } from '#domain/project/importedObjects.ts';
import type { OverlayOptions } from '#domain/project/workSettings.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { ImageResult } from '#store/slices/resultsSlice.ts';
import type { Job } from '#store/slices/runSlice.ts';
import type { ViewerChannel, ViewerOverlay } from '#ui/viewer/viewerTypes.ts';

/** Visible channels of an image in the viewer's words. */
export function viewerChannels(
  summaries: readonly ChannelSummary[],
  display: readonly ChannelDisplay[],
): readonly ViewerChannel[] {
  return summaries.flatMap((summary, channel) => {
    const shown = display[channel];
    if (!shown?.isVisible) return [];
    return {
      channel,
      name: summary.name,
      color: rgbFromHex(shown.color),
      displayRange: shown.range,
      gamma: shown.gamma,
      codeOffset: summary.codeOffset,
      codeStep: summary.codeStep,
    };
  });
}

const MASK_STRENGTH = 0.5;

/** What the overlay is made from. */
export interface OverlaySource {
  readonly overlay: OverlayOptions;
  readonly settings: InstanceSettings | undefined;
  readonly result: ImageResult | undefined;
  /** The job, when it works on this image. */
  readonly job: Job | null;
  /** True where the annotation is to be shown, and there is one. */
  readonly showsAnnotation: boolean;
  /** True where hits and misses are to be shown, which take the place of all else. */
  readonly showsComparison: boolean;
}

/**
 * Objects when they are those of the sliders; the thresholded map while the network fills it or a
 * slider is ahead of the objects, so that the mask follows at once. An annotation takes their place.
 */
export function viewerOverlay(source: OverlaySource): ViewerOverlay {
  const { overlay, settings, result, job, showsAnnotation, showsComparison } = source;
  const isFilling = job?.hasTiles === true && job.stage === 'predicting';
  const isAhead =
    result?.isExtracting === true && settings?.threshold !== result.settings.threshold;
  const shown = isFilling || isAhead ? 'mask' : result && 'labels';
  const covering = showsComparison ? 'comparison' : showsAnnotation && 'annotation';
  const mode = overlay.isVisible ? covering || shown || 'none' : 'none';
  return {
    mode,
    threshold: settings?.threshold ?? 0.5,
    // A mask is one even tint: at the strength of outlines it would hide the image.
    opacity: mode === 'mask' ? MASK_STRENGTH * overlay.opacity : overlay.opacity,
    labelStyle: overlay.style === 'filled' ? 'filled' : 'outlined',
    hasProbability: isFilling || (result !== undefined && result.modelId !== IMPORTED_OBJECTS_ID),
  };
}
