import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The web app: sources in src/web, built into dist/web, served by src/api/web-app.ts. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: { outDir: '../../dist/web', emptyOutDir: true, assetsInlineLimit: 0 },
});
