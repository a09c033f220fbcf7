import classes from '#ui/controls/MiddleText.module.css';

/** The last number of a name, six digits of it at most, and its endings: `00172.ome.tif`. */
const TAIL = /(?:\d{1,6}\D{0,4}?)?(?:\.[a-z0-9]{1,8}){0,2}$/i;

export interface MiddleTextProps {
  readonly text: string;
}

/** A name that is cut in the middle where it is too long, so that its number stays in sight. */
export function MiddleText({ text }: MiddleTextProps) {
  const [head, tail] = splitName(text);
  return (
    <span className={classes['root']}>
      <span className={classes['head']}>{head}</span>
      {tail !== '' && <span className={classes['tail']}>{tail}</span>}
    </span>
  );
}

/** A name as the part that may be cut and the part that is always seen. */
export function splitName(name: string): readonly [head: string, tail: string] {
  const at = TAIL.exec(name)?.index ?? name.length;
  return [name.slice(0, at), name.slice(at)];
}
