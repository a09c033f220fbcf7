import { useShallow } from 'zustand/react/shallow';
import type { AppState } from '#store/appState.ts';
import { pageSettings } from '#store/batch/batchSettingsOf.ts';
import { batchText } from '#text/batch.ts';
import { formatFixed, formatShort } from '#text/format.ts';
import classes from '#ui/batch/BatchDialog.module.css';
import { useAppStore } from '#ui/useAppStore.ts';

/** What the page would do with an image now, in a line. */
export function SettingsLine() {
  const parts = useAppStore(useShallow(settingsParts));
  if (parts.length === 0) return <p className={classes['hint']}>{batchText.noModel}</p>;
  const [model, ...others] = parts;
  return (
    <p className={classes['settings']}>
      {batchText.asNow} <strong>{model}</strong>, {others.join(', ')}
    </p>
  );
}

function settingsParts(state: AppState): readonly string[] {
  const settings = pageSettings(state);
  if (!settings) return [];
  const { threshold, minimumSizePx, splitTouching } = settings.instances;
  return [
    settings.modelTitle,
    batchText.scale(formatShort(settings.scale)),
    settings.matchesPixelSize ? batchText.matched : '',
    batchText.threshold(formatFixed(threshold, 2)),
    batchText.minimumSize(minimumSizePx),
    batchText.splitTouching(formatFixed(splitTouching, 2)),
    settings.averageSymmetries ? batchText.averaged : '',
    settings.invert ? batchText.inverted : '',
    settings.channels ? batchText.channels(settings.channels.map((channel) => channel + 1)) : '',
  ].filter(Boolean);
}
