import type { Fact } from '../../domain/fact.js';
import type { Qualification, Range, SectionKind, SectionRange } from '../text/analysis.js';
import { ACT_REPORTS } from './act-facts.js';
import { undone } from './act-verdict.js';
import { fold } from '../text/fold.js';
import { doubted, isOfAnother, isOnlyARisk } from './concept-status.js';
import { tellsWhatMayCome } from './only-named.js';
import { isRuleOfReading } from './foreseen.js';
import { findDrugs } from './medications/medication-lexicon.js';
import { dateFor } from './dating.js';
import { ownDate, sectionDate } from './own-date.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { clauseOf, conceptsWithin, factOf, qualificationOf, sentencesOf } from './page-reading.js';
import { lowerFirst, tidy } from './phrase.js';

/** Sections whose sentences are findings by themselves. */
const TOLD: ReadonlySet<SectionKind> = new Set(['conclusion', 'pathology', 'course', 'procedure']);
const RESULTS: ReadonlySet<SectionKind> = new Set(['results', 'imaging', 'examination', 'body', 'present-illness', 'reason']);
/** An examination that speaks: its result follows. */
const SHOWS =
  /\b(?:a montre|montr\w+|retrouv\w+|met(?:tait)? en evidence|objectiv\w+|revel\w+|conclu\w*|confirm\w+|elimin\w+|ecart\w+|normal(?:e|es|aux)?|negati(?:f|ve|fs|ves)|positi(?:f|ve|fs|ves)|inchange\w*|stable|satisfaisant\w*|evocat\w+|compatible|rapportee? a|imputab\w+|attribu\w+|en rapport avec|secondaire a|en faveur|sans anomalie|nle?s?\b|ras\b)/;
/** What changes the course: a drug taken or not, a turn for better or worse, a decision. */
const EVENT =
  /\b(?:ne (?:le |la |les )?pren(?:d|ait) plus|ne prend pas|n'a (?:pas|jamais) pris|a arrete|arret\w* (?:de lui|d'elle|par|du|de la|de l'|spontane)|interrompu|observan\w+|inobserv\w+|oubli\w*|aggrav\w+|amelior\w+|stabil\w+|rechut\w+|recidiv\w+|complique\w*|complication|transfer\w+|hospitalis\w+|reanimation|intub\w+|transfus\w+|decid\w+|decision|retenu\w*|rcp\b|indication (?:operatoire|retenue)|mis(?:e)? en route|tolerance|bien tolere|mal tolere|perdu de vue|deced\w+|chute|endorm\w+|assoup\w+|non (?:faite?|realisee?|prise?|utilisee?)|non renouvele\w*|n'a pas ete (?:faite?|realisee?))/;
/** What a serology says of immunity is kept whatever the disease. */
const SEROLOGY = /\b(?:immunise\w*|serolog\w+|igg\b|igm\b|quantiferon|igra\b)/;
/** "Stade : cT1b N0 M0", "Gleason : 7 (3+4)": a line that classes what the document is about. */
const CLASSED =
  /^\W*(?:stade|classification|c?tnm|ptnm|gleason|score de gleason|grade|performance status|karnofsky|ecog|figo|nyha)\b[^:.;]{0,20}:/;
