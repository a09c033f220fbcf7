import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { runMode } from '#store/slices/trainingSlice.ts';
import { percentText } from '#text/format.ts';
import { pageText } from '#text/page.ts';
import classes from '#ui/layout/SideSections.module.css';
import { useAppStore } from '#ui/useAppStore.ts';

export interface SideSectionsProps {
  readonly segment: ReactNode;
  readonly train: ReactNode;
}

/**
 * Segmentation above training in one column that scrolls: every control is always at hand, and the
 * two links on top, which look like tabs, bring either into view.
 */
export function SideSections({ segment, train }: SideSectionsProps) {
  const root = useRef<HTMLElement>(null);
  const trainSection = useRef<HTMLDivElement>(null);
  const isTraining = useIsInUpperHalf(root, trainSection);
  useScrollToNewRun(trainSection);
  return (
    <aside ref={root} className={classes['side']} aria-label={pageText.segmentationAndTraining}>
      <nav className={classes['nav']} aria-label={pageText.sections}>
        <a href="#segmentation" aria-current={!isTraining}>
          {pageText.segment}
        </a>
        <a href="#training" aria-current={isTraining}>
          {pageText.train}
          <RunBadge />
        </a>
      </nav>
      <div id="segmentation" className={classes['section']}>
        {segment}
      </div>
      <div id="training" ref={trainSection} className={`${classes['section']} ${classes['train']}`}>
        {train}
      </div>
    </aside>
  );
}

/** How far a run is, for whoever looks at the other section. */
function RunBadge() {
  const mode = useAppStore(runMode);
  const percent = useAppStore(({ training: { run } }) =>
    run?.status ? Math.floor((100 * run.status.iteration) / Math.max(1, run.status.iterations)) : 0,
  );
  if (mode !== 'running' && mode !== 'paused') return null;
  return (
    <span className={classes['badge']} aria-hidden="true">
      {mode === 'paused' ? pageText.paused : percentText(percent / 100)}
    </span>
  );
}

/** Brings a run into view as it starts: the settings above its button make way, and the column jumps. */
function useScrollToNewRun(part: RefObject<HTMLElement | null>): void {
  const runId = useAppStore((state) => state.training.run?.id);
  useEffect(() => {
    if (runId !== undefined) part.current?.scrollIntoView({ block: 'start' });
  }, [runId, part]);
}

/** True while the part fills the upper half of what can be seen of the column. */
function useIsInUpperHalf(
  root: RefObject<HTMLElement | null>,
  part: RefObject<HTMLElement | null>,
): boolean {
  const [isIn, setIsIn] = useState(false);
  useEffect(() => {
    if (!part.current) return;
    const observer = new IntersectionObserver(
      (entries) => setIsIn(entries.at(-1)?.isIntersecting === true),
      { root: root.current, rootMargin: '0px 0px -60% 0px' },
    );
    observer.observe(part.current);
    return () => observer.disconnect();
  }, [root, part]);
  return isIn;
}
