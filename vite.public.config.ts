/**
 * Builds the public pages' renderer: one module for Node with the components, the style and the script inside.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// biome-ignore lint/style/noDefaultExport: Vite reads the default export
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  plugins: [svelte({ configFile: false, emitCss: false })],
  ssr: { noExternal: true },
  build: {
    ssr: 'src/web/public/render.ts',
    outDir: 'dist/public',
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: 'render.js' } },
  },
});
