import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import { conceptTraits } from '../concepts.js';
import { compareDates, compatibleDates } from '../dates.js';
import { isAffirmed } from '../line.js';
import { byTopic, perItem, perList } from '../per-document.js';
import { perFact } from '../per-fact.js';
import { quoteWords } from '../quote.js';
import { fold } from '../text.js';
import { isMissedDose, refusesAnAct } from './decisions.js';
import { isGrave } from './grave-values.js';

/** What a timeline tells of another day than the document's: what happened, not what was measured in passing. */
const DATED_KINDS: ReadonlySet<Fact['kind']> = new Set([
  'condition',
  'procedure',
  'device',
  'allergy',
  'medication',
  'pregnancy',
  'lifestyle',
  'plan',
  'immunization',
  'directive',
  'observation',
]);

/**
 * What makes a day of its own: an act with its date; a drug that begins, changes or ends; an illness that matters most or that two
 * documents tell. A lasting illness has one beginning, the earliest.
 */
export const worthADay = (fact: Fact, all: ConceptDates): boolean =>
  byItself(fact) || (WITH_OTHERS.has(fact.kind) && withOthers([fact], all.get(fact.concept ?? '')).length > 0);
/** Whatever other papers tell of it, which can only add. */
const byItself = perFact((fact) => fact.date !== undefined && earnsADay(fact, undefined));
const withOthers = perItem((fact: Fact, told: OfConcept | undefined) => (earnsADay(fact, told) ? [true] : []));
const WITH_OTHERS: ReadonlySet<Fact['kind']> = new Set(['condition', 'procedure', 'lifestyle']);

function earnsADay(fact: Fact, told: OfConcept | undefined): boolean {
  if (!DATED_KINDS.has(fact.kind)) return false;
  const precision = fact.date?.length ?? 0;
  if (fact.medication !== undefined) {
    if (fact.medication.event === 'contraindicated') return REACTED.test(quoteWords(fact));
    if (isMinor(fact.medication.atc) && fact.medication.event !== 'administered') return false;
    if (precision >= 7 && LISTED.has(fact.medication.event) && fact.importance >= 2 && SINCE.test(quoteWords(fact))) return true;
    if (
      precision === 10 &&
      BEGUN.has(fact.medication.event) &&
      ((GIVEN.test(quoteWords(fact)) && !NOT_GIVEN.test(quoteWords(fact))) || isDoneToday(fact))
    )
      return true;
    if (isMissedDose(fact)) return true;
    // "Infliximab de juin 2012 à juin 2018", "première injection fixée au 5 décembre".
    if (
      precision >= 7 &&
      fact.importance >= 2 &&
      fact.dateSource === 'text' &&
      (fact.endDate !== undefined || fact.medication.event === 'proposed')
    )
      return true;
    return (
      fact.importance >= 2 &&
      precision >= 7 &&
      (fact.concept?.startsWith('class:') !== true || (fact.medication.event === 'stopped' && precision === 10)) &&
      (['started', 'stopped', 'changed'].includes(fact.medication.event) ||
        (fact.medication.event === 'administered' && precision === 10 && fact.medication.atc?.startsWith('N01') !== true))
    );
  }
  if (fact.origin === 'rule:dated-event') return !isOnlyLookedAt(fact);
  switch (fact.kind) {
    case 'procedure':
      // "Noté sur la fiche HAD": who keeps a form is no act.
      if (AT_HOME.test(fold(fact.label)) && !BEGINS.test(quoteWords(fact))) return false;
      if (VISIT.test(fold(fact.label)) || CARE.test(fold(fact.label)) || isPlainlyNormal(fact)) return false;
      if (fact.importance === 1 && ROUTINE_EXAM.test(fold(fact.label))) return false;
      return (
        precision === 10 ||
        (precision >= 7 && (fact.importance >= 2 || toldTwice(fact, told) || LANDMARK.test(fold(fact.label)))) ||
        fact.dateSource === 'text'
      );
    case 'observation':
      if (precision === 10 && isGrave(fact)) return true;
      return fact.concept?.startsWith('examen:') === true && precision === 10 && fact.importance >= 2 && EXAMINED.test(fold(fact.label));
    case 'plan':
      return (
        precision === 10 &&
        (LANDMARK.test(fold(fact.label)) || TO_COME.test(fold(fact.label))) &&
        !CARE.test(fold(fact.label)) &&
        !CALLED_OFF.test(quoteWords(fact))
      );
    case 'condition': {
      if (
        conceptTraits(fact.concept)?.nature === 'symptom' &&
        !(GRAVE.test(fold(fact.label)) || (precision === 10 && BEFELL.test(fold(fact.label)))) &&
        !STAYED.test(quoteWords(fact))
      )
        return false;
      if (HARMLESS.test(quoteWords(fact)) && !OFTEN.test(quoteWords(fact)) && fact.importance < 3) return false;
      if (ABOUT.test(quoteWords(fact))) return false;
      if (conceptTraits(fact.concept)?.chronic === true) return fact.importance >= 2 && told?.earliest === fact.date;
      return (
        fact.importance >= 2 ||
        (fact.dateSource === 'text' && precision === 10 && (fact.qualifiers.historical || /palpitation/.test(fold(fact.label)))) ||
        (precision === 10 && STAYED.test(quoteWords(fact))) ||
        (precision >= 7 && fact.dateSource === 'text' && SEIZURE.test(fold(fact.label))) ||
        (precision >= 7 && FIRST.test(fold(fact.label)))
      );
    }
    // What is put into the body is remembered by its day.
    case 'device':
      if (fact.dateSource === 'section') return false;
      // "Interrogation du DAI le 2 juin", "cicatrice du boîtier propre": looked at, not put in.
      if (LOOKED_AT.test(quoteWords(fact)) && !PUT_IN.test(quoteWords(fact))) return false;
      if (precision === 10) return fact.importance >= 2 && !PASSING.test(fold(fact.label));
      if (precision === 7 && fact.status === 'stopped') return fact.importance >= 2;
      return (fact.importance === 3 && precision >= 7) || (fact.dateSource === 'text' && IMPLANTED.test(fold(fact.label)));
    // A reaction is remembered by its year.
    case 'allergy':
      // A ban repeated in a note is no reaction of its day.
      if (fact.status === 'ruled-out') return precision === 10;
      if ((fact.dateSource === 'section' || fact.origin === 'rule:allergy-banned') && fact.allergy?.reaction === undefined) return false;
      // "Allergie : pénicilline" below a date is what every paper copies.
      return fact.importance === 3 && (fact.allergy?.reaction !== undefined || (precision >= 7 && REACTED.test(quoteWords(fact))));
    case 'lifestyle':
      if (precision >= 7 && BEREAVED.test(fold(fact.label))) return true;
      return fact.concept === 'mode-de-vie-tabac'
        ? (precision >= 7 || toldTwice(fact, told)) && TURN.test(fold(fact.label))
        : (precision === 10 && SETTLED.test(fold(fact.label))) ||
            (precision >= 7 && fact.concept === 'mode-de-vie-alcool' && TURN.test(fold(fact.label)));
    case 'directive':
      return refusesAnAct(fact) || (precision === 10 && /directives? anticipees?/.test(quoteWords(fact)));
    case 'immunization':
      return false;
    default:
      return fact.importance === 3 && precision >= 7;
  }
}

