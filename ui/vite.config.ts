import { existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The operator's page, the phone's page, and those of the window: what a machine is for, and where its centre is.
const pages = ['index.html', 'field.html', 'first.html', 'centre.html'].filter((page) =>
  existsSync(new URL(page, import.meta.url)),
);

/** Its address decides what a service worker may look after, so that name never changes. */
const OFFLINE = 'src/field/offline.worker.ts';

// For `npm run dev`: a running `wutu serve` behind Vite's own server.
const desk = process.env.WUTU_DESK ?? 'http://127.0.0.1:8787';

export default defineConfig({
  root: import.meta.dirname,
  // Served at the top of a host, as /field, and over the window's own protocol: always from the root.
  base: '/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // The phone's page refuses data: fonts and the like; files are files.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      input: [...pages, OFFLINE],
      output: {
        entryFileNames: ({ facadeModuleId }) =>
          facadeModuleId?.endsWith(OFFLINE) ? 'field-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
  server: {
    proxy: {
      // The desk serves only its own page, so the page says that it comes from there.
      '/api': { target: desk, ws: true, changeOrigin: true, rewriteWsOrigin: true, headers: { origin: desk } },
      '/tiles': { target: desk, changeOrigin: true, headers: { origin: desk } },
    },
  },
});
