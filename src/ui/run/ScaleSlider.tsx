import type { ModelCard } from '#domain/model/modelCard.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { SCALE_RANGE } from '#store/slices/runSlice.ts';
import { formatFixed, formatShort } from '#text/format.ts';
import { runText } from '#text/run.ts';
import { LabeledSlider } from '#ui/controls/LabeledSlider.tsx';
import classes from '#ui/run/RunPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const SCALE_STEP = 0.05;

/** Resampling before the network, so that objects come at the size it was trained with. */
export function ScaleSlider() {
  const { setRunOptions } = useActions();
  const scale = useAppStore((state) => state.runOptions.scale);
  const card = useAppStore((state) => findCard(state, state.chosenModelId));
  const isImageOpen = useAppStore((state) => state.currentImageId !== null);
  const pixelSizeUm = useAppStore((state) => selectCurrentEntry(state)?.pixelSizeUm ?? null);
  const matching = matchingScale(pixelSizeUm, card?.pixelSizeUm ?? null);
  const unreachable = unreachableScale(pixelSizeUm, card?.pixelSizeUm ?? null);
  return (
    <div className={classes['field']}>
      <LabeledSlider
        label={runText.scale}
        value={scale}
        min={SCALE_RANGE[0]}
        max={SCALE_RANGE[1]}
        step={SCALE_STEP}
        valueText={runText.times(formatFixed(scale, 2))}
        hint={runText.scaleHint}
        onChange={(value) => setRunOptions({ scale: value })}
      />
      {card && <p className={classes['hint']}>{reachText(card, scale, isImageOpen)}</p>}
      {matching !== null && matching !== scale && (
        <button
          type="button"
          className={classes['link']}
          onClick={() => setRunOptions({ scale: matching })}
        >
          {runText.matchPixelSize(formatFixed(matching, 2))}
        </button>
      )}
      {unreachable !== null && (
        <p className={classes['hint']}>
          {runText.pixelSizeOutOfReach(formatShort(unreachable), SCALE_RANGE)}
        </p>
      )}
    </div>
  );
}

/**
 * Scale that brings the image to the pixel size of the training data, on the slider's grid; `null`
 * when a pixel size is not known, or when the slider does not reach that far.
 */
export function matchingScale(imageUm: number | null, modelUm: number | null): number | null {
  if (imageUm === null || modelUm === null) return null;
  const steps = Math.round((imageUm / modelUm - SCALE_RANGE[0]) / SCALE_STEP);
  const scale = Number((SCALE_RANGE[0] + steps * SCALE_STEP).toFixed(2));
  return scale < SCALE_RANGE[0] || scale > SCALE_RANGE[1] ? null : scale;
}

/** Scale that would match the pixel sizes where the slider does not reach it; else `null`. */
export function unreachableScale(imageUm: number | null, modelUm: number | null): number | null {
  if (imageUm === null || modelUm === null) return null;
  return matchingScale(imageUm, modelUm) === null ? imageUm / modelUm : null;
}

function reachText({ objectDiameterPx }: ModelCard, scale: number, isImageOpen: boolean): string {
  const [small, large] = objectDiameterPx;
  return runText.suits(Math.round(small / scale), Math.round(large / scale), isImageOpen);
}
