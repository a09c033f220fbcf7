import { Button } from '@mantine/core';
import { Info, X } from 'lucide-react';
import { useEffect } from 'react';
import type { Notice } from '#store/slices/messagesSlice.ts';
import { pageText } from '#text/page.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import classes from '#ui/messages/AlertStack.module.css';
import { useActions } from '#ui/useAppStore.ts';

/** Long enough to read two lines twice; nothing is lost with a remark. */
const SHOWN_MS = 15_000;

/** A remark, which goes by itself. */
export function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { dismissNotice, takeNoticeAction } = useActions();
  const { id, text, actionLabel } = notice;
  useEffect(() => {
    const timer = setTimeout(() => void dismissNotice(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, dismissNotice]);
  return (
    <div className={classes['message']}>
      <Info size={17} aria-hidden="true" className={classes['infoIcon']} />
      <p className={classes['text']}>{text}</p>
      {actionLabel !== null && (
        <Button size="compact-sm" variant="light" onClick={() => void takeNoticeAction(id)}>
          {actionLabel}
        </Button>
      )}
      <IconButton label={pageText.dismiss} onClick={() => void dismissNotice(id)}>
        <X size={15} />
      </IconButton>
    </div>
  );
}
