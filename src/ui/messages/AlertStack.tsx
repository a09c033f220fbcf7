import { useState } from 'react';
import { createPortal } from 'react-dom';
import { pageText } from '#text/page.ts';
import { AlertCard } from '#ui/messages/AlertCard.tsx';
import classes from '#ui/messages/AlertStack.module.css';
import { useMessagePlace } from '#ui/messages/messagePlace.ts';
import { NoticeCard } from '#ui/messages/NoticeCard.tsx';
import { UpdateOffer } from '#ui/offline/UpdateOffer.tsx';
import { SaveAlert } from '#ui/project/SaveAlert.tsx';
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
  const place = useMessagePlace().element;
  const stack = (
    <section
      className={classes['stack']}
      data-in-dialog={place !== null || undefined}
      aria-label={pageText.messages}
    >
      <SaveAlert />
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
            {isOpen ? pageText.onlyNewest : pageText.moreMessages(alerts.length - 1)}
          </button>
          <button type="button" onClick={handleDismissAll}>
            {pageText.dismissAll}
          </button>
        </div>
      )}
    </section>
  );
  return place ? createPortal(stack, place) : stack;
}
