import { useState } from 'react';
import { AlertCard } from '#ui/messages/AlertCard.tsx';
import classes from '#ui/messages/AlertStack.module.css';
import { NoticeCard } from '#ui/messages/NoticeCard.tsx';
import { UpdateOffer } from '#ui/offline/UpdateOffer.tsx';
import { ResumeOffer } from '#ui/training/ResumeOffer.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Failures and remarks; of several failures only the newest is seen, so that the image stays so. */
export function AlertStack() {
  const alerts = useAppStore((state) => state.alerts);
  const notices = useAppStore((state) => state.notices);
  const { dismissAllAlerts } = useActions();
  const [isOpen, setIsOpen] = useState(false);
  const newest = alerts.at(-1);
  const handleDismissAll = (): void => {
    setIsOpen(false);
    dismissAllAlerts();
  };
  return (
    <section className={classes['stack']} aria-label="Messages">
      <UpdateOffer />
      <ResumeOffer />
      <div aria-live="polite" className={classes['notices']}>
        {notices.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </div>
      {alerts.map((alert) => (
        <AlertCard key={alert.id} alert={alert} isFolded={!isOpen && alert !== newest} />
      ))}
      {alerts.length > 1 && (
        <div className={classes['buttons']}>
          <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? 'Show only the newest' : `+${alerts.length - 1} more`}
          </button>
          <button type="button" onClick={handleDismissAll}>
            Dismiss all
          </button>
        </div>
      )}
    </section>
  );
}
