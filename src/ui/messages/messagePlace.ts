import { createContext, use } from 'react';

/** Where messages are shown, so that those of a dialog can be reached from within it. */
export interface MessagePlace {
  /** Element of the open dialog; `null` = at their own place over the image. */
  readonly element: HTMLElement | null;
  /** Give it as `ref` to an element of a dialog. */
  readonly setElement: (element: HTMLElement | null) => void;
}

/** The place of messages; provided once by `MessagePlaceProvider`. */
export const MessagePlaceContext = createContext<MessagePlace>({
  element: null,
  setElement: () => undefined,
});

/** The place of messages. */
export function useMessagePlace(): MessagePlace {
  return use(MessagePlaceContext);
}
