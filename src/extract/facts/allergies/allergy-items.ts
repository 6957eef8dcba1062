import type { Range } from '../../text/analysis.js';
import type { PageReading } from '../page-reading.js';
import { conceptsWithin } from '../page-reading.js';
import type { Banned } from './allergy-cues.js';
import type { Substance } from './substance.js';

const OPENS_AN_ITEM = /^(?:☐|☒|□|\[ ?x? ?\])\s*(?!\s|oui\b|non\b|aucune?\b|neant\b|ne sait)[a-z]{3}/;
/** An empty box before its item: what is not ticked is not had. */
export const UNTICKED = /^(?:☐|□|\[ ?\])\s*(?!\s|oui\b|non\b)/;
/** "[ ] non [X] oui": whether there are any, and no allergen. */
const ONLY_ANSWERED = /^(?:(?:☐|☒|□|\[ ?x? ?\])\s*(?:oui|non|nsp|ne sait pas|aucune?)?[\s:]*)+$/;
const BOX = /^\s*(?:☒|\[ ?x ?\])\s*/;
const BESIDE = / \/ (?=[a-z]{4})/g;
/** The names that an item no list knows holds: without the ticked box before it, and each of "ioméprol / iodixanol" by itself. */
export const namesOf = (folded: string, item: Range): Range[] => {
  const start = item.start + (BOX.exec(folded.slice(item.start, item.end))?.[0].length ?? 0);
  const words = folded.slice(start, item.end);
  const cuts = /^[^/]*[a-z]{4}[^/]* \/ /.test(words) ? [...words.matchAll(BESIDE)] : [];
  const names: Range[] = [];
  let from = start;
  for (const cut of cuts) {
    names.push({ start: from, end: start + cut.index });
    from = start + cut.index + cut[0].length;
  }
  return [...names, { start: from, end: item.end }];
};
/** "Pristinamycine : toxidermie 2012, certaine": how sure the item before is. */
const ABOUT_THE_ITEM_BEFORE =
  /^(?:(?:tres|bien|non|peu|donc) )*(?:certaine?|sure?|prouvee?|averee?|documentee?|probable|confirmee?|ancienne?|severe|grave|benigne?|moderee?|connue?|verifiee?|inchangee?|hospitalisee?)s?$/;
/** "Bétadine et Visipaque OK" among the allergies: what may be given. */
export const FOUND_SAFE = / (?:ok|possibles?|autorisee?s?|sans (?:aucun )?(?:problemes?|pbs?|soucis?|reactions?|incidents?))$/;
/** "À éviter (rein)": what is to be done with the item before. */
export const ASKED_OF_THE_ITEM_BEFORE =
  /^(?:donc |a |ne (?:plus|pas) |plus )+(?:eviter|proscrire|bannir|ne pas|ne plus|redonner|reintroduire|donner)\b/;
/** What somebody has when they react to something. */
const HARM_FIRST =
  /^(?:-|:)? ?(?:eruptions?|rash|urticaire|(?:angio-?)?o?edeme|prurit|choc|anaphyla\w+|toxidermie|exantheme|erytheme|malaise|vomissements|nausees|diarrhees?|boutons|plaques|demangeaisons|flush|bronchospasme|hypotension|hepatite|cytolyse|bradycardie|dyspnee)\b/;
/** "Abacavir : arrêt pour le cœur, pas allergie": what the item before is not. */
export const DENIES_THE_ITEM_BEFORE =
  /^(?:donc |mais |et |ce n'est |c'est |n'est )*(?:pas|non)(?: (?:une|d'|de vraie|vraie))* ?allergi(?:e|que)\W*$/;
/** "Diamox : jamais pris": nothing came of it. */
export const NEVER_TAKEN = /\bjamais (?:pris|recu|eu|utilise|donne|essaye)e?s?\b/;
/** A number, a place, somebody called, what was done about it: nobody reacts to these. */
const NO_NAME =
  /^\d|[<>=]|\bk?u(?:i|a)?\/m?l\b|\b(?:dr|drs|pr|docteur|ok|stop|etage|stylos?|trousse|appelee?s?|prevenue?s?|traitee?s?|ig[aegm]|taux|dosage|hopital|hospitali\w+|service|tel|poste)\b/;
/** Prose that strayed into a list of allergies. */
const SENTENCE_LIKE =
  /\+\+|^a [a-z]+(?:er|ir|re|oir)\b|(?:bien|parfaitement) (?:toleree?s?|supportee?s?)$|^(?:boire|manger|eviter|faire|prendre|apporter|penser|voir|revoir|controler|arreter|poursuivre|continuer|donner|rappeler|appeler)\b|\b(?:qui|que|est|sont|a ete|ont|je|il|elle|nous|vous|pas|plus|donc|ce|cette|patiente?|monsieur|madame|avis|bilan|traitement|ans|bracelet|verifie|inchange|cf|voir|carte|selon)\b|\d{2,}|:/;
