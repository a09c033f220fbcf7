/** Keys that move the focus within a toolbar. */
const STEPS: Readonly<Record<string, 'next' | 'previous' | 'first' | 'last'>> = {
  ArrowRight: 'next',
  ArrowDown: 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
};

/**
 * Place of the control that gets the focus; `null` for keys that move nothing. The ends are joined.
 */
export function rovingTarget(key: string, place: number, count: number): number | null {
  const step = STEPS[key];
  if (step === undefined || count === 0) return null;
  if (step === 'first') return 0;
  if (step === 'last') return count - 1;
  return (place + (step === 'next' ? 1 : count - 1)) % count;
}
