import { stripVTControlCharacters } from 'node:util';

/** A failure that a person can do something about: told in one sentence, without a stack. */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {string} [detail] the end of a program's output
   */
  constructor(message, detail = '') {
    super(message);
    this.name = 'Problem';
    this.detail = detail;
  }
}

const unreachable =
  /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network (?:request|timeout)|Temporary failure resolving/;

/** Whether a program's output says that the network is away. @param {string} output */
export const looksOffline = (output) => unreachable.test(output);

/** The last lines of a program's output, without colours. @param {string} output */
export const lastLines = (output, count = 15) =>
  stripVTControlCharacters(output).trim().split('\n').slice(-count).join('\n');

/**
 * Runs a script's main function; a Problem becomes its sentence and exit code 1, anything else keeps its stack.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.detail) console.error(error.detail);
    console.error(error.message);
    process.exitCode = 1;
  }
}
