import { app, type Session, systemPreferences } from 'electron';

type IsOwn = (url: string) => boolean;

/** Keeps every web contents on our own page: no navigation elsewhere, no new windows, no webviews. */
export function guardContents(isOwn: IsOwn): void {
  app.on('web-contents-created', (_created, contents) => {
    const stay = (details: { readonly url: string; preventDefault(): void }): void => {
      if (!isOwn(details.url)) details.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** The permissions our page needs, beside the microphone. Without handlers Electron grants everything. */
const allowed: readonly string[] = ['fullscreen', 'clipboard-sanitized-write', 'speaker-selection'];

/** Grants our page, in the top frame, the microphone, full screen and little else; nobody else gets anything. */
export function guardPermissions(session: Session, isOwn: IsOwn): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const ours = details.isMainFrame && isOwn(details.requestingUrl);
    const types = 'mediaTypes' in details ? details.mediaTypes : undefined;
    const microphone = permission === 'media' && types?.length === 1 && types[0] === 'audio';
    if (ours && microphone) askForMicrophone(callback);
    else callback(ours && allowed.includes(permission));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    const ours = details.isMainFrame && isOwn(requestingOrigin);
    return ours && ((permission === 'media' && details.mediaType === 'audio') || allowed.includes(permission));
  });
  session.setDevicePermissionHandler(() => false);
}

/** macOS asks the user once for the whole app; the other systems have no such question. */
function askForMicrophone(callback: (granted: boolean) => void): void {
  if (process.platform !== 'darwin') {
    callback(true);
    return;
  }
  systemPreferences.askForMediaAccess('microphone').then(callback, (error: unknown) => {
    console.error(error);
    callback(false);
  });
}
