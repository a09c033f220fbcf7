import { SegmentedControl } from '@mantine/core';
import type { RegionKind } from '#domain/project/workSettings.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { hintText } from '#text/hints.ts';
import { runText } from '#text/run.ts';
import { SettingHint } from '#ui/controls/SettingHint.tsx';
import classes from '#ui/run/RunPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const REGIONS: { value: RegionKind; label: string }[] = [
  { value: 'whole', label: runText.wholeImage },
  { value: 'view', label: runText.inView },
  { value: 'rectangle', label: runText.rectangle },
];

/** Which part of the current image the run covers. */
export function RegionChoice() {
  const { chooseRegion } = useActions();
  const region = useAppStore((state) => state.runOptions.region);
  return (
    <div className={classes['field']}>
      <SettingHint text={hintText.region}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={runText.region}
          data={REGIONS}
          value={region}
          onChange={(value) => chooseRegion(value)}
        />
      </SettingHint>
      {region !== 'whole' && (
        <>
          <RegionHint region={region} />
          <p className={classes['hint']}>{runText.onlyPart}</p>
        </>
      )}
    </div>
  );
}

function RegionHint({ region }: { readonly region: RegionKind }) {
  const { setTool } = useActions();
  const rectangle = useAppStore((state) => selectCurrentEntry(state)?.rectangle);
  const isDrawing = useAppStore((state) => state.tool === 'rectangle');
  if (region === 'view') {
    return <p className={classes['hint']}>{runText.onlyInView}</p>;
  }
  if (isDrawing) return <p className={classes['hint']}>{runText.dragRectangle}</p>;
  return (
    <p className={classes['hint']}>
      {rectangle
        ? runText.rectangleAt(rectangle.width, rectangle.height, rectangle.x, rectangle.y)
        : runText.noRectangle}
      <button type="button" className={classes['link']} onClick={() => setTool('rectangle')}>
        {rectangle ? runText.drawAnother : runText.drawOne}
      </button>
    </p>
  );
}
