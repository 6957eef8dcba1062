import type { PartialDate } from '../../../domain/citation.js';
import type { Fact } from '../../../domain/fact.js';
import type { Qualification, Range, SectionKind } from '../../text/analysis.js';
import { daysBetween } from '../../text/calendar.js';
import { fold } from '../../text/fold.js';
import { withVerdict } from '../act-label.js';
import { isPlannedAct, undone } from '../act-verdict.js';
import { isOfAnother } from '../concept-status.js';
import { findVaccines, isVaccineLine } from '../immunizations/immunization-lexicon.js';
import { findDrugs } from '../medications/medication-lexicon.js';
import type { PageReading, Sentenced } from '../page-reading.js';
import { clauseOf, conceptsWithin, factOf, qualificationOf, sentencesOf } from '../page-reading.js';
import { NAMES_NOTHING } from '../only-named.js';
import { isAskedAbout } from '../topics.js';
import { findAnalytes } from '../values/value-lexicon.js';
import { datedClauses, type DatedClause } from './dated-clauses.js';
import { eventWords, type EventClass } from './event-words.js';
import { lowerFirst, tidy } from '../phrase.js';
import { eventLabel } from './event-label.js';
import { isWishedFor } from '../wishes.js';
import { bracketedItem, toldBy, type Told } from './told-clause.js';

