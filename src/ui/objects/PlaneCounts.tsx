import { type CSSProperties, type KeyboardEvent, useMemo, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { axesOf, type PagesInfo, placeOf } from '#domain/image/stackAxes.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { type PageSummary, pageSummaries } from '#store/selectors/planeSummaries.ts';
import { displayText } from '#text/display.ts';
import { objectsText } from '#text/objects.ts';
import classes from '#ui/objects/PlaneCounts.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Objects of every plane of a stack as bars; one goes to its plane. Absent for single planes. */
export function PlaneCounts() {
  const { setPage } = useActions();
  const results = useAppStore((state) => state.results);
  const { id, info, predictions } = useAppStore(
    useShallow((state) => {
      const entry = selectCurrentEntry(state);
      return { id: entry?.id, info: entry?.info, predictions: entry?.predictions };
    }),
  );
  const pages = useMemo(
    () => (id && info && predictions ? pageSummaries({ id, info, predictions }, results) : []),
    [id, info, predictions, results],
  );
  if (!id || !info || info.pageCount < 2 || pages.length === 0) return null;
  const counts = pages.map(({ summary }) => summary?.objectCount ?? 0);
  const highest = Math.max(1, ...counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <div className={classes['root']}>
      <span className={classes['summary']}>
        {objectsText.planesFound(pages.length, info.pageCount, total)}
      </span>
      <Bars
        pages={pages}
        info={info}
        highest={highest}
        shownIndex={info.pageIndex}
        onShow={(pageIndex) => void setPage(id, pageIndex)}
      />
    </div>
  );
}

interface BarsProps {
  readonly pages: readonly PageSummary[];
  readonly info: PagesInfo;
  readonly highest: number;
  readonly shownIndex: number;
  readonly onShow: (pageIndex: number) => void;
}

/** One stop of the Tab key; arrows, Home and End move among the bars. */
function Bars({ pages, info, highest, shownIndex, onShow }: BarsProps) {
  const list = useRef<HTMLFieldSetElement>(null);
  const shown = pages.findIndex(({ pageIndex }) => pageIndex === shownIndex);
  const stop = Math.max(0, shown);
  const handleKey = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const target = targetOf(event.key, at, buttons.length);
    if (target === null) return;
    event.preventDefault();
    buttons[target]?.focus();
  };
  return (
    <fieldset
      ref={list}
      aria-label={objectsText.byPlane}
      className={classes['bars']}
      onKeyDown={handleKey}
    >
      {pages.map(({ pageIndex, summary }, index) => {
        const label = barText(info, pageIndex, summary?.objectCount ?? null);
        const style = {
          '--height': `${(100 * (summary?.objectCount ?? 0)) / highest}%`,
        } as CSSProperties;
        return (
          <button
            key={pageIndex}
            type="button"
            className={classes['bar']}
            style={style}
            title={label}
            aria-label={label}
            aria-current={pageIndex === shownIndex || undefined}
            tabIndex={index === stop ? 0 : -1}
            onClick={() => onShow(pageIndex)}
          />
        );
      })}
    </fieldset>
  );
}

function targetOf(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight') return Math.min(count - 1, at + 1);
  if (key === 'ArrowLeft') return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** `Time 5 of 30: 41 objects`. */
function barText(info: PagesInfo, pageIndex: number, objectCount: number | null): string {
  const { sizeZ, sizeT } = axesOf(info);
  const { z, t } = placeOf(info, pageIndex);
  const place = info.stack
    ? [
        ...(sizeZ > 1 ? [displayText.named(displayText.slice, z + 1, sizeZ)] : []),
        ...(sizeT > 1 ? [displayText.named(displayText.time, t + 1, sizeT)] : []),
      ].join(', ')
    : displayText.named(displayText.page, pageIndex + 1, info.pageCount);
  return objectsText.onPlane(place, objectCount);
}