const BEGUN: ReadonlySet<string> = new Set(['listed', 'past', 'prescribed', 'discharge']);
const LISTED: ReadonlySet<string> = new Set(['listed', 'past']);

/** What is taken beside a treatment (ATC): iron by mouth, vitamins, drops of the eye and the nose, ointments, laxatives, paracetamol, antitussives. */
const MINOR = /^(?:B03AA|B03AB|B03AD|B03AE|A06|A11|A12|D02|D07|R01|R05|S01(?!E)|N02BE)/;

export const isMinor = (atc = ''): boolean => MINOR.test(atc);

/** A dose given on a day, a course begun on it. */
const GIVEN =
  /perfus|inject|administr|piqure|\bfaite? le\b|a partir du|\bdes le\b|recu|\bpremiere (?:prise|dose|injection|perfusion|cure|administration)\b/;
/** "Prolia fait", "Prolia fait par IDE ce jour": right behind its name. */
const isDoneToday = (fact: Fact): boolean => {
  const quote = quoteWords(fact);
  return [fact.medication?.brand, fact.medication?.dci].some((name) => {
    const own = fold(name ?? '').split(' ')[0] ?? '';
    const at = own.length < 4 ? -1 : quote.indexOf(own);
    return (
      at >= 0 &&
      /^(?: \d[\d.,]*(?: ?[a-z]{1,3})?)? faite?s?\b(?! (?:une?|des|du|que|pas|chuter|baisser|monter))/.test(quote.slice(at + own.length))
    );
  });
};
const NOT_GIVEN = /\b(?:pas|plus|aucune?|sans) (?:d |de |eu d )?(?:injection|perfusion|piqure|administration)/;
/** Told to be taken since then, or instead of another. */
const SINCE =
  /\b(?:changee?|remplacee?|relayee?|relais|passee?) (?:pour|par|a)\b|\bdepuis (?:le \d|(?:debut |fin |mi )?(?:janv|fevr|mars|avril|mai|juin|juil|aout|sept|octo|nove|dece))/;
