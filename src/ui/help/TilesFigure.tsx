import { tilesFigureText } from '#text/help/figures.ts';
import classes from '#ui/help/Figures.module.css';

const IMAGE = { x: 70, y: 36, width: 300, height: 176 };
const TILE = 88;
const HALO = 36;

/** An image cut into output tiles, and the larger input that one of them needs. */
export function TilesFigure() {
  const columns = [0, 1, 2, 3].map((column) => IMAGE.x + TILE * column).filter((x) => x < 370);
  const output = { x: IMAGE.x, y: IMAGE.y, width: TILE, height: TILE };
  const input = {
    x: output.x - HALO,
    y: output.y - HALO,
    width: TILE + 2 * HALO,
    height: TILE + 2 * HALO,
  };
  return (
    <svg
      viewBox="0 0 560 232"
      className={classes['tiles']}
      role="img"
      aria-label={tilesFigureText.description}
    >
      <defs>
        <pattern
          id="help-mirrored"
          width="7"
          height="7"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line className={classes['hatch']} x1="0" y1="0" x2="0" y2="7" />
        </pattern>
      </defs>
      <rect x={input.x} y={input.y} width={input.width} height={HALO} fill="url(#help-mirrored)" />
      <rect x={input.x} y={IMAGE.y} width={HALO} height={TILE + HALO} fill="url(#help-mirrored)" />
      <rect className={classes['image']} {...IMAGE} />
      {columns.slice(1).map((x) => (
        <line key={x} className={classes['grid']} x1={x} x2={x} y1={IMAGE.y} y2={212} />
      ))}
      <line className={classes['grid']} x1={70} x2={370} y1={IMAGE.y + TILE} y2={IMAGE.y + TILE} />
      <rect className={classes['outputTile']} {...output} />
      <rect className={classes['inputTile']} {...input} />
      <Label y={46} className="outputTile" text={tilesFigureText.output} />
      <Label y={78} className="inputTile" text={tilesFigureText.input} />
      <Label y={110} className="image" text={tilesFigureText.image} />
    </svg>
  );
}

interface LabelProps {
  readonly y: number;
  readonly className: 'outputTile' | 'inputTile' | 'image';
  readonly text: string;
}

function Label({ y, className, text }: LabelProps) {
  return (
    <>
      <rect className={classes[className]} x={398} y={y - 10} width={20} height={14} />
      <text className={classes['legend']} x={428} y={y + 1}>
        {text}
      </text>
    </>
  );
}
