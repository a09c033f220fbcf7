import { Kbd } from '@mantine/core';
import { shortcutsText, viewerKeys } from '#text/shortcuts.ts';
import { commandGroups, keyText } from '#ui/commands/commands.ts';
import classes from '#ui/keys/KeyList.module.css';

interface KeyLine {
  readonly title: string;
  readonly keys: string;
}

interface KeySection {
  readonly title: string;
  readonly lines: readonly KeyLine[];
}

const SECTIONS: readonly KeySection[] = [
  ...commandGroups.map(({ title, commands }) => ({
    title,
    lines: commands
      .filter(({ keys }) => keys.length > 0)
      .map((command) => ({ title: command.title, keys: keyText(command) })),
  })),
  { title: shortcutsText.inTheImage, lines: viewerKeys },
];

/** Sections with the lines whose title or keys hold the query; all for an empty one. */
export function findKeys(query: string): readonly KeySection[] {
  const wanted = query.trim().toLowerCase();
  return SECTIONS.map(({ title, lines }) => ({
    title,
    lines: lines.filter((line) => `${line.title} ${line.keys}`.toLowerCase().includes(wanted)),
  })).filter(({ lines }) => lines.length > 0);
}

/** Every key and what it does, in groups. */
export function KeyList({ query }: { readonly query: string }) {
  const sections = findKeys(query);
  return (
    <div className={classes['columns']}>
      {sections.map(({ title, lines }) => (
        <div key={title} className={classes['section']}>
          <p className={classes['title']}>{title}</p>
          <dl className={classes['list']}>
            {lines.map((line) => (
              <div key={line.title} className={classes['row']}>
                <dt>{line.title}</dt>
                <dd>
                  <Kbd>{line.keys}</Kbd>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      {sections.length === 0 && <p>{shortcutsText.nothing(query)}</p>}
    </div>
  );
}
