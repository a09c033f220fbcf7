import { useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { useRescuedFocus } from '#ui/controls/useRescuedFocus.ts';

let root: Root;

afterEach(() => root.unmount());

/** A list whose rows close themselves, beside a button that stays. */
function Page() {
  useRescuedFocus();
  const [names, setNames] = useState(['a', 'b', 'c']);
  return (
    <main>
      <section>
        <button type="button">Add</button>
        <ul>
          {names.map((name) => (
            <li key={name}>
              <button type="button">Show {name}</button>
              <button type="button" onClick={() => setNames(names.filter((x) => x !== name))}>
                Close {name}
              </button>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}

async function show() {
  const box = document.createElement('div');
  document.body.replaceChildren(box);
  root = createRoot(box);
  root.render(<Page />);
  await expect.poll(() => button('Close b')).toBeDefined();
}

const button = (name: string) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);

const focused = () => expect.poll(() => document.activeElement?.textContent);

it('goes to the same button of the next row, else of the one before, else to what is near', async () => {
  await show();
  // By keys, as the browser tells those who use them from users of a pointer.
  while (document.activeElement?.textContent !== 'Close b') await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await focused().toBe('Close c');
  await userEvent.keyboard('{Enter}');
  await focused().toBe('Close a');
  await userEvent.keyboard('{Enter}');
  await focused().toBe('Add');
});

it('leaves the focus alone when a pointer has closed what it was on', async () => {
  await show();
  await userEvent.click(button('Close b') as HTMLElement);
  await expect.poll(() => button('Close b')).toBeUndefined();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(document.activeElement).toBe(document.body);
});