/** "…, heureusement.": how it went. */
const ADVERB = /^(?!(?:pansement|medicament|aliment|condiment|ciment)s?\W*$)[a-z]+ment\W*$/;
/** "Urticaire au froid", "œdème à la chaleur": the harm is known by its cause. */
const BY_ITS_CAUSE = /^[^(]* (?:a|au|aux|a la|a l'|sous)\b(?! ?\d)/;
/** Whether an item that no list knows names what somebody may react to. */
export const mayBeAllergen = (folded: string, item: Range): boolean => {
  const words = folded.slice(item.start, item.end).trim();
  return !(
    words.length < 3 ||
    words.split(/\s+/).length > 6 ||
    SENTENCE_LIKE.test(words) ||
    NO_NAME.test(words) ||
    ONLY_ANSWERED.test(words) ||
    words.startsWith('(') ||
    ADVERB.test(words) ||
    // "Lamictal (?) éruption", "TAXOL, bronchospasme": what the drug before did, or is thought to have done, is no allergen.
    (HARM_FIRST.test(words) && !BY_ITS_CAUSE.test(words)) ||
    (HARM_FIRST.test(words) && /\?\)?\s*$/.test(folded.slice(Math.max(0, item.start - 6), item.start))) ||
    /^(?:intol|allerg|divers|autres?|dre|professeur|mme|madame|monsieur)\b/.test(words) ||
    ABOUT_THE_ITEM_BEFORE.test(words) ||
    ASKED_OF_THE_ITEM_BEFORE.test(words) ||
    USED_INSTEAD.test(words) ||
    REMARK.test(words)
  );
};
/** "Néant d'après le carnet", "libellé corrigé", "simple désagrément", "éviction", "Tabac 0 depuis le début", a letter's head: what is no thing to react to. */
const REMARK =
  /^(?:neant|aucune?|rien|non|simple|leger|legere|petite?|libelle|mention|etiquette|eviction|regime|tabac|alcool|toxiques?|cannabis|drogues?|motif|poids|taille|chere?s?|bonjour|madame|le \w|votre|notre)\b|\b(?:corrigee?|desagrement|rue|quai|avenue|boulevard|place|chemin|demandee?|renseignee?)s?\b|-(?:le|la|les|sur|sous|en|aux?)-/;
/** "TAXOL : 1re perf le 06/09 -> à 8 min flush, …, SOLUPRED": once the course of a reaction is told, what follows in its sentence is the story. */
export const TOLD_WITH_TIMES =
  /(?:[:=]|->|→).*\b(?:(?:a|au bout de|apres|des) (?:la )?\d{1,2} ?(?:min|mn|minutes?|h|heures?)|\d(?:e|re|er|ere|eme) (?:perf\w*|cure|injection|prise|dose))\b/;
/** "Allergie : œuf   Épilepsie : oui": the next label of the line answers for itself. */
export const NEXT_LABEL = /[^\s:,;.][ \t]{2,}[a-z][a-z '/-]{2,30}:|[»")] [a-z][a-z '/-]{2,30}: ?(?:oui|non)\b/;
/** "3. CONTRACEPTION : KYLEENA …" below "2. ALLERGIES": the next heading of a numbered paper, with what it says. */
const NEXT_NUMBER = /^\s*\d{1,2}[.)] ?(?!ALLERG|INTOL|CONTRE|MÉDIC|MEDIC|ALIMENT)\p{Lu}{5,}[^:\n]{0,30}:/u;
/** "Gants nitrile seulement": what is to be used in its place. */
const USED_INSTEAD =
  /\b(?:seulement|uniquement|exclusivement|de preference|autorisee?s?)\b| (?:fourni|propose|prescrit|utilise|conseille|a utiliser|permis|remis)e?s?$/;
