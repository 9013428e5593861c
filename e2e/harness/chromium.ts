import { existsSync } from 'node:fs';

const debianChromium = '/usr/bin/chromium';

/** Debian's Chromium where it is installed, else Playwright's own; it plays without a click and calls nobody. */
export const chromiumOptions = {
  ...(existsSync(debianChromium) && { executablePath: debianChromium }),
  args: [
    '--autoplay-policy=no-user-gesture-required',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ],
};
