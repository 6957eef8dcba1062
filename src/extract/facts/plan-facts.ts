import type { Fact } from '../../domain/fact.js';
import type { Range, SectionKind } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import { UNQUALIFIED } from '../../domain/fact.js';
import type { Dated } from './fact-builder.js';
import { dateFor } from './dating.js';
import { documentDate } from './own-date.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { conceptsWithin, factOf, qualificationOf, segmentOf, sentencesOf } from './page-reading.js';
import { tellsWhatMayCome } from './only-named.js';
import { eventWords } from './events/event-words.js';
import { lowerFirst, tidy } from './phrase.js';

import { followUpCue, isCalledOff, isOver, leftToDo } from './plan-cues.js';
import { isRefusedByOthers, REFUSAL, refusalOf, refusedBefore } from './refusals.js';
import { ANSWERED, CARE, FORM_HEAD, isPaperOfWishes, ONLY_ASKED, VITAL_NEAR, WISH } from './wishes.js';

const CONDITION = /\b(?:si|s'il|s'ils|en cas de?|en cas d'|sauf si|au cas ou|selon|lorsque|des que)\b/;
const WARNING =
  /\b(?:consulter (?:en urgence|rapidement|si)|appel(?:er)? (?:le )?15|reconsult|urgences si|appeler (?:le|l'|la)|en cas (?:de|d')|signes? d'alerte|revenir si|consultez|contacter|si [^.;]{2,50}\br?appel(?:er|ez)\b|r?appel(?:er|ez)? [^.;]{2,40}\bsi\b)/;
const DIRECTIVE =
  /\b(?:directives? anticipee?s?|pers(?:onne)?\.? de confiance|pdc ?:|da ?: ?(?:oui|non|redig|faite?s?|absente?s?|neant|aucune|remis|en cours|a (?:faire|rediger))|da (?:redigees?|non (?:faites?|redigees?)|faites?|absentes?)|limitation (?:de|des) (?:soins|therapeutiques?|traitements?|la reanimation)|limitations? ?: ?(?:pas de|pas d'|non|lata?|soins|niveau)|\blat\b(?! (?:de|du|machine))(?= ?(?::|prononc|decid|discut|en place|actee?|du|pos[ee]|avec|oui|non|collegial|en rcp))|(?<!\bfasciae? )\blata\b|non[- ]reanim(?:ation|able)|\bnpr\b|ne pas reanimer|ne pas intuber|pas (?:de |d')(?:rea\b|reanimation|transfert (?:en |vers la )?(?:rea\b|reanimation|usi|soins intensifs)|admission en rea\w*|massage cardiaque|(?:re)?hospitalisation (?:souhaitee|systematique))|soins (?:de confort|palliatifs exclusifs|de support exclusifs)|(?:prise en charge |soins? )palliati(?:ve|fs?) exclusi(?:ve|fs?)|niveau de soins|acharnement|obstination deraisonnable|don (?:d'organes|de son corps|du corps)|refus de transfusion|temoin de jehovah|sedation profonde|volontes? (?:de|du|exprimee?s?|ecrite?s?|ne|non)|(?:ecrit|redige|exprime|recueilli)\w* (?:ses|les|des) (?:volontes|souhaits|directives)|(?:souhaite|desire|veut|voudrait) (?:mourir|finir sa vie|rester) (?:a (?:domicile|la maison)|chez)|rediger (?:de|des|ses) directives|(?:reanimation|massage cardiaque) ?: ?(?:oui|non)\b|mandat de protection future)/;
const SILENT: ReadonlySet<SectionKind> = new Set([
  'technique',
  'allergies',
  'current-medications',
  'discharge-medications',
  'admission-medications',
]);
/** Sections of other matters, where only an act or a test that is plainly asked for is a plan. */
const OF_OTHER_MATTERS: ReadonlySet<SectionKind> = new Set([
  'laboratory',
  'vital-signs',
  'immunizations',
  'family-history',
  'prescription',
]);

const partsOf = (reading: PageReading, { sentence }: Sentenced): Range[] => {
  const { folded } = reading.analysis;
  const parts: Range[] = [];
  let start = sentence.start;
  for (let index = sentence.start; index <= sentence.end; index += 1) {
    if (index === sentence.end || folded.charAt(index) === ';') {
      if (index > start) parts.push({ start, end: index });
      start = index + 1;
    }
  }
  return parts;
};

/** What numbers a line of a list, is its box or tells when it was added: "2/", "c)", "[X]", "☒", "☐", "|", "[ajouté le 20/08]". */
const LINE_MARK =
  /^\s*(?:(?:\d{1,2}\s?[)./-](?!\d)|[a-zA-Z]\)|[-•*+|]|\[\s?[xX]?\s?\]|[☒☑✓✔☐□❏]|\[(?:r?ajout|not|modifi|maj|mis|corrig|compl)[^\]\n]{0,30}\])\s*)+/;

/** The cells of a row of a table, and a dotted line, in one phrase: "Toxoplasmose : contrôle mensuel". */
const inOnePhrase = (told: string): string => {
  const [head = '', ...cells] = told
    .split(/\s*\|\s*|\s*\.{4,}\s*/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  return cells.length === 0 ? head : `${head} : ${cells.join(', ')}`;
};

const textOf = (reading: PageReading, range: Range): string =>
  tidy(inOnePhrase(reading.analysis.page.text.slice(range.start, range.end).replace(LINE_MARK, '')));

/** "[ ] Adresser en urgence" was not chosen; a row of boxes is a form, which other rules read. */
const UNTICKED = /^\s*(?:[-•*]\s*)?(?:\[\s?\]|[☐□])|[^\s][^☐□[]*(?:\[\s?\]|[☐□])/;

/** Who signs, and what the paper says of itself. */
const OF_PAPER =
  /^\W*(?:dr|pr|docteur|professeur|m\.|mme)\b[^.:;]{0,50}[-–,] ?(?:lu|relu|vu|valide|signe)\b|\bne (?:remplace|dispense|saurait remplacer)\b|\bne constitue pas\b|^\W*(?:mes |vos |ses )?questions (?:pour|a poser)\b|^\W*(?:photos?|copies?|courriers?|comptes? rendus?|mails?|images?) (?:envoye|adresse|transmi)\w*\b|\b(?:lu|relu) et (?:valide|approuve)e?\b/;

/** "A. FOURNIER", below the last item. */
const SIGNED = /^\W*(?:\p{Lu}\. ?){1,2}\p{Lu}[\p{Lu}'’-]{2,}\W*$/u;

/** "Responsable de la RCP : Dr X", "Patiente informée le : 26/06", "Quorum : oui": who met and what was told, on the form of a meeting. */
const OF_MEETING =
  /^\W*(?:responsable|coordonnateur|coordinateur|animateur|secretaire|president|referent|quorum|presents?|participants?|membres?|absents?|medecins? (?:present|demandeur|referent|traitant)s?|dossier presente|patiente? informee?|famille informee|proposition (?:annoncee|transmise|expliquee)|essai (?:clinique|therapeutique)|inclusion|decision (?:transmise|annoncee))\b[^.;]{0,40} ?:|^\W*(?:patiente?|famille) (?:informee?|prevenue?|d'accord)\b[^.;]{0,50}$/;
/** "Le scanner de contrôle a eu lieu le 27 octobre", "taux proposé 5 %", "il demande de l'aide": done, told or asked by others. */
const NOT_ASKED_FOR =
  /\b(?:a|ont) (?:bien |enfin |finalement )?eu lieu\b|\b(?:taux|prix|montant|salaire|poste) propose\w*|\bdemande(?:nt)? (?:de l'aide|a etre aide)|\bne veu(?:t|lent) pas dire\b/;

/** "La soutenance prévue au printemps", "relevé établi à la demande de la famille": days and papers that are no care. */
const NO_CARE =
  /\b(?:soutenance|mariage|voyages?|vacances|depart|demenagement|rentree|concours|stage|mission|retraite|vernissage|match|marathon|croisiere|conge[s]?)\b[^,;.]{0,20} (?:est |etait |sont )?prevue?s?\b|\b(?:etabli|redige|remis|recopie|edite|fait|delivre|communique|transmis|imprime)e?s?\b[^.;]{0,30}\ba (?:la|sa|leur) demande\b|^\W*(?:la )?(?:date (?:presumee |theorique )?(?:de|du) debut de grossesse|ddg)\b(?!.*\bterme)/;

/** "À vérifier.", "(à faire entre 1 et 6 mois)", "Demandé d'arrêter": of what, the line does not say. */
const OF_NOTHING =
  /^\W*(?:reste |restent )?(?:a |demandee? d(?:e |'))(?:verifier|faire|completer|discuter|preciser|confirmer|arreter|realiser|poursuivre|renouveler|relire|corriger)(?: (?:entre|dans|d'ici|sous|a|vers) [\da-z ]{1,24})?\W*$/;

/** "La famille est d'accord.": with what, the sentence does not say. */
const AGREED =
  /^\W*(?:(?:la|le|les|sa|son|ses|l'|leur) ?[a-z-]+|ils?|elles?|on|tous|toutes)(?: et (?:la |le |les |sa |son |ses |l')?[a-z-]+)? (?:en )?(?:est|sont|etait|etaient|se dit|se disent) (?:tout a fait |bien |pleinement |tous |toutes )?(?:d'accord|favorables?|partante?s?|au courant)\W*$/;

/** "Ne pas conduire avant demain": what a patient is told on leaving, for the hours that follow. */
const FOR_THE_DAY =
  /\b(?:ne (?:pas|rien) (?:conduire|boire|fumer|rester|prendre (?:le volant|de decisions?)|signer|porter|se baigner)\b|pas de (?:conduite|volant|alcool|vehicule)|(?:conduite|volant|alcool) (?:automobile )?(?:interdite?|deconseillee?|proscrite?)|rester accompagnee?)[^.;]{0,50}(?:\bdemain\b|\bce (?:jour|soir)\b|\baujourd'hui\b|\b(?:12|24|48) ?(?:h\b|heures)|\bcette nuit\b|\blendemain\b|\bjournee\b)/;

/** The day to come that a plan names, wherever it stands in it. */
const dayAhead = (reading: PageReading, part: Range): Dated => {
  const { documentDate: written } = reading.context;
  const mention = reading.dates.find(
    (date) =>
      date.date !== undefined && written !== undefined && date.date > `${written}~` && date.start >= part.start && date.end <= part.end,
  );
  return mention?.date === undefined || mention.direction === 'until' ? {} : { date: mention.date, dateSource: 'text' };
};

/** "Désignation signée le 17 mars", "formulaire du 17/03/2026", "écrites le 2 juin": the day on which a wish was put on paper. */
const PUT_ON_PAPER =
  /\b(?:sign|redig|ecrit|etabli|designe|rempli|depose|recueilli|formulaire|papier|document|actualise|mise? a jour)\w*(?: (?:par|avec|devant|chez) [a-z' .]{2,30})? (?:le|du|en|au|ce) ?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?$/;

const putOnPaper = ({ dates, analysis }: PageReading, sentence: Range): Dated => {
  const mention = dates.find(
    ({ kind, date, start, end }) =>
      kind === 'absolute' &&
      date !== undefined &&
      start >= sentence.start &&
      end <= sentence.end &&
      PUT_ON_PAPER.test(analysis.folded.slice(Math.max(sentence.start, start - 60), start)),
  );
  return mention?.date === undefined ? {} : { date: mention.date, dateSource: 'text' };
};

/** Of what a wish speaks: what keeps alive is told line by line, the trusted person apart. */
const topicOf = (folded: string, refusal: boolean): string =>
  refusal
    ? 'refus-de-soin'
    : /pers(?:onne)?\.? de confiance|\bpdc ?:/.test(folded)
      ? 'personne-de-confiance'
      : /directives? anticipee|\bda ?:|\bda (?:redig|non|faite|absente)|rediger (?:de|des|ses) directives/.test(folded)
        ? 'directives-anticipees'
        : 'volonte-de-soin';

/** Lines of a paper of wishes, each column of answers apart: "Intubation : [ ] oui [X] non      Masque : [X] oui". */
const formLines = (reading: PageReading, { sentence, section }: Sentenced): Fact[] => {
  const { folded } = reading.analysis;
  const cells = [...folded.slice(sentence.start, sentence.end).matchAll(/\S.*?(?=[ \t]{4,}(?!\[|☐|☒)|$)/gs)];
  return cells.flatMap((cell) => {
    const range = { start: sentence.start + cell.index, end: sentence.start + cell.index + cell[0].length };
    if (!CARE.test(cell[0]) || !ANSWERED.test(cell[0]) || (/\[ ?\]|☐/.test(cell[0]) && !/\[ ?x ?\]|☒/.test(cell[0]))) return [];
    const fact = factOf(reading, {
      kind: 'directive',
      label: textOf(reading, range),
      rule: 'directive',
      importance: 3,
      status: 'active',
      citation: range,
      section,
      qualification: { qualifiers: UNQUALIFIED, cues: [] },
      dated: documentDate(reading),
      extra: { concept: topicOf(cell[0], false) },
    });
    return fact === undefined ? [] : [fact];
  });
};

const directive = (reading: PageReading, sentenced: Sentenced, found: RegExpExecArray, refusal: boolean): Fact | undefined => {
  const { sentence, section } = sentenced;
  const match = { start: sentence.start + found.index, end: sentence.start + found.index + found[0].length };
  const range = sentence.end - sentence.start <= 200 ? sentence : segmentOf(reading.analysis, sentence, match, ';');
  const qualification = qualificationOf(reading, match);
  const { otherPerson, family } = qualification.qualifiers;
  if ((otherPerson || family) && refusal) return undefined;
  if (refusal && isRefusedByOthers(reading.analysis.folded.slice(range.start, range.end))) return undefined;
  // "☐ refus de soins": the box of a form that nobody ticked.
  if (refusal && qualification.cues.some(({ rule }) => rule === 'box-empty')) return undefined;
  const answered = refusal ? refusedBefore(reading, range) : 'named';
  if (answered === undefined) return undefined;
  const text = textOf(reading, range);
  return factOf(reading, {
    kind: 'directive',
    label: answered === 'named' ? text : `${tidy(reading.analysis.page.text.slice(answered.start, answered.end))} : ${lowerFirst(text)}`,
    rule: refusal ? 'refusal' : 'directive',
    importance: refusal && !VITAL_NEAR.test(reading.analysis.folded.slice(match.start, Math.min(range.end, match.end + 30))) ? 2 : 3,
    status: 'active',
    citation: range,
    section,
    // What is refused is not done: a reader of flags must not take it for given.
    qualification: { qualifiers: { ...UNQUALIFIED, negated: refusal }, cues: qualification.cues },
    dated: refusal
      ? documentDate(reading)
      : { ...documentDate(reading), ...dateFor(reading, sentence, match), ...putOnPaper(reading, sentence) },
    extra: { concept: topicOf(reading.analysis.folded.slice(range.start, range.end), refusal) },
  });
};

/** Denied in the clause of the cue: "pas d'indication à traiter, NFS semestrielle" asks for the count. */
const deniedBeside = (said: string, at: number): boolean => {
  const from = Math.max(...[',', ';'].map((mark) => said.lastIndexOf(mark, at))) + 1;
  const stop = said.slice(at).search(/[,;]/);
  return /\b(?:n'est pas|pas d'indication|ne justifie)/.test(said.slice(from, stop < 0 ? said.length : at + stop));
};

const EMPTY_BOX = /^\s*(?:[-*•]\s*)?(?:☐|\[ ?\]|\( ?\))/;

/** Follow-up asked for, wishes about care, care refused. A plan under a condition is kept as hypothetical; warnings to the patient are left out. */
export const planFacts = (reading: PageReading): Fact[] => {
  const form = isPaperOfWishes(reading.analysis.folded);
  return sentencesOf(reading).flatMap((sentenced) => planned(reading, sentenced, form));
};

/** "Prochaine : 11/12 à 8 h", "le suivant en mars": of what, the sentence before says. */
const OF_BEFORE =
  /^(?:la |le |les )?(?:prochaine?s?|suivante?s?)(?= ?:| (?:le|en|au|a|dans|fin|debut|prevue?|fixee?|\d))|^(?:a )?refaire (?:la |une |sa )?demande\b|^(?:a |reste a )(?:redemander|reprogrammer|relancer|rattraper)\b/;
const BEFORE_WITHIN = 120;
const named = (reading: PageReading, part: Range, label: string): string => {
  if (!OF_BEFORE.test(fold(label)) || conceptsWithin(reading.concepts, part).some(({ concept }) => concept.kind === 'procedure'))
    return label;
  const before = { start: Math.max(0, part.start - BEFORE_WITHIN), end: part.start };
  const told =
    conceptsWithin(reading.concepts, before).findLast(({ concept }) => concept.kind === 'procedure') ??
    eventWords(reading.analysis.page.text, reading.flat, before).findLast((word) => word.class === 'examinations' || word.class === 'acts');
  if (told === undefined || reading.analysis.folded.slice(told.end, part.start).includes('\n\n')) return label;
  return `${tidy(reading.analysis.page.text.slice(told.start, told.end))} : ${lowerFirst(label)}`;
};

const planned = (reading: PageReading, sentenced: Sentenced, form: boolean): Fact[] => {
  const { section, folded, sentence } = sentenced;
  if (section !== undefined && SILENT.has(section.kind)) return [];
  const facts: Fact[] = [];
  const title = form && sentence.end < FORM_HEAD && !CARE.test(folded) && !/:|[.!?]\s*$/.test(folded);
  const wish = title || ONLY_ASKED.test(folded) ? null : (DIRECTIVE.exec(folded) ?? WISH.exec(folded));
  if (form && wish === null) {
    const lines = formLines(reading, sentenced);
    if (lines.length > 0) return lines;
  }
  if (wish !== null) facts.push(...[directive(reading, sentenced, wish, false)].filter((fact) => fact !== undefined));
  const refusal = refusalOf(folded);
  if (refusal !== null && wish === null) facts.push(...[directive(reading, sentenced, refusal, true)].filter((fact) => fact !== undefined));
  if (section?.kind === 'history' || wish !== null || isCalledOff(folded)) return facts;
  const own = section?.kind === 'plan';
  const strict = section !== undefined && OF_OTHER_MATTERS.has(section.kind);
  for (const whole of partsOf(reading, sentenced)) {
    const title = section?.title;
    if (title !== undefined && whole.start >= title.start && whole.end <= title.end) continue;
    const told =
      title !== undefined && whole.start >= title.start && whole.start < title.end ? { start: title.end, end: whole.end } : whole;
    const words = reading.flat.slice(told.start, told.end);
    const found = followUpCue(reading, told, words, strict);
    const part = found === undefined ? told : leftToDo(told, words, found);
    const said = reading.flat.slice(part.start, part.end);
    const cue = found === undefined ? undefined : { ...found, index: found.index - (part.start - told.start) };
    // "[ ] Adresser en urgence": what nobody ticked is not asked for.
    if (EMPTY_BOX.test(said)) continue;
    if (said.trim().length < 8 || (!own && cue === undefined) || WARNING.test(said) || REFUSAL.test(said)) continue;
    if (cue === undefined && (isOver(said) || /^\W*(?:pas|aucune?|absence|sans|plus) (?:d[e']|autre)/.test(said))) continue;
    if (SIGNED.test(reading.analysis.page.text.slice(part.start, part.end))) continue;
    if (UNTICKED.test(said) || OF_PAPER.test(said) || NO_CARE.test(said) || tellsWhatMayCome(said)) continue;
    if (OF_NOTHING.test(said) || AGREED.test(said) || FOR_THE_DAY.test(said) || OF_MEETING.test(said) || NOT_ASKED_FOR.test(said)) continue;
    const at = {
      start: part.start + (cue?.index ?? 0),
      end: part.start + (cue?.index ?? 0) + (/^\S+/.exec(cue?.text ?? '')?.[0].length ?? 4),
    };
    const { qualifiers, cues } = qualificationOf(reading, at);
    if (qualifiers.otherPerson || qualifiers.family || deniedBeside(said, cue?.index ?? 0)) continue;
    const conditional =
      CONDITION.test(said) ||
      conceptsWithin(reading.concepts, part).some(
        (match) => match.concept.kind === 'condition' && qualificationOf(reading, match).qualifiers.hypothetical,
      );
    const fact = factOf(reading, {
      kind: 'plan',
      label: named(reading, part, textOf(reading, part)),
      rule: own ? 'plan-section' : 'plan-phrase',
      importance: CONDITION.test(said) ? 1 : own || section?.kind === 'conclusion' ? 2 : 1,
      status: 'active',
      citation: part,
      section,
      qualification: { qualifiers: { ...UNQUALIFIED, hypothetical: conditional }, cues },
      dated: { ...documentDate(reading), ...dateFor(reading, sentence, at, { future: true }), ...dayAhead(reading, part) },
      confidence: own ? 0.9 : 0.7,
    });
    if (fact !== undefined) facts.push(fact);
  }
  return facts;
};
