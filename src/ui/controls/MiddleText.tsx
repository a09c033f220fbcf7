import classes from '#ui/controls/MiddleText.module.css';

/** Letters at the end that are always seen: a number and the ending of a file. */
const TAIL_LETTERS = 11;

export interface MiddleTextProps {
  readonly text: string;
}

/** A name that is cut in the middle where it is too long, so that its number stays in sight. */
export function MiddleText({ text }: MiddleTextProps) {
  const letters = [...text];
  const cut = letters.length > TAIL_LETTERS + 4 ? letters.length - TAIL_LETTERS : letters.length;
  return (
    <span className={classes['root']}>
      <span className={classes['head']}>{letters.slice(0, cut).join('')}</span>
      {cut < letters.length && (
        <span className={classes['tail']}>{letters.slice(cut).join('')}</span>
      )}
    </span>
  );
}
