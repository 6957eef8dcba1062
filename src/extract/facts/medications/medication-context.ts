import type { Fact } from '../../../domain/fact.js';
import type { DateMention, PageAnalysis, Qualification } from '../../text/analysis.js';
import type { FactContext } from '../fact-builder.js';
import type { MedicationEvent } from './medication-cues.js';
import { ORDERED } from './medication-events.js';
import type { EventCue } from './medication-events.js';
import { findDrugs } from './medication-lexicon.js';
import { GIVEN_ATC, isToldCourse } from './medication-taken.js';
import { MEDICATION_SECTIONS } from './medication-scope.js';
import type { Scoped } from './medication-scope.js';

const LIST_LEAD =
  /^(?:\d{1,2} ?[.)/-])?\W{0,4}(?:ttt|tt|traitements?|medicaments?|therapeutiques?|medication|contraception|immunosuppression|immunosuppresseurs?|anticoagulation|hormonotherapie|insulinotherapie|antalgiques?)\b(?! (?:par|de la|du|des)\b)[^:.]{0,60}:/;
/** What one is on at the day of writing, by its label alone: the drug needs no dose. */
const CURRENT_LEAD =
  /^(?:\d{1,2} ?[.)/-])?\W{0,4}(?:(?:ttt|tt|traitements?|medicaments?)(?: (?:actuels?|en cours|habituels?|personnels?|de fond|au long cours))?|contraception(?: (?:actuelle|orale|en cours))?|immunosuppress(?:ion|eurs?)|anticoagulation|hormonotherapie|insulinotherapie)\s?:/;
export const isCurrentLead = (sentenceText: string): boolean => CURRENT_LEAD.test(sentenceText);
/** What was tried, or received, before: the drugs behind the colon are past, unless a word says otherwise. */
const PAST_LEAD =
  /^(?:\d{1,2} ?[.)/-])?\W{0,4}(?:ttt|traitements?|medicaments?|molecules?|lignes?|antiepileptiques|immunosuppresseurs?|immunosuppression|biotherapies?|antidepresseurs?|antihypertenseurs?|anticoagula(?:nts?|tion)|hormonotherapie|insulinotherapie|chimiotherapies?|corticotherapie|antibiotherapies?|contraceptions?)(?: (?:de fond|medicamenteux|anti-?[a-z]+|therapeutiques?))?(?: (?:deja|anciennement|precedemment|auparavant))? (?:recu|anterieur|precedent|essaye|tente|utilise|passe|arrete|abandonne)e?s?\b[^:.]{0,30}:/;
const DISCHARGE_LEAD = /^(?:\d{1,2} ?[.)/-])?\W{0,4}(?:(?:ttt|traitements?|ordonnance)[^:]{0,20}\bsortie\b|sortie\s*:)/;
const GIVEN =
  /\/ ?(?:15|20|30) ?min\b|nebulis|\baerosols?\b|(?<!stades? |grades? |types? |classes? |phases? |nyha |figo )\biv[dls]?\b|\bivse\b|\bsmur\b|a l'induction|antibioprophylaxie|\bbolus\b|premedication|titration|\ben intraveineux/;
/** "Traitements arrêtés récemment :", "essayés et arrêtés :". */
const STOPPED_LEAD =
  /^(?:\d{1,2} ?[.)/-])?\W{0,4}(?:ttt|traitements?|medicaments?|molecules?)(?: (?:de fond|deja|et|ou|essayes?|tentes?|utilises?|anterieurs?|recemment|ayant ete))*,? (?:arrete|stoppe|suspendu|interrompu|supprime|deprescrit|abandonne|retire)e?s?\b[^:.]{0,30}:/;