/** What a drug did on that day or in that year. */
const REACTED = /urticaire|quincke|choc|anaphyla|eruption|oedeme|flush|bronchospasm|malaise|pancreat|toxiderm/;
/** An illness that brought into hospital, or that an examination of that day showed. */
const STAYED =
  /hospitalis|admis|reanimation|urgences|\b(?:irm|scanner|angioscanner|tdm|echographie|echo doppler|radiographie|biopsie|coloscopie|fibroscopie) (?:\w+ ){0,3}du \d/;

/** A symptom is told with the illness that it belongs to; these are events by themselves. */
const GRAVE =
  /syncop|convuls|\bcrise|\bcoma|hemopty|hematemes|mel[ae]na|rectorrag|metrorrag|hemorrag|paraly|hemipleg|aphasi|hemipar|detresse|\bchoc\b|confus/;

/** Each is remembered by its month at least. */
const SEIZURE =
  /\bcrises? (?:(?:motrices?|partielles?|nocturnes?|d epilepsie) )*(?:focales?|convulsi\w+|comitial\w+|epilepti\w+|tonico|generalisee?s?|partielles?|d epilepsie)|convulsion/;

/** What befalls on a day that a text gives. */
const BEFELL =
  /\b(?:chutes?|fievres?|retentions?|malaises?|faux mouvements?|traumatismes?|lumbagos?|lombalgies?|globes?|douleurs? thorac\w*|dyspnees? aigue|coliques?|palpitations?|saignements?)\b/;

/** A device that is examined. */
const LOOKED_AT =
  /\b(?:interrogations?|controles?|telesuivi|telecardiologie|cicatrices?|loge|batterie|pile|reglages?|parametr\w*|verifi\w*|surveillance|clic|en place|fonctionnel\w*|bien (?:positionnee?|tolere))\b/;
const PUT_IN =
  /\b(?:pos(?:e|ee|es|ees|er)|implant(?:e|ee|es|ees|ation|er)|mise? en place|changement|remplace\w*|change(?:e|es)?|insere\w*|retrait|retire\w*|depose\w*|ablation|explant\w*)\b/;

/** What is put in for some days. */
const PASSING = /^(?:sonde|catheter|voie|drain|perfusion|pansement|platre|attelle|orthese|bas de contention|pompe a morphine|redon)/;

/** What an operation leaves in the body: remembered by its year. */
const IMPLANTED =
  /^(?:(?:deux|trois|quatre|\d|double|triple|nouve\w+) )?(?:stents?|stimulateur|pace ?maker|pm\b|defibrillateur|dai\b|endoprothese|prothese (?:totale|unicompart|intermediaire|aort|mitral|valv|biliaire|vascul|de (?:hanche|genou|l epaule|cheville))|valves? (?!de)|bioprothese|bandelette|anneau|neurostimulateur|electrodes? de stimulation|pompe (?:implant|intrathec|a baclofene)|derivation|implant (?:cochleaire|dentaire|mammaire)|plaque|clou\b|sphincter artificiel|filtre|watchman)/;

/** What opens an illness, or brings it back. */
const FIRST = /\b(?:premiere?s?|1ere?) (?:crise|poussee|episode)|rechut|recidiv|poussee/;

/** Smoking given up or taken up again. */
const TURN = /sevr|arret|cess|ne fume plus|abstinen|derniere (?:prise|consommation)|repris|recommenc|rechut|derniere cigarette/;
/** Where somebody lives from that day on. */
const SETTLED =
  /licenci|inaptitude|mise? en invalidite|jugement|juge aux affaires|\brqth\b|\bmdph\b|conge (?:de )?longue (?:maladie|duree)|mise? a la retraite|entree? en usld|habilitation familiale|tutelle|curatelle|entree? en (?:ehpad|institution|residence|foyer)|institutionnalis|placement/;

/** Who is left alone from that day on. */
const BEREAVED =
  /\b(?:separation|divorce)\b|deces (?:de )?(?:son|sa|du|de la)|(?:mort|perte) (?:de )?(?:son|sa) (?:mari|epou|conjoint|compagn|fils|fille|pere|mere)|\bveu(?:f|ve) depuis (?!\w+ (?:jours?|semaines?|mois|ans?))/;

