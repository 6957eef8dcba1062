import type { Fact, FactStatus } from '../../domain/fact.js';
import type { Range } from '../text/analysis.js';
import { dateFor } from './dating.js';
import { documentDate } from './own-date.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { clauseOf, factOf, qualificationOf, segmentOf, sentencesOf } from './page-reading.js';
import { lowerFirst, tidy } from './phrase.js';

interface Rule {
  readonly id: string;
  readonly pattern: RegExp;
  readonly importance: 1 | 2 | 3;
  readonly status: FactStatus;
  readonly label: string;
}

/** What tells of pregnancies, in the order in which one word counts once. */
const RULES: readonly Rule[] = [
  {
    id: 'gestity',
    pattern:
      /\bg ?\d{1,2} ?,?[ /-]?p ?\d{1,4}(?: ?[,/-]? ?(?:ab?|fcs?|v|ivg|geu) ?\d{1,2}){0,3}\b|\bgeste ?:? ?\d|\bgestite\b|\bparite\b|\bnulli(?:geste|pare)\b|\b(?:primi|multi)(?:geste|pare)\b|\b[ivx]+ ?(?:geste|pare)\b|\b\d+(?:e|eme|nde)? ?-?(?:geste|pare)s?\b|jamais enceinte/g,
    importance: 2,
    status: 'active',
    label: 'Gestité, parité',
  },
  {
    id: 'project',
    pattern:
      /\b(?:projet|desir|souhait) (?:de grossesse|d'enfant)|pre-?conceptionnel|arret de la contraception|feu vert (?:de|pour|a) (?:la |une )?conception|feu vert pour l'arret (?:de la contraception|des preservatifs)|compatible avec une (?:conception|grossesse)|essais? bebe/g,
    importance: 3,
    status: 'active',
    label: 'Projet de grossesse',
  },
  {
    id: 'current',
    pattern:
      /\b(?:grossesse (?:en cours|actuelle|evolutive|intra-?uterine|monofoetale|unique|gemellaire|spontanee|obtenue|desiree|non desiree|(?:bi|mono|tri)choriale|triple|multiple|singleton|molaire|de \d)|enceinte(?! si)|grossesse (?:a|au terme de) \d|terme (?:prevu|theorique)|\bddr\b|\bdpa\b|date (?:prevue|presumee) (?:d'accouchement|du terme)|debut de grossesse|(?<!\d(?: ?sa)? ?(?:[-–]|a|et|ou|puis) ?)\d{1,2} ?sa(?! ?(?:[-–]|a|et|ou|puis) ?\d{1,2} ?sa\b)(?: ?\+ ?\d| ?et ?\d j(?:ours)?)?\b|semaines d'amenorrhee)/g,
    importance: 3,
    status: 'active',
    label: 'Grossesse',
  },
  {
    id: 'past',
    pattern:
      /\b(?:(?:premiere|1re|1ere|deuxieme|seconde|2e|2eme|troisieme|3e|3eme|quatrieme|4e|derniere) grossesse|(?:premier|1er|deuxieme|second|2e|troisieme|3e|dernier) accouchement|une grossesse (?:anterieure|menee|normale|precedente|compliquee|a terme|arretee|extra)|(?:\d|deux|trois|quatre|cinq|six) grossesses?)\b|\b(?:\d|une|deux|trois|quatre|cinq|six) (?:accouchements?|cesariennes?|fausses? couches?|ivg|enfants? (?:nes|vivants)|fcs|avb)\b|\bgrossesses? (?:normales?|sans (?:particularite|complication)|anterieures?|precedente|compliquee)|(?<!\b(?:un|l'|d'|en vue d'un|avant|apres|jusqu'a l') ?)accouchements?\b|accouche(?:e|es|r)?\b|\bfcs\b|fausses? couches?|\bivg\b(?! [ad])|allait(?:e|ement)|mfiu|morts? (?:foetales? )?in utero|interruption medicale de grossesse|ivg (?:instrumentale|medicamenteuse|chirurgicale|par aspiration)|dystocie des epaules|delivrance artificielle|hemorragie (?:de la delivrance|du post-?partum)|(?:\d|un|deux|trois|quatre|cinq) enfants?(?= sous| \(| en (?:19|20)| vivants?| de \d(?:[.,]\d)? ?k?g)/g,
    importance: 2,
    status: 'past',
    label: 'Grossesses antérieures',
  },
  {
    id: 'assisted',
    pattern:
      /\b(?:fiv|icsi|dons? d'(?:ovocytes?|embryons?)|inseminations?(?: artificielles?| intra-?uterines?)?|transferts? d'embryons?|stimulations? ovariennes?)\b/g,
    importance: 2,
    status: 'past',
    label: 'Assistance à la procréation',
  },
  {
    id: 'test',
    pattern: /\btest (?:urinaire )?de grossesse|\b(?:b-?hcg|beta-?hcg)\b/g,
    importance: 1,
    status: 'active',
    label: 'Test de grossesse',
  },
];
/** "Bêta-hCG < 1", "bêta-hCG 0,5 UI/L": no pregnancy. */
const BELOW_FIVE = /hcg\b[^\d<>+;]{0,24}(?:< ?\d|[0-4](?:[.,]\d+)?(?! ?\d)(?=\s*(?:m?ui|u\/|[.,;)]|$)))/;
const NEGATIVE = /\b(?:pas de grossesse|pas enceinte|jamais enceinte|absence de grossesse|grossesse exclue|negatif|n'est pas enceinte)/;
/** "Première grossesse à 25": at what age, not with how many weeks. */
const BEFORE_A_FIRST = /\b(?:premiere|1re|1ere|deuxieme|seconde|derniere) $/;
const AN_AGE = /^grossesse a \d{1,2} ?(?:ans?\b|[,.;)]|$)/;
/** Another woman, or women in general: "conjointe enceinte", "éviter le contact avec une femme enceinte". */
const OTHER_WOMAN =
  /\b(?:conjointe|epouse|compagne|(?:sa|son|leur) (?:femme|fille|soeur|belle-?soeur|belle-?fille|niece|cousine|petite-fille)|fille|soeur|niece|collegue|amie|voisine|aidante|infirmiere|belle-?fille|maman|mere)(?: [a-z]+){0,2},? (?:est |etait |actuellement |qui est |qui etait )?enceinte|\b(?:femmes enceintes|(?:chez|avec|toute?|a|d'|par|pour) (?:la |l'|une )?femme enceinte)|enceinte (?:dans l'entourage|au domicile)/;
/** The day of the last period is asked of every woman: alone it tells no pregnancy. */
const PERIOD_ONLY = /^(?:ddr)$/;
const PREGNANT = /\b(?:grossesse|enceinte|terme|dpa|\d ?sa\b|gestante|echographie de datation)/;
const MATERNAL = /\bne(?:e|s)? (?:a|au terme|prematur|par)|\bpoids de naissance|\bpn ?:|\bapgar/;

const NO_MOTHER_YET = 11;
/** In the file of a small child, the pregnancy that is told is the one it was born of. */
const isOfMother = ({ context: { birthDate, documentDate } }: PageReading): boolean =>
  birthDate !== undefined && documentDate !== undefined && Number(documentDate.slice(0, 4)) - Number(birthDate.slice(0, 4)) < NO_MOTHER_YET;

/** Letters of a phrase that is still read as a line. */
const LONGEST = 96;
/** What gives birth or ends a pregnancy, told with its weeks: "accouchement à 41 SA". */
const ENDED = /\b(?:accouch\w*|cesarienne|ivg|img|mfiu|fcs|fausses? couches?|ne(?:e|s)? (?:le|a)|naissance|geu)\b/;
const ONGOING = /\b(?:enceinte|grossesse (?:en cours|actuelle|evolutive)|terme prevu|dpa)\b/;
/** Words beside which children are those that a woman bore. */
const OBSTETRIC = /\b(?:grossesses?|fausses? couches?|fcs|accouch\w*|cesariennes?|\w*pare|\w*geste|forceps|ventouse|allait\w*)\b/;

const stretchOf = (reading: PageReading, { sentence }: Sentenced, match: Range, rule: Rule): Range => {
  const segment = segmentOf(reading.analysis, sentence, match, ';,');
  if (rule.id === 'gestity')
    return { start: Math.max(segment.start, match.start - 20), end: sentence.end - match.start <= 90 ? sentence.end : segment.end };
  if (sentence.end - sentence.start <= LONGEST) return sentence;
  // A long sentence is told from the item that speaks of it on, with its bracket.
  const { folded } = reading.analysis;
  let end = segment.end;
  while (end < sentence.end) {
    const next = segmentOf(reading.analysis, sentence, { start: end + 1, end: end + 1 }, ';,').end;
    const open = folded.slice(segment.start, end).split('(').length > folded.slice(segment.start, end).split(')').length;
    if (next - segment.start > LONGEST && !open) break;
    end = Math.max(next, end + 1);
  }
  return { start: segment.start, end };
};

/** Pregnancies: gestity and parity, current pregnancy with its term, those before, plans for one. Acts of birth are procedures too. */
export const pregnancyFacts = (reading: PageReading): Fact[] => {
  const facts: Fact[] = [];
  const ofMother = isOfMother(reading);
  for (const sentenced of sentencesOf(reading)) {
    const { section, sentence, folded } = sentenced;
    if (section?.kind === 'laboratory' || section?.kind === 'prescription' || section?.kind === 'family-history') continue;
    const told: Range[] = [];
    for (const rule of RULES) {
      for (const found of folded.matchAll(rule.pattern)) {
        const match = { start: sentence.start + found.index, end: sentence.start + found.index + found[0].length };
        // The age of a newborn at birth is no pregnancy of the patient.
        if (MATERNAL.test(folded.slice(Math.max(0, found.index - 30), found.index + 40))) continue;
        if (rule.id === 'past' && /^ivg$/.test(found[0]) && !/geste|grossesse|gyneco|obstet/.test(reading.analysis.folded)) continue;
        if (rule.id === 'current' && (OTHER_WOMAN.test(folded) || (PERIOD_ONLY.test(found[0]) && !PREGNANT.test(folded)))) continue;
        if (rule.id === 'current' && BEFORE_A_FIRST.test(folded.slice(0, found.index)) && AN_AGE.test(folded.slice(found.index))) continue;
        if (rule.id === 'current' && /^\d/.test(found[0]) && ENDED.test(folded) && !ONGOING.test(folded)) continue;
        if (rule.id === 'past' && / enfants?$/.test(found[0]) && !OBSTETRIC.test(folded)) continue;
        const stretch = stretchOf(reading, sentenced, match, rule);
        if (told.some(({ start, end }) => match.start >= start && match.end <= end)) continue;
        const qualification = qualificationOf(reading, match);
        const { family, otherPerson, instruction, hypothetical, negated } = qualification.qualifiers;
        // A wish for a child is a plan by itself: a condition on it doubts nothing.
        if (family || otherPerson || instruction || (hypothetical && rule.id !== 'project')) continue;
        // "Allaitement : non" tells of no pregnancy.
        if (rule.id === 'past' && negated && /^allait/.test(found[0])) continue;
        const weeksOnly = /^\d/.test(found[0]);
        // "Ex-prématuré de 28 SA": how old the child was when it was born.
        if (ofMother && (weeksOnly || rule.id === 'gestity')) continue;
        told.push(stretch);
        const said = reading.analysis.folded.slice(stretch.start, stretch.end);
        const absent = negated || NEGATIVE.test(said) || (rule.id === 'test' && BELOW_FIVE.test(said));
        const text = tidy(reading.analysis.page.text.slice(stretch.start, stretch.end)).replace(/^\d{1,2}[.)] (?=\p{L})/u, '');
        const written = dateFor(reading, sentence, match);
        const fact = factOf(reading, {
          kind: 'pregnancy',
          label:
            rule.id === 'test' && absent
              ? `Test de grossesse négatif : ${lowerFirst(text.replace(/^(?:grossesse|test(?: urinaire)? de grossesse)\s*:\s*/iu, '').replace(/^b(?:[eê]ta)?-?hcg/iu, 'bêta-hCG'))}`
              : ofMother
                ? `Grossesse de la mère : ${lowerFirst(text.replace(/^grossesse ?:? /iu, ''))}`
                : /^(?:grossesse|g\d|enceinte|projet|test)/i.test(text)
                  ? text
                  : `${rule.label} : ${lowerFirst(text)}`,
          rule: `pregnancy-${rule.id}`,
          importance: absent || (weeksOnly && !/grossesse|enceinte|\bg ?\d ?p ?\d|terme|\bddr\b/.test(said)) ? 1 : rule.importance,
          status: absent ? 'absent' : ofMother ? 'past' : rule.status,
          citation: clauseOf(reading.analysis, sentence, stretch),
          section,
          qualification: {
            qualifiers: { ...qualification.qualifiers, negated: absent, hypothetical: false },
            cues: qualification.cues,
          },
          dated: written.date === undefined && rule.status === 'active' ? documentDate(reading) : written,
          extra: { concept: `grossesse-${rule.id}` },
        });
        if (fact !== undefined) facts.push(fact);
      }
    }
  }
  return facts;
};
