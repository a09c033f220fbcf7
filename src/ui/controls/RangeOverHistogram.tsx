import { type CSSProperties, useMemo } from 'react';
import { displayText } from '#text/display.ts';
import classes from '#ui/controls/RangeOverHistogram.module.css';

export interface RangeOverHistogramProps {
  /** Ends the accessible names: `Black point of DAPI`. */
  readonly channelName: string;
  /** Counts over equal bins of [min, max]. */
  readonly histogram: Uint32Array;
  readonly min: number;
  readonly max: number;
  readonly range: readonly [number, number];
  readonly step: number;
  readonly color: string;
  readonly onChange: (range: readonly [number, number]) => void;
}

/**
 * Black and white point as two sliders over the intensities of a channel (counts logarithmic). Neither
 * passes the other: with black above white the display is inverted, and stays so.
 */
export function RangeOverHistogram(props: RangeOverHistogramProps) {
  const { channelName, histogram, min, max, range, step, color, onChange } = props;
  const [black, white] = range;
  const isInverted = black > white;
  const beside = (value: number, other: number, isBelow: boolean): number =>
    isBelow ? Math.min(value, other - step) : Math.max(value, other + step);
  const outline = useMemo(() => histogramOutline(histogram), [histogram]);
  const place = (value: number): number => (100 * (value - min)) / (max - min || 1);
  const style = {
    '--low': `${place(Math.min(black, white))}%`,
    '--high': `${place(Math.max(black, white))}%`,
    '--channel': color,
  } as CSSProperties;
  const common = { type: 'range', min, max, step } as const;
  return (
    <div className={classes['root']} style={style}>
      <svg viewBox="0 0 256 100" preserveAspectRatio="none" aria-hidden="true">
        <path d={outline} />
      </svg>
      <div className={classes['outside']} aria-hidden="true" />
      <input
        {...common}
        aria-label={displayText.blackPointOf(channelName)}
        value={black}
        onChange={(event) =>
          onChange([beside(event.target.valueAsNumber, white, !isInverted), white])
        }
      />
      <input
        {...common}
        aria-label={displayText.whitePointOf(channelName)}
        value={white}
        onChange={(event) =>
          onChange([black, beside(event.target.valueAsNumber, black, isInverted)])
        }
      />
    </div>
  );
}

/** A closed path over 256 × 100 units; heights are logarithms, so that few bright pixels show. */
export function histogramOutline(histogram: Uint32Array): string {
  const heights = Array.from(histogram, (count) => Math.log1p(count));
  const highest = Math.max(...heights, 1e-9);
  const width = 256 / Math.max(1, heights.length);
  const steps = heights.map((height, bin) => {
    const y = (100 - (96 * height) / highest).toFixed(1);
    return `L${(bin * width).toFixed(1)} ${y}L${((bin + 1) * width).toFixed(1)} ${y}`;
  });
  return `M0 100${steps.join('')}L256 100Z`;
}
