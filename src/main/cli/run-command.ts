import { packageVersion } from '../node-studio.ts';
import { followSystemProxy } from '../system-proxy.ts';
import { type Command, readArguments } from './arguments.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import type { Report } from './film-events.ts';
import { helpText } from './help.ts';
import { onInterrupt } from './interrupt.ts';
import { errorDataOf, logBug } from './studio-client.ts';
import { createTextReport } from './text-report.ts';

const write = (text: string): void => void process.stdout.write(text);
const writeError = (text: string): void => void process.stderr.write(text);
/** Some pseudo-terminals do not know their width. */
const columns = (): number | null => (process.stdout.isTTY ? process.stdout.columns || 80 : null);
const log = (text: string): void => writeError(`${text}\n`);

/** Runs one command line and ends the process with its exit code. */
export async function runCommand(args: readonly string[]): Promise<never> {
  // `circle-take … | head` closes the pipe early; the film is made all the same.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const code = await perform(args).catch((error: unknown) => tellFailure(error, args.includes('--json')));
  // Output to a pipe may still be on its way.
  await new Promise<void>((flushed) => process.stdout.write('', () => flushed()));
  process.exit(code);
}

/** The commands that need the engine load it themselves, so that `--help` and a typing mistake answer at once. */
async function perform(args: readonly string[]): Promise<number> {
  const command: Command = readArguments(args);
  if (command.name !== 'help' && command.name !== 'version') followSystemProxy(process.env, log);
  switch (command.name) {
    case 'help':
      write(helpText);
      return exitCodes.ok;
    case 'version':
      write(`${packageVersion()}\n`);
      return exitCodes.ok;
    case 'film': {
      const signal = onInterrupt();
      const { filmCommand } = await import('./film-command.ts');
      return filmCommand(command.options, { report: reportFor(command.options.json), signal });
    }
    case 'rehearse': {
      const signal = onInterrupt();
      const { rehearseCommand } = await import('./rehearse-command.ts');
      return rehearseCommand(command.options, { write, columns, signal });
    }
    case 'doctor': {
      const { doctorCommand } = await import('./doctor-command.ts');
      return doctorCommand(command.options, write);
    }
    case 'serve': {
      const signal = onInterrupt();
      const { serveCommand } = await import('./serve-command.ts');
      return serveCommand(command.options, { write, log, signal });
    }
  }
}

function reportFor(json: boolean): Report {
  if (json) return (event) => write(`${JSON.stringify(event)}\n`);
  const text = createTextReport({ write, columns });
  const failure = createTextReport({ write: writeError, columns: () => null });
  return (event) => {
    if (event.event !== 'error') return text(event);
    // The line that moves is ended before anything goes to stderr.
    if (process.stdout.isTTY) write('\r\x1b[K');
    failure(event);
  };
}

function tellFailure(error: unknown, json: boolean): number {
  logBug(error);
  const { code, message, action } = errorDataOf(error);
  const exitCode = exitCodeOf(code);
  if (json) write(`${JSON.stringify({ event: 'error', code, message, action, exitCode, film: null })}\n`);
  else log(`${message} ${action}`);
  return exitCode;
}