/** "A reçu Augmentin en 2023 sans souci": told among the allergies because it is none. */
export const TAKEN_SINCE = /\b(?:a|ont) (?:re)?(?:cu|pris|eu|utilise)\b|\b(?:recoit|tolere|supporte) (?:bien |parfaitement )?$/;
/** "Augmentin en sept. sans souci". */
const MONTH_CUT = /\b(?:en|de|depuis|debut|fin|mi) (?:janv|fevr?|avr|juil|sept|oct|nov|dec)$/;
/** Items of a list under "Allergies": separated by commas, semicolons, full stops, and lines that a bracket or a mark closes in the page's `text`. */
export const itemsOf = (folded: string, range: Range, text: string): Range[] => {
  if (NEXT_NUMBER.test(text.slice(range.start, range.start + 60))) return [];
  const items: Range[] = [];
  let start = range.start;
  let depth = 0;
  for (let index = range.start; index <= range.end; index += 1) {
    const sign = folded.charAt(index);
    if (sign === '(') depth += 1;
    if (sign === ')') depth = Math.max(0, depth - 1);
    // "[x] iode  [ ] pénicilline  [ ] latex": each box opens an item.
    if (index > start && OPENS_AN_ITEM.test(folded.slice(index, Math.min(range.end, index + 12)))) {
      items.push({ start, end: index });
      start = index;
    }
    // "œuf (barré, guéri)" / "cacahuète +++" / "pénicilline (testée)": what a bracket or a mark closes is a line of the list.
    const closed = text.charAt(index) === '\n' && /[)+!"»] *$/.test(folded.slice(Math.max(start, index - 4), index));
    if (
      index === range.end ||
      (depth === 0 &&
        (closed ||
          sign === ',' ||
          sign === ';' ||
          (sign === '.' && /\s|$/.test(folded.charAt(index + 1)) && !MONTH_CUT.test(folded.slice(Math.max(start, index - 12), index)))))
    ) {
      if (index > start) items.push({ start, end: index });
      start = index + 1;
    }
  }
  return items;
};

/** "Interdit : anticoagulant, deux hémorragies, insuffisance cardiaque": under a drug, what forbids it; the anticoagulant is one of the reasons. */
const FORBIDDEN_HEAD = /^[\s•*-]*(?:interdits?|contre-?indique\w*|proscri\w+) ?:$/;
export const tellsWhy = ({ flat, concepts }: PageReading, sentence: Range, { substances, cue }: Banned): boolean => {
  const last = substances.at(-1);
  return (
    last !== undefined &&
    FORBIDDEN_HEAD.test(flat.slice(sentence.start, cue.end).trim()) &&
    conceptsWithin(concepts, { start: last.end, end: sentence.end }).some(
      ({ concept, start }) => concept.kind === 'condition' && /^[^()]*,[^()]*$/.test(flat.slice(last.end, start)),
    )
  );
};

/** "[X] non [ ] oui": what is ticked, without its box and the answer left empty. */
export const tickedOnly = (said: string): string =>
  said
    .replace(/(?:☐|□|\[ ?\])\s*(?:oui|non)(?:[,:]? ?(?:laquelle|lesquelles|preciser)\W*)?/g, '')
    .replace(/(?:☒|\[ ?x ?\])\s*(?=non\b|aucune?)/g, '');

/** Never an allergen in a French record; "allergie à l'adrénaline" is a malaise at the dentist's. */
export const RESCUE = /^(?:adrenaline|epinephrine|desloratadine|cetirizine|levocetirizine|loratadine|dexchlorpheniramine|salbutamol)$/;

/** "Bactrim : toxicité sous méthotrexate": what the harm came under, beside the drug that the item is of. */
const IN_COMPANY =
  /[:(=–—-][^:]*\b(?:sous|pendant|avec|associee?s? a|en association avec|ajoutee?s? a)(?: (?:la|le|les|du|son|sa))? (?:l')?$/;
/** Letters of the ATC code of a substance; a class has fewer. */
const SUBSTANCE_CODE = 7;
export const withoutCompany = (folded: string, inside: readonly Substance[]): readonly Substance[] => {
  const [first] = inside;
  // "Pénicillines : urticaire sous amoxicilline": one of the class is what brought it.
  if ((first?.atc?.length ?? 0) < SUBSTANCE_CODE) return inside;
  return inside.filter((one) => one === first || first === undefined || !IN_COMPANY.test(folded.slice(first.end, one.start)));
};

/** "Bouche sèche", "somnolence": what somebody has is nothing that they react to. */
export const isOnlyAHarm = ({ concepts, flat }: PageReading, item: Range): boolean =>
  conceptsWithin(concepts, item).some(
    ({ concept, start, end }) =>
      concept.kind === 'condition' &&
      !/allerg|rhinite|intoleran/.test(concept.id) &&
      flat.slice(item.start, start).trim() + flat.slice(end, item.end).trim() === '',
  );

/** "Hépatite au PTU" under the heading of the allergies: in capitals there, an abbreviation that may be another word is the drug. */
export const isNamedThere = ({ analysis: { page, sections } }: PageReading, drug: Range): boolean =>
  /^\p{Lu}{3,5}$/u.test(page.text.slice(drug.start, drug.end)) &&
  sections.some(({ kind, start, end }) => kind === 'allergies' && start <= drug.start && drug.end <= end);