/** An examination that looks inside, with what it found. */
const EXAMINED =
  /^(?:l |la |le |une? )?(?:biopsie|ponction biopsie|endoscopie|(?:osteo)?densitometrie|polysomnographie|polygraphie|angioscanner|scanner|tdm|irm|tep|coloscopie|fibroscopie|gastroscopie|coronarographie|scintigraphie|bronchoscopie)/;

/** "1 chute sans gravité", "entorse bénigne". */
const HARMLESS = /sans (?:gravite|consequence|fracture|blessure|sequelles? ni)|\bbenin|\bbenign(?!e? ?(?:proliferat|tumeur))/;
/** "Depuis une quinzaine d'années" dates nothing to a year. */
const ABOUT =
  /\b(?:depuis|il y a) (?:environ |pres d |plus d |bientot )?une (?:dizaine|quinzaine|vingtaine|trentaine|quarantaine) d annees/;
const OFTEN = /\bchutes\b|\brepet|\brecidiv/;
/** What found nothing, in the words of its line. */
const NORMAL =
  /\bnormale?s?\b|\bsans (?:particularite|anomalie)|\bpas (?:de|d )|\bne (?:montre|retrouve|met|revele) (?:pas|ni|aucun)|\bn (?:a|ont) (?:pas|rien|jamais) (?:ete )?(?:montre|retrouve|mis|revele|trouve)|\bni (?!le\b|la\b)[a-z]{4,}|\bras\b|\bnegati|\bneg\b|\bsteriles?\b|resolu|stable/;
/** Light examinations that are read in the series and the sections: an event only by what they brought about. */
const ROUTINE_EXAM =
  /^(?:l |le |la |un |une |ton |son |votre )?(?:ecg|electrocardiogramme|ecbu|bu|bandelette|holter|bilan (?:dentaire|biologique|sanguin)|biologie|coproculture|gaz(?:ometrie)? du sang|gazometrie)\b/;
/** "Cicatrice du boîtier propre", "interrogation du DAI", a light examination without a word of what it changed. */
const isOnlyLookedAt = (fact: Fact): boolean => {
  const label = fold(fact.label);
  return (LOOKED_AT.test(label) && !PUT_IN.test(label) && HELD.test(label)) || (fact.importance === 1 && ROUTINE_EXAM.test(label));
};
/** What is worn or put into the body. */
const HELD = /\b(?:dai|defibrillateur|pacemaker|pace maker|stimulateur|boitier|sonde|catheter|cicatrices?|prothese|pile|batterie)\b/;

/** Searched for a day that changes something: endoscopies, biopsies, tests of allergy, dynamic tests. */
const DECISIVE =
  /scopi|biops|provocation|reintroduction|hgpo|hyperglycemie provoquee|test au|synacthene|\bep(?:reuve|ith)|polysomno|polygraph|coronaro|\btep\b|\birm\b|scan|scintigr|\btdm\b/;

/** A light examination that found nothing is read with the others, not told as an event. */
const isPlainlyNormal = (fact: Fact): boolean =>
  fact.importance === 1 && ![DECISIVE, LANDMARK, DONE_TO].some((act) => act.test(fold(fact.label))) && NORMAL.test(quoteWords(fact));
/** What is done to somebody finds nothing, whatever else its sentence says. */
const DONE_TO =
  /transfus|retrait|retire|ponction|sutur|drain|dialys|laser|intub|tracheo|\bivg\b|curetage|radiotherap|irradi|chimiotherap|osteosynth|amput|pontage|ligature|conisation|hospitalis|sejour|transfert|\bcee\b|\bpose/;

const AT_HOME = /^(?:had|ssiad|hospitalisation a domicile)\b/;
const BEGINS = /\b(?:mise? en place|debut\w*|entree|demarr\w*|sortie|fin|relais|accept\w*|demande\w*|depuis|retour)\b/;

/** A visit is told by its own document. */
const VISIT = /^(?:passage|consultation|hospitalisation|rendez vous|rdv|visite|arret de travail)\b/;

/** Acts that a reader looks for on their day, however light the source makes them: inside the body, under anaesthesia, or of a tumour's search. */
export const LANDMARK =
  /scopi|biopsie|coronarograph|chirurg|operation|exerese|ectomie|plastie|prothese|infiltration|polygraph|ablation|cesarienne|accouchement|stent|phaco|cataracte|greffe|\btep\b|pet scan|embolis|angioplast|cardioversion/;

