import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useId, useRef } from 'react';
import uPlot from 'uplot';
import classes from '#ui/training/Charts.module.css';
import type { ChartData } from '#ui/training/chartData.ts';
import { type ChartLook, chartOptions } from '#ui/training/chartOptions.ts';

export interface LineChartProps extends ChartLook {
  /** Accessible name, and the heading. */
  readonly label: string;
  /** Latest values in words: the accessible description. */
  readonly description: string;
  readonly data: ChartData;
}

/** Curves over steps. Drawn again only while the chart is in view. */
export function LineChart(props: LineChartProps) {
  const { label, description, data, curves, isLogarithmic, range } = props;
  const descriptionId = useId();
  const box = useRef<HTMLDivElement>(null);
  const chart = useChart(box, { curves, isLogarithmic, range }, data);
  useDataWhileVisible(box, chart, data);
  return (
    <div className={classes['chart']}>
      <p id={descriptionId} className={classes['description']}>
        {description}
      </p>
      <div
        ref={box}
        role="img"
        aria-label={label}
        aria-describedby={descriptionId}
        className={classes['plot']}
      />
    </div>
  );
}

/** The chart inside `box`: made anew for another look or colour scheme, fitted to its width. */
function useChart(
  box: RefObject<HTMLDivElement | null>,
  look: ChartLook,
  data: ChartData,
): RefObject<uPlot | null> {
  const scheme = useComputedColorScheme('dark');
  const chart = useRef<uPlot | null>(null);
  const latest = useRef(data);
  latest.current = data;
  const { curves, isLogarithmic, range } = look;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme decides the colours read
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const options = chartOptions(element, { curves, isLogarithmic, range });
    const made = new uPlot(options, toAligned(latest.current), element);
    chart.current = made;
    const observer = new ResizeObserver(() => {
      made.setSize({ width: Math.max(80, element.clientWidth), height: element.clientHeight });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [box, curves, isLogarithmic, range, scheme]);
  return chart;
}

/** Hands data to the chart while it can be seen, and what came meanwhile once it is seen again. */
function useDataWhileVisible(
  box: RefObject<HTMLDivElement | null>,
  chart: RefObject<uPlot | null>,
  data: ChartData,
): void {
  const isVisible = useRef(true);
  const pending = useRef<ChartData | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => {
      isVisible.current = entry?.isIntersecting ?? true;
      if (!isVisible.current || !pending.current) return;
      chart.current?.setData(toAligned(pending.current));
      pending.current = null;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, chart]);
  useEffect(() => {
    if (isVisible.current) chart.current?.setData(toAligned(data));
    else pending.current = data;
  }, [chart, data]);
}

function toAligned(data: ChartData): uPlot.AlignedData {
  return data as unknown as uPlot.AlignedData;
}