const NUMBERS = /\d/;
/** Told to the patient or the reader, should something happen. */
const WARNING =
  /\b(?:consulter (?:en urgence|si)|reconsult\w*|appel\w* (?:le )?15|(?:^|[:.;] )si [a-z', ]{3,60}(?:->|:|,)|en cas de |en cas d')/;
/** What is no finding: who, where, how it was done, what becomes of the paper. */
const ADMINISTRATIVE =
  /\bimages? (?:disponibles?|consultables?|archiv\w+|transmises?)|\bportail\b|destine\w* (?:au|a l'usage)|seul habilite|accredit\w+|cofrac|\bdictee?\b|\brelue?\b|\bsigne\w* (?:electron|par)|compte[- ]rendu (?:dicte|definitif|provisoire|edite|valide)|(?:anatomopathologie|anapath|histologie|resultats?|lecture|prelevements?) (?:en cours|a suivre|sera|seront|vous sera)|inclus\w* en totalite|inclusion en totalite|adressee? a part|resultats? transmis|check-?list|consentement|identite verifiee|risques? expliques|\bipp\b|\bnip\b|n'hesitez|disposition pour|prise en charge par l'assurance|secteur conventionne|www\.|@|fax\b|mention legale|conformement a la|reproduction|www|methode de dosage|technique ?:|echantillon (?:recu|conforme)|prelevement recu|recu le|enregistre le|edite le|pour toute question|nb ?:|selon (?:les recommandations|la has)/;
/** How an operation or an examination was carried out. */
const TECHNICAL =
  /\b(?:trocarts?|incision\w*|badigeon\w*|champs? (?:operatoire|sterile)s?|decubitus|fermeture|surjet|hemostase|compresses|compte des|antibioprophylaxie|anesthesie|sous (?:ag|neuroleptanalgesie|propofol)|intubation|installation|garrot|drain\w* (?:de |aspiratif)|points? separes|agraf\w+|ligature\w*|section\w*|dissection|abord\w*|voie d'abord|scopie|calibrage|lavage|aspiration|introduction|retrait en \d|preparation (?:satisfaisante|correcte|boston)|progression|acquisition\w*|coupes? (?:axiales?|coronales?|de \d)|sequences?|ponderee?s?|injection de|produit de contraste|pdl\b|dlp\b|mgy|gadolinium|biopsies? (?:adressees|en flacon)|flacons?\b|fixe\w*|orientee? par|blocs?\b|coloration|reconstructions?|ciment\w* (?:a la|vide)|tige\b|cupule\b)/;
/** A line that only names someone. */
const NAMED_CASED = /^\W*(?:Dr|Pr|Docteur|Professeur|Mme|M\.|Madame|Monsieur)\.?\s+(?:[A-ZÀ-Ý][\p{L}'-]*[\s.,-]*)+$/u;
const MEASURE =
  /\d+(?:[.,]\d+)? ?(?:mm|cm|%|mg|g\/|ml|ui|mmol|µg|ng|kg|bpm|\/min|mmhg|\/\d|ans|jours|mois|m\b)|\b(?:stade|grade|acr|bi-?rads|gleason|tnm|score|i[0-4]|pt\d|ki ?67)\b/;
/** Findings in words that no list of diseases holds. */
const FINDING =
  /\b(?:normal\w*|anormal\w*|anomalies?|lesions?|augment\w+|diminu\w+|baisse|hausse|eleve\w*|bas(?:se)?\b|presen(?:t|te|ts|tes|ce)\b|absen(?:t|te|ts|tes|ce)\b|bon(?:ne)?s?\b|mauvais\w*|correct\w*|insuffisan\w+|resistan\w+|sensible\w*|reponse|benefice|gain|perte|deficit|deviation|epaississ\w+|atrophi\w+|dilat\w+|rehauss\w+|hypersignal|hyposignal|opacite\w*|calcifi\w+|remanie\w+|resection|reseque\w*|marges?|limites?|emboles?|envahi\w+|recepteurs|immunise\w*|couverture|pronostic|risque|indetermine\w*|benin\w*|malin\w*|suspect\w*)\b/;
/** "Hamartochondrome pulmonaire": a lesion that no list holds, by its ending. */
const TUMOUR = /\b(?!sympt|syndr|dipl|chromos|idi)[a-z]{4,}(?:omes?|omatoses?|plasies?)\b/;
const TABLE_ROW = /\.{4,}|\S {4,}\S/;
const ACKNOWLEDGE =
  /\b(?:je vous (?:remercie|prie)|merci de|chere? (?:confrere|consoeur|ami)|cordialement|confraternel|veuillez|copie|courrier|dicte|valide (?:par|elec)|page \d|document|tel\b|rpps|^\W*(?:date|operateur|chirurgien|aides?|anesthesi\w+|ibode|patient|nom|service|medecin)s? ?:|amicalement|salutations)/;
const EXAM_NAME =
  /^\W*(?:(?:compte[- ]rendu (?:d'|de |du )?)?)((?:irm|scanner|tdm|echographie|echo|radiographie|rx|mammographie|coloscopie|fibroscopie|gastroscopie|biopsie|ostéodensitometrie|osteodensitometrie|doppler|tep|scintigraphie|anatomo|examen anat|holter|polygraphie|efr|ecg|coronarographie|epreuve|panoramique|entero)[^\n.]{0,70})/m;

/** A letterhead that lists what a practice offers: "Scanner - IRM - Radiographie". */
const OFFERS =
  /^\W*[a-z' ]{2,24}\s*[-–,/•]\s*(?:irm|scanner|tdm|echographies?|echo|radiologie|radiographie|mammographie|doppler|echographies? de stress|holter|senologie|densitometrie)\b/;

const examinationOf = (reading: PageReading): string | undefined => {
  const head = reading.analysis.page.text.slice(0, 1500);
  const folded = reading.analysis.folded.slice(0, 1500);
  for (const line of folded.matchAll(/^.*$/gm)) {
    const found = EXAM_NAME.exec(line[0].trim());
    if (found === null || OFFERS.test(line[0])) continue;
    const raw = head
      .slice(line.index, line.index + line[0].length)
      .trim()
      .replace(/^\W*compte[- ]rendu\s+(?:d['’]\s?|de\s+|du\s+)/i, '')
      .replace(/\s*(?:n°|réf\w*|ref\w*|dossier)\s*:?\s*\S+\s*$/i, '')
      .replace(/\s+(?:du|le)\s+\d{1,2}[/. ].*$/i, '');
    if (raw.length > 4 && raw.length < 110 && !/ (?:est|a|ont|sont) /.test(line[0]))
      return tidy(/\p{Ll}/u.test(raw) ? raw : raw.charAt(0) + raw.slice(1).replace(/\p{Lu}{4,}/gu, (word) => word.toLowerCase()));
  }
  return undefined;
};

/** The line that names the examination, with or without "Compte rendu de". */
const isItsName = (line: string, examination: string): boolean => {
  const written = fold(line).trim();
  return written.length < examination.length + 40 && written.includes(fold(examination));
};

const weigh = (reading: PageReading, range: Range, section: SectionKind | undefined): 1 | 2 | 3 => {
  const inside = conceptsWithin(reading.concepts, range);
  const top = Math.max(1, ...inside.map((match) => match.concept.importance));
  if (section === 'conclusion') return top === 3 ? 3 : 2;
  // What a microscope saw weighs in the conclusion; pieces and sizes are detail.
  if (section === 'pathology') return top >= 2 || FINDING.test(reading.analysis.folded.slice(range.start, range.end)) ? 2 : 1;
  return top >= 2 ? 2 : 1;
};

const NOT_TAKEN =
  /\b(?:ne (?:le |la |les )?(?:pren(?:d|ait|nent)|utilise\w*|met) (?:plus|pas|jamais)(?! (?:d'|de )(?!son |sa |ses |ces |la |l'))|n'a (?:pas|jamais|plus) (?:pris|utilise|renouvele)(?! d'| de (?!traitement|medicament|comprime))|non renouvele\w*|non utilise\w*|n'est plus prise?|inobserv\w+|oubli\w* (?:de (?!mots?\b|noms?\b|prenoms?\b|rendez|rdv|dates?\b|visages?\b|choses\b|compresse|corps)|frequent|ses|son|le|la)|a (?:arrete|interrompu|stoppe|cesse) d(?:e lui|'elle)-meme|arret spontane|(?<!\bprise?s? )de (?:son|sa) propre (?:chef|initiative)|mauvaise observance|observance (?:mediocre|mauvaise|insuffisante|partielle))/;

/** "Morphine anticipée : non utilisée", "allergie vérifiée : ioméprol NON utilisé": kept for a need that did not come, or rightly left out. */
const KEPT_FOR_NEED =
  /\b(?:anticipee?s?|si besoin|au besoin|en reserve|de secours|trousse|allergies?|contre-?indi\w+|contraste)\b[^.;]{0,60}\b(?:non|jamais|pas) utilise/;

/** What a patient does not take or use weighs more than any finding: the word first, and the drug. */
const nonAdherence = (reading: PageReading, sentence: Range, text: string): string | undefined => {
  const folded = reading.analysis.folded.slice(sentence.start, sentence.end);
  const found = NOT_TAKEN.exec(folded);
  if (found === null || KEPT_FOR_NEED.test(folded)) return undefined;
  const drugs = findDrugs(folded).filter((drug) => drug.kind !== 'ambiguous' && Math.abs(drug.start - found.index) < 90);
  const named = [...new Set(drugs.map((drug) => drug.substance))].slice(0, 3).join(', ');
  const told = text.replace(/^(?:observance|compliance|adh[ée]sion)\s*:\s*/iu, '');
  return `Inobservance${named === '' ? '' : ` (${named})`} : ${lowerFirst(told)}`;
};

/** "A montré un processus du rectum sans envahissement": a finding that adds what it is without. */
const affirmsBefore = (reading: PageReading, sentence: Range, { cues }: Qualification, conditions: readonly Range[]): boolean => {
  const cue = cues.find((item) => item.qualifier === 'negated');
  if (cue === undefined) return false;
  if (conditions.some((match) => !qualificationOf(reading, match).qualifiers.negated)) return true;
  const before = reading.analysis.folded.slice(sentence.start, cue.span.start);
  return /\b(?:montr|objectiv|retrouv|trouv|revel|not|mis en evidence|mettait en evidence)\w* (?:d'|de |des? |une? |la |le |les |l')?\w+[^.]{12,}$/.test(
    before,
  );
};

const observation = (
  reading: PageReading,
  sentenced: Sentenced,
  rule: string,
  prefix: string | undefined,
  importance: 1 | 2 | 3,
): Fact | undefined => {
  const { sentence, section } = sentenced;
  const { analysis } = reading;
  const text = tidy(analysis.page.text.slice(sentence.start, sentence.end).replace(/^\s*(?:\d{1,2}[).-](?!\d)|[-•*])\s*/, ''));
  const named = conceptsWithin(reading.concepts, sentence);
  const focus = named.find((match) => match.concept.kind === 'condition') ?? named[0];
  const range = focus ?? { start: sentence.start, end: Math.min(sentence.end, sentence.start + 30) };
  const read = qualificationOf(reading, range);
  // "Greffe de moelle : projet abandonné": an act that one does without.
  const qualification =
    focus?.concept.kind === 'procedure' ? undone(reading.flat, sentence, range, read) : doubted(analysis.folded, sentence, range, read);
  const inside = named.map((match) => qualificationOf(reading, match).qualifiers);
  const tail = qualificationOf(reading, { start: Math.max(sentence.start, sentence.end - 10), end: sentence.end }).qualifiers;
  const whole = [qualification.qualifiers, tail, ...inside];
  if (
    qualification.qualifiers.family ||
    whole.some((flags) => flags.otherPerson || flags.instruction) ||
    (whole.some((flags) => flags.family) && inside.every((flags) => flags.family))
  )
    return undefined;
  const conditions = named.filter((match) => match.concept.kind === 'condition');
  if (conditions.length > 0 && conditions.every((match) => isOfAnother(analysis.folded, sentence, match))) return undefined;
  // A fear is nobody's finding.
  if (conditions.length > 0 && conditions.every((match) => isOnlyARisk(qualificationOf(reading, match), match))) return undefined;
  const doubt = inside.some((flags) => flags.hypothetical);
  const written = dateFor(reading, sentence, range);
  const dated =
    written.date !== undefined
      ? written
      : sectionDate(reading, section).date !== undefined
        ? sectionDate(reading, section)
        : ownDate(reading, section, range.start);
  const denied = qualification.qualifiers.negated && !affirmsBefore(reading, sentence, qualification, conditions);
  const status = denied ? 'absent' : doubt || qualification.qualifiers.hypothetical ? 'suspected' : 'active';
  return factOf(reading, {
    kind: 'observation',
    label:
      nonAdherence(reading, sentence, text) ??
      (prefix === undefined || text.toLowerCase().startsWith(prefix.toLowerCase().slice(0, 8)) ? text : `${prefix} : ${text}`),
    rule,
    importance: status === 'active' ? importance : importance === 3 ? 2 : importance,
    status,
    citation: clauseOf(analysis, sentence, sentence.end - sentence.start > 320 ? range : sentence),
    section,
    qualification: {
      qualifiers: {
        ...qualification.qualifiers,
        negated: denied,
        hypothetical: qualification.qualifiers.hypothetical || doubt,
      },
      cues: qualification.cues,
    },
    dated,
    confidence: 0.8,
  });
};

const isTitle = (section: SectionRange | undefined, range: Range): boolean =>
  section?.title !== undefined && range.start >= section.title.start && range.end <= section.title.end;

/** Whether a sentence says something of the patient's state: a disease, a measure, a change, a result; never who signed or how it was done. */
const isFinding = (reading: PageReading, { sentence, folded }: Sentenced, kind: SectionKind): boolean => {
  const text = reading.analysis.page.text.slice(sentence.start, sentence.end);
  if (ADMINISTRATIVE.test(folded) || NAMED_CASED.test(text) || (sentence.row && TABLE_ROW.test(folded))) return false;
  const named = conceptsWithin(reading.concepts, sentence);
  const condition = named.some((match) => match.concept.kind === 'condition');
  const event = EVENT.test(folded);
  if (kind === 'procedure' || TECHNICAL.test(folded))
    return (condition && (event || SHOWS.test(folded) || !TECHNICAL.test(folded))) || event;
  return (
    condition ||
    event ||
    SHOWS.test(folded) ||
    MEASURE.test(folded) ||
    FINDING.test(folded) ||
    (kind === 'conclusion' && TUMOUR.test(folded)) ||
    named.some((match) => match.concept.importance >= 2)
  );
};

/**
 * Findings in the record's own words: each sentence of a conclusion, labelled by the examination it concludes; results
 * and turns of the course told in prose, kept as detail where nothing in them weighs.
 */
export const observationFacts = (reading: PageReading): Fact[] => {
  const report = reading.context.documentType !== undefined && ACT_REPORTS.has(reading.context.documentType);
  const examination = report ? examinationOf(reading) : undefined;
  return sentencesOf(reading).flatMap((sentenced) => {
    const { section, folded, sentence } = sentenced;
    const kind = section?.kind;
    if (
      kind === undefined ||
      folded.trim().length < 12 ||
      ACKNOWLEDGE.test(folded) ||
      WARNING.test(folded) ||
      isTitle(section, sentence) ||
      tellsWhatMayCome(folded) ||
      isRuleOfReading(folded)
    )
      return [];
    if (!isFinding(reading, sentenced, kind)) return [];
    if (report && OFFERS.test(folded)) return [];
    if (examination !== undefined && isItsName(reading.analysis.page.text.slice(sentence.start, sentence.end), examination)) return [];
    if (TOLD.has(kind)) {
      const fact = observation(
        reading,
        sentenced,
        `observation-${kind}`,
        kind === 'conclusion' || kind === 'pathology' ? examination : undefined,
        weigh(reading, sentence, kind),
      );
      return fact === undefined ? [] : [fact];
    }
    if (!RESULTS.has(kind)) return [];
    const names = conceptsWithin(reading.concepts, sentence).length > 0;
    const speaks = ((SHOWS.test(folded) || CLASSED.test(folded)) && (names || NUMBERS.test(folded))) || EVENT.test(folded);
    if (!speaks && !(report && names)) return [];
    const weight = NOT_TAKEN.test(folded)
      ? 3
      : SEROLOGY.test(folded) || CLASSED.test(folded)
        ? 2
        : weigh(reading, sentence, kind) >= 2
          ? 2
          : 1;
    // A light finding without a number or a turn is told by its own facts.
    if (weight === 1 && !NUMBERS.test(folded) && !EVENT.test(folded) && !report) return [];
    const fact = observation(reading, sentenced, EVENT.test(folded) ? 'observation-event' : 'observation-result', undefined, weight);
    return fact === undefined ? [] : [fact];
  });
};
