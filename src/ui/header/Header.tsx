import { Button } from '@mantine/core';
import { FolderOpen, Keyboard } from 'lucide-react';
import { useCommand } from '#ui/commands/useCommand.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { EngineBadge } from '#ui/header/EngineBadge.tsx';
import { ExportMenu } from '#ui/header/ExportMenu.tsx';
import classes from '#ui/header/Header.module.css';
import { Logo } from '#ui/header/Logo.tsx';
import { SampleButton } from '#ui/header/SampleButton.tsx';
import { ThemeToggle } from '#ui/header/ThemeToggle.tsx';

/** The bar at the top: what comes in on the left, what goes out on the right. */
export function Header() {
  const openImages = useCommand('openImages');
  const shortcuts = useCommand('showShortcuts');
  return (
    <header className={classes['header']}>
      <Logo />
      <div className={classes['group']}>
        <Button
          size="xs"
          leftSection={<FolderOpen size={15} aria-hidden="true" />}
          onClick={openImages.run}
        >
          {openImages.title}
        </Button>
        <SampleButton />
      </div>
      <div className={classes['spacer']} />
      <div className={classes['group']}>
        <EngineBadge />
        <ExportMenu />
        <span className={classes['wideOnly']}>
          <IconButton label={shortcuts.title} shortcut={shortcuts.shortcut} onClick={shortcuts.run}>
            <Keyboard size={17} />
          </IconButton>
        </span>
        <ThemeToggle />
      </div>
    </header>
  );
}