/** "Traitement reçu aux urgences :", "administré au bloc :": what was given there, whatever the list looks like. */
const GIVEN_LEAD =
  /\b(?:recus?|recues?|administree?s?|donnee?s?|injectee?s?|faits?|realisee?s?)\b[^:.;]{0,30}\b(?:urgences?|smur|samu|bloc|dechocage|sspi|salle de (?:reveil|travail|naissance)|sejour|hospitalisation|ambulance|reanimation)\b[^:.;]{0,20}:|\b(?:traitements?|ttt|medicaments?|therapeutiques?)(?: (?:[a-z]+ ){0,2})(?:pendant|durant|au cours de|lors de|aux|au) (?:le |l'|la |du )?(?:sejour|hospitalisation|urgences|smur|dechocage|bloc|passage)\b[^:.;]{0,20}:|^\W{0,4}(?:en box|au box|aux urgences|au dechocage|au bloc|en sspi|sur place|en salle de [a-z]+) ?:|^\W{0,4}(?:a recu|recu|prises? en charge|soins (?:recus|aux urgences)|traitement administre|administre)\b[^:.;]{0,30}:/;
/** "J1-J10", "de J0 à J7": days of a stay; the days of a cytotoxic's cycle come again. */
const DAYS_OF_STAY = /^[^.;]{0,40}?\b(?:de |du )?j ?\d{1,2} ?(?:-|–|a|au|→) ?j? ?\d{1,2}\b(?! ?(?:\/|sur) ?\d)/;
const ON_CYCLE = /^(?:L0[1-4]|G03)/;

const ORDER_LEAD = /^(?:\d{1,2} ?[.)/-])?\W{0,4}(?:ordonnance|ordo|prescription|cat|conduite a tenir)s?\b[^:.]{0,30}:/;

/** For a day that has not come: "dès que le test sera positif", "pour tout vol de plus de six heures". */
const WHEN_IT_COMES =
  /^[^.;,]{0,40}?\b(?:des (?:que|qu')|(?:pour|avant|lors de) tout(?:e|es)? |apres (?:la |l'|son )?(?:naissance|accouchement|delivrance)\b)/;

/** Given on the day of some act to come, and no treatment: "clindamycine 600 avant soins", "2 g une heure avant tout geste dentaire". */
const BEFORE_ACT =
  /^[^.;]{0,60}?\bavant (?:(?:les|le|la|l'|tout|toute|tous|chaque|un|une|des|d'eventuels?) ?)*(?:soins?|gestes?|actes?|extractions?|avulsions?|detartrages?|dentiste|implants?|biopsies?|endoscopies?|cystoscopies?|poses?|procedures?|interventions?)\b/;
const PROPHYLAXIS = /\b(?:antibio-?prophylaxie|prophylaxie)\b[^.;]{0,60}$/;

/** "NOVORAPID au petit-déjeuner si les glycémies dépassaient 1,20": for a case that has not come. */
const IF_IT_WERE =
  /^[^.;]{0,50}?\bs(?:i |')(?:jamais |l[ae]s? |l'|son |sa |ses |cela |ca |il |elle |une? )+[^.;,]{0,40}?[a-z]{2,}(?:ait|aient)\b/;

function isBeforeAct({ drug, sentence, scopeEnd }: Scoped, folded: string): boolean {
  if (!/^J01/.test(drug.atc ?? '')) return false;
  const after = folded.slice(drug.end, Math.min(Math.max(scopeEnd, drug.end), drug.end + 110)).replace(/\s/g, ' ');
  const before = folded.slice(Math.max(sentence.start, drug.start - 90), drug.start).replace(/\s/g, ' ');
  return BEFORE_ACT.test(after) || (PROPHYLAXIS.test(before) && /\b(?:endocardite|dentaires?|osler)\b/.test(before + after));
}

