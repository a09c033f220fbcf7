import { Switch } from '@mantine/core';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { selectAutomaticScale, selectObjectScale } from '#store/selectors/runScale.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { SCALE_RANGE } from '#store/slices/runSlice.ts';
import { formatFixed, formatShort } from '#text/format.ts';
import { runText } from '#text/run.ts';
import { LabeledSlider } from '#ui/controls/LabeledSlider.tsx';
import { SettingHint } from '#ui/controls/SettingHint.tsx';
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
  const automatic = useAppStore((state) =>
    state.currentImageId === null ? null : selectAutomaticScale(state, state.currentImageId),
  );
  const shown = automatic ?? scale;
  const matching = matchingScale(pixelSizeUm, card?.pixelSizeUm ?? null);
  const unreachable = unreachableScale(pixelSizeUm, card?.pixelSizeUm ?? null);
  return (
    <div className={classes['field']}>
      <LabeledSlider
        label={runText.scale}
        value={shown}
        min={SCALE_RANGE[0]}
        max={SCALE_RANGE[1]}
        step={SCALE_STEP}
        isDisabled={automatic !== null}
        valueText={runText.times(formatFixed(shown, 2))}
        hint={runText.scaleHint}
        onChange={(value) => setRunOptions({ scale: value })}
      />
      {card && <p className={classes['hint']}>{reachText(card, shown, isImageOpen)}</p>}
      {card && card.pixelSizeUm !== null && (
        <MatchSwitch automatic={automatic} modelUm={card.pixelSizeUm} />
      )}
      {automatic === null && matching !== null && matching !== scale && (
        <ScaleLink scale={matching} text={runText.matchPixelSize(formatFixed(matching, 2))} />
      )}
      {automatic === null && card && <ObjectSizeLink card={card} scale={scale} />}
      {unreachable !== null && (
        <p className={classes['hint']}>
          {runText.pixelSizeOutOfReach(formatShort(unreachable), SCALE_RANGE)}
        </p>
      )}
    </div>
  );
}

/** Whether each image is resampled by its own pixel size; with the factor for the one that is shown. */
function MatchSwitch({ automatic, modelUm }: { automatic: number | null; modelUm: number }) {
  const { setRunOptions } = useActions();
  const isOn = useAppStore((state) => state.runOptions.matchesPixelSize === true);
  const isUnknown = useAppStore((state) => selectCurrentEntry(state)?.pixelSizeUm === null);
  return (
    <>
      <SettingHint text={runText.matchAlwaysHint}>
        <Switch
          size="xs"
          label={runText.matchAlways}
          checked={isOn}
          onChange={(event) => setRunOptions({ matchesPixelSize: event.currentTarget.checked })}
        />
      </SettingHint>
      {automatic !== null && (
        <p className={classes['hint']}>
          {runText.matchedTo(formatFixed(automatic, 2), formatShort(modelUm))}
        </p>
      )}
      {isOn && isUnknown && <p className={classes['hint']}>{runText.matchUnknown}</p>}
    </>
  );
}

/** Where the objects found are of another size than the network's, the scale that changes that. */
function ObjectSizeLink({ card, scale }: { readonly card: ModelCard; readonly scale: number }) {
  const matching = useAppStore((state) =>
    state.currentImageId === null ? null : selectObjectScale(state, state.currentImageId, card),
  );
  if (matching === null || matching === scale) return null;
  return <ScaleLink scale={matching} text={runText.matchObjectSize(formatFixed(matching, 2))} />;
}

function ScaleLink({ scale, text }: { readonly scale: number; readonly text: string }) {
  const { setRunOptions } = useActions();
  return (
    <button type="button" className={classes['link']} onClick={() => setRunOptions({ scale })}>
      {text}
    </button>
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
