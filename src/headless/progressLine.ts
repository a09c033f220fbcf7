/** Progress for people on standard error: one line that is rewritten on a terminal, few lines else. */
export interface ProgressLine {
  /** Work on the next item begins. */
  readonly start: (title: string) => void;
  /** Part of the item is done. */
  readonly update: (done: number, total: number) => void;
  /** The item is finished. */
  readonly finish: (summary: string) => void;
  /** The item failed; `line` names it and says why. */
  readonly fail: (line: string) => void;
}

/** A progress line for `itemCount` items. */
export function createProgressLine(itemCount: number): ProgressLine {
  const isTerminal = process.stderr.isTTY === true;
  let index = 0;
  let current = '';
  const write = (text: string) => process.stderr.write(isTerminal ? `\r\u001b[K${text}` : text);
  return {
    start: (title) => {
      index += 1;
      current = `[${index}/${itemCount}] ${title}`;
      if (isTerminal) write(current);
    },
    update: (done, total) => {
      if (isTerminal) write(`${current}: tile ${done} of ${total}`);
    },
    finish: (summary) => {
      write(`${current}: ${summary}\n`);
    },
    fail: (line) => {
      write(`${line}\n`);
    },
  };
}
