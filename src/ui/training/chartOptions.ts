import type uPlot from 'uplot';

/** One curve of a chart. */
export interface CurveLook {
  readonly title: string;
  /** Name of a colour of the theme, such as `--cp-accent`. */
  readonly color: string;
  readonly widthPx: number;
  /** Marks each value; for curves of few values. */
  readonly hasPoints?: boolean;
  /** 0…1, 1 when left out. */
  readonly opacity?: number;
}

export interface ChartLook {
  /** In the order of the data's curves. */
  readonly curves: readonly CurveLook[];
  readonly isLogarithmic: boolean;
  /** Fixed ends of the y axis; `null` = as the data asks. */
  readonly range: readonly [low: number, high: number] | null;
}

const AXIS_FONT = '11px system-ui, sans-serif';

/** How a chart in `element` looks with the colours of its theme. */
export function chartOptions(element: HTMLElement, look: ChartLook): uPlot.Options {
  const colors = getComputedStyle(element);
  const color = (name: string): string => colors.getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    stroke: color('--cp-dim'),
    font: AXIS_FONT,
    ticks: { show: false },
    grid: { stroke: color('--cp-line'), width: 1 },
  };
  return {
    width: Math.max(80, element.clientWidth),
    height: element.clientHeight,
    padding: [8, 16, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 6 } },
    scales: {
      x: { time: false, range: (_chart, _from, to) => [0, Math.max(1, to)] },
      y: yScale(look),
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 22,
        space: 60,
        values: (_chart, ticks) => ticks.map(stepText),
      },
      { ...axis, grid: { ...axis.grid, filter: gridFilter(look) }, size: 42, space: 26 },
    ],
    series: [
      {},
      ...look.curves.map(
        (curve): uPlot.Series => ({
          label: curve.title,
          stroke: color(curve.color),
          alpha: curve.opacity ?? 1,
          width: curve.widthPx,
          points: { show: curve.hasPoints === true, size: 4, fill: color(curve.color) },
          spanGaps: true,
        }),
      ),
    ],
  };
}

/** On a logarithmic axis only the powers of ten: the lines between them would be a fence. */
function gridFilter({ isLogarithmic }: ChartLook): uPlot.Axis.Filter {
  return (_chart, splits) =>
    isLogarithmic
      ? splits.map((value) => (Number.isInteger(Math.log10(value)) ? value : null))
      : splits;
}

function yScale({ isLogarithmic, range }: ChartLook): uPlot.Scale {
  if (range) return { range: [range[0], range[1]] };
  return isLogarithmic ? { distr: 3 } : {};
}

/** `800`, `1.2k`: whole steps only. */
function stepText(step: number): string {
  if (!Number.isInteger(step)) return '';
  return step >= 1000 ? `${Number((step / 1000).toFixed(1))}k` : String(step);
}
