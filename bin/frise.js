#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

// The sources run as they are, through tsx: nothing to build, and a stack trace names the file that one reads.
const loader = createRequire(import.meta.url).resolve('tsx');
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
// Before the loader itself: no connection leaves this machine.
const guard = fileURLToPath(new URL('../src/security/egress-guard.cjs', import.meta.url));
const { status } = spawnSync(process.execPath, ['--require', guard, '--import', loader, main, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
