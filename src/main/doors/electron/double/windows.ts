import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app, needsReady, preventable } from './app.ts';
import { Ipc } from './ipc.ts';
import { openPage, type Page } from './page.ts';
import { request, session } from './session.ts';
import { journal } from './state.ts';
import { strict } from './strict.ts';

export const windows = new Set<BrowserWindow>();

/** A WebFrameMain. */
export type DoubleFrame = {
  readonly url: string;
  readonly origin: string;
  readonly parent: DoubleFrame | null;
  readonly routingId: number;
  detached: boolean;
  readonly ipc: Ipc;
};

let frames = 0;
export function createFrame(url: string, parent: DoubleFrame | null = null): DoubleFrame {
  frames += 1;
  const { protocol, host } = new URL(url);
  return { url, origin: `${protocol}//${host}`, parent, routingId: frames, detached: false, ipc: new Ipc() };
}

type OpenHandler = (details: { url: string }) => { action: string };

export class WebContents extends EventEmitter {
  id = windows.size + 1;
  ipc = new Ipc();
  session = session.defaultSession;
  mainFrame = createFrame('about:blank');
  page: Page | null = null;
  vetoes = 0;
  openHandler: OpenHandler = () => ({ action: 'allow' });
  preload: string;
  window: BrowserWindow;

  constructor(window: BrowserWindow, preload: string) {
    super();
    this.window = window;
    this.preload = preload;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  reload(): void {
    journal.push('reload');
    void this.load(this.mainFrame.url);
  }

  async load(url: string): Promise<void> {
    this.leavePage();
    const response = await request(url);
    this.mainFrame = createFrame(url);
    if (!response.ok) {
      this.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', url, true);
      throw new Error(`ERR_FILE_NOT_FOUND (-6) loading '${url}'`);
    }
    this.page = await openPage(this, response);
    this.emit('did-finish-load');
    this.window.emit('ready-to-show');
  }

  /** Whether the page keeps its window open. */
  vetoed(): boolean {
    if (this.vetoes === 0) return false;
    this.vetoes -= 1;
    const event = preventable();
    this.emit('will-prevent-unload', event);
    return !event.defaultPrevented;
  }

  undo = () => journal.push('native undo');
  redo = () => journal.push('native redo');

  leavePage(): void {
    this.mainFrame.detached = true;
    this.page?.close();
    this.page = null;
  }

  /** What a page that wants to go elsewhere meets. True when it may. */
  navigate(event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect', url: string): boolean {
    const details = { ...preventable(), url, isMainFrame: event !== 'will-frame-navigate' };
    this.emit(event, details, url);
    return !details.defaultPrevented;
  }
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows = () => [...windows];
  static getFocusedWindow = () => [...windows][0] ?? null;

  id = windows.size + 1;
  options: BrowserWindowConstructorOptions;
  webContents: WebContents;
  visible = false;
  maximized = false;
  minimized = false;
  destroyed = false;
  progress: number | null = null;

  constructor(options: BrowserWindowConstructorOptions) {
    needsReady('Cannot create BrowserWindow before app is ready');
    super();
    this.options = options;
    this.visible = options.show !== false;
    windows.add(this);
    this.webContents = strict('webContents', new WebContents(this, options.webPreferences?.preload ?? ''));
    app.emit('web-contents-created', {}, this.webContents);
  }

  loadURL = (url: string) => this.webContents.load(url);
  isDestroyed = () => this.destroyed;
  isVisible = () => this.visible;
  isMinimized = () => this.minimized;
  isMaximized = () => this.maximized;
  focus = () => journal.push('focus');
  getNormalBounds = (): Rectangle => {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  };
  setProgressBar = (progress: number) => {
    this.progress = progress;
    journal.push(`progress ${progress}`);
  };

  show(): void {
    this.visible = true;
  }

  maximize(): void {
    this.maximized = true;
  }

  restore(): void {
    this.minimized = false;
  }

  /** The page may veto with its beforeunload handler, here `vetoes` times; only then main can overrule it. */
  close(): void {
    const event = preventable();
    this.emit('close', event);
    if (event.defaultPrevented) {
      app.stay();
      return;
    }
    setImmediate(() => {
      if (!this.destroyed && this.webContents.vetoed()) app.stay();
      else this.destroy();
    });
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.webContents.leavePage();
    windows.delete(this);
    this.emit('closed');
    app.windowGone();
  }
}
