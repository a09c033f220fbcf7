import { TriangleAlert, X } from 'lucide-react';
import type { AlertMessage } from '#store/slices/messagesSlice.ts';
import { pageText } from '#text/page.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import classes from '#ui/messages/AlertStack.module.css';
import { useActions } from '#ui/useAppStore.ts';

export interface AlertCardProps {
  readonly alert: AlertMessage;
  /** Not seen, but still there for readers. */
  readonly isFolded: boolean;
}

/** One failure with its code, until it is dismissed. */
export function AlertCard({ alert, isFolded }: AlertCardProps) {
  const { dismissAlert } = useActions();
  return (
    <div
      role="alert"
      className={classes['message']}
      data-tone="error"
      data-folded={isFolded || undefined}
    >
      <TriangleAlert size={17} aria-hidden="true" className={classes['icon']} />
      <div className={classes['text']}>
        <p className={classes['title']}>{alert.title}</p>
        <p className={classes['detail']}>{alert.message}</p>
        <p className={classes['code']}>{alert.code}</p>
      </div>
      {!isFolded && (
        <IconButton label={pageText.dismiss} onClick={() => dismissAlert(alert.id)}>
          <X size={15} />
        </IconButton>
      )}
    </div>
  );
}