/** What the section, the line's opening words and the qualifiers say where no word about the drug does. */
function defaultEvent(
  item: Scoped,
  sentenceText: string,
  prescription: boolean,
  qualifiers: Fact['qualifiers'],
  folded: string,
): MedicationEvent {
  const { section, heads, posology } = item;
  const planned = section === 'plan' || section === 'conclusion';
  if (qualifiers.negated) return 'not-taken';
  if (GIVEN_ATC.test(item.drug.atc ?? '')) return 'administered';
  // "BEACOPP x 2, ABVD x 4": cycles that were given.
  if (!prescription && item.drug.substance.startsWith('chimiothérapie') && /^ ?x ?\d/.test(folded.slice(item.drug.end, item.drug.end + 5)))
    return 'past';
  if (
    !(heads && prescription) &&
    WHEN_IT_COMES.test(folded.slice(item.drug.end, Math.min(item.scopeEnd, item.drug.end + 60)).replace(/\s/g, ' '))
  )
    return 'proposed';
  if (
    isBeforeAct(item, folded) ||
    (!(heads && prescription) && IF_IT_WERE.test(folded.slice(item.drug.end, item.drug.end + 110).replace(/\s/g, ' ')))
  )
    return 'proposed';
  if (section === 'discharge-medications') return 'discharge';
  if (section === 'current-medications' && !prescription && isByVein(item, folded)) return 'administered';
  if (section === 'current-medications' || section === 'admission-medications') return 'listed';
  if (section === 'stopped-medications') return 'stopped';
  if (GIVEN_LEAD.test(sentenceText)) return 'administered';
  if (DISCHARGE_LEAD.test(sentenceText)) return 'discharge';
  if (STOPPED_LEAD.test(sentenceText)) return 'stopped';
  if (PAST_LEAD.test(sentenceText) && !ongoing(item, folded)) return 'past';
  if (LIST_LEAD.test(sentenceText)) return !heads && !prescription && isByVein(item, folded) ? 'administered' : 'listed';
  if (section === 'prescription' || (prescription && heads)) return 'prescribed';
  if (item.heading !== undefined && GIVEN_LEAD.test(`${item.heading}:`)) return 'administered';
  if (item.heading !== undefined) return /sortie/.test(item.heading) ? 'discharge' : 'listed';
  if (qualifiers.hypothetical && !heads) return 'proposed';
  if (!prescription && isBehindArrow(item, folded)) return 'started';
  if (!prescription && isGivenThen(item, folded)) return 'administered';
  if (
    ORDER_LEAD.test(sentenceText) ||
    (section === 'plan' && (heads || posology.frequency !== undefined)) ||
    (heads && posology.dose !== undefined && (posology.frequency !== undefined || planned))
  )
    return 'prescribed';
  if (
    section === 'procedure' ||
    section === 'technique' ||
    // The bolus of a pump or before meals is a way of taking insulin.
    (!(/^A10/.test(item.drug.atc ?? '') || item.drug.substance === 'insuline') &&
      GIVEN.test(
        withoutEarlier(folded.slice(Math.max(item.sentence.start, item.drug.start - 120), item.drug.start), posology) +
          folded.slice(item.drug.start, Math.min(item.sentence.end, item.drug.end + 160)),
      ) &&
      !isKeptUp(item, folded) &&
      !isOverYears(item, folded))
  )
    return 'administered';
  if ((section === 'history' || section === 'surgical-history' || qualifiers.historical) && !ongoing(item, folded)) return 'past';
  return 'listed';
}

/** "Calcium IV, puis Orocal 1 g x 3": what comes next is given its own way. */
const withoutEarlier = (before: string, { dose }: Scoped['posology']): string =>
  dose !== undefined ? before.replace(/^.*\b(?:puis|relais|ensuite)\b/s, '') : before;

/** What is given for a pain or an attack of the moment (ATC). */
const FOR_A_MOMENT = /^(?:N02|A03|A07|R03AC|R06|M01A|N01)/;
/** "Asthénie. -> TARDYFERON 80/j", "6 migraines par mois -> LAROXYL 8 gouttes": what a note answers a complaint with; behind a drug, what replaces it. */
const isBehindArrow = ({ drug, sentence, posology }: Scoped, folded: string): boolean => {
  const line = folded.lastIndexOf('\n', drug.start - 1) + 1;
  const before = folded.slice(line, drug.start);
  return (
    posology.dose !== undefined &&
    !FOR_A_MOMENT.test(drug.atc ?? '') &&
    /(?:->|→|=>) ?$/.test(before) &&
    /[a-z]{3}/.test(before) &&
    !/\bsi\b/.test(folded.slice(sentence.start, drug.start)) &&
    findDrugs(before.slice(-60)).length === 0
  );
};

