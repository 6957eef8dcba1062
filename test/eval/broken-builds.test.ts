import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type * as Values from '../../src/extract/facts/values/value-fact.js';
import type * as Guard from '../../src/extract/identity/guard-identity.js';
import type * as Qualify from '../../src/extract/text/qualify.js';
import type * as Contract from '../../src/summarise/contract.js';
import type { Line } from '../../src/summarise/line.js';
import type * as Merge from '../../src/summarise/merge.js';
import { FIGURES } from '../../eval/figures.js';
import { smallBuild, smallDossier, type SmallBuild } from './small-build.js';

/**
 * A suite that cannot see a broken build measures nothing: each break makes the figure that watches over it cross a threshold that the
 * sound build keeps. One module is replaced at a time; everything else is the product's own.
 */
const dossier = smallDossier();
let sound: SmallBuild;
const figure = ({ outcome }: SmallBuild, key: string): number => outcome.figures[key] ?? Number.NaN;
const target = (key: string): number => FIGURES.find((spec) => spec.key === key)?.target ?? Number.NaN;

const BROKEN = [
  'extract/text/qualify',
  'extract/facts/value-fact',
  'extract/identity/guard-identity',
  'summarise/merge',
  'summarise/contract',
];

beforeAll(async () => {
  sound = await smallBuild(dossier);
});
afterEach(() => {
  for (const module of BROKEN) vi.doUnmock(`../../src/${module}.js`);
  vi.resetModules();
});

describe('a broken build is seen', () => {
  it('when negation is off: what is denied leaks, and the checker refuses lines by the dozen', async () => {
    vi.doMock('../../src/extract/text/qualify.js', async (original) => {
      const actual = await original<typeof Qualify>();
      return {
        ...actual,
        qualify: (...args: Parameters<typeof actual.qualify>) => {
          const { cues, qualifiers, ...rest } = actual.qualify(...args);
          return { ...rest, cues: cues.filter(({ qualifier }) => qualifier !== 'negated'), qualifiers: { ...qualifiers, negated: false } };
        },
      };
    });
    vi.resetModules();
    const broken = await smallBuild(dossier);
    expect(figure(sound, 'refused')).toBeLessThanOrEqual(target('refused'));
    expect(figure(broken, 'refused')).toBeGreaterThan(target('refused'));
    expect(figure(broken, 'trapLeak')).toBeGreaterThan(Math.max(target('trapLeak'), figure(sound, 'trapLeak')));
  });

  it('when units are wrong: the statements and points no longer follow from their quotes', async () => {
    vi.doMock('../../src/extract/facts/values/value-fact.js', async (original) => {
      const actual = await original<typeof Values>();
      return {
        ...actual,
        valueOf: (...args: Parameters<typeof actual.valueOf>) => {
          const value = actual.valueOf(...args);
          return value.unit === undefined ? value : { ...value, unit: 'mg/L' };
        },
      };
    });
    vi.resetModules();
    const broken = await smallBuild(dossier);
    expect(figure(sound, 'unsupported')).toBeLessThanOrEqual(0.02);
    expect(figure(broken, 'unsupported')).toBeGreaterThan(0.04);
    expect(broken.outcome.findings.some(({ measure }) => measure === 'unsupported/unit')).toBe(true);
  });

  it('when citations are shifted by one: none opens on its quote', async () => {
    vi.doMock('../../src/summarise/contract.js', async (original) => {
      const actual = await original<typeof Contract>();
      return {
        ...actual,
        toContract: (...args: Parameters<typeof actual.toContract>) => {
          const contract = actual.toContract(...args);
          return {
            ...contract,
            sections: contract.sections.map((section) => ({
              ...section,
              statements: section.statements.map((statement) => ({
                ...statement,
                citations: statement.citations.map((citation) => ({ ...citation, start: citation.start + 1, end: citation.end + 1 })),
              })),
            })),
          };
        },
      };
    });
    vi.resetModules();
    const broken = await smallBuild(dossier, { facts: sound.facts });
    expect(figure(sound, 'citationPrecision')).toBe(1);
    expect(figure(broken, 'citationPrecision')).toBeLessThan(0.7);
  });

  it("when quarantine is off: the other patient's document speaks", async () => {
    vi.doMock('../../src/extract/identity/guard-identity.js', async (original) => {
      const actual = await original<typeof Guard>();
      return {
        ...actual,
        guardIdentity: (...args: Parameters<typeof actual.guardIdentity>) => ({
          ...actual.guardIdentity(...args),
          quarantined: false,
          quarantinedPages: [],
        }),
      };
    });
    vi.resetModules();
    const broken = await smallBuild(dossier, { facts: sound.facts });
    expect(figure(sound, 'misfiledQuarantined')).toBe(1);
    expect(figure(broken, 'misfiledQuarantined')).toBe(0);
    expect(figure(broken, 'unsupported')).toBeGreaterThan(0.05);
    expect(figure(broken, 'trapLeak')).toBeGreaterThan(figure(sound, 'trapLeak'));
  });

  it('when fusion is off: the same thing is said again and again', async () => {
    vi.doMock('../../src/summarise/merge.js', async (original) => {
      const actual = await original<typeof Merge>();
      const merge = actual.mergingFacts;
      return {
        ...actual,
        *mergingFacts(facts: Parameters<typeof merge>[0], sources: Parameters<typeof merge>[1]) {
          const lines: Line[] = [];
          for (const fact of facts) lines.push(...(yield* merge([fact], sources)));
          return lines;
        },
      };
    });
    vi.resetModules();
    const broken = await smallBuild(dossier, { facts: sound.facts });
    expect(figure(sound, 'redundancy')).toBeLessThanOrEqual(0.02);
    expect(figure(broken, 'redundancy')).toBeGreaterThan(0.05);
  });
});
