import { Modal, Switch } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { shortcutsText } from '#text/shortcuts.ts';
import { useReturnedFocus } from '#ui/controls/useReturnedFocus.ts';
import classes from '#ui/keys/KeyList.module.css';
import { KeyList } from '#ui/keys/KeyList.tsx';
import { areLettersOn, setLettersOn } from '#ui/keys/letterKeys.ts';
import { usePageHandles } from '#ui/pageHandles.ts';

/** The list of keys; opens through the command of the same name. */
export function ShortcutsDialog() {
  const handles = usePageHandles();
  const [isOpen, setIsOpen] = useState(false);
  const noteFocus = useReturnedFocus(isOpen);
  const [query, setQuery] = useState('');
  useEffect(() => {
    handles.showShortcuts = () => {
      noteFocus();
      setQuery('');
      setIsOpen(true);
    };
  }, [handles, noteFocus]);
  return (
    <Modal
      opened={isOpen}
      onClose={() => setIsOpen(false)}
      title={shortcutsText.title}
      size="58rem"
      centered
      closeButtonProps={{ 'aria-label': shortcutsText.close }}
    >
      <div className={classes['search']}>
        <Search size={16} aria-hidden="true" />
        <input
          type="search"
          data-autofocus
          aria-label={shortcutsText.search}
          placeholder={shortcutsText.search}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <KeyList query={query} />
      <LetterSwitch />
    </Modal>
  );
}

function LetterSwitch() {
  const [isOn, setIsOn] = useState(areLettersOn);
  return (
    <Switch
      size="sm"
      label={shortcutsText.letters}
      description={shortcutsText.lettersHint}
      checked={isOn}
      onChange={(event) => {
        setLettersOn(event.currentTarget.checked);
        setIsOn(event.currentTarget.checked);
      }}
    />
  );
}
