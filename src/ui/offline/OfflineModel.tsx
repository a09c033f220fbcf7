import { Switch } from '@mantine/core';
import { CloudCheck } from 'lucide-react';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { offlineText } from '#text/offline.ts';
import { ProgressTrack } from '#ui/controls/ProgressTrack.tsx';
import classes from '#ui/offline/Offline.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Whether a model of the page works without a connection, and the switch that sees to it. */
export function OfflineModel({ card }: { readonly card: ModelCard }) {
  const model = useAppStore((state) => state.offline.models[card.id]);
  const fraction = useAppStore((state) => state.modelDownloads[card.id]);
  const { setModelOffline } = useActions();
  if (!model) return null;
  const size = offlineText.modelSize(model.sizeBytes);
  if (model.place === 'included') {
    return (
      <p className={classes['included']}>
        <CloudCheck size={15} aria-hidden="true" />
        <span>{offlineText.modelIncluded}</span>
        <span className={classes['size']}>{size}</span>
      </p>
    );
  }
  return (
    <div className={classes['model']}>
      <div className={classes['row']}>
        <Switch
          size="xs"
          label={offlineText.modelSwitch}
          checked={model.place === 'stored' || fraction !== undefined}
          onChange={(event) => void setModelOffline(card.id, event.currentTarget.checked)}
        />
        <span className={classes['size']}>{size}</span>
      </div>
      {fraction !== undefined && (
        <ProgressTrack
          label={offlineText.modelDownload(card.title)}
          percent={Math.floor(100 * fraction)}
          text={offlineText.modelDownloaded(model.sizeBytes * fraction, model.sizeBytes)}
        />
      )}
    </div>
  );
}
