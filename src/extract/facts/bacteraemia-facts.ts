import type { Fact } from '../../domain/fact.js';
import { dateFor } from './dating.js';
import { ownDate } from './own-date.js';
import { clauseOf, factOf, qualificationOf, sentencesOf, type PageReading } from './page-reading.js';

const GERM = String.raw`(?:e(?:scherichia|\.)? ?coli|s\. ?(?:aureus|epidermidis)|sarm|samr|klebsiella(?: [a-z]+)?|k\. ?pneumoniae|proteus(?: mirabilis)?|pseudomonas(?: aeruginosa)?|p\. ?aeruginosa|pyocyanique|staphylo\w*(?: (?:dore|aureus|epidermidis|coagulase negati\w+|lugdunensis|hominis))?|entero(?:coque|coccus|bacter)\w*(?: (?:faecalis|faecium|cloacae))?|strepto\w*(?: [a-z]+)?|pneumocoque|serratia(?: marcescens)?|citrobacter(?: [a-z]+)?|acinetobacter(?: [a-z]+)?|listeria(?: monocytogenes)?|salmonella?e?(?: [a-z]+)?|haemophilus(?: influenzae)?|meningocoque|bacteroides(?: fragilis)?|candida(?: [a-z]+)?|campylobacter(?: [a-z]+)?)`;
const CULTURES = String.raw`(?:hemocultures?|hemoc\.?|hc)(?![a-z])`;
/** "E. coli sauvage sur 2 hémocultures", "hémocultures positives à S. aureus", "hémoc + : candida albicans". */
const IN_BLOOD: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<![a-z])(${GERM})(?![a-z])[^.;:,()\d]{0,30} (?:sur|dans|aux?) (?:(?:les|des|\d{1,2}|une|deux|trois|quatre|toutes les|plusieurs) )?(?:paires? d'|series? d')?${CULTURES}`,
    'g',
  ),
  new RegExp(
    String.raw`(?<![a-z])${CULTURES}(?: \(?\d{1,2} ?/ ?\d{1,2}\)?)?(?: (?:sont |revenues? |est )?(?:positi(?:ve|f)s?|pos\b)| ?\+{1,3})[^.;,()]{0,24}?(?: a | au | avec |: ?| d'| de )(?:un |une )?(${GERM})(?![a-z])`,
    'g',
  ),
];

/** A germ that grew from the blood is a bacteraemia, which reports tell by its cultures; a yeast's is a candidaemia. */
export const bacteraemiaFacts = (reading: PageReading): Fact[] =>
  sentencesOf(reading).flatMap(({ sentence, section }) =>
    IN_BLOOD.flatMap((pattern) =>
      [...reading.flat.slice(sentence.start, sentence.end).matchAll(pattern)].flatMap((found): readonly Fact[] => {
        const germ = found[1] ?? '';
        const start = sentence.start + found.index + found[0].indexOf(germ);
        const named = { start, end: start + germ.length };
        const qualification = qualificationOf(reading, named);
        const { family, otherPerson, negated, hypothetical, instruction } = qualification.qualifiers;
        if (family || otherPerson || negated || hypothetical || instruction) return [];
        const written = reading.analysis.page.text.slice(named.start, named.end).replace(/\s+/g, ' ');
        const yeast = /^candida/.test(germ);
        const dated = dateFor(reading, sentence, named);
        const fact = factOf(reading, {
          kind: 'condition',
          label: `${yeast ? 'Candidémie' : 'Bactériémie'} à ${/^[A-Z](?:\.|[A-Z])/.test(written) ? written : written.charAt(0).toUpperCase() + written.slice(1)}`,
          rule: 'bacteraemia',
          importance: 2,
          status: 'active',
          citation: clauseOf(reading.analysis, sentence, {
            start: sentence.start + found.index,
            end: sentence.start + found.index + found[0].length,
          }),
          section,
          qualification,
          dated: dated.date === undefined ? ownDate(reading, section, start) : dated,
          confidence: 0.9,
          extra: { concept: yeast ? 'candidemie' : 'bacteriemie' },
        });
        return fact === undefined ? [] : [fact];
      }),
    ),
  );
