import type { Fact } from '../../../domain/fact.js';
import type { Range } from '../../text/analysis.js';
import { dateFor } from '../dating.js';
import { documentDate } from '../own-date.js';
import { findDrugs } from './medication-lexicon.js';
import type { PageReading } from '../page-reading.js';
import { clauseOf, factOf, qualificationOf, segmentOf, sentencesOf } from '../page-reading.js';
import { lowerFirst, tidy } from '../phrase.js';

const KIN =
  '(?:maris?|femme|epou(?:x|se)|conjointe?|compagn(?:on|e)|mere|pere|soeur|seur|frere|fille|fils|voisine?|amie?|belle-?mere|collegue|cousine?|tante|entourage)';
/** Where a drug that nobody prescribed comes from. */
const SOURCE = new RegExp(
  String.raw`\bauto-?medication|\b(?:achet\w+|commande\w*|trouve\w*|procure\w*)\b[^.;,]{0,40}\b(?:internet|le net|un site|en ligne|parapharmacie|au marche|a l'etranger|en grande surface)|\bsur internet\b|\ben vente libre|\bsans (?:ordonnance|prescription|avis medical|m'en parler|nous en parler|en parler)|\bde (?:sa propre|son propre) (?:initiative|chef)|\b(?:boite|plaquette|stock|reste|fond de tiroir|comprimes?|medicaments?)s? (?:de |d')(?:sa |son |une? |la |le )?${KIN}\b|\b(?:donnee?s?|pretee?s?|passee?s?|fournie?s?|conseillee?s?) par (?:sa |son |une? |la |le |des )${KIN}\b|\b(?:pharmacie|armoire a pharmacie) familiale|\brapportee?s? (?:du|de|d'|des) (?!la )(?:\w+ )?(?:pays|maroc|algerie|tunisie|espagne|belgique|voyage|etranger|etats-unis|chine|inde)`,
);
const ADVISED_AGAINST = /\b(?:eviter|pas d'|jamais d'|ne pas|proscri\w+|deconseill\w+|interdi\w+|attention aux?)\b[^.;]{0,50}$/;
const REACH = 90;
/** "Du LEXOMIL de sa voisine": what stands right behind the drug. */
const OF_KIN = new RegExp(String.raw`^ (?:de |d')(?:sa |son |une? |la |le )?${KIN}\b`);

const sourceIn = (folded: string, drugs: readonly Range[]): Range | undefined => {
  const found = SOURCE.exec(folded);
  if (found !== null) return { start: found.index, end: found.index + found[0].length };
  for (const drug of drugs) {
    const kin = OF_KIN.exec(folded.slice(drug.end));
    if (kin !== null) return { start: drug.end, end: drug.end + kin[0].length };
  }
  return undefined;
};

/** Drugs taken without a prescription, with the words that say where they come from: "sildénafil acheté sur internet". */
export const selfMedicationFacts = (reading: PageReading): Fact[] =>
  sentencesOf(reading).flatMap((sentenced) => {
    const { sentence, section, folded } = sentenced;
    if (section?.kind === 'prescription' || section?.kind === 'allergies') return [];
    const drugs = findDrugs(folded).filter((drug) => drug.kind !== 'ambiguous');
    const found = drugs.length === 0 ? undefined : sourceIn(folded, drugs);
    if (found === undefined) return [];
    const source = { start: sentence.start + found.start, end: sentence.start + found.end };
    if (ADVISED_AGAINST.test(folded.slice(0, found.start)) || qualificationOf(reading, source).qualifiers.instruction) return [];
    const distance = (drug: Range): number => Math.max(drug.start - found.end, found.start - drug.end, 0);
    const nearest = Math.min(...drugs.map(distance));
    return drugs
      .filter((drug) => distance(drug) === nearest && nearest < REACH)
      .flatMap((drug) => {
        const range = { start: drug.start + sentence.start, end: drug.end + sentence.start };
        const { qualifiers, cues } = qualificationOf(reading, range);
        const { family, otherPerson, negated, hypothetical, instruction } = qualifiers;
        if (family || otherPerson || negated || hypothetical || instruction) return [];
        const stretch = segmentOf(
          reading.analysis,
          sentence,
          { start: Math.min(range.start, source.start), end: Math.max(range.end, source.end) },
          ';,',
        );
        const written = dateFor(reading, sentence, range);
        const brand = drug.kind === 'brand' ? ` (${reading.analysis.page.text.slice(range.start, range.end)})` : '';
        const fact = factOf(reading, {
          kind: 'lifestyle',
          label: `Automédication : ${drug.substance}${brand} — ${lowerFirst(tidy(reading.analysis.page.text.slice(stretch.start, stretch.end)))}`,
          rule: 'lifestyle-automedication',
          importance: 3,
          status: 'active',
          citation: clauseOf(reading.analysis, sentence, stretch),
          section,
          qualification: { qualifiers: { ...qualifiers, reported: false }, cues },
          dated: written.date === undefined ? documentDate(reading) : written,
          extra: { concept: `mode-de-vie-automedication-${drug.substance}` },
        });
        return fact === undefined ? [] : [fact];
      });
  });