/** Where what is dated is another person's, a vaccination's, or still to come. */
const SILENT: ReadonlySet<SectionKind> = new Set(['family-history', 'immunizations', 'plan', 'allergies']);
/** What dates a paper, a visit, a label or a measure, not what happened. */
const PAPER =
  /\b(?:label|etiquette|(?<!-)alarmes?|doses?|vaccins?|biologie|bilan (?:biologique|d'entree)|glycemie|(?:dr|pr|docteur|professeur) (?!\S+ ?\))|courriers?|lettres?|comptes?[- ]rendus?|crh?|ordonnances?|dossiers?|certif(?:icat)?s?|recue?s?|rendez-?vous|rdv|convoc\w+|valable|validite|consentement|signee?s?|vue? (?:en|par|le|ce)|consultations?|cs|visites?|entretiens?|appels?|questions?|telephon\w+)\b/;
/** What did not take place. */
const CALLED_OFF =
  /\b(?:annul\w+|report(?:ee?s?|e a)|deprogramm\w+|decommand\w+|prevue?s?|programmee?s?|(?:devai|aurai)(?:t|ent)|doutes?|envisag\w+|propos\w+|refus\w+|recus\w+|declin\w+|non (?:faite?s?|realisee?s?|necessaires?|venue?s?|honoree?s?|indiquee?s?|retenue?s?)|pas (?:faite?s?|realisee?s?|venue?s?|pu|eu lieu|honore)|absente?s? (?:au|le)|tentative(?! (?:de suicide|d'autolyse)))\b/;
const CALLED_OFF_BEHIND =
  /^\W{0,3}(?:(?:a|ont|est|etait|ete|finalement|puis|mais) )*(?:annul|report|deprogramm|saut|manqu|rat[eé]|decal|non (?:fait|realis|venu|honor)|n'(?:a|ont) (?:pas|jamais|finalement)|refus|declin|decommand|differ|imperatif|imperative|indispensable|necessaire|obligatoire)|^,? (?:si(?! bien)|sous reserve|en cas d(?:e|')|en fonction d(?:e|u)|selon (?:la |le |l'|les )?(?:tolerance|resultats?|evolution|bilan|efficacite))\b/;
const REACH_BEHIND = 60;
const TOLD_KINDS: ReadonlySet<Fact['kind']> = new Set(['condition', 'procedure', 'device', 'immunization', 'pregnancy']);
/** "Humira débuté en 04/2018", "reprise du lithium": the rules of drugs tell those. */
const MORE_THAN_A_DRUG: ReadonlySet<EventClass> = new Set(['acts', 'examinations', 'stays']);
/** "L'apixaban noté aux urgences est arrêté depuis mars": of the drug, whatever else is named. */
const DRUG_TURNED = /\b(?:est|a ete|ete) (?:arrete|stoppe|suspendu|interrompu|debute|introduit|repris|instaure)e?s?\b/;
/** "Choc à la perfusion d'infliximab": what a drug did is more than that it was given. */
const BEFALLS = /\b(?:chocs?|anaphyla\w+|reactions?|malaises?|urticaires?|angio-?oedemes?|toxidermies?|intoxications?|surdosages?)\b/;
/** Looked at, not done: told among the details. */
const LIGHT: ReadonlySet<EventClass> = new Set(['examinations']);

const stemsOf = (folded: string): ReadonlySet<string> =>
  new Set((folded.match(/[a-z]{4,}|[a-z]\d+/g) ?? []).map((word) => word.slice(0, 6)));

const PUT_IN_ALONE = /^\W*(?:posee?s?|mise?s? en place|implantee?s?)\W*$/;
/** Whether other rules already tell the words of a clause on its date. */
const isTold = (reading: PageReading, words: Range, date: string, facts: readonly Fact[]): boolean => {
  const ids = new Set(conceptsWithin(reading.concepts, words).map(({ concept }) => concept.id));
  const said = reading.flat.slice(words.start, words.end);
  const stems = stemsOf(said);
  // "Boîtier de pacemaker (posé 2017)": the device's own rule tells it.
  if (PUT_IN_ALONE.test(said) && facts.some((fact) => fact.kind === 'device' && fact.date?.startsWith(date) === true)) return true;
  return facts.some(
    (fact) =>
      fact.date?.startsWith(date) === true &&
      TOLD_KINDS.has(fact.kind) &&
      (ids.has(fact.concept ?? '') || [...stemsOf(fold(fact.label))].some((one) => stems.has(one))),
  );
};

/** A date of the past that is neither the document's own day nor the birth. */
const isPast = (reading: PageReading, { mention }: DatedClause): boolean => {
  const { documentDate, birthDate } = reading.context;
  const { date, direction, kind } = mention;
  if (date === undefined || direction === 'in' || direction === 'before' || direction === 'until' || date === birthDate) return false;
  if (kind === 'age' && !/^(?:a|vers|des)\b/.test(reading.flat.slice(mention.start, mention.end))) return false;
  if (documentDate === undefined) return true;
  return date.length === 10 ? daysBetween(date, documentDate) > 0 : date <= documentDate.slice(0, date.length);
};

/** "Fracture chez une femme sous cortisone depuis douze ans": what lasts since then stands right before. */
const LASTS_WITHIN = 20;
const isFar = ({ mention, words, events }: DatedClause): boolean =>
  mention.direction === 'since' && events.every((word) => words.end - word.end > LASTS_WITHIN);

/** "V01: 1,38 g/L à J3": a value and its number. */
const isMeasure = ({ analysis: { page, folded } }: PageReading, { start, end }: Range): boolean =>
  findAnalytes(page.text, folded, start, end).some((analyte) =>
    /^[^a-z\d]{0,4}(?:a |de |: ?)?\d/.test(folded.slice(analyte.end, end + 12)),
  );

/** "Ni HPN à l'IRM du 27 mai", "pas d'anomalie au scanner": where one looked. */
const LOOKED_WITH =
  /(?:\b(?:a la|au|aux|sur la|sur le|par la|par le|par|lors de la|lors du|selon la|d'apres la)|\b(?:a|sur|par|lors de|selon|d'apres) l')\s*$/;
/** "Doppler du 19 négatif", "épreuve d'effort maximale négative": an examination that found nothing was made. */
const examined = (
  { flat }: PageReading,
  { events, words }: Pick<DatedClause, 'events' | 'words'>,
  head: Range,
  qualification: Qualification,
): Qualification => {
  if (
    !qualification.qualifiers.negated ||
    !events.some((word) => word.class === 'examinations' && word.start >= words.start && word.start <= head.end)
  )
    return qualification;
  const cues = qualification.cues.filter((cue) => cue.qualifier === 'negated');
  const found = cues.every((cue) => cue.span.start >= head.end) || LOOKED_WITH.test(flat.slice(Math.max(0, head.start - 14), head.start));
  return found ? { ...qualification, qualifiers: { ...qualification.qualifiers, negated: false } } : qualification;
};

/** Told as the patient's, as done, on that date. */
const isDone = (
  reading: PageReading,
  { sentence, section }: Sentenced,
  clause: DatedClause,
  { words, head, ticked = false }: Told,
): boolean => {
  const { flat } = reading;
  const { mention, words: own } = clause;
  const read = undone(flat, sentence, head, examined(reading, clause, head, qualificationOf(reading, head)));
  const { family, otherPerson, instruction, negated, hypothetical } = read.qualifiers;
  const said = flat.slice(words.start, words.end);
  const drugs =
    findDrugs(said).length > 0 &&
    (DRUG_TURNED.test(said) ||
      (!BEFALLS.test(said) && !eventWords(reading.analysis.page.text, flat, words).some((word) => MORE_THAN_A_DRUG.has(word.class))));
  return (
    !drugs &&
    (ticked || ![head, words, own].some(({ start }) => UNTICKED.test(flat.slice(Math.max(0, start - 6), start)))) &&
    !isMeasure(reading, words) &&
    !isVaccineLine(flat, words.start) &&
    findVaccines(flat, words.start, words.end).length === 0 &&
    !(family || otherPerson || instruction || negated || (hypothetical && !ticked)) &&
    !CALLED_OFF.test(said) &&
    !CALLED_OFF.test(flat.slice(own.start, own.end)) &&
    !PAPER.test(said) &&
    !CALLED_OFF_BEHIND.test(flat.slice(mention.end, Math.min(sentence.end, mention.end + REACH_BEHIND))) &&
    !isOfAnother(flat, sentence, head) &&
    !isAskedAbout(flat, sentence, head) &&
    !isPlannedAct(flat, words, head, section?.kind)
  );
};

/** Letters of what is found or done behind the colon, and between an illness and the word that its bracket dates. */
const LONGEST_FINDING = 80;
const NAMED_WITHIN = 50;

/** "IRM du 3 mai : atrophie", "(opérée à droite en juin)", "Il s'était cassé": a label that names nothing alone, with what stands beside it. */
const completed = (
  reading: PageReading,
  sentence: Range,
  { mention, words, events }: DatedClause,
  told: Told,
  facts: readonly Fact[],
): string | undefined => {
  const { flat, analysis } = reading;
  const text = (range: Range): string => tidy(analysis.page.text.slice(range.start, range.end));
  if (told.words.start !== words.start && words.end > words.start) return undefined;
  const [first] = events;
  if (PRONOUN.test(told.label)) return first === undefined ? undefined : eventLabel(text({ start: first.start, end: words.end }));
  if (!/^\p{L}/u.test(told.label)) return undefined;
  const behind = /^\)?\s?:\s+(?=[a-z])([^.;:()\n]{4,})/.exec(flat.slice(mention.end, sentence.end));
  if (behind !== null) {
    const end = mention.end + behind[0].length;
    const start = end - (behind[1] ?? '').length;
    const found = {
      start,
      end: end - start <= LONGEST_FINDING ? end : start + flat.slice(start, start + LONGEST_FINDING).lastIndexOf(' '),
    };
    if (mention.date === undefined || isTold(reading, found, mention.date, facts)) return undefined;
    return eventLabel(`${told.label} : ${lowerFirst(text(found))}`);
  }
  const named = conceptsWithin(reading.concepts, {
    start: Math.max(sentence.start, words.start - NAMED_WITHIN),
    end: words.start,
  }).findLast(({ concept }) => concept.kind === 'condition' || concept.kind === 'procedure');
  if (named === undefined || /[.;]/.test(flat.slice(named.end, words.start))) return undefined;
  const item = bracketedItem(reading, sentence, words);
  if (item !== undefined && item.start >= named.end) return eventLabel(`${text(item)} (${lowerFirst(text(words))})`);
  const { negated, hypothetical, family } = undone(flat, sentence, named, qualificationOf(reading, named)).qualifiers;
  // "Scanners du 24/11/2016 et du 04/07/2017": the same word twice says no more.
  const same = fold(text(named)) === fold(told.label);
  return negated || hypothetical || family || same ? undefined : eventLabel(`${text(named)} : ${lowerFirst(told.label)}`);
};
/** "☒ césarienne ☐ voie basse Année : 2018", "[ ] drain": the box of what was not. */
const UNTICKED = /(?:☐|\[ {0,2}\]|\( {0,2}\))\s*$/;
const PRONOUN = /^(?:il|elle|ils|elles)(?! n(?:e |['’]))(?![a-zà-ÿ])/i;

const DONE_OR_LOOKED_AT: ReadonlySet<EventClass> = new Set(['acts', 'examinations', 'stays']);
/** What befalls a body, by its own name; a discovery, a birth or a shock of a defibrillator may be something else. */
const BEFALLEN =
  /\b(?:chutes?|tassements?|fractures?|casse(?:e?s?)?|entorses?|luxations?|traumatismes?|accidents?|avp|avc|ait|idm|infarctus|embolies?|phlebites?|thromboses?|hemorragies?|hematomes?|malaises?|syncopes?|convulsions?|fibrillations? (?:atriale|auriculaire)|infections?|sepsis|pneumopathies?|pyelonephrites?|pancreatites?|cholecystites?|tentatives? de suicide|fausses? couches?|brulures?|morsures?|agressions?|intoxications?|piqures? (?:d'|de )(?:guepe|abeille|frelon|tique|insecte)s?|chocs? (?!electrique|du|de)|reactions?)\b/;
const OVER_AT_ONCE = /^(?:fausses? couches?|piqures?|morsures?)\b/;
const CAME_AGAIN = /\b(?:episodes?|crises?|poussees?|rechutes?|decompensations?|exacerbations?|acces)\b/;
/** "Deux épisodes dépressifs", "divorce prononcé en mars": an illness that came, a turn of life; all else was done or looked at. */
const kindOf = ({ concepts, analysis: { page }, flat }: PageReading, { words }: Told, label: string): Fact['kind'] => {
  const classes = new Set(
    [eventWords(page.text, flat, words), eventWords(label, fold(label), { start: 0, end: label.length })].flat().map((word) => word.class),
  );
  const named = conceptsWithin(concepts, words).map(({ concept }) => concept.kind);
  if ([...DONE_OR_LOOKED_AT].some((one) => classes.has(one)) || named.includes('procedure')) return 'procedure';
  if (classes.has('life')) return 'lifestyle';
  // "Ostéoporose : col fémoral gauche en 2024", "tassement de la douzième vertèbre": an illness, with what its date says of it.
  if (/ : (?:reconnue?s?|une? (?:culture|prelevement)s?)$/.test(fold(label))) return 'procedure';
  const ill = named.includes('condition') || BEFALLEN.test(fold(label)) || CAME_AGAIN.test(fold(label));
  return ill && named.every((kind) => kind === 'condition') ? 'condition' : 'procedure';
};

/** "Thrombophilie : recherche négative (labo, mars)", "anxiété : sertraline, reprise en juillet": between an illness and the date, what its date is really of. */
const isOfSomethingElse = ({ flat, concepts }: PageReading, { head, label }: Told, { mention, words }: DatedClause): boolean => {
  if (!/ : |\(/.test(label) || head.end >= words.start) return false;
  if (!conceptsWithin(concepts, head).some(({ concept }) => concept.kind === 'condition')) return false;
  const between = flat.slice(head.end, mention.start);
  return (
    /\b(?:negati(?:f|ve)s?|absence|aucune?s?|normale?s?|ecartee?s?|eliminee?s?)\b/.test(between) ||
    (/[( ](?:reprise?s?|arret\w*)\)$/.test(fold(label)) && findDrugs(between).length > 0)
  );
};

const A_REACTION = /^(?:allergie|intolerance|reactions?\b|choc (?:cutane|anaphyl|allerg))/;
const touches = ({ citations }: Fact, { start, end }: Range): boolean => citations.some(({ span }) => span.start < end && start < span.end);

const isOfLastYear = ({ context: { documentDate } }: PageReading, date: PartialDate): boolean =>
  documentDate !== undefined && date >= `${Number(documentDate.slice(0, 4)) - 1}${documentDate.slice(4, Math.max(4, date.length))}`;

/**
 * One event for each dated clause of a sentence that names one and that no list of concepts tells on its date: "boîtier changé le
 * 17/6/2025", "séjour du 6 au 29/11/2024", "césarienne en 2014 et 2017", "une seconde le 8 avril". `facts`: what the other rules read.
 */
export const eventFacts = (reading: PageReading, facts: readonly Fact[]): readonly Fact[] =>
  sentencesOf(reading).flatMap((sentenced): readonly Fact[] => {
    const { sentence, section } = sentenced;
    if ((section !== undefined && SILENT.has(section.kind)) || isWishedFor(reading.analysis.folded, sentenced.folded)) return [];
    let base: Told | undefined;
    return datedClauses(reading, sentenced).flatMap((clause): readonly Fact[] => {
      const told = toldBy(reading, sentenced, clause, base);
      // The same illness on another date goes on; alone, its own rule dates it.
      const alone = told?.named === true && told !== base;
      if (clause.aside !== true) base = told === undefined || base === undefined || base.words !== told.words ? told : { ...base };
      const { date, endDate } = clause.mention;
      if (told === undefined || alone || isFar(clause) || date === undefined || !isPast(reading, clause)) return [];
      if (!isDone(reading, sentenced, clause, told) || isTold(reading, told.own ?? told.words, date, facts)) return [];
      const label = eventLabel(told.label) ?? completed(reading, sentence, clause, told, facts);
      // "Dernières infections : aucune en 2026".
      if (label === undefined || NAMES_NOTHING.test(fold(label)) || / : (?:aucune?s?|non|neant|ras|0)\b/.test(fold(label))) return [];
      if (isOfSomethingElse(reading, told, clause)) return [];
      // "Choc cutané sous amoxicilline en 1987": the allergy tells it.
      if (A_REACTION.test(fold(label)) && facts.some((fact) => fact.kind === 'allergy' && touches(fact, sentence))) return [];
      const light = clause.events.length > 0 && clause.events.every((word) => LIGHT.has(word.class));
      const kind = kindOf(reading, told, label);
      // "Situation familiale : divorce prononcé en mars 2023": the way of living tells it.
      if (
        kind === 'lifestyle' &&
        facts.some((fact) => fact.kind === kind && fact.date?.startsWith(date) === true && touches(fact, told.words))
      )
        return [];
      const fact = factOf(reading, {
        kind,
        label: light ? withVerdict(reading, label, clause.mention.end, sentence.end) : label,
        rule: 'dated-event',
        importance: light ? 1 : 2,
        // "Deux chutes en six mois (décembre, 2 mars)": of the last year, not behind the patient.
        status: kind === 'condition' && isOfLastYear(reading, endDate ?? date) && !OVER_AT_ONCE.test(fold(label)) ? 'active' : 'past',
        citation: clauseOf(reading.analysis, sentence, {
          start: Math.min(told.words.start, clause.mention.start),
          end: Math.max(told.words.end, clause.mention.end),
        }),
        section,
        dated: { date, ...(endDate === undefined ? {} : { endDate }), dateSource: 'text' },
        confidence: 0.7,
      });
      return fact === undefined ? [] : [fact];
    });
  });
