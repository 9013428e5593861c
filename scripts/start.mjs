import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { hasDisplay } from './setup/electron-binary.mjs';
import { runMain } from './setup/problem.mjs';
import { root, runForeground, say } from './setup/run.mjs';
import { ensureReady } from './setup.mjs';

/** A desktop that ends with an error this soon never showed a window. */
const stillbornMs = 5000;

const args = process.argv.slice(2);
const wishesBrowser = args.includes('--browser');
const rest = args.filter((arg) => arg !== '--browser');

await runMain(async () => {
  const { node, electron } = await ensureReady({ need: ['app'] });
  await ensureBuild(node);
  const reason = whyNoDesktop(electron);
  if (electron && reason === null) {
    const from = Date.now();
    const code = await runForeground(electron, [...sandboxFlags(electron), root, ...rest], {
      ELECTRON_RUN_AS_NODE: undefined,
    });
    if (code === 0 || Date.now() - from > stillbornMs) return code;
    say(`The desktop app ended at once (code ${code}), so the browser door is opened.`);
  } else if (reason) say(reason);
  return runForeground(node, [join(root, 'src/main/serve.ts'), ...rest]);
});

/** @param {string | null} electron */
function whyNoDesktop(electron) {
  if (wishesBrowser) return '';
  if (!hasDisplay(process.platform, process.env)) return 'There is no display here, so the browser door is opened.';
  return electron ? null : 'Electron is not installed here, so the browser door is opened.';
}

/**
 * Chromium's sandbox refuses root, and Ubuntu 24.04+ keeps user namespaces from programs without an AppArmor profile.
 * @param {string} electron
 */
function sandboxFlags(electron) {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  const knob = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  if (!existsSync(knob) || readFileSync(knob, 'utf8').trim() !== '1') return [];
  const helper = join(electron, '..', 'chrome-sandbox');
  const setuid = existsSync(helper) && statSync(helper).uid === 0 && (statSync(helper).mode & 0o4000) !== 0;
  if (setuid) return [];
  say(`Starting without Chromium's sandbox. To have it: sudo chown root '${helper}' && sudo chmod 4755 '${helper}'`);
  return ['--no-sandbox'];
}
