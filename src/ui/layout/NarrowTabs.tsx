import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from '#ui/layout/Workbench.module.css';

export interface NarrowTab {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

/** The side columns of a wide screen as tabs; all stay in the page, one is seen. */
export function NarrowTabs({ tabs }: { readonly tabs: readonly NarrowTab[] }) {
  return (
    <Tabs
      component="aside"
      aria-label="Panels"
      defaultValue={tabs[0]?.id ?? null}
      className={classes['tabs']}
      keepMounted
    >
      <Tabs.List grow>
        {tabs.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id}>
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