/** "Tecfidera (2014-2022)": years that are written right behind the name are no day of an injection. */
const isOverYears = ({ drug }: Scoped, folded: string): boolean =>
  /^[ (]{0,2}(?:de |depuis )?(?:19|20)\d\d ?(?:-|–|a|→|>)/.test(folded.slice(drug.end, drug.end + 20));

/** A line of a paper that is no prescription: by vein, once or by the hour, or over the first days of a stay. */
function isGivenThen({ drug, sentence, scopeEnd }: Scoped, folded: string): boolean {
  const after = folded.slice(drug.end, Math.min(Math.max(scopeEnd, drug.end), drug.end + 90)).replace(/\s/g, ' ');
  if (ON_CYCLE.test(drug.atc ?? '') || /^A10/.test(drug.atc ?? '')) return false;
  return (DAYS_OF_STAY.test(after) && !/\bcycles?\b/.test(folded.slice(sentence.start, sentence.end))) || GIVEN_BY_VEIN.test(after);
}
/** "Traitement : PARACETAMOL 1 g IV, PRIMPERAN 10 mg IV": what an emergency note gave, though it names no place. */
const isByVein = ({ drug, scopeEnd }: Scoped, folded: string): boolean =>
  !ON_CYCLE.test(drug.atc ?? '') &&
  !/^(?:A10|L0|B03|M05|H05|J06)/.test(drug.atc ?? '') &&
  /^ ?\d[\d.,]* ?(?:mg|g|µg|ui|amp\w*) (?:iv[dls]?|ivse|en iv|intraveineu\w+)\b(?! ?(?:x|\/|par|toutes|tous|\d))/.test(
    folded.slice(drug.end, Math.min(scopeEnd, drug.end + 40)).replace(/\s/g, ' '),
  );
const GIVEN_BY_VEIN =
  /^[^.;,]{0,40}?\b(?:iv[dls]?|ivse|intraveineu\w+)\b(?!.{0,60}\b(?:par|toutes les|tous les|\/) ?(?:\d+ )?(?:sem|mois|an|semaines?)\b)(?!.{0,60}\b(?:poursui|a domicile|hdj|had|relais))|^[^.;,]{0,30}?\b(?:nebulis|aerosols?\b(?! (?:si|au besoin|\d ?x|x ?\d|\d (?:fois|par)|matin)))/;

const LESSENING = /\b(?:decroissance|degression|sevrage|diminution|baisse)\b/;

/** The cue's event; a plain "pas de …" in a plan or an order forbids, elsewhere it says what is not taken. */
export function eventOf(
  item: Scoped,
  cue: EventCue | undefined,
  analysis: PageAnalysis,
  sentenceText: string,
  prescription: boolean,
  qualifiers: Fact['qualifiers'],
): MedicationEvent {
  const { folded } = analysis;
  // What a prescription writes with its dose is prescribed, though it is to begin later: "à débuter aux prochaines règles".
  if (
    cue?.event === 'proposed' &&
    item.heads &&
    item.posology.dose !== undefined &&
    (prescription ||
      // "20 mg : décroissance à débuter en janvier": what is to begin is its end.
      LESSENING.test(folded.slice(item.drug.end, item.scopeEnd)) ||
      (item.posology.frequency !== undefined &&
        !/^si (?!besoin)/.test(folded.slice(item.posology.frequency.start, item.posology.frequency.end))))
  )
    return 'prescribed';
  if (cue === undefined) return defaultEvent(item, sentenceText, prescription, qualifiers, folded);
  if (cue.event === 'started' && isBeforeAct(item, folded)) return 'proposed';
  if (cue.event === 'started' && isProvocation(item, cue, folded)) return 'administered';
  if (cue.event === 'administered' && isKeptUp(item, folded) && !qualifiers.historical) return 'continued';
  if (cue.event === 'administered' && isToldCourse(item, folded)) return 'past';
  if (cue.event !== 'not-taken' || !DENIED_RIGHT_BEFORE.test(folded.slice(Math.max(0, item.drug.start - 40), item.drug.start)))
    return cue.event;
  const forbids =
    (item.section === 'plan' || item.section === 'prescription' || item.section === 'discharge-medications' || prescription) &&
    !/^\s(?:depuis|au long cours|en systematique|ce jour|actuellement)\b/.test(folded.slice(item.drug.end, item.drug.end + 16));
  return forbids || /\bPAS D[E'’]/.test(analysis.page.text.slice(Math.max(0, item.drug.start - 8), item.drug.start))
    ? 'contraindicated'
    : 'not-taken';
}

/** "Le Dr X l'a réintroduite le 22 janvier, jusqu'à 2 g": an anti-infective that is given again without a rhythm or a length is an allergist's test. */
const isProvocation = ({ drug, posology }: Scoped, cue: EventCue, folded: string): boolean =>
  /^J01/.test(drug.atc ?? '') &&
  posology.frequency === undefined &&
  posology.duration === undefined &&
  /\breintrodui/.test(
    cue.ahead === true ? folded.slice(Math.max(0, drug.start - 60), drug.start) : folded.slice(drug.end, drug.end + cue.end + 1),
  );

/** "Pas de X", "pas de sel de régime (X)". */
const DENIED_RIGHT_BEFORE = /\b(?:pas|aucune?|ni|sans)\s(?:d'|de |prise de |autre )*$|\bpas (?:de |d')[a-z' -]{3,30}\($/;

/** Hormonal implants and intra-uterine devices: placed once, for years. */
const PLACED_ATC = /^(?:G02BA|G03AC08)/;
const PLACED = /\b(?:pose|posee?|insertion|inseree?|mise? en place|change(?:ment|e)?|porteuse|sous)\b/;
export const isPlaced = (item: Scoped, folded: string): boolean =>
  PLACED_ATC.test(item.drug.atc ?? '') && PLACED.test(folded.slice(item.sentence.start, Math.min(item.sentence.end, item.drug.end + 60)));

/** "600 mg IV/6 mois", "480 mg /4 sem": the rhythm that stands behind the way it is given. */
const everySoOften = (folded: string, { drug, scopeEnd }: Scoped): string =>
  /^[^.;,]{0,40}?((?:\/|toutes les|tous les|par) ?(?:\d{1,2} ?|deux |trois |quatre |six )?(?:semaines?|sem|mois|ans?)\b)/
    .exec(folded.slice(drug.end, Math.min(scopeEnd, drug.end + 60)).replace(/\s/g, ' '))?.[1]
    ?.replace('/', 'par ') ?? '';

/** "Injection retard d'X 400 mg toutes les 4 semaines": a rhythm without a count or an end is a treatment that goes on. */
function isKeptUp(item: Scoped, folded: string): boolean {
  const { frequency, duration } = item.posology;
  if (duration !== undefined) return false;
  const rhythm = frequency === undefined ? '' : folded.slice(frequency.start, frequency.end);
  const before = folded.slice(Math.max(item.sentence.start, item.drug.start - 60), item.drug.start).replace(/\s/g, ' ');
  return (
    /\b(?:tou(?:te)?s les|par|chaque|\/) ?(?:\d+ |deux |trois |quatre |six )?(?:semaines?|sem|mois|ans?|trimestres?)\b|\b(?:hebdomadaire|mensuel|trimestriel|annuel)/.test(
      `${rhythm} ${everySoOften(folded, item)} ` +
        (/\b(?:hebdomadaires?|mensuelles?|bimensuelles?|trimestrielles?|annuelles?) (?:d[e'u]|par) ?$/.exec(before)?.[0] ?? ''),
    ) &&
    !/\b(?:a recu|avait recu|ont ete|a eu|\d+|une|deux|trois|quatre|cinq|six|plusieurs|dernieres?|premieres?) (?:e |eme )?(?:injections?|perfusions?|cures?|cycles?)?[^,;]{0,20}$/.test(
      before,
    )
  );
}

/** "HTA depuis 2011 sous périndopril", "zolédronate annuel depuis 2023": still going on where a history says it. */
function ongoing(item: Scoped, folded: string): boolean {
  const before = folded.slice(Math.max(item.sentence.start, item.drug.start - 80), item.drug.start).replace(/\s/g, ' ');
  const after = folded.slice(item.drug.end, Math.min(item.scopeEnd, item.drug.end + 40)).replace(/\s/g, ' ');
  return (
    (/\bdepuis\b[^.;]*\b(?:sous|traitee?s? par|substituee? par) (?:[a-z]+ et )?$/.test(before) ||
      /^[^.;,(]{0,20}\bdepuis\b|^ (?:en cours|actuellement)|^[^.;]{0,40}\b(?:renouvele|toujours en place|encore en place)/.test(after)) &&
    !/\bjusqu'/.test(after)
  );
}

/** "Une urticaire est survenue en 2016 sous …": the harm is dated, and the drug with it. */
const HARM =
  /\b(?:eruption|urticaire|rash|anaphyla|choc|oedeme|angio-?oedeme|pancreatite|neuropathie|hepatite|allergi|reaction|toxidermie|hypoglycemie|hemorragie|saignement|agranulocytose|rhabdomyolyse|confusion|intoleran|malaise|fausses? couches?|chute|fracture)/;

const DAY = 86_400_000;
const RECENT_DAYS = 45;

/** A drug that a sentence dates, without "depuis", well before the document, or over a period that is over. */
export function endedBefore(item: Scoped, dates: readonly DateMention[], context: FactContext, folded: string): boolean {
  const written = context.documentDate;
  if (item.heads || item.section === 'plan' || PLACED_ATC.test(item.drug.atc ?? '') || written === undefined || written.length < 10)
    return false;
  // In a section of treatments, only what is a year old and written in a sentence.
  const recent = MEDICATION_SECTIONS.has(item.section) ? 365 : RECENT_DAYS;
  if (LIST_LEAD.test(folded.slice(item.sentence.start, item.drug.start)) || ongoing(item, folded)) return false;
  return dates.some((date) => {
    const ahead =
      date.end <= item.drug.start &&
      date.start >= item.sentence.start &&
      /^[ ,(-]{0,3}(?:(?:sous|apres|avec|a|au|par|la|le|l') ?)*$/.test(folded.slice(date.end, item.drug.start).replace(/\s/g, ' ')) &&
      (date.end >= item.drug.start - 3 || HARM.test(folded.slice(item.sentence.start, date.start)));
    // "Crise de goutte en février, traitée par colchicine trois jours".
    const treated =
      date.end <= item.drug.start &&
      date.start >= item.sentence.start &&
      item.posology.durationDays !== undefined &&
      /\btraitee?s? (?:par|avec) (?:le |la |l'|du |de la )?$/.test(folded.slice(date.end, item.drug.start).replace(/\s/g, ' '));
    const behind = date.start >= item.drug.end && date.end <= item.scopeEnd && date.start - item.drug.end <= 60;
    // "FIV n° 2 (freination DECAPEPTYL 3 mg) : ponction le 04/03/2025": the bracket says how the act was done.
    const ofAct =
      date.start >= item.drug.end &&
      date.end <= item.sentence.end &&
      !/^[ ,(-]{0,3}$/.test(folded.slice(item.sentence.start, item.drug.start)) &&
      /^[^()]{0,20}\) ?: ?[^.;:]{0,30}$/.test(folded.slice(item.drug.end, date.start).replace(/\s/g, ' ')) &&
      folded.slice(item.sentence.start, item.drug.start).includes('(');
    if (!ahead && !behind && !treated && !ofAct) return false;
    // "420 à partir du 15 mars", "5 mg x 2 dès avril", "adjoint le 22": the day on which it began.
    if (!ahead && BEGINS_THEN.test(folded.slice(item.drug.end, date.start).replace(/\s/g, ' '))) return false;
    if (date.kind === 'period') return date.endDate !== undefined && date.endDate < written.slice(0, date.endDate.length);
    if (date.kind !== 'absolute' || date.date === undefined || date.direction === 'since' || date.direction === 'until') return false;
    return Date.parse(written) - Date.parse(date.date) > recent * DAY;
  });
}

const BEGINS_THEN =
  /\b(?:a partir|a compter|depuis|des)(?: (?:de|d'|du|le|la|l'|mois|debut|fin|mi-?))* ?$|\b(?:debut|introdui|instaur|initi|commenc|demarr|ajout|adjoin|associ|reintrodui|mis(?:e|es)? en (?:place|route))[a-z]*\b/;

const NEEDED =
  /^(?:(?:uniquement |seulement )?(?:si|en cas d[e'] ?|lors des?|pour les?) ?(?:besoin|necessaire|les? |la |de |fort\w* )*(?:douleurs?|fievre|crises?|insomnies?|nausees?|vomissements?|constipation|diarrhees?|anxiete|angoisses?|gene|dyspnee|essoufflement|toux|prurit|demangeaisons?|reflux|brulures?|migraines?|spasmes?|cephalees?|oppression|agitation|malaise|hypoglycemies?|poussees?|mal\b|jambes? lourdes?|cystites?)|a la demande|si besoin|si necessaire|au besoin|en reserve|sb\b|prn\b)/;

/** "Mère : phlébite sous pilule => stop LEELOO", "cancer du sein chez la sœur : j'ai donc interrompu X": what is decided is the patient's. */
const isBackToPatient = (between: string): boolean =>
  /(?:=>|->|→) ?[a-z]|(?:[:;,] ?|\bdonc )(?:j'|je |nous |on )(?:ai |avons |a )?(?:donc )?(?:arret|stopp|interromp|suspend|supprim|remplac|prescri|introdui|debut|propos|pass|mets|relay|conseill|contre-?indi|evit)/.test(
    between,
  );
/** "Pas de traitement hormis X". */
const BUT_FOR = /^[^.;]{0,40}\b(?:hormis|sauf|excepte|a part|en dehors d[eu']|hors|mis a part|a l'exception d[eu'])\s?[^.;]{0,40}$/;
/** "TAHOR 10 : RAS": taken, and no trouble with it. */
const NOTHING_TO_SAY =
  /^(?:ras\b|rien (?:a (?:signaler|dire|modifier|changer)|de (?:particulier|special|neuf|nouveau))|aucun (?:souci|probleme|changement))/;
/** "À débuter aujourd'hui". */
const BEGUN_NOW =
  /^a (?:debuter|commencer|introduire|instaurer|prendre|demarrer) (?:donc )?(?:ce (?:jour|soir|midi)|aujourd'hui|des (?:ce|aujourd'hui|maintenant)|maintenant)\b/;
const FEARED = /^(?:par |de )?(?:crainte|peur|suspicion|suspect|probable|possible|doute)/;
const DECIDES = /^(?:je|nous) (?:vous |te |lui |leur )?(?:demand|recommand|preconis|souhait|conseill)[a-z]*/;

/**
 * Without the doubt that the drug's own words undo: "si douleur" is a way of taking it, "je propose de poursuivre" keeps it up.
 */
export function withoutIdleDoubt(qualification: Qualification, item: Scoped, cue: EventCue | undefined, folded: string): Qualification {
  const { cues } = qualification;
  const kin = cues.filter(({ qualifier }) => qualifier === 'family');
  if (kin.length > 0 && kin.every(({ span }) => isBackToPatient(folded.slice(span.end, item.drug.start).replace(/\s/g, ' '))))
    return withoutIdleDoubt(
      {
        qualifiers: { ...qualification.qualifiers, family: false },
        cues: cues.filter((one) => !kin.includes(one)),
      },
      item,
      cue,
      folded,
    );
  const fine = cues.filter(
    ({ rule, span, qualifier }) =>
      (qualifier === 'negated' && BUT_FOR.test(folded.slice(span.end, Math.max(span.end, item.drug.start)).replace(/\s/g, ' '))) ||
      (rule === 'label-denied' && NOTHING_TO_SAY.test(folded.slice(span.start, span.end + 24))),
  );
  const qualifiers =
    fine.length > 0 && cues.every((one) => one.qualifier !== 'negated' || fine.includes(one))
      ? { ...qualification.qualifiers, negated: false }
      : qualification.qualifiers;
  if (!qualifiers.hypothetical)
    return fine.length === 0 ? qualification : { ...qualification, qualifiers, cues: cues.filter((one) => !fine.includes(one)) };
  const { frequency } = item.posology;
  const onNeed = (from: number): boolean =>
    frequency !== undefined &&
    from >= frequency.start &&
    from < frequency.end &&
    NEEDED.test(folded.slice(from, frequency.end).replace(/\s/g, ' '));
  const idle = cues.filter(
    ({ qualifier, span, rule }) =>
      (qualifier === 'hypothetical' || qualifier === 'instruction') &&
      ((span.start >= item.drug.end && onNeed(span.start)) ||
        (cue?.event === 'continued' && cue.start > 0 && rule === 'planned') ||
        // "Je propose tamoxifène 20 mg/j, ordonnance remise aujourd'hui".
        (cue?.event === 'started' &&
          rule === 'planned' &&
          (ORDERED.test(folded.slice(item.drug.end, item.drug.end + 120).replace(/\s/g, ' ')) ||
            BEGUN_NOW.test(folded.slice(span.start, span.start + 60).replace(/\s/g, ' ')))) ||
        // "Retranchée en 2016 par crainte du lymphome": what is feared is why it was ended.
        (cue?.event === 'stopped' &&
          cue.ahead !== true &&
          span.start >= item.drug.end + cue.end &&
          FEARED.test(folded.slice(span.start, span.end))) ||
        // "Je demande l'arrêt du X": the writer decides.
        (cue?.event === 'stopped' && item.cueBefore && rule === 'planned' && DECIDES.test(folded.slice(span.start, span.end)))),
  );
  const left = cues.filter((one) => !idle.includes(one));
  const has = (name: 'hypothetical' | 'instruction'): boolean => left.some(({ qualifier }) => qualifier === name);
  return {
    ...qualification,
    cues: left,
    qualifiers: { ...qualifiers, hypothetical: has('hypothetical'), instruction: has('instruction') },
  };
}
