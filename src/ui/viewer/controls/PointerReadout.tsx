import { labelColor } from '#domain/image/labelPalette.ts';
import { viewerText } from '#text/viewer.ts';
import classes from '#ui/viewer/ImageViewer.module.css';
import { useObservable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';
import type { HoverIntensity } from '#ui/viewer/viewerTypes.ts';

interface PointerReadoutProps {
  readonly scene: ViewerScene;
}

/** Position, intensities and object under the pointer. */
export function PointerReadout({ scene }: PointerReadoutProps) {
  const hover = useObservable(scene.hover);
  if (hover === null) return null;
  const [red, green, blue] = labelColor(hover.label).map((part) => Math.round(part * 255));
  return (
    <div className={`${classes['pill']} ${classes['readout']}`}>
      <span>{viewerText.position(hover.x, hover.y)}</span>
      {hover.intensities.map((reading) => (
        <span key={reading.channel}>
          {reading.name} {formatIntensity(reading)}
        </span>
      ))}
      {hover.label > 0 && (
        <span>
          <span
            className={classes['swatch']}
            style={{ background: `rgb(${red} ${green} ${blue})` }}
          />
          {viewerText.object(hover.label)}
        </span>
      )}
    </div>
  );
}

/** Whole numbers as they are, others to five digits; means of several pixels are marked. */
export function formatIntensity({ intensity, isExact }: HoverIntensity): string {
  const digits = Number.isInteger(intensity)
    ? String(intensity)
    : String(Number(intensity.toPrecision(5)));
  return isExact ? digits : viewerText.about(digits);
}
