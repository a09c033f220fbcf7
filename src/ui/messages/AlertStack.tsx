import { Info, TriangleAlert, X } from 'lucide-react';
import { IconButton } from '#ui/controls/IconButton.tsx';
import classes from '#ui/messages/AlertStack.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Failures and remarks, newest last, until they are dismissed. */
export function AlertStack() {
  const alerts = useAppStore((state) => state.alerts);
  const notices = useAppStore((state) => state.notices);
  const { dismissAlert, dismissAllAlerts, dismissNotice } = useActions();
  return (
    <section className={classes['stack']} aria-label="Messages">
      {alerts.length > 2 && (
        <button type="button" className={classes['all']} onClick={dismissAllAlerts}>
          Dismiss all {alerts.length} messages
        </button>
      )}
      <div aria-live="polite">
        {notices.map(({ id, text }) => (
          <div key={id} className={classes['message']}>
            <Info size={17} aria-hidden="true" className={classes['infoIcon']} />
            <p className={classes['text']}>{text}</p>
            <IconButton label="Dismiss" onClick={() => dismissNotice(id)}>
              <X size={15} />
            </IconButton>
          </div>
        ))}
      </div>
      {alerts.map(({ id, title, message }) => (
        <div key={id} role="alert" className={classes['message']} data-tone="error">
          <TriangleAlert size={17} aria-hidden="true" className={classes['icon']} />
          <div className={classes['text']}>
            <p className={classes['title']}>{title}</p>
            <p className={classes['detail']}>{message}</p>
          </div>
          <IconButton label="Dismiss" onClick={() => dismissAlert(id)}>
            <X size={15} />
          </IconButton>
        </div>
      ))}
    </section>
  );
}
