import { contextBridge, ipcRenderer, webUtils } from 'electron';

// MessagePorts cannot cross contextBridge (they arrive as empty objects); a message of the window carries them between
// the page's world and this one. This listener stands before any script of the page runs.
window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.source === window && event.data === 'orpc:connect' && port) {
    ipcRenderer.postMessage('orpc:connect', null, [port]);
  }
});

contextBridge.exposeInMainWorld('circleTake', {
  door: 'desktop',
  /** Path of a dropped or picked file, which the studio may read from then on; '' for a file that a script made. */
  pathForFile: async (file: File): Promise<string> => {
    const path = webUtils.getPathForFile(file);
    if (path !== '') await ipcRenderer.invoke('path:grant', path);
    return path;
  },
});
