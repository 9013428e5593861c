import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { config, journal } from './state.ts';
import { strict } from './strict.ts';
import { windows } from './windows.ts';

export const preventable = () => ({
  defaultPrevented: false,
  preventDefault() {
    this.defaultPrevented = true;
  },
});

class App extends EventEmitter {
  isPackaged = config.packaged;
  name = 'Circle Take';
  ready = false;
  quitting = false;
  exitCode: number | null = null;
  paths = new Map<string, string>();
  commandLine = strict('app.commandLine', {
    hasSwitch: (name: string) => config.switches.includes(name),
    removeSwitch: (name: string) => journal.push(`removeSwitch ${name}`),
    appendSwitch: (name: string, value = '') => journal.push(`appendSwitch ${name} ${value}`),
  });

  getVersion = () => '0.1.0';
  isReady = () => this.ready;
  addRecentDocument = (path: string) => journal.push(`addRecentDocument ${path}`);
  setAppUserModelId = (id: string) => journal.push(`setAppUserModelId ${id}`);
  getPath = (name: string) => this.paths.get(name) ?? join(tmpdir(), 'double', name);
  setPath = (name: string, path: string) => void this.paths.set(name, path);

  whenReady(): Promise<void> {
    return this.ready ? Promise.resolve() : new Promise((resolve) => this.once('ready', resolve));
  }

  enableSandbox(): void {
    if (this.ready) throw new Error('app.enableSandbox() can only be called before app is ready');
    journal.push('enableSandbox');
  }

  requestSingleInstanceLock(data: unknown): boolean {
    journal.push(`requestSingleInstanceLock ${JSON.stringify(data)} in ${this.getPath('userData')}`);
    return config.lock;
  }

  /** before-quit, then every window's close, then will-quit and quit; each step but the last may stop it. */
  quit(): void {
    if (this.quitting || this.exitCode !== null) return;
    const event = preventable();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.quitting = true;
    if (windows.size === 0) this.leave();
    for (const window of [...windows]) window.close();
  }

  /** A window refused to close: the app goes on. */
  stay(): void {
    this.quitting = false;
  }

  leave(): void {
    const event = preventable();
    this.emit('will-quit', event);
    if (event.defaultPrevented) {
      this.quitting = false;
      return;
    }
    this.emit('quit', {}, 0);
    this.exit(0);
  }

  exit(code = 0): void {
    this.exitCode = code;
    journal.push(`exit ${code}`);
  }

  /** What Chromium does once the last window is gone. */
  windowGone(): void {
    if (windows.size > 0) return;
    if (this.quitting) this.leave();
    else if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  launch(): void {
    if (this.exitCode !== null) return;
    this.emit('will-finish-launching');
    this.ready = true;
    this.emit('ready', {}, {});
  }
}

export const app = new App();

/** Throws the text that Electron has for using something too early. */
export function needsReady(text: string): void {
  if (!app.ready) throw new Error(text);
}
