import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

export default defineConfig({
  main: {
    build: {
      // electron-vite leaves only `dependencies` outside the bundle; these optional ones carry binaries and must stay out too.
      externalizeDeps: { include: ['keytar', 'ffmpeg-static', '@echogarden/espeak-ng-emscripten'] },
      rolldownOptions: {
        input: {
          index: resolve(root, 'src/main/index.ts'),
          'voice-process': resolve(root, 'src/main/speech/voice-process.ts'),
          'sketch-process': resolve(root, 'src/main/vendors/sketch/sketch-process.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload is one CommonJS file that may require only `electron`.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(root, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src/renderer'),
    // The page's security policy allows no data: fonts, so nothing is inlined.
    build: { minify: true, assetsInlineLimit: 0, rolldownOptions: { input: resolve(root, 'src/renderer/index.html') } },
    plugins: [react(), tailwindcss()],
  },
});
