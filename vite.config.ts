import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'src/web/desk',
  // Relative addresses: every page of the desk lies at the top, so they hold behind any prefix.
  base: './',
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: '../../../dist/desk',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    // One file on purpose: a desk that has opened can turn to every page while the network is gone.
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4600' } },
});
