import { Popover } from '@mantine/core';
import { engineText } from '#text/engine.ts';
import { engineExplanation, engineLabel, engineTone } from '#ui/header/engineText.ts';
import classes from '#ui/header/Header.module.css';
import { useAppStore } from '#ui/useAppStore.ts';

/** Where the network runs; a click tells why there. */
export function EngineBadge() {
  const status = useAppStore((state) => state.engine);
  const label = engineLabel(status);
  return (
    <Popover position="bottom-end" withArrow shadow="md">
      <Popover.Target>
        <button type="button" className={classes['badge']} aria-label={engineText.badge(label)}>
          <span className={classes['dot']} data-state={engineTone(status)} aria-hidden="true" />
          <span className={classes['wideOnly']}>{label}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes['engineText']}>{engineExplanation(status)}</p>
        {status.adapter !== '' && (
          <p className={classes['engineText']}>{engineText.device(status.adapter)}</p>
        )}
        {status.fallbackReason !== '' && (
          <p className={classes['engineText']}>{status.fallbackReason}</p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
