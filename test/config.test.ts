import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';

describe('the settings', () => {
  it('listen to this machine by default, and to no other when asked', () => {
    expect(readConfig({}).host).toBe('127.0.0.1');
    expect(readConfig({ FRISE_HOST: '::1' }).host).toBe('::1');
    for (const host of ['0.0.0.0', '::', '192.168.1.10', 'frise.example'])
      expect(() => readConfig({ FRISE_HOST: host })).toThrow(expect.objectContaining({ code: 'FRS-IN-011', detail: 'FRISE_HOST' }) as Error);
  });

  it('names the variable that does not hold', () => {
    expect(() => readConfig({ FRISE_PORT: 'abc' })).toThrow(expect.objectContaining({ code: 'FRS-IN-011', detail: 'FRISE_PORT' }) as Error);
  });
});
