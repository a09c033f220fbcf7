import { SegmentedControl } from '@mantine/core';
import type { RegionKind } from '#domain/project/workSettings.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import classes from '#ui/run/RunPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const REGIONS: { value: RegionKind; label: string }[] = [
  { value: 'whole', label: 'Whole image' },
  { value: 'view', label: 'In view' },
  { value: 'rectangle', label: 'Rectangle' },
];

/** Which part of the current image the run covers. */
export function RegionChoice() {
  const { chooseRegion } = useActions();
  const region = useAppStore((state) => state.runOptions.region);
  return (
    <div className={classes['field']}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Region"
        data={REGIONS}
        value={region}
        onChange={(value) => chooseRegion(value)}
      />
      {region !== 'whole' && (
        <>
          <RegionHint region={region} />
          <p className={classes['hint']}>
            Only this part is replaced; objects may be cut at its edge.
          </p>
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
    return <p className={classes['hint']}>Only what the viewer shows. Other images: all of it.</p>;
  }
  if (isDrawing) return <p className={classes['hint']}>Drag a rectangle over the image.</p>;
  return (
    <p className={classes['hint']}>
      {rectangle
        ? `${rectangle.width} × ${rectangle.height} px at ${rectangle.x}, ${rectangle.y}. `
        : 'No rectangle in this image yet. '}
      <button type="button" className={classes['link']} onClick={() => setTool('rectangle')}>
        {rectangle ? 'Draw another' : 'Draw one'}
      </button>
    </p>
  );
}
