import { parseScript } from '../writing/parse-script.ts';
import { os } from './os.ts';

export const scriptHandlers = () => ({
  parse: os.scripts.parse.handler(({ input }) => parseScript(input)),
});
