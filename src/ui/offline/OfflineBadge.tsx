import { Button, Popover, VisuallyHidden } from '@mantine/core';
import { CloudAlert, CloudCheck, CloudDownload, Download } from 'lucide-react';
import type { OfflineStatus } from '#store/offlineService.ts';
import { offlineText } from '#text/offline.ts';
import classes from '#ui/offline/Offline.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Whether the page opens without a connection; a click tells more and offers to install it. */
export function OfflineBadge() {
  const status = useAppStore((state) => state.offline);
  const { installPage } = useActions();
  if (status.state === 'unavailable' && !status.canInstall) return null;
  const Icon = ICONS[status.state];
  const title = offlineText[status.state];
  return (
    <>
      <VisuallyHidden role="status">{title}</VisuallyHidden>
      <Popover position="bottom-end" withArrow shadow="md">
        <Popover.Target>
          <button
            type="button"
            className={classes['badge']}
            aria-label={title}
            title={title}
            data-state={status.state}
          >
            <Icon size={17} aria-hidden="true" />
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <p className={classes['note']}>{title}</p>
          <p className={classes['note']}>{noteOf(status)}</p>
          {status.canInstall && (
            <Button
              mt="sm"
              size="xs"
              leftSection={<Download size={15} aria-hidden="true" />}
              onClick={() => void installPage()}
            >
              {offlineText.install}
            </Button>
          )}
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

const ICONS = {
  ready: CloudCheck,
  preparing: CloudDownload,
  failed: CloudAlert,
  unavailable: CloudAlert,
} as const;

function noteOf({ state, reason }: OfflineStatus): string {
  if (state === 'ready') return offlineText.readyNote;
  if (state === 'preparing') return offlineText.preparingNote;
  return state === 'failed' ? reason : offlineText.unavailableNote;
}
