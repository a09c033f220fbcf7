import { eventually } from '#testing/eventually.ts';
import '#ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { expect, it } from 'vitest';
import type { ObjectTable } from '#domain/measurement/objectTable.ts';
import { type AppStore, createAppStore } from '#store/appStore.ts';
import { type ImageResult, resultFrom } from '#store/slices/resultsSlice.ts';
import { FAKE_CARDS } from '#testing/fakeImages.ts';
import { fakeServices } from '#testing/fakeServices.ts';
import { ObjectsGrid } from '#ui/objects/ObjectsGrid.tsx';
import { useGridModel } from '#ui/objects/useGridModel.ts';
import { AppStoreContext, useAppStore } from '#ui/useAppStore.ts';

const IMAGE_ID = 'image-1';

/** Labels 1…n; area falls with the label, so that sorting by it turns the table around. */
function tableOf(rowCount: number): ObjectTable {
  const labels = Float64Array.from({ length: rowCount }, (_, row) => row + 1);
  const areas = labels.map((label) => rowCount + 1 - label);
  return {
    rowCount,
    columns: [
      { id: 'label', title: 'Label', unit: '', values: labels },
      { id: 'area_px', title: 'Area', unit: 'px²', values: areas },
    ],
  };
}

function Harness() {
  const result = useAppStore((state) => state.results[IMAGE_ID]) as ImageResult;
  return <ObjectsGrid model={useGridModel(IMAGE_ID, result)} />;
}

async function showTable(rowCount: number): Promise<{ store: AppStore; grid: HTMLElement }> {
  const store = createAppStore(fakeServices().services);
  const settings = FAKE_CARDS[0]?.defaults;
  if (!settings) throw new Error('no card');
  const result = resultFrom('nuclei', settings, {
    objects: tableOf(rowCount),
    coveredFraction: 0,
    canUndoDelete: false,
    deletions: [],
    ms: { instances: 0, measure: 0 },
  });
  store.setState({ results: { [IMAGE_ID]: result } });
  const box = document.createElement('div');
  box.style.cssText = 'display: flex; width: 600px; height: 300px';
  document.body.replaceChildren(box);
  await settle(() =>
    createRoot(box).render(
      <AppStoreContext value={store}>
        <Harness />
      </AppStoreContext>,
    ),
  );
  const grid = box.querySelector<HTMLElement>('[role=grid]');
  if (!grid) throw new Error('no grid');
  return { store, grid };
}

/** Does something to the page and waits until it is drawn. */
async function settle(work: () => void): Promise<void> {
  work();
  await new Promise((resolve) => setTimeout(resolve, 100));
}

const bodyRows = (grid: HTMLElement) => [
  ...grid.querySelectorAll<HTMLElement>('tr[aria-selected]'),
];
const labelOf = (row: HTMLElement | undefined) => row?.querySelector('td')?.textContent;
const selectionOf = (store: AppStore) => [...(store.getState().results[IMAGE_ID]?.selection ?? [])];
const press = (grid: HTMLElement, key: string, shiftKey = false) =>
  settle(() => {
    grid.focus();
    grid.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
  });

it('holds 20,000 objects with few rows in the page, and tells readers their number', async () => {
  const { grid } = await showTable(20_000);
  expect(grid.getAttribute('aria-rowcount')).toBe('20001');
  expect(bodyRows(grid).length).toBeLessThan(60);
  await settle(() => {
    grid.scrollTop = grid.scrollHeight;
  });
  expect(labelOf(bodyRows(grid).at(-1))).toBe('20,000');
  expect(bodyRows(grid).length).toBeLessThan(60);
});

it('has every object of a short table in the page', async () => {
  const { grid } = await showTable(100);
  expect(bodyRows(grid)).toHaveLength(100);
});

it('sorts by a column and turns the order around on the second click', async () => {
  const { grid } = await showTable(500);
  const header = [...grid.querySelectorAll<HTMLElement>('th')][1];
  await settle(() => header?.querySelector('button')?.click());
  expect(header?.getAttribute('aria-sort')).toBe('ascending');
  expect(labelOf(bodyRows(grid)[0])).toBe('500');
  await settle(() => header?.querySelector('button')?.click());
  expect(header?.getAttribute('aria-sort')).toBe('descending');
  expect(labelOf(bodyRows(grid)[0])).toBe('1');
});

it('selects with click, Shift+click and keys alike', async () => {
  const { store, grid } = await showTable(500);
  const click = (row: number, shiftKey = false) =>
    settle(() => {
      bodyRows(grid)[row]?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey }));
    });
  await click(2);
  expect(selectionOf(store)).toEqual([3]);
  await click(4, true);
  expect(selectionOf(store)).toEqual([3, 4, 5]);
  await press(grid, 'End');
  expect(selectionOf(store)).toEqual([500]);
  await press(grid, 'ArrowUp', true);
  expect(selectionOf(store)).toEqual([499, 500]);
});

it('goes on from the gap when the active row is deleted', async () => {
  const { store, grid } = await showTable(500);
  await settle(() => {
    store.actions.selectObjects(IMAGE_ID, new Set([3]));
  });
  const table = tableOf(500);
  const columns = table.columns.map((column) => ({
    ...column,
    values: column.values.filter((_, row) => row !== 2),
  }));
  await settle(() => {
    store.setState(({ results }) => {
      const result = results[IMAGE_ID] as ImageResult;
      const objects = { rowCount: 499, columns };
      return { results: { [IMAGE_ID]: { ...result, objects, selection: new Set() } } };
    });
  });
  await press(grid, 'ArrowDown');
  expect(selectionOf(store)).toEqual([4]);
});

it('scrolls to an object that is selected elsewhere, and marks its row', async () => {
  const { store, grid } = await showTable(20_000);
  store.actions.selectObjects(IMAGE_ID, new Set([12_345]));
  await eventually(() => {
    const selected = bodyRows(grid).filter((row) => row.ariaSelected === 'true');
    expect(selected.map(labelOf)).toEqual(['12,345']);
    const box = selected[0]?.getBoundingClientRect();
    const view = grid.getBoundingClientRect();
    expect(box?.top).toBeGreaterThanOrEqual(view.top);
    expect(box?.bottom).toBeLessThanOrEqual(view.bottom + 1);
  });
});
