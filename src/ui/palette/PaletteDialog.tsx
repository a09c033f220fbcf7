import { Modal } from '@mantine/core';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { paletteText } from '#text/palette.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import classes from '#ui/palette/Palette.module.css';
import { PaletteList } from '#ui/palette/PaletteList.tsx';
import { type PaletteItem, paletteItems, searchItems } from '#ui/palette/paletteItems.ts';
import { useStoreHandle } from '#ui/useAppStore.ts';

export interface PaletteDialogProps {
  /** Closes the palette; what was chosen is to be run afterwards. */
  readonly onClose: (run: (() => void) | null) => void;
}

/** Everything that the page can do, to be searched. */
export function PaletteDialog({ onClose }: PaletteDialogProps) {
  const store = useStoreHandle();
  const handles = usePageHandles();
  // As things stand when it opens: lines must not move under the reader's eyes.
  const [items] = useState(() => paletteItems(store.getState(), { store, handles }));
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(0);
  const listId = useId();
  const found = useMemo(() => searchItems(items, query), [items, query]);
  const choose = (item: PaletteItem | undefined): void => {
    if (item?.isEnabled) onClose(item.run);
  };
  const handleKey = (event: KeyboardEvent): void => {
    const next = nextPlace(event.key, place, found.length);
    if (next !== null) setPlace(next);
    else if (event.key === 'Enter') choose(found[place]);
    else if (event.key === 'k' && (event.ctrlKey || event.metaKey)) onClose(null);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={() => onClose(null)}
      withCloseButton={false}
      returnFocus={false}
      attributes={{ content: { 'aria-label': paletteText.title } }}
      size="40rem"
      yOffset="9dvh"
      padding={0}
    >
      <SearchField
        listId={listId}
        place={found.length > 0 ? place : null}
        query={query}
        onChange={(next) => {
          setQuery(next);
          setPlace(0);
        }}
        onKeyDown={handleKey}
      />
      <PaletteList
        id={listId}
        items={found}
        isGrouped={query.trim() === ''}
        place={place}
        onPoint={setPlace}
        onChoose={choose}
      />
      {found.length === 0 && <p className={classes['nothing']}>{paletteText.nothing(query)}</p>}
      <div className={classes['foot']}>
        <span aria-live="polite">{paletteText.countOf(found.length)}</span>
        <span className={classes['keysHint']}>{paletteText.keys}</span>
      </div>
    </Modal>
  );
}

interface SearchFieldProps {
  readonly listId: string;
  /** Place of the line that Enter runs; `null` = none. */
  readonly place: number | null;
  readonly query: string;
  readonly onChange: (query: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function SearchField({ listId, place, query, onChange, onKeyDown }: SearchFieldProps) {
  return (
    <div className={classes['search']}>
      <Search size={18} aria-hidden="true" />
      <input
        data-autofocus
        role="combobox"
        aria-label={paletteText.search}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={place === null ? undefined : `${listId}-${place}`}
        autoComplete="off"
        spellCheck={false}
        placeholder={paletteText.placeholder}
        value={query}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

/** Place that a key leads to, round the ends; `null` for other keys. */
function nextPlace(key: string, place: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (place + 1) % count;
    case 'ArrowUp':
      return (place + count - 1) % count;
    case 'PageDown':
      return Math.min(count - 1, place + 8);
    case 'PageUp':
      return Math.max(0, place - 8);
    default:
      return null;
  }
}
