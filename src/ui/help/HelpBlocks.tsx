import type { HelpBlock } from '#text/help/helpBlocks.ts';
import classes from '#ui/help/Help.module.css';
import { TilesFigure } from '#ui/help/TilesFigure.tsx';
import { UnetFigure } from '#ui/help/UnetFigure.tsx';
import { KeyList } from '#ui/keys/KeyList.tsx';

/** Blocks of the help, one below the other. */
export function HelpBlocks({ blocks }: { readonly blocks: readonly HelpBlock[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
  return blocks.map((block, place) => <Block key={place} block={block} />);
}

function Block({ block }: { readonly block: HelpBlock }) {
  switch (block.kind) {
    case 'text':
      return <p>{block.text}</p>;
    case 'heading':
      return <h4 className={classes['heading']}>{block.text}</h4>;
    case 'note':
      return <p className={classes['note']}>{block.text}</p>;
    case 'list':
      return <ul className={classes['list']}>{block.items.map(toItem)}</ul>;
    case 'steps':
      return <ol className={classes['list']}>{block.items.map(toItem)}</ol>;
    case 'facts':
      return <Facts rows={block.rows} />;
    case 'figure':
      return (
        <figure className={classes['figure']}>
          {block.id === 'unet' ? <UnetFigure /> : <TilesFigure />}
          <figcaption>{block.caption}</figcaption>
        </figure>
      );
    case 'reference':
      return (
        <p className={classes['reference']}>
          {block.text}{' '}
          <a href={`https://doi.org/${block.doi}`} target="_blank" rel="noreferrer">
            doi:{block.doi}
          </a>
        </p>
      );
    case 'keys':
      return <KeyList query="" />;
  }
}

function toItem(text: string) {
  return <li key={text}>{text}</li>;
}

function Facts({ rows }: { readonly rows: readonly (readonly [term: string, text: string])[] }) {
  return (
    <dl className={classes['facts']}>
      {rows.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
