import classes from '#ui/controls/MiddleText.module.css';

/** The last number of a name, six digits of it at most, and its endings: `00172.ome.tif`. */
const TAIL = /(?:\d{1,6}\D{0,4}?)?(?:\.[a-z0-9]{1,8}){0,2}$/i;

/** Letters that stay in sight where a long name does not end in a number. */
const TAIL_LETTERS = 6;

/** Names up to this length are told apart by their beginning. */
const SHORT_NAME = 12;

export interface MiddleTextProps {
  readonly text: string;
}

/** A name that is cut in the middle where it is too long, so that its number stays in sight. */
export function MiddleText({ text }: MiddleTextProps) {
  const [head, tail] = splitName(text);
  if (tail === '') {
    return (
      <span className={classes['root']}>
        <span className={classes['head']}>{head}</span>
      </span>
    );
  }
  return (
    <span className={classes['root']}>
      {/* The two halves would be read as two words. */}
      <span className={classes['whole']}>{text}</span>
      <span className={classes['head']} aria-hidden="true">
        {head}
      </span>
      <span className={classes['tail']} aria-hidden="true">
        {tail}
      </span>
    </span>
  );
}

/** A name as the part that may be cut and the part that is always seen. */
export function splitName(name: string): readonly [head: string, tail: string] {
  const found = TAIL.exec(name)?.index ?? name.length;
  const isBareEnding = name[found] === '.' && found > SHORT_NAME;
  const at = isBareEnding ? found - TAIL_LETTERS : found;
  return [name.slice(0, at), name.slice(at)];
}
