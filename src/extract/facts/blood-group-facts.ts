import type { Fact } from '../../domain/fact.js';
import { documentDate } from './own-date.js';
import type { PageReading } from './page-reading.js';
import { clauseOf, factOf, qualificationOf, sentencesOf } from './page-reading.js';

/** "Groupe O négatif", "Groupe sanguin ABO RH1 : O RH:-1", "groupe : A Rh+", a row of a laboratory, "carte de groupe apportée : O positif". */
const GROUP =
  /(?<!\bstrepto(?:coques?)? (?:du |de )?)\b(?:group(?:e|age)|gpe?|gs|gr\.?|abo) ?(?:sanguin)? ?(?:abo)?[ ,/-]*(?:rh(?:esus)? ?[d1]?)?(?: (?:apporte|connu|affiche|declare|recopie|note|indique)e?(?= ?:))? *(?:\((?:carte|selon|du|le|labo|verifie|controle|si)[^()\n]{0,40}\) ?)?:? ?(ab|a|b|o)[ ,;/]{0,3}(?:rh(?:esus)? ?[d1]? ?:? ?(?=[-+pn1]))?(- ?1\b|\+? ?1\b|\+|-|pos(?:itif)?\b|neg(?:atif)?\b)/g;
/** Whose group it is, when not the patient's. */
const OF_ANOTHER =
  /\b(?:enfant|bebe|nouveau-ne|n-ne|garcon|fille|apgar|conjoint|mari|epoux|papa|pere|donneur|cordon|culot|cgr|foet\w*|fetal)\b(?:[^.;]|\b[a-z]\.){0,80}$/;

/** The blood group that a laboratory, a file or a letter writes: wrong once, it kills. */
export const bloodGroupFacts = (reading: PageReading): Fact[] =>
  sentencesOf(reading).flatMap(({ sentence, section, folded }) =>
    [...folded.matchAll(GROUP)].flatMap((found) => {
      const [whole, abo = '', sign = ''] = found;
      if (OF_ANOTHER.test(folded.slice(0, found.index))) return [];
      const range = { start: sentence.start + found.index, end: sentence.start + found.index + whole.length };
      const qualification = qualificationOf(reading, range);
      const { family, otherPerson } = qualification.qualifiers;
      if (family || otherPerson) return [];
      const negative = /^(?:neg|-)/.test(sign);
      const fact = factOf(reading, {
        kind: 'observation',
        label: `Groupe sanguin ${abo.toUpperCase()} rhésus ${negative ? 'négatif' : 'positif'}`,
        rule: 'blood-group',
        importance: negative ? 3 : 2,
        status: 'active',
        citation: clauseOf(reading.analysis, sentence, range),
        section,
        // "Négatif" is the group's, not a denial.
        qualification: { qualifiers: { ...qualification.qualifiers, negated: false, hypothetical: false }, cues: [] },
        dated: documentDate(reading),
        confidence: 0.95,
        extra: { concept: `groupe-sanguin:${abo}-${negative ? 'neg' : 'pos'}` },
      });
      return fact === undefined ? [] : [fact];
    }),
  );
