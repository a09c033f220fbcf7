import { Button } from '@mantine/core';
import { CircleQuestionMark, FolderOpen, Keyboard, Search } from 'lucide-react';
import { useCommand } from '#ui/commands/useCommand.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { EngineBadge } from '#ui/header/EngineBadge.tsx';
import { ExportMenu } from '#ui/header/ExportMenu.tsx';
import classes from '#ui/header/Header.module.css';
import { Logo } from '#ui/header/Logo.tsx';
import { SampleButton } from '#ui/header/SampleButton.tsx';
import { ThemeToggle } from '#ui/header/ThemeToggle.tsx';
import { OfflineBadge } from '#ui/offline/OfflineBadge.tsx';
import { ProjectBar } from '#ui/project/ProjectBar.tsx';

/** The bar at the top: what comes in on the left, what goes out on the right. */
export function Header() {
  const openImages = useCommand('openImages');
  const shortcuts = useCommand('showShortcuts');
  const palette = useCommand('palette');
  const help = useCommand('help');
  return (
    <header className={classes['header']}>
      <Logo />
      <div className={classes['group']} data-tour="open">
        <Button
          size="xs"
          leftSection={<FolderOpen size={15} aria-hidden="true" />}
          onClick={openImages.run}
        >
          {openImages.title}
        </Button>
        <SampleButton />
      </div>
      <div className={classes['project']}>
        <ProjectBar />
      </div>
      <div className={classes['spacer']} />
      <div className={`${classes['group']} ${classes['state']}`}>
        <OfflineBadge />
        <EngineBadge />
        <ExportMenu />
      </div>
      <div className={`${classes['group']} ${classes['tools']}`}>
        <IconButton label={palette.title} shortcut={palette.shortcut} onClick={palette.run}>
          <Search size={17} />
        </IconButton>
        <IconButton label={help.title} shortcut={help.shortcut} onClick={help.run}>
          <CircleQuestionMark size={17} />
        </IconButton>
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
