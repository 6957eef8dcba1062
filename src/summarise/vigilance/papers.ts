import { among, perDocument } from '../per-document.js';
import type { Fact } from '../../domain/fact.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { fold, groupBy } from '../text.js';
import { sideBySide, type Side, type VigilanceInput } from './warning.js';
import { quoteWords } from '../quote.js';

const own = (fact: Fact): boolean => !fact.qualifiers.family && !fact.qualifiers.otherPerson;

/** What identifies or binds for life, written in two ways: a blood group, a person of trust, advance directives. */
export function differingPapers(input: VigilanceInput): readonly Vigilance[] {
  return [...bloodGroups(input), ...trustedPersons(input), ...directives(input)];
}

const bloodGroupsAmong = among((fact: Fact) => own(fact) && fact.concept?.startsWith('groupe-sanguin:') === true);

function bloodGroups({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const groups = bloodGroupsAmong(facts);
  const sides = [...groupBy(groups, (fact) => fact.concept ?? '').values()].map((same): Side => ({
    says: (same[0]?.label ?? '').replace(/^Groupe sanguin /, ''),
    fact: same[0] as Fact,
    also: same.slice(1),
  }));
  return apart('vigilance:blood-group', 'Groupe sanguin', sides, sources);
}

/** Two words at least, each with its capital: the name behind "personne de confiance :". */
const TRUSTED =
  /personne de confiance\s*(?:désignée[^:\n]{0,24})?(?::|désignée|=|est|,)?\s*(?:(?:sa|son|la|le)\s+(?:sœur|soeur|frère|fille|fils|mari|épou[xs]e?|conjointe?|compagn(?:on|e)|mère|père|ni[eè]ce|neveu|amie?|voisine?|petite?[- ]fil(?:le|s))[,\s(]+)?(?:M(?:me|lle|r|onsieur|adame)?\.?\s+)?((?:\p{Lu}[\p{L}'’-]+\s+){1,2}\p{Lu}[\p{L}'’-]+)/iu;

const trustedAmong = perDocument((papers: readonly Fact[]) =>
  papers.flatMap((fact) => {
    const name = TRUSTED.exec(fact.citations[0].quote)?.[1];
    return name === undefined || !/\p{Lu}\p{Ll}|\p{Lu}{3}/u.test(name) ? [] : [{ fact, name }];
  }),
);

function trustedPersons({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const named = trustedAmong(facts);
  const sides = [...groupBy(named, ({ name }) => fold(name).split(' ').toSorted().join(' ')).values()].map((same): Side => ({
    says: `« ${same[0]?.name ?? ''} »`,
    fact: same[0]?.fact as Fact,
    also: same.slice(1).map(({ fact }) => fact),
  }));
  return apart('vigilance:trusted-person', 'Personne de confiance', sides, sources);
}

const directivesAmong = among((fact: Fact) => own(fact) && /directives? anticipees?/.test(quoteWords(fact)));
const NO_DIRECTIVES =
  /directives? anticipees?[^.;\n]{0,20}(?:\[ ?\] ?oui ?\[ ?x ?\] ?non|☐ ?oui ?☒ ?non|: ?non\b|: ?aucune|: ?neant|non redigees?|pas (?:de |redige))/;
const HAS_DIRECTIVES =
  /\[ ?x ?\] ?oui|☒ ?oui|: ?oui\b|redigees?|deposees?|(?:aux|ses|les) directives|directives? anticipees? (?:du|en date)/;

function directives({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const told = directivesAmong(facts);
  const none = told.filter((fact) => NO_DIRECTIVES.test(quoteWords(fact)));
  const written = told.filter(
    (fact) => !none.includes(fact) && HAS_DIRECTIVES.test(quoteWords(fact)) && !/\bpas\b|\bnon\b/.test(quoteWords(fact)),
  );
  const [yes] = written;
  const no = none.at(-1);
  if (yes === undefined || no === undefined) return [];
  return apart(
    'vigilance:directives',
    'Directives anticipées',
    [
      { says: 'écrites', fact: yes, also: written.slice(1) },
      { says: 'dites absentes', fact: no, also: none.slice(0, -1) },
    ],
    sources,
  );
}

/** A warning only where two documents differ. */
function apart(rule: string, subject: string, sides: readonly Side[], sources: VigilanceInput['sources']): readonly Vigilance[] {
  if (sides.length < 2 || new Set(sides.map(({ fact }) => fact.documentId)).size < 2) return [];
  return [sideBySide({ rule, subject, sides: sides.slice(0, 3), importance: 3, sources })];
}
