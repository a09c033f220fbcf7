import { Button } from '@mantine/core';
import { RefreshCw } from 'lucide-react';
import { selectMustWarnOnClose } from '#store/selectors/unsavedWork.ts';
import { offlineText } from '#text/offline.ts';
import classes from '#ui/offline/Offline.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Tells of a newer version of the page; nothing happens until it is asked for. */
export function UpdateOffer() {
  const hasUpdate = useAppStore((state) => state.offline.hasUpdate);
  const mustWait = useAppStore(selectMustWarnOnClose);
  const { updatePage } = useActions();
  return (
    <div role="status" className={classes['offerPlace']}>
      {hasUpdate && (
        <section className={classes['offer']} aria-label={offlineText.updateReady}>
          <RefreshCw size={16} aria-hidden="true" className={classes['icon']} />
          <div className={classes['offerText']}>
            <p className={classes['offerTitle']}>{offlineText.updateReady}</p>
            <p>{mustWait ? offlineText.updateWaits : offlineText.updateNote}</p>
          </div>
          <Button size="compact-sm" disabled={mustWait} onClick={() => void updatePage()}>
            {offlineText.updateNow}
          </Button>
        </section>
      )}
    </div>
  );
}
