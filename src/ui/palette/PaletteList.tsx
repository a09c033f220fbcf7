import { Kbd } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { paletteText } from '#text/palette.ts';
import { groupItems } from '#ui/palette/groupItems.ts';
import classes from '#ui/palette/Palette.module.css';
import type { PaletteItem } from '#ui/palette/paletteItems.ts';

export interface PaletteListProps {
  readonly id: string;
  readonly items: readonly PaletteItem[];
  /** Shows the titles of groups; else each line names its own. */
  readonly isGrouped: boolean;
  /** Place of the line that Enter runs. */
  readonly place: number;
  readonly onPoint: (place: number) => void;
  readonly onChoose: (item: PaletteItem) => void;
}

/** The lines of the palette. */
export function PaletteList(props: PaletteListProps) {
  const { id, items, isGrouped, place, onPoint, onChoose } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const line = list.current?.querySelector(`[data-place="${place}"]`);
    line?.scrollIntoView({ block: 'nearest' });
  }, [place]);
  const lineOf = (item: PaletteItem, at: number) => (
    <PaletteLine
      key={item.id}
      id={`${id}-${at}`}
      item={item}
      at={at}
      isActive={at === place}
      showsGroup={!isGrouped}
      onPoint={onPoint}
      onChoose={onChoose}
    />
  );
  const lines = items.map((item, at) => ({ item, at }));
  const groups = isGrouped ? [...groupItems(lines, ({ item }) => item.group)] : [];
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={paletteText.title}
      className={classes['list']}
      // A scrolling box must be within reach of the keyboard by itself.
      tabIndex={-1}
    >
      {isGrouped
        ? groups.map(([title, some], group) => (
            // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, no fieldsets
            <div key={title} role="group" aria-labelledby={`${id}-g${group}`}>
              <p id={`${id}-g${group}`} className={classes['group']}>
                {title}
              </p>
              {some.map(({ item, at }) => lineOf(item, at))}
            </div>
          ))
        : lines.map(({ item, at }) => lineOf(item, at))}
    </div>
  );
}

interface PaletteLineProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly at: number;
  readonly isActive: boolean;
  readonly showsGroup: boolean;
  readonly onPoint: (place: number) => void;
  readonly onChoose: (item: PaletteItem) => void;
}

function PaletteLine(props: PaletteLineProps) {
  const { id, item, at, isActive, showsGroup, onPoint, onChoose } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys reach it through the field that controls the list
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in that field
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-disabled={!item.isEnabled}
      data-place={at}
      className={classes['line']}
      onPointerMove={() => {
        if (!isActive) onPoint(at);
      }}
      onClick={() => onChoose(item)}
    >
      <span className={classes['title']}>{marked(item.title, item.places)}</span>
      {item.reason !== '' && <span className={classes['remark']}>{item.reason}</span>}
      {item.reason === '' && showsGroup && (
        <span className={classes['remark']}>{marked(item.group, item.groupPlaces)}</span>
      )}
      {item.keys !== '' && <Kbd size="xs">{item.keys}</Kbd>}
    </div>
  );
}

/** A text with the letters at these places marked. */
function marked(text: string, places: readonly number[]): ReactNode {
  if (places.length === 0) return text;
  const isFound = new Set(places);
  const parts: { text: string; isMarked: boolean; start: number }[] = [];
  for (const [at, letter] of [...text].entries()) {
    const last = parts.at(-1);
    if (last && last.isMarked === isFound.has(at)) last.text += letter;
    else parts.push({ text: letter, isMarked: isFound.has(at), start: at });
  }
  return parts.map((part) =>
    part.isMarked ? <mark key={part.start}>{part.text}</mark> : part.text,
  );
}
