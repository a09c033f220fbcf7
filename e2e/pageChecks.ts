import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './journey.ts';

/** WCAG 2.2 A and AA, and what axe holds for good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Nothing that axe finds, of any impact, in the page as it is; and nothing that is cut off. */
export async function expectForEveryone(page: Page, state: string): Promise<void> {
  await settle(page);
  const found = await axeFindings(page);
  expect.soft(found, `axe: ${state}`).toEqual([]);
  expect.soft(await cutControls(page), `cut off: ${state}`).toEqual([]);
}

/** What axe finds, one text for each rule; it runs inside the page, which is much the fastest. */
async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (rules) => {
    // A tooltip and an open menu lie beside the page, wherever what they belong to is.
    const context = { exclude: [['[role=tooltip]']] };
    const results = await (globalThis as unknown as { axe: typeof axe }).axe.run(context, {
      runOnly: { type: 'tag', values: rules },
      rules: { region: { enabled: document.querySelector('[role=menu]') === null } },
      resultTypes: ['violations'],
    });
    return results.violations;
  }, RULES);
  return violations.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}): ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
  );
}

/** Fading in, text has less contrast than it will have: waits until nothing fades or moves. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What is drawn next begins its transitions in the frame after.
    for (let frame = 0; frame < 2; frame++) {
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
        setTimeout(resolve, 200);
      });
    }
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    // Where the browser draws no frames, none ever ends.
    const limit = new Promise((resolve) => setTimeout(resolve, 1000));
    await Promise.race([limit, Promise.allSettled(ending.map(({ finished }) => finished))]);
  });
}

/**
 * Controls that are partly outside of the window although nothing around them scrolls, and the page
 * itself where it is wider than the window.
 */
export function cutControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, clientHeight, scrollWidth } = document.documentElement;
    const canScroll = (start: Element | null, axis: 'overflowX' | 'overflowY'): boolean => {
      for (let box = start; box; box = box.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(box)[axis])) return true;
      }
      return false;
    };
    const isCut = (control: HTMLElement): boolean => {
      const { left, right, top, bottom, width, height } = control.getBoundingClientRect();
      // Hidden for eyes only.
      if (width < 2 || height < 2) return false;
      const isWide = left < -1 || right > clientWidth + 1;
      const isHigh = top < -1 || bottom > clientHeight + 1;
      if (isWide && !canScroll(control.parentElement, 'overflowX')) return true;
      return isHigh && !canScroll(control.parentElement, 'overflowY');
    };
    const controls =
      'a[href],button,input:not([type=file]),select,textarea,[role=slider],[tabindex="0"]';
    const cut = [...document.querySelectorAll<HTMLElement>(controls)]
      .filter((control) => control.checkVisibility({ opacityProperty: true }))
      .filter(isCut)
      .map(({ outerHTML }) => outerHTML.slice(0, 160));
    return scrollWidth > clientWidth ? [`page: ${scrollWidth} > ${clientWidth} px`, ...cut] : cut;
  });
}

/** True when something of the element with the keyboard focus shows that it has it. */
export function isFocusSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused) return false;
    const look = (): string => {
      const near = [focused, focused.nextElementSibling, focused.parentElement];
      near.push(focused.parentElement?.parentElement ?? null);
      return near
        .flatMap((one) => {
          if (!one) return [];
          const { outline, boxShadow, borderColor } = getComputedStyle(one);
          const thumb = getComputedStyle(one, '::-webkit-slider-thumb').outline;
          return [outline, boxShadow, borderColor, thumb];
        })
        .join(';');
    };
    const withFocus = look();
    (focused as HTMLElement).blur();
    const without = look();
    (focused as HTMLElement).focus();
    return withFocus !== without;
  });
}
