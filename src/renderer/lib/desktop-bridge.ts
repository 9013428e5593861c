/** What the preload puts on `window` in the desktop app. Absent in the browser door. */
export type DesktopBridge = {
  /** Path of a file that the user dropped or picked in the page; the studio is allowed to read it from then on. */
  readonly pathForFile?: (file: File) => string | Promise<string>;
};

declare global {
  interface Window {
    readonly circleTake?: DesktopBridge;
  }
}

export const desktopBridge = (): DesktopBridge | null => window.circleTake ?? null;
