import { type ReactNode, useMemo, useState } from 'react';
import { MessagePlaceContext } from '#ui/messages/messagePlace.ts';

/** Lets dialogs of `children` take the messages of the page in. */
export function MessagePlaceProvider({ children }: { readonly children: ReactNode }) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const place = useMemo(() => ({ element, setElement }), [element]);
  return <MessagePlaceContext value={place}>{children}</MessagePlaceContext>;
}
