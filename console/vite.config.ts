import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { double } from './src/dev/double.ts';

// Maven says where to: its output folder has a name of its own for each kind of build.
const output = process.env.CONSOLE_OUTPUT ?? 'target/classes/META-INF/resources';

export default defineConfig({
  root: 'src/main/web',
  plugins: [react(), double()],
  build: {
    outDir: resolve(import.meta.dirname, output),
    emptyOutDir: true,
    // Their licences want their texts beside the works.
    license: { fileName: 'licenses.md' },
    // An asset inlined as data: would need a laxer content security policy.
    assetsInlineLimit: 0,
    target: 'es2022',
    // Those that know light-dark(): what stands in for it elsewhere goes wrong beside Mantine.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 1200,
  },
  test: {
    root: '.',
    include: ['src/test/web/**/*.test.{ts,tsx}'],
    environment: 'happy-dom',
    testTimeout: 15_000,
  },
});
