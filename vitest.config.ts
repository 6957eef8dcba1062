import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What waits for other processes takes longest: begun last, it would leave one core idle at the end. */
const LONGEST = ['durability-sqlite', 'cli/frise', 'page/page', 'durability-postgres', 'many-processes', 'page/views', 'recognise-pages'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.includes(name));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/** Rooms of pure functions: their files share one load of the rules and of the vocabularies (80 s of a processor become 21). */
const RULES = ['test/extract/facts/**/*.test.ts', 'test/extract/text/**/*.test.ts', 'test/summarise/**/*.test.ts'];

export default defineConfig({
  test: {
    // Two cores: more workers than that only take each other's time.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'rules', include: RULES, isolate: false } },
      { extends: true, test: { name: 'rest', include: ['test/**/*.test.ts'], exclude: [...configDefaults.exclude, ...RULES] } },
    ],
  },
});
