import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// One script and one style sheet under fixed names: the page links to them, and nothing is injected, so that a strict
// Content-Security-Policy has nothing to block.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../webapp/js/bundles',
    emptyOutDir: true,
    target: 'es2022',
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      input: 'src/main.tsx',
      output: {
        entryFileNames: 'kargo.js',
        assetFileNames: 'kargo.[ext]',
        codeSplitting: false,
      },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    // A busy machine is no failure.
    testTimeout: 20_000,
    include: ['src/**/*.test.{ts,tsx}'],
  },
});
