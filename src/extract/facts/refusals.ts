import { findVaccines } from './immunizations/immunization-lexicon.js';
import type { Range } from '../text/analysis.js';
import { eventWords } from './events/event-words.js';
import { findDrugs } from './medications/medication-lexicon.js';
import type { PageReading } from './page-reading.js';
import { conceptsWithin } from './page-reading.js';

/** Words by which a patient refuses what is offered. */
export const REFUSAL =
  /\b(?:refus(?:e|es|ee|ees|ait|ant)?|decline\w*|(?<!\b(?:je|on) )ne souhaite pas|(?<!\b(?:je|on) )ne veut pas(?! dire)|n'en veut pas|n'y est pas favorable|souhaite reflechir|s'oppose|opposition (?:du (?:patient|fils|mari|pere|conjoint|tuteur)|de (?:la (?:patiente|fille|mere|famille|femme)|l'(?:interesse\w*|epouse))|a (?!la maison|l'ecole))|ne desire pas|a refuse)\b/;

/** A refusal since taken back, or told as past: "malgré un refus initial", "d'abord refusée, puis a donné son accord", "patch refusé puis ok". */
const REFUSED_THEN =
  /\b(?:malgre|apres) (?:un |son |le |les )?refus\b|\brefus initia|\balors qu'(?:il|elle) (?:l'|les )?avait (?:d'abord )?(?:refus|declin)|\bavait (?:d'abord|initialement|longtemps|jusque-la) (?:refus|declin)|\b(?:refus|declin)\w*[^.;]{0,80}\b(?:puis|mais|finalement|maintenant|ensuite|desormais)\b[^.;]{0,30}\b(?:accept(?:e|ee|es|ees)\b|(?<!pas )(?:d')?accord|ok)\b|\b(?:refus|declin)\w*[^.;]{0,40}, (?:accepte|consent)(?:ee?s?)?\b(?! que| pas)|^\W*ce refus\b/;

const ASKER = String.raw`(?:il|elle|le patient|la patiente|monsieur|madame|m\. \w+|mme \w+|la famille|le fils|la fille|le mari|l'epouse|l'equipe)`;
const DOCTOR = String.raw`(?:senior|interne|medecin|anesthesiste|chirurgien\w*|reanimat\w+|radio(?:logue|therapeute)s?|urgentiste|regulat\w+|pharmac\w+|generaliste|[a-z]{3,}(?:ologue|iatre)s?|dr\b|docteur|pr\b|professeur|samu|rcp|staff|collegue|remplacant\w*)`;
/**
 * A pharmacist who does not hand out, a fund that does not pay, a doctor who does not prescribe, what the patient asked for and was not given:
 * refused, and not by the patient.
 */
const NOT_HIS = new RegExp(
  [
    String.raw`\b(?:boite|delivrance|c2s|css|cmu|rqth|aah|pch|apa|mdph|vsl|cure|invalidite|prise en charge|ald|dossier|remboursement|dotation|tableau|demande (?:pour|de reconnaissance|d'aide)|permis)s?\b[^.;]{0,70}\brefuse\w*(?! par (?:le patient|la patiente|lui|elle|l'interesse))`,
    String.raw`\bnous (?:avons|avions|aurions)(?: [a-z]+)? refuse\w*|\bje (?:le |la |les )?lui (?:ai |avais )?refus\w*|\bj'ai (?:donc )?refuse (?:la |une |de |toute |le |un )?(?:delivr|prescri|renouvel|certificat|arret de travail)\w*|\bon (?:lui|l'|leur) ?(?:a |avait )(?:toujours |souvent |longtemps |ensuite )?refuse`,
    // "J'ai refusé le zolpidem qu'elle demandait": told by a doctor, who speaks of somebody.
    String.raw`\bj'ai (?:donc )?refuse\b[^.;]*\b(?:il|elle|sa|son|ses|lui|qu'(?:il|elle))\b|\b(?:sa|son|ses|lui|il|elle)\b[^.;]*\bj'ai (?:donc )?refuse\b`,
    String.raw`\brefuse\w* de (?:delivrer|vendre|dispenser|rembourser|renouveler l'ordonnance)\b|\baccord ?: ?refus`,
    String.raw`\brefuse\w* par (?:la |le |les |l'|un |une |mon |ma |notre )?(?:cpam|caisse|mutuelle|securite|mdph|assur\w+|centre|service|banque|employeur|direction|ehpad|departement|conseil|${DOCTOR})`,
    // "Le patient demande du Voltarène : refusé", "demande son zolpidem => refus".
    String.raw`(?:\b${ASKER} (?:[a-z]+ )?(?:demand(?:e|ait|ent)|voulait|reclam(?:e|ait)|souhaitait)\b|(?:^|[,;:.] ?)(?:demande|reclame|voulait)\b|\b(?:demande|reclame)e?s? (?:par|au comptoir)\b)[^.;]{2,80}?(?::|=>|->|→|,|»|") ?(?:je (?:n'ai pas|l'ai|les ai) )?refus(?:e|ee|es|ees)?\b(?! (?:par (?:le|la|lui|elle|l'interesse)\b(?! ${DOCTOR})|du patient|de la patiente))`,
  ].join('|'),
);
/** "Ne souhaite pas que ce soit écrit", "sexe : ne souhaite pas savoir", "refuse d'envisager un reclassement": no care is refused. */
const NO_CARE =
  /\b(?:ne (?:souhaite|veut|desire) pas|refus\w*) (?:que (?:ce soit|cela soit|le nom|son nom|l'information|ce diagnostic)|qu'on (?:en fasse|l'ecrive|le sache|en parle)|(?:le |la |les )?(?:savoir|connaitre|reconnaitre|admettre)|d'envisager un reclassement|de (?:reconnaitre|croire|payer|signer la charte))|\bsecret (?:medical|professionnel) s'oppose\b/;
/** "Refus de boire, teint gris": what an infant or a very old person no longer does is a sign. */
const SIGN =
  /\brefus (?:de (?:boire|manger|teter|s'alimenter|jouer)|alimentaires?|(?:du|des) (?:sein|biberons?|repas)|d'alimentation|scolaire)\b/;
/** "S'il refuse : apixaban et fer", "si toxicité ou refus : RCP": what would be done then. */
const IF_REFUSED =
  /\b(?:si|s') ?(?:(?:il|elle|le patient|la patiente|jamais|toutefois|il y a) )?$|\ben cas de $|\bsi [^.;:,]{2,40}(?: ou|,) $|\b(?:pas|aucun|sans|absence) (?:de )?$/;

/** The words by which a sentence tells a refusal of care by the patient, or by who decides for them; none where another refuses, or it is over. */
export const refusalOf = (folded: string): RegExpExecArray | null => {
  const found = REFUSAL.exec(folded);
  if (found === null || REFUSED_THEN.test(folded) || NO_CARE.test(folded) || SIGN.test(folded.slice(found.index))) return null;
  return IF_REFUSED.test(folded.slice(Math.max(0, found.index - 48), found.index)) ? null : found;
};
export const isRefusedByOthers = (clause: string): boolean => NOT_HIS.test(clause);

/** Words of a refusal that name nothing that is refused. */
const SAYS_NOTHING =
  /\b(?:refus\w*|declin\w*|propose\w*|offert\w*|vaccins?|nouveau|pour|l'instant|le moment|ce jour|aujourd'hui|encore|toujours|a|ete|est|l'a|l'|les|il|elle|le|la|par|patiente?|parents?|famille|reflechi|ferme|net|tout|mais|et|donc|en|de|du|des|ne|n'en|veut|souhaite|desire|pas|ce|cette|fois|un|une|deja|20\d\d|non|fait\w*|motif|raisons?|cause|bonne|hesite|y|demande|reporte\w*)\b|[^a-z]+/g;
const BEFORE_WITHIN = 140;

/** What a refusal that names nothing ("refuse pour l'instant", "vaccin proposé, refusé") answers: what the words before it named last; undefined where they name nothing. */
export const refusedBefore = (reading: PageReading, part: Range): Range | 'named' | undefined => {
  const { folded, page } = reading.analysis;
  if (
    folded
      .slice(part.start, part.end)
      .replace(/\([^)]*\)/g, ' ')
      .replace(SAYS_NOTHING, '').length > 0
  )
    return 'named';
  const from = Math.max(0, part.start - BEFORE_WITHIN);
  // "HÉPATITE B\nNon vacciné. Vaccin proposé, refusé": of a vaccine, the last one that was named.
  if (/\bvaccin/.test(folded.slice(part.start, part.end))) return findVaccines(folded, from, part.start).at(-1);
  const blank = folded.lastIndexOf('\n\n', part.start - 1);
  const before = { start: Math.max(from, blank), end: part.start };
  const told: Range[] = [
    ...conceptsWithin(reading.concepts, before).filter(({ concept }) => concept.kind === 'procedure' || concept.kind === 'device'),
    ...eventWords(page.text, reading.flat, before).filter((word) => word.class === 'examinations' || word.class === 'acts'),
    ...findVaccines(folded, before.start, before.end),
    ...findDrugs(folded.slice(before.start, before.end)).map(({ start, end }) => ({
      start: before.start + start,
      end: before.start + end,
    })),
    ...[...folded.slice(before.start, before.end).matchAll(/\barret de travail\b/g)].map(({ index, 0: word }) => ({
      start: before.start + index,
      end: before.start + index + word.length,
    })),
  ];
  return told.toSorted((a, b) => a.end - b.end).at(-1);
};
