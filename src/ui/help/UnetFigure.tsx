import { unetFigureText } from '#text/help/figures.ts';
import classes from '#ui/help/Figures.module.css';
import { type FeatureMap, paperUnet, type UnetLevel } from '#ui/help/unetShape.ts';

const WIDTH = 760;
const HEIGHT = 532;
const TOPS = [28, 194, 314, 410, 494];
const LEVEL_STEP = 60;
const ARROW = 27;
const RIGHT_END = 702;
const MIDDLE = 356;

interface Bar extends FeatureMap {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The network of the paper; every number in it is computed. */
export function UnetFigure() {
  const levels = paperUnet();
  const drawn = levels.map((level, place) => drawLevel(level, place, levels.length));
  return (
    <section
      className={classes['scroller']}
      data-wide
      aria-label={unetFigureText.name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where the screen is narrow
      tabIndex={0}
    >
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={classes['unet']}
        role="img"
        aria-label={unetFigureText.description}
      >
        <Arrowheads />
        {drawn.map(({ down, up }, level) => (
          <g key={TOPS[level]}>
            <Row bars={down} />
            <Row bars={up} />
            <Skip from={down.at(-1)} to={up[0]} />
            <Step from={down.at(-1)} to={drawn[level + 1]?.down[0]} isUp={false} />
            <Step
              from={(drawn[level + 1]?.up.length
                ? drawn[level + 1]?.up
                : drawn[level + 1]?.down
              )?.at(-1)}
              to={up[0]}
              isUp
            />
          </g>
        ))}
        <Output last={drawn[0]?.up.at(-1)} />
        <Legend />
      </svg>
    </section>
  );
}

function drawLevel({ down, up }: UnetLevel, level: number, count: number) {
  const isDeepest = level === count - 1;
  const left = isDeepest ? MIDDLE - rowWidth(down) / 2 : 16 + LEVEL_STEP * level;
  return {
    down: placed(down, left, level),
    up: placed(up, RIGHT_END - LEVEL_STEP * level - rowWidth(up), level),
  };
}

const barWidth = ({ features }: FeatureMap): number => 4 + 0.75 * Math.sqrt(features);

function rowWidth(maps: readonly FeatureMap[]): number {
  return maps.reduce((sum, map) => sum + barWidth(map) + ARROW, -ARROW);
}

function placed(maps: readonly FeatureMap[], left: number, level: number): readonly Bar[] {
  let x = left;
  return maps.map((map) => {
    const bar = {
      ...map,
      x,
      y: TOPS[level] ?? 0,
      width: barWidth(map),
      height: 14 + map.edgePx / 6,
    };
    x += bar.width + ARROW;
    return bar;
  });
}

function Row({ bars }: { readonly bars: readonly Bar[] }) {
  return bars.map((bar, place) => (
    <g key={bar.edgePx}>
      <rect className={classes['map']} x={bar.x} y={bar.y} width={bar.width} height={bar.height} />
      {bar.features !== 1 && place === 0 && bar.x > MIDDLE && (
        <rect
          className={classes['copied']}
          x={bar.x}
          y={bar.y}
          width={bar.width / 2}
          height={bar.height}
        />
      )}
      <text className={classes['count']} x={bar.x + bar.width / 2} y={bar.y - 6}>
        {bar.features}
      </text>
      <text className={classes['edge']} x={bar.x + bar.width / 2} y={bar.y + bar.height + 13}>
        {bar.edgePx}²
      </text>
      {place > 0 && (
        <line
          className={classes['convolution']}
          x1={bar.x - ARROW + 4}
          x2={bar.x - 7}
          y1={bar.y + bar.height / 2}
          y2={bar.y + bar.height / 2}
          markerEnd="url(#help-head)"
        />
      )}
    </g>
  ));
}

interface Link {
  readonly from: Bar | undefined;
  readonly to: Bar | undefined;
}

function Skip({ from, to }: Link) {
  if (!from || !to) return null;
  const y = from.y + from.height / 2;
  return (
    <line
      className={classes['skip']}
      x1={from.x + from.width + 6}
      x2={to.x - 8}
      y1={y}
      y2={y}
      markerEnd="url(#help-head-dim)"
    />
  );
}

function Step({ from, to, isUp }: Link & { readonly isUp: boolean }) {
  if (!from || !to) return null;
  const x1 = from.x + from.width / 2;
  const x2 = to.x + to.width / 2;
  const y1 = isUp ? from.y - 20 : from.y + from.height + 18;
  const y2 = isUp ? to.y + to.height + 22 : to.y - 21;
  return (
    <path
      className={classes[isUp ? 'upward' : 'downward']}
      d={`M${x1} ${y1}C${x1} ${(y1 + y2) / 2} ${x2} ${(y1 + y2) / 2} ${x2} ${y2}`}
      markerEnd={isUp ? 'url(#help-head)' : 'url(#help-head-dim)'}
    />
  );
}

function Output({ last }: { readonly last: Bar | undefined }) {
  if (!last) return null;
  const output = { ...last, features: 2, x: last.x + last.width + ARROW + 10, width: 6 };
  return (
    <g>
      <line
        className={classes['pointwise']}
        x1={last.x + last.width + 4}
        x2={output.x - 7}
        y1={last.y + last.height / 2}
        y2={last.y + last.height / 2}
        markerEnd="url(#help-head)"
      />
      <rect className={classes['output']} {...box(output)} />
      <text className={classes['count']} x={output.x + 3} y={last.y - 6}>
        2
      </text>
      <text className={classes['edge']} x={output.x + 3} y={last.y + last.height + 13}>
        {last.edgePx}²
      </text>
    </g>
  );
}

const box = ({ x, y, width, height }: Bar) => ({ x, y, width, height });

function Legend() {
  const kinds = ['skip', 'downward', 'upward', 'pointwise', 'convolution'] as const;
  return kinds.map((kind, row) => (
    <g key={kind} transform={`translate(12 ${438 + 20 * row})`}>
      <line
        className={classes[kind]}
        x1={0}
        x2={22}
        y1={0}
        y2={0}
        markerEnd={
          kind === 'skip' || kind === 'downward' ? 'url(#help-head-dim)' : 'url(#help-head)'
        }
      />
      <text className={classes['legend']} x={36} y={4}>
        {unetFigureText.legend[kind]}
      </text>
    </g>
  ));
}

function Arrowheads() {
  return (
    <defs>
      {(['help-head', 'help-head-dim'] as const).map((id) => (
        <marker
          key={id}
          id={id}
          viewBox="0 0 8 8"
          refX="4"
          refY="4"
          markerWidth="5"
          markerHeight="5"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8Z" className={classes[id === 'help-head' ? 'head' : 'headDim']} />
        </marker>
      ))}
    </defs>
  );
}
