import { defineConfig } from 'vite';

/** The clinician's page: built once at install, served as it is. */
export default defineConfig({
  root: 'src/api/page',
  base: './',
  build: { outDir: '../../../dist/page', emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  logLevel: 'warn',
});
