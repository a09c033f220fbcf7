import { toAppError } from '#lib/errors.ts';

/** A command: how to read its arguments, and what to do with them. */
export interface Command<Arguments> {
  readonly usage: string;
  /** `null` when help was asked for. */
  readonly parse: (argv: readonly string[]) => Arguments | null;
  /** `false` when something failed and was said, while the rest was done. */
  readonly run: (parsed: Arguments) => Promise<boolean>;
}

/**
 * Runs a command and sets the exit code: 0 all done, 1 something failed, 2 wrong usage.
 * Errors go to standard error as one line.
 */
export async function runCommand<Arguments>(command: Command<Arguments>): Promise<void> {
  let parsed: Arguments | null;
  try {
    parsed = command.parse(process.argv.slice(2));
  } catch (error) {
    console.error(`${toAppError(error).message}\n\n${command.usage}`);
    process.exitCode = 2;
    return;
  }
  if (!parsed) {
    console.log(command.usage);
    return;
  }
  try {
    process.exitCode = (await command.run(parsed)) ? 0 : 1;
  } catch (error) {
    const { code, message } = toAppError(error);
    console.error(message);
    process.exitCode = code === 'invalid-argument' ? 2 : 1;
  }
}