/** What one goes to hospital for on a day that was given. */
const TO_COME =
  /mammograph|intervention|\boperat|date retenue|sleeve|by pass|rhophylac|scanner|\birm\b|\btdm\b|perfusion|ferinject|injection|chimiotherap|hospitalis|\bhdj\b|hopital de jour|mise en place|appareillage/;
/** What will not take place on that day. */
const CALLED_OFF = /annul|reporte|deplace|non venue?\b|pas pu etre/;
/** What follows an operation day by day. */
const CARE = /ablation (?:des? |de la |du )?(?:fils|sonde|agrafe|drain|redon|voie|perfusion|pansement)/;

/** What texts date of one concept. */
interface OfConcept {
  readonly earliest: PartialDate | undefined;
  readonly dated: readonly { readonly date: PartialDate; readonly documentId: string }[];
}
export type ConceptDates = ReadonlyMap<string, OfConcept>;

/** Two documents date it to the same time. */
function toldTwice({ date }: Fact, told: OfConcept | undefined): boolean {
  if (date === undefined) return false;
  const same = (told?.dated ?? []).filter((one) => compatibleDates(one.date, date));
  return new Set(same.map((one) => one.documentId)).size >= 2;
}

const MISDATED_YEARS = 3;

const byConcept = byTopic((fact: Fact) =>
  (fact.kind === 'condition' || fact.kind === 'procedure' || fact.concept === 'mode-de-vie-tabac') && tellable(fact)
    ? fact.concept
    : undefined,
);

export const conceptDates = (facts: readonly Fact[]): ConceptDates =>
  new Map([...byConcept(facts)].flatMap(([concept, members]) => datesOf(members).map((dates) => [concept, dates] as const)));

const datesOf = perList((members: readonly Fact[]) => {
  const dated = members.flatMap(({ date, dateSource, documentId }) =>
    date === undefined || dateSource !== 'text' ? [] : [{ date, documentId }],
  );
  const ordered = dated.map((one) => one.date).toSorted(compareDates);
  // What one copy makes of a beginning gives way to what more documents tell of the years around it.
  const counted = new Map<PartialDate, number>();
  const tellers = (date: PartialDate): number => {
    const count = counted.get(date) ?? new Set(dated.filter((one) => compatibleDates(one.date, date)).map((one) => one.documentId)).size;
    counted.set(date, count);
    return count;
  };
  const around = ordered.filter((date) => Number(date.slice(0, 4)) - Number(ordered[0]?.slice(0, 4)) <= MISDATED_YEARS);
  const most = around.reduce((best, date) => Math.max(best, tellers(date)), 0);
  const first = around.find((date) => tellers(date) === most);
  // "2010" and "19/10/2010" are one beginning: the more precise tells it.
  const earliest =
    first === undefined
      ? undefined
      : dated
          .map((one) => one.date)
          .filter((date) => compatibleDates(date, first))
          .toSorted((x, y) => y.length - x.length || compareDates(x, y))[0];
  return [{ earliest, dated }];
});

/** The patient's own, affirmed; what is planned; a ban that tells a reaction. */
export const tellable = perFact((fact): boolean => {
  if (fact.qualifiers.family || fact.kind === 'family-history') return false;
  // Tests that clear of an allergy are what happened on their day.
  if (fact.kind === 'allergy' && fact.status === 'ruled-out' && fact.dateSource === 'text') return !fact.qualifiers.otherPerson;
  if (isMissedDose(fact) || refusesAnAct(fact)) return !fact.qualifiers.otherPerson;
  // A ban that tells what the drug did is told as what happened.
  if (fact.medication?.event === 'contraindicated' && REACTED.test(quoteWords(fact)))
    return !fact.qualifiers.otherPerson && !fact.qualifiers.negated;
  if (fact.kind === 'lifestyle' && BEREAVED.test(fold(fact.label))) return !fact.qualifiers.negated && !fact.qualifiers.hypothetical;
  // What is to begin on a day that was given.
  if (fact.medication?.event === 'proposed' && fact.dateSource === 'text' && fact.date?.length === 10)
    return !fact.qualifiers.negated && !fact.qualifiers.otherPerson;
  // "IRM du 10 janvier sans lésion": what looks inside and finds nothing was made on its day.
  if (fact.kind === 'observation' && fact.status === 'absent' && fact.dateSource === 'text' && fact.concept?.startsWith('examen:') === true)
    return !fact.qualifiers.otherPerson;
  return fact.kind === 'plan' ? !fact.qualifiers.negated && !fact.qualifiers.otherPerson : isAffirmed(fact);
});
