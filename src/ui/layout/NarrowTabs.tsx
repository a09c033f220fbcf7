import { Tabs } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { pageText } from '#text/page.ts';
import classes from '#ui/layout/Workbench.module.css';
import { type PagePart, usePageHandles } from '#ui/pageHandles.ts';

export interface NarrowTab {
  readonly id: PagePart;
  readonly title: string;
  readonly content: ReactNode;
}

/** The side columns of a wide screen as tabs; all stay in the page, one is seen. */
export function NarrowTabs({ tabs }: { readonly tabs: readonly NarrowTab[] }) {
  const [shown, setShown] = useState<string | null>(tabs[0]?.id ?? null);
  const list = useRef<HTMLDivElement>(null);
  const handles = usePageHandles();
  useEffect(() => {
    handles.showPart = (part) => {
      setShown(part);
      list.current?.querySelector<HTMLElement>(`[data-part=${part}]`)?.focus();
    };
  }, [handles]);
  return (
    <Tabs
      component="aside"
      aria-label={pageText.panels}
      value={shown}
      onChange={setShown}
      className={classes['tabs']}
      keepMounted
    >
      <Tabs.List ref={list} grow>
        {tabs.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id} data-part={id}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ id, content }) => (
        <Tabs.Panel key={id} value={id} className={classes['tabPanel']}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
