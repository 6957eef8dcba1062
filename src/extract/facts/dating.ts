import type { DateMention, Range, Sentence } from '../text/analysis.js';
import { daysBetween } from '../text/calendar.js';
import { findDrugs } from './medications/medication-lexicon.js';
import type { Dated } from './fact-builder.js';
import type { PageReading } from './page-reading.js';
import { conceptsWithin } from './page-reading.js';
import { findAnalytes } from './values/value-lexicon.js';

/** Behind a comma a date still belongs to what precedes when little or a verb of dating leads to it. */
const DATED_VERB =
  /^[\s(]*(?:(?:a|ont|avait|est|fut|avaient) (?:ete )?)?(?:(?:diagnostiqu|decouver|oper|trait|surven|realis|pose|fait|faite|debut|dat|appar|evolu|connu|documente|revel|retrouv|drain|appareill|depist|confirm|objectiv|install|mis|sevr|resequ|stent|redig|sign|suiv|etabl|recueill)\w*)?\s*(?:(?:premiere?s?|dernieres?|dernier) (?:injections?|cures?|seances?|doses?|prises?|perfusions?|administrations?) ?)?(?:en|le|du|de|d'|depuis|fin|debut|des|au|a|la|l'|mois|annee|courant)?[\s(]*$/;
const ITEM_WITH_BRACKET = /, ?[a-z'-]{3,} [a-z][^,()]*\([^()]*$/;
const PUT_IN_ON = /\b(?:posee?s?|implantee?s?|mis(?:e|es)? en place)(?: (?:le|en|du|au|fin|debut))* ?$/;
/** A new noun behind the comma is another item of the list: "HTA, tabac sevré en 2015". */
const ENDS_DATING =
  /\b(?:diagnostiqu|decouver|oper|surven|realis|pose|debut|install|mise? en (?:place|route)|implant)\w*\s(?:en|le|depuis|des|fin|debut)\s*$/;
/** "Arc-thérapie guidée, grains d'or posés le 01/10": what was put in on that day is the grains. */
const OTHER_SUBJECT =
  /^ ?[a-z]{3,} (?:de |du |des |d')?[a-z]{2,} (?:a |ont |est |sont |ete )*(?:pose|realise|decouver|install|implant|oper)\w*\s(?:en|le|depuis|des|fin|debut)\s*$/;
const GOES_ON =
  /^\s*(?:(?:(?:la|le) (?:derniere?|premiere?)|qui|dont|que|avec|sans|par|sous|pour|chez|au|aux|en|lors|puis|ayant|et|non|tres|bien|jamais|a|ont|est|avait|fut|le|du|depuis|j'|je|il|elle)\b|d'|[a-z]+(?:(?<!(?:[qg]u|[bgf]l|[td]r))ee?s?|is|ise|it|ite|u|(?<![qg])ue|ant|ante|ie|rt|rte)\b|\d)/;

/** "STOP KARDEGIC pendant la grippe, reprise le 12/02": what is dated is what follows the illness. */
const RESUMED = /^\s*(?:reprise|reintroduction|arret|controle|retour|sortie|relais|rappel|poursuite)\b/;

const REACH_AFTER = 110;
const REACH_BEFORE = 90;
/** What a date opens it dates to the end of the sentence, but no further than this. */
const REACH_OPENED = 260;
/** A date that names a paper is the paper's: "(dossier 2015)", "selon le courrier de 2019". */
const PAPER =
  /\b(?:dossier|courrier|lettre|compte rendu|compte-rendu|cr|crh|ordonnance|archives?|cf|voir|selon|d'apres)(?: (?:le|la|de|du|cr|crh|dossier|courrier|d'[a-z]+))* ?$/;
/** "Début le 7 février." dates what was told before it, not what follows. */
const CLOSES = /^[\s*•-]*(?:debut|fin|terme|ddr)\b/;

/** What keeps the items of a list apart. */
const ITEM_EDGE = /[;.]\s|\n\s*\n|\s[-/+|]\s|→|->/;
/** "Exérèse de nodules + shaving rectal le 17.03.2015": one operation, dated at its end. */
const JOINED_ACTS = /^[^;.:,|()]{0,60}(?: \+ [^;.:,|()]{2,50}){1,2}$/;
/** "Opérée par mes soins le 15 juin, lobo-isthmectomie droite": the verb is dated, and the act stands beside it. */
const OPERATED_ON =
  /\b(?:re)?(?:operee?s?|interven(?:tion|ue?)|opere)(?: [a-z' ]{0,40}?)? (?:le|en|du|au mois de|debut|fin|courant) (?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?$/;
const JOINED = /^\)?\s*(?:,?\s*(?:et|ou|puis)\b|\+)/;
/** Told as the background of what the date is about. */
const BACKGROUND =
  /\b(?:chez (?:une?|ce|cette|le|la)|connue?|porteu(?:r|se)|suivie? pour|aux? antecedents?|ancien\w*|dans (?:un|le) contexte)\b[^,]*$/;

/** "En octobre 2021, après la conisation pour une CIN 3, …": what the date comes after. */
const COMES_AFTER = /\bapres (?:la |le |sa |son |cette? |l')([^,]*)$/;
const isBehindIt = (gap: string, act: boolean): boolean => {
  const after = COMES_AFTER.exec(gap)?.[1];
  return after !== undefined && (act || /[a-z]{4}/.test(after)) && !/^(?:chute|malaise|crise|accident|effort|repas|choc|debut)/.test(after);
};

const ANSWERED_YES = /^ ?: ?(?:(?:\[ ?\]|☐) ?non ?)?(?:\[ ?x ?\]|☒) ?oui\b,?(?!.*\bderni)/;

/** How something was done names nothing else. */
const UNDER = /^(?:anesthesie|sedation|rachianesthesie)/;

const namesBetween = (reading: PageReading, from: number, to: number, beside?: RegExp): boolean =>
  conceptsWithin(reading.concepts, { start: from, end: to }).some(({ concept }) => beside?.test(concept.id) !== true) ||
  findDrugs(reading.analysis.folded.slice(from, to)).length > 0;

const valueOf = (mention: DateMention): Dated =>
  mention.date === undefined
    ? {}
    : { date: mention.date, ...(mention.endDate === undefined ? {} : { endDate: mention.endDate }), dateSource: 'text' };

/** Whether a date begins its sentence or a part of it, so that what follows is dated by it: "Le 14/03, …", "2022 : …", "(mars 2021 : …". */
const opensAt = (folded: string, sentence: Range, mention: DateMention): 'sentence' | 'part' | undefined => {
  const before = folded.slice(sentence.start, mention.start);
  if (
    /^[\s(*•-]*(?:\d{1,2} ?(?:°\)?|[.)]) ?)?(?:(?:au|dans le|pendant le|durant le|courant) mois (?:de |d')|au cours (?:de |d'|du mois de )|en|le|a|au|des|fin|debut|mi|depuis|vers|courant|ce|[a-z]+ ?:|(?:complement|addendum|ps|p\.?s\.?|post[- ]scriptum|note|ajout|appel|revue?)(?: du| le)?)?(?: le| la)?[\s-]*$/.test(
      before,
    )
  )
    return 'sentence';
  if (mention.direction === 'since' || mention.direction === 'ago') return undefined;
  if (ACT_HEAD.test(before) && /^[^:;.]{0,80}:/.test(folded.slice(mention.end, sentence.end))) return 'sentence';
  // "IRM du 28 janvier : …", "ETT (14/03) : …" date all that follows.
  if (
    /^[\s(*•-]*[a-z][a-z' -]{1,60}\b(?:du|de|le|en|d')? ?\(?$/.test(before) &&
    /^\)?\s*:/.test(folded.slice(mention.end, mention.end + 4))
  )
    return 'sentence';
  if (EXAMINED_ON.test(before) && /^ ?, [a-z]/.test(folded.slice(mention.end, mention.end + 4))) return 'sentence';
  return /(?:[;:(]|[;:.] ?\d ?(?:°\)?|\))) ?(?:en|le|a|des|fin|debut)? ?$/.test(before.slice(-14)) ? 'part' : undefined;
};

/** Behind the head and the date of an act, where and how it was done, then a colon: "GESTE du 19/03/2025, AG, veine fémorale droite : …". */
const ACT_HEAD =
  /^[\s(*•-]*(?:gestes?|interventions?|actes?|operations?|procedures?|chirurgie|examen)\b[a-z' ]{0,30}\b(?:du|le|en date du) $/;

/** "ETF du 18/03, hémorragie intraventriculaire": what an examination showed on its day. */
const EXAMINED_ON =
  /^[\s(*•-]*(?:irm|tdm|scanner|et[ot]|etf|echo\w*|doppler|radio\w*|rx|eeg|ecg|emg|holter|efr|tep|scinti\w*|mammo\w*|\w*scopie|coro\w*|fond d'oeil|fo)\b(?: [a-z'-]+){0,3}? (?:du|le|de) \(?$/;

const OBJECT = /^ (?:la|le|les|l'|son|sa|ses|une?|cette|ce)\s*$/;
const DONE_ON = /\b(?:a|ai|ont|avons|avez) (?:[a-z]+ )?[a-z]+(?:e|i|u|is|it|t) le $/;

/** A note that runs on after its date ("Na 19/05 : 127" in a note of the 18th) is no plan. */
const RUNS_ON = 3;
const VISIT_AHEAD = /\b(?:rendez-vous|rdv|prevue?s?|programmee?s?|prochaine?s?)\b[^.;:]{0,40}$/;

const isPast = (reading: PageReading, mention: DateMention): boolean => {
  const { documentDate } = reading.context;
  if (mention.direction === 'in') return false;
  if (documentDate === undefined || (mention.date ?? '') <= `${documentDate}~`) return true;
  if (mention.date?.length !== 10 || documentDate.length !== 10 || daysBetween(documentDate, mention.date) > RUNS_ON) return false;
  // "Rendez-vous de diabétologie le 13", in a note of the 10th.
  return !VISIT_AHEAD.test(reading.analysis.folded.slice(Math.max(0, mention.start - 50), mention.start));
};

/** The date that opens the line or the paragraph that a sentence goes on: "À J5, … . Découverte fortuite d'un calcul." */
const openedBefore = (reading: PageReading, sentence: Sentence, future: boolean): DateMention | undefined => {
  const { folded, sentences } = reading.analysis;
  let index = sentences.indexOf(sentence);
  for (let turn = 0; turn < 4 && index > 0; turn += 1) {
    const here = sentences[index];
    const previous = sentences[index - 1];
    if (here === undefined || previous === undefined || folded.slice(previous.end, here.start).includes('\n')) return undefined;
    const told = reading.dates.filter(
      (mention) => mention.date !== undefined && mention.kind !== 'age' && mention.start >= previous.start && mention.end <= previous.end,
    );
    const first = told[0];
    if (first !== undefined)
      return told.length === 1 &&
        first.date?.length === 10 &&
        opensAt(folded, previous, first) === 'sentence' &&
        !(CLOSES.test(folded.slice(previous.start, first.start)) && /^[\s.,;:)]*$/.test(folded.slice(first.end, previous.end))) &&
        (future || isPast(reading, first))
        ? first
        : undefined;
    index -= 1;
  }
  return undefined;
};

interface Governed {
  /** Dates to come too. */
  readonly future?: boolean;
  /** What leads to a date of another matter. */
  readonly unlike?: RegExp;
  /** The day of a measure says nothing of when it began: a cancer, a diabetes, not an anaemia. */
  readonly lasting?: boolean;
  /** Something done: with what a plus sign joins to it, on one day. */
  readonly act?: boolean;
}

/** "Scanner d'hier : taille inchangée par rapport au 12/2019": the date of what it is compared with. */
const COMPARED =
  /\b(?:par rapport a|par rapport au|compar(?:ee?s?|aison|ativement)|versus|vs)\b[^.;]{0,40}$|\b(?:(?:non|pas) (?:vue?s?|visibles?|visualisee?s?|retrouvee?s?|presente?s?|decrite?s?|signalee?s?)|absente?s?|inconnue?s?) (?:sur|a|au|lors|dans|de|du|en)\b[^.;]{0,40}$/;
/** "Bouche sèche (pas d'anticholinergique depuis décembre)", "rappel tétanos (dernier 2008)": a bracket that opens on another matter keeps its date. */
const OTHER_BRACKET =
  /\((?:pas|plus|sans|jamais|aucune?|absence|dernier|derniere|cf|voir|vu|vue|controle|prochaine?|avant|apres|hors|sauf)\b[^()]*$/;
const DISCOVERED = /\b(?:decouver|diagnosti|revel|depist|trouv|reconnu|mis(?:e|es)? en evidence)/;
const NUMBER_AFTER = /^[^a-z\d]{0,4}(?:(?:a|etait|est|de|total|=|:) ?){0,2}[<>≥≤=]? ?\d/;
/** "2e injection (1re le 09/12/2025)", "nouvelle poussée (la première en 2009)": what came before it, in a bracket. */
const ANOTHER_OF_IT = /\b(?:\d{1,2}e(?:me)?|deuxieme|seconde?|troisieme|quatrieme|nouvel(?:le)?|nouveau)\b/;
const FORMER_ONE = /\((?:la |le |l')?(?:1(?:re|ere|er)|2e|premiere?|precedente?|deuxieme|initiale?)\b[^()]*$/;
const ORDINAL_LEAD = 12;
/** "La sténose mitrale l'avait conduit deux fois en œdème pulmonaire cet hiver": a season that has just been dates what came in it. */
const SEASON = /^(?:cet|ce) (?:ete|automne|hiver|printemps)$/;
/** "Cancer de la prostate (PSA 0,24 en septembre)", "diabète de type 2, HbA1c 8,2 % en mars": the day of the measure. */
const daysAMeasure = ({ analysis: { page, folded } }: PageReading, begin: number, to: number): boolean => {
  // "Découvert sur une anémie (Hb 8,1) et une lombalgie le 11 avril": a bracket that closed has had its say.
  const closed = DISCOVERED.test(folded.slice(begin, Math.max(begin, to))) ? folded.slice(begin, to).lastIndexOf(')') + 1 : 0;
  const from = begin + closed;
  return (
    to > from &&
    /\d/.test(folded.slice(from, to)) &&
    findAnalytes(page.text, folded, from, to).some((analyte) =>
      NUMBER_AFTER.test(folded.slice(analyte.end, Math.min(to, analyte.end + 16))),
    )
  );
};

/** "Anévrisme à 54 mm (47 mm onze mois plus tôt)": the bracket dates the measure before. */
const EARLIER_MEASURE = /\d ?(?:mm|cm|%|kg|m?g\/\w+)[^()\d]{0,30}\( ?(?:contre )?\d+(?:[.,]\d+)? ?(?:mm|cm|%|kg|m?g\/\w+)(?![a-z])[^()]*$/;

/** A date that a list or a sentence opens with, or that no words but those of dating lead to: its bracket says what happened then. */
const isToldInBracket = (folded: string, sentence: Range, mention: DateMention, candidates: readonly DateMention[]): boolean =>
  opensAt(folded, sentence, mention) !== undefined ||
  candidates.some(({ end }) => end <= mention.start && /^(?:[\s,]|\([^()]*\)|et|puis|en|le)*$/.test(folded.slice(end, mention.start)));

/** The date mention that governs a phrase: the nearest behind it in its clause, else the nearest before, else the one that opens its sentence. */
const governing = (
  reading: PageReading,
  sentence: Sentence,
  phrase: Range,
  { future = false, unlike, lasting = false, act = false }: Governed,
): Dated => {
  const { folded } = reading.analysis;
  const leadsTo = (words: RegExp, mention: DateMention): boolean =>
    words.test(folded.slice(Math.max(sentence.start, mention.start - 40), mention.start));
  const candidates = reading.dates.filter(
    (mention) =>
      mention.date !== undefined &&
      mention.start >= sentence.start &&
      mention.end <= sentence.end &&
      mention.direction !== 'until' &&
      !leadsTo(PAPER, mention) &&
      (unlike === undefined || !leadsTo(unlike, mention)) &&
      !COMPARED.test(folded.slice(phrase.end, Math.max(phrase.end, mention.start))) &&
      !OTHER_BRACKET.test(folded.slice(phrase.end, Math.max(phrase.end, mention.start))) &&
      !(
        FORMER_ONE.test(folded.slice(phrase.end, Math.max(phrase.end, mention.start))) &&
        ANOTHER_OF_IT.test(folded.slice(Math.max(sentence.start, phrase.start - ORDINAL_LEAD), phrase.end))
      ) &&
      !(lasting && (daysAMeasure(reading, phrase.end, mention.start) || SEASON.test(folded.slice(mention.start, mention.end)))) &&
      !EARLIER_MEASURE.test(folded.slice(phrase.start, Math.max(phrase.start, mention.start))) &&
      (future || isPast(reading, mention)),
  );
  const inside = candidates.find((mention) => mention.start >= phrase.start && mention.start < phrase.end);
  if (inside !== undefined) return valueOf(inside);
  // "Mai 2004 (premier épisode psychotique) et automne 2013": what the bracket right behind a date tells is of that date.
  const bracketed = candidates.findLast(({ end }) => end <= phrase.start && /^ ?\([^()]*$/.test(folded.slice(end, phrase.start)));
  if (bracketed !== undefined && isToldInBracket(folded, sentence, bracketed, candidates)) return valueOf(bracketed);
  // "A terminé le 3 septembre la radiothérapie": its verb's date stands right before it.
  const verbs = candidates.findLast((mention) => mention.end <= phrase.start && OBJECT.test(folded.slice(mention.end, phrase.start)));
  if (verbs?.date?.length === 10 && DONE_ON.test(folded.slice(sentence.start, verbs.start))) return valueOf(verbs);
  const after = candidates.find((mention) => mention.start >= phrase.end);
  if (after !== undefined && after.start - phrase.end <= REACH_AFTER) {
    // "Pontage D ..... 01/12/2024": leaders part nothing.
    const gap = folded
      .slice(phrase.end, after.start)
      .replace(/[.…_]{3,}|(?: \.){2,}/g, ' ')
      // The comma of a number, or of a bracket that closes, parts no clause.
      .replace(/(\d),(?=\d)/g, '$1.')
      .replace(/\([^()]*\)/g, (aside) => aside.replaceAll(',', '_'))
      // "Appareils auditifs : [X] oui, deux, depuis janvier 2025": the answer is the item's own.
      .replace(ANSWERED_YES, ' ');
    // "Crohn opéré (2019)": brackets right behind the item are its own.
    const bracket = /^[^(),;]{0,40}\((?:[^()]*[ ,])?$/.test(gap) && !namesBetween(reading, phrase.end, after.start);
    const behindComma = /,([^,]*)$/.exec(gap)?.[1];
    const alone =
      after.direction !== 'since' &&
      behindComma !== undefined &&
      !RESUMED.test(behindComma) &&
      (GOES_ON.test(behindComma) || (ENDS_DATING.test(behindComma) && !OTHER_SUBJECT.test(behindComma))) &&
      !namesBetween(reading, phrase.end, after.start);
    const edge =
      ITEM_EDGE.test((act && JOINED_ACTS.test(gap) ? gap.replace(/ \+ /g, ' et ') : gap).replace(/[\s:/|→-]+$/, '')) ||
      // "Rétablissement de continuité après Hartmann (péritonite du 17.08.2022)": a bracket that names another matter keeps its date.
      (act && /\([^()]*$/.test(gap) && namesBetween(reading, phrase.end + gap.lastIndexOf('('), after.start)) ||
      // "Pas de néphropathie : l'albuminurie de 2023 s'est normalisée": the date is of what the colon opens.
      (/: (?:l'|la |le |les |cette |ce |ces |son |sa )/.test(gap) && namesBetween(reading, phrase.end, after.start)) ||
      // "Maladie de Lyme, genou droit (prothèse 2023)": the bracket of another item.
      (ITEM_WITH_BRACKET.test(gap) && !DATED_VERB.test(/,([^,()]*)\([^()]*$/.exec(gap)?.[1] ?? '')) ||
      // "Anémie : TARDYFERON 80 mg depuis le 1er octobre": the drug was begun then.
      (!act && after.direction === 'since' && /^ ?: /.test(gap) && findDrugs(gap).length > 0) ||
      // "Infection d'une prothèse de genou posée le 18/04": put in on that day, and infected since.
      (!act && PUT_IN_ON.test(gap) && namesBetween(reading, phrase.end, after.start)) ||
      // "Salpingectomie [X] gauche [ ] droite col : anse 05/2021": behind the next box of a form.
      /(?:\[ ?x? ?\]|[☐☒]) ?[a-z]{3}/.test(gap) ||
      (gap.includes(')') && !gap.includes('(') && opensAt(folded, sentence, after) !== undefined);
    if (bracket || (!edge && (behindComma === undefined || DATED_VERB.test(behindComma) || alone))) return valueOf(after);
  }
  const before = candidates.findLast((mention) => mention.end <= phrase.start);
  if (before === undefined) {
    const carried = candidates.length > 0 ? undefined : openedBefore(reading, sentence, future);
    return carried === undefined || BACKGROUND.test(folded.slice(sentence.start, phrase.start)) ? {} : valueOf(carried);
  }
  const gap = folded.slice(before.end, phrase.start);
  if (/[;.]\s|[[\]☐☒]/.test(gap)) return {};
  if (
    act &&
    /^ ?(?:,|:|\() ?(?:par |d'une? |de |avec |[a-z]+-)?$/.test(gap) &&
    OPERATED_ON.test(folded.slice(sentence.start, before.start))
  )
    return valueOf(before);
  const opens = opensAt(folded, sentence, before);
  // A bracket that closes behind the date keeps it to what it follows: "(2019), spondylarthrite".
  const shut = gap.includes(')') && !gap.includes('(');
  if (opens === 'sentence' && (!shut || before.start - sentence.start <= 3) && phrase.start - before.end <= REACH_OPENED)
    return BACKGROUND.test(gap) || isBehindIt(gap, act) ? {} : valueOf(before);
  if (shut || phrase.start - before.end > REACH_BEFORE) return {};
  if (opens === 'part') return /,.*,/.test(gap) || /\s[-/|]\s/.test(gap) ? {} : valueOf(before);
  return gap.includes(',') || gap.length >= 45 || ITEM_EDGE.test(gap) || JOINED.test(gap) ? {} : valueOf(before);
};

/** "En février dernier, un abcès, drainé le 19/02/2013": the day on which it was dealt with tells its month. */
const DEALT_WITH =
  /\bsoit (?:le )?$|\b(?:drain|oper|trait|hospitalis|pris en charge|redui|ponctionn|confirm|diagnosti|decouv|revel|admis|vue? aux urgences)\w*[^.;:]*$/;

/** "Un trouble anxieux confirmé en octobre dernier. Elle suit depuis une thérapie": since what was told just before. */
const SINCE_THEN = /\b(?:suit|poursuit|recoit|beneficie) depuis (?:lors )?(?:d')?(?:une?|des|de la|du) $/;
const sinceThen = (reading: PageReading, sentence: Sentence, phrase: Range): Dated => {
  const { folded, sentences } = reading.analysis;
  const before = sentences[sentences.indexOf(sentence) - 1];
  if (
    before === undefined ||
    !SINCE_THEN.test(folded.slice(sentence.start, phrase.start)) ||
    /\n\s*\n/.test(folded.slice(before.end, sentence.start))
  )
    return {};
  const told = reading.dates.filter(
    ({ date, kind, start, end }) => date !== undefined && kind !== 'age' && start >= before.start && end <= before.end,
  );
  const [only] = told;
  return only !== undefined && told.length === 1 && isPast(reading, only) ? valueOf(only) : {};
};

/** The date that governs a phrase, told by the day where the sentence gives one within it. */
export const dateFor = (reading: PageReading, sentence: Sentence, phrase: Range, options: Governed = {}): Dated => {
  const dated = governing(reading, sentence, phrase, options);
  const { date } = dated;
  if (date === undefined && options.act === true) return sinceThen(reading, sentence, phrase);
  if (date === undefined || date.length === 10) return dated;
  const { folded } = reading.analysis;
  const day = reading.dates.find(
    (mention) =>
      mention.date?.length === 10 &&
      mention.date.startsWith(`${date}-`) &&
      mention.start >= phrase.end &&
      mention.end <= sentence.end &&
      mention.start - phrase.end <= REACH_AFTER &&
      DEALT_WITH.test(folded.slice(phrase.end, mention.start)) &&
      !namesBetween(reading, phrase.end, mention.start, UNDER),
  );
  return day === undefined ? dated : { ...dated, ...valueOf(day) };
};

/** "Biopsie du greffon le 4 novembre", "ablation de plaque, Dr X, le 03/12/2026", "injection IM à 28 SA (30.11.26)". */
const LEADS_AHEAD =
  /(?:^|[ ,:(])(?:(?:vers )?le|du|pour le|au|(?:est |sera )?(?:prevue?s?|programmee?s?|fixee?s?|retenue?s?|planifiee?s?|reportee?s?)(?: le| au| pour le)?|:)? ?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?$|\($/;
/** What is dated is another matter, or no longer to come. */
const NOT_AHEAD = /[.;]|\b(?:avant|jusqu|apres|si|valable|validite|annul|refus|controle|resultats?|rappel)\b/;
const REACH_AHEAD = 70;
const MOST_DAYS_AHEAD = 400;

/** The day after the document on which the act of a phrase is to be done, where the text right behind it gives one. */
export const dayToCome = (reading: PageReading, sentence: Range, phrase: Range): Dated => {
  const { documentDate } = reading.context;
  if (documentDate?.length !== 10) return {};
  const mention = reading.dates.find(
    ({ kind, date, start, end, direction }) =>
      kind === 'absolute' &&
      date?.length === 10 &&
      start >= phrase.end &&
      end <= sentence.end &&
      start - phrase.end <= REACH_AHEAD &&
      direction !== 'until' &&
      daysBetween(documentDate, date) > RUNS_ON &&
      daysBetween(documentDate, date) <= MOST_DAYS_AHEAD,
  );
  if (mention === undefined) return {};
  const gap = reading.flat.slice(phrase.end, mention.start);
  const other = reading.dates.some(({ date, start, end }) => date !== undefined && start >= phrase.end && end <= mention.start);
  return other || NOT_AHEAD.test(gap.replace(/\b(?:dr|pr)\. /g, '')) || !LEADS_AHEAD.test(gap) ? {} : valueOf(mention);
};
