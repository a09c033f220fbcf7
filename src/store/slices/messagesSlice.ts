import type { ErrorCode } from '#lib/errors.ts';

/** A failure to be shown until it is dismissed. */
export interface AlertMessage {
  readonly id: string;
  readonly code: ErrorCode;
  /** What happened, with the name of the file or image. */
  readonly title: string;
  /** What it means and what to do. */
  readonly message: string;
}

/** Something worth knowing that is no failure. */
export interface Notice {
  readonly id: string;
  readonly text: string;
  /** Label of what can be done about it, such as `Undo`; `null` = nothing. */
  readonly actionLabel: string | null;
}

/** A yes-or-no question that an action waits for. */
export interface Question {
  readonly title: string;
  readonly message: string;
  /** Label of the button that goes on. */
  readonly confirmLabel: string;
  /** Label of the button that leaves everything as it is. */
  readonly declineLabel: string;
  /** True when going on loses something. */
  readonly isDestructive: boolean;
}

/** Everything that the page tells or asks. */
export interface MessagesSlice {
  readonly alerts: readonly AlertMessage[];
  readonly notices: readonly Notice[];
  readonly question: Question | null;
}

export const initialMessages: MessagesSlice = { alerts: [], notices: [], question: null };
