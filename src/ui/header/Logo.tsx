import { pageText } from '#text/page.ts';
import classes from '#ui/header/Header.module.css';

/** Wordmark: a cell seen through a pane of glass. */
export function Logo() {
  return (
    <h1 className={classes['logo']}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <rect x="2" y="2" width="28" height="28" rx="7" fill="var(--cp-accent)" opacity="0.16" />
        <rect
          x="2"
          y="2"
          width="28"
          height="28"
          rx="7"
          fill="none"
          stroke="var(--cp-accent)"
          strokeWidth="2"
        />
        <path
          d="M16 7.5c5.4-.6 9 3.300 8.600 8.200-.4 5.300-4.100 8.600-8.900 8.300-5-.3-8.500-3.500-8.200-8.300.3-4.600 3.600-7.700 8.500-8.200Z"
          fill="none"
          stroke="var(--cp-accent)"
          strokeWidth="2"
        />
        <circle cx="17.500" cy="15" r="3.200" fill="var(--cp-accent)" />
      </svg>
      <span className={classes['wordmark']}>{pageText.name}</span>
    </h1>
  );
}
