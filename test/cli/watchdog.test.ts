import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

/** How a process ends that does this with a watchdog of 1,500 ms. */
function ending(script: string): Promise<string> {
  const module = JSON.stringify(new URL('../../src/cli/watchdog.ts', import.meta.url).href);
  const code = `import { startWatchdog } from ${module}; const dog = startWatchdog(1500); ${script}`;
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '-e', code], { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve) => child.on('exit', (status, signal) => resolve(signal ?? String(status))));
}

describe('the watchdog', () => {
  it('ends a process that is caught in a loop, and no other', async () => {
    const endings = await Promise.all([
      ending(`dog.begin('a'); setTimeout(() => { for (;;); }, 50);`),
      ending(
        `dog.begin('a'); const tick = setInterval(() => dog.tick('a'), 50); setTimeout(() => { clearInterval(tick); dog.end('a'); }, 4000); setTimeout(() => dog.stop(), 6500);`,
      ),
    ]);
    expect(endings).toEqual(['SIGKILL', '0']);
  });
});
