import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';

describe('the settings', () => {
  it('listen to this machine by default, and to no other when asked', () => {
    expect(readConfig({}).host).toBe('127.0.0.1');
    expect(readConfig({ FRISE_HOST: '::1' }).host).toBe('::1');
    for (const host of ['0.0.0.0', '::', '192.168.1.10', 'frise.example'])
      expect(() => readConfig({ FRISE_HOST: host })).toThrow(
        expect.objectContaining({ code: 'FRS-IN-011', detail: 'FRISE_HOST' }) as Error,
      );
  });

  it('takes a language model from a folder or from a server, and none by default', () => {
    expect(readConfig({}).languageModel).toBeUndefined();
    expect(readConfig({ FRISE_LANGUAGE_MODEL: '/srv/petit' }).languageModel).toEqual({ folder: '/srv/petit' });
    expect(readConfig({ FRISE_LANGUAGE_MODEL: 'http://127.0.0.1:8000/v1', FRISE_LANGUAGE_MODEL_NAME: 'petit' }).languageModel).toEqual({
      url: 'http://127.0.0.1:8000/v1',
      model: 'petit',
      key: undefined,
    });
  });

  it('names the variable that does not hold', () => {
    expect(() => readConfig({ FRISE_PORT: 'abc' })).toThrow(expect.objectContaining({ code: 'FRS-IN-011', detail: 'FRISE_PORT' }) as Error);
  });
});
