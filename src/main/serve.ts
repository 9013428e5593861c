import { runCommand } from './cli/run-command.ts';

/** The browser door by itself; `npm start` opens it where there is no desktop. Options are those of `serve`. */
await runCommand(['serve', ...process.argv.slice(2)]);
