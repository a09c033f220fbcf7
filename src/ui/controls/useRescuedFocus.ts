import { useEffect } from 'react';

const FOCUSABLE =
  'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), [tabindex="0"]';

/**
 * Keeps keyboard users in place when what they stood on is removed, as the row of a closed image or
 * a dismissed remark: the focus goes to the same control of the next row, else of the one before,
 * else to the nearest control around. It would else fall back to the top of the page. What closes
 * with a dialog or a menu of its own is left to that one, and so are users of a pointer.
 */
export function useRescuedFocus(): void {
  useEffect(() => {
    let focused: HTMLElement | null = null;
    const note = ({ target }: FocusEvent): void => {
      const byKeyboard = target instanceof HTMLElement && target.matches(':focus-visible');
      focused = byKeyboard ? target : null;
    };
    const leave = ({ relatedTarget, target }: FocusEvent): void => {
      // A removed element loses the focus to nothing, and is out of the page by then or soon after.
      if (relatedTarget === null && target === focused && document.hasFocus()) return;
      focused = null;
    };
    const observer = new MutationObserver((records) => {
      if (focused === null || focused.isConnected) return;
      const lost = focused;
      focused = null;
      const place = records.flatMap((record) => placeOf(record, lost)).at(0);
      if (place === undefined) return;
      // Who knows a better place takes it as the page is drawn anew.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) nearestOf(place)?.focus();
      });
    });
    document.addEventListener('focusin', note);
    document.addEventListener('focusout', leave);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('focusout', leave);
      observer.disconnect();
    };
  }, []);
}

/** Where a removed control was. */
interface LostPlace {
  readonly around: Node;
  readonly after: Node | null;
  readonly before: Node | null;
  /** Controls of the removed part that follow it: 0 = it was the last one. */
  readonly followers: number;
}

function placeOf(record: MutationRecord, lost: HTMLElement): LostPlace[] {
  const { target, nextSibling, previousSibling, removedNodes } = record;
  const removed = [...removedNodes].find((node) => node.contains(lost));
  if (removed === undefined) return [];
  const inside = controlsIn(removed);
  const followers = inside.length - 1 - inside.indexOf(lost);
  return [{ around: target, after: nextSibling, before: previousSibling, followers }];
}

function nearestOf({ around, after, before, followers }: LostPlace): HTMLElement | undefined {
  for (const sibling of [after, before]) {
    const controls = sibling?.isConnected ? controlsIn(sibling) : [];
    const same = controls.at(-1 - followers) ?? controls[0];
    if (same !== undefined) return same;
  }
  // The children of the body are the page as a whole, dialogs and menus.
  for (let node: Node | null = around; node?.parentNode?.parentNode; node = node.parentNode) {
    if (node.parentNode === document.body || !node.isConnected) break;
    const [first] = controlsIn(node);
    if (first !== undefined) return first;
  }
  return undefined;
}

function controlsIn(node: Node): HTMLElement[] {
  if (!(node instanceof HTMLElement)) return [];
  const inside = node.querySelectorAll<HTMLElement>(FOCUSABLE);
  return node.matches(FOCUSABLE) ? [node, ...inside] : [...inside];
}
