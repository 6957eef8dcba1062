import type { Fact } from '../../domain/fact.js';
import type { Range } from '../text/analysis.js';
import kin from '../vocabulary/kin.json' with { type: 'json' };
import type { ConceptMatch } from './clinical-vocabulary.js';
import type { Dated } from './fact-builder.js';
import { documentDate } from './own-date.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { clauseOf, conceptsWithin, factOf, qualificationOf, sentencesOf } from './page-reading.js';
import { labelOf, lowerFirst, phraseOf, tidy } from './phrase.js';

const RELATIVES: readonly (readonly [string, string])[] = kin.relatives.map(
  ([word = '', label = '']) => [word.replace(/oe/g, 'o?e'), label] as const,
);
const RELATIVE = new RegExp(
  `(?<![a-z-])(?:${RELATIVES.map(([word]) => word.replace(/[ -]/g, '(?:-\\s?|\\s)'))
    .sort((a, b) => b.length - a.length)
    .join('|')})(?![a-z-])`,
  'g',
);
const LABELS = RELATIVES.map(([word, label]) => ({ pattern: new RegExp(`^${word.replace(/[ -]/g, '(?:-\\s?|\\s)')}$`), label }));
const AGE =
  /(?:(?:a|vers|avant|des) (?:l'age de )?|depuis l'age de |(?<=\([a-z -]{4,24}, ))(\d{1,2}|[a-z]+(?:-[a-z]+)?) ?ans\b|(?:\ba |\bvers )\d{2} ?a\b/g;
const FAMILIAL = /\b(?:famili(?:al|ale|aux|ales)|heredit(?:e|aire)|heredo|dans (?:la|sa) famille|atcd fam|\bfam ?:)/;
/** "sa fille, qui l'accompagne": kin as company, not as history. */
const COMPANY =
  /\b(?:accompagn|prevenu|appel|present[e ]|temoin|rapport|signal|habite|vit (?:avec|chez)|aide|personne de confiance|prepare|gere|s'occupe|telephon|contact|dit que|selon)/;
/** "Âge à vérifier auprès de la mère", "selon sa fille": who is asked, not who was ill. */
const INFORMANT =
  /\b(?:aupres (?:de|du|des)|d'apres|selon|(?:aux|les) dires (?:de|du)|au dire (?:de|du)|rapportee?s? par|signalee?s? par|racontee?s? par|interrogatoire (?:de|du)|telephone (?:de|du|a|au)|demander (?:a|au)|vu(?:e|s)? avec|confirmee?s? par) (?:la |le |l'|sa |son |ses |leur |une? )?$/;
/** "Recherche BRCA1/2 non réalisée": an examination not made says nothing of kin. */
const NOT_SEARCHED =
  /\b(?:recherche|test|analyse|depistage|enquete|etude|sequencage|panel|consultation)\b[^.;]{0,60}\b(?:(?:non|pas|jamais) (?:encore )?(?:ete )?(?:realise|fait|effectue|demande|indique|disponible|pratique|propose)|a (?:faire|realiser|demander|discuter)|en (?:cours|attente))/;
const CARDIO_EARLY: ReadonlySet<string> = new Set([
  'infarctus-myocarde',
  'avc',
  'avc-ischemique',
  'cancer-du-sein',
  'cancer-colorectal',
  'cancer-de-l-ovaire',
  'mort-subite',
]);

interface Kin extends Range {
  readonly label: string;
}

/** Of a paper that a parent writes about a child: whose "ma mère" and "mon frère" are to the child. */
const OF_A_PARENT: readonly (readonly [RegExp, string])[] = [
  [/^m(?:ere|aman)$/, 'Grand-mère'],
  [/^p(?:ere|apa)$/, 'Grand-père'],
  [/^freres?$/, 'Oncle'],
  [/^s(?:o|œ)?eurs?$/, 'Tante'],
];
const WRITTEN_BY_A_PARENT = /\b(?:la|le) (?:maman|mere|papa|pere) d(?:e |')\p{Lu}/u;
const OWN = /\b(?:mon|ma|mes) $/;
/** "Mon frère" in the list that the patient's mother wrote is the patient's uncle. */
const ofTheChild = ({ analysis }: PageReading, kin: Kin): Kin => {
  const { folded, page, patientIsMinor } = analysis;
  if (patientIsMinor !== true || !OWN.test(folded.slice(Math.max(0, kin.start - 5), kin.start)) || !WRITTEN_BY_A_PARENT.test(page.text))
    return kin;
  const label = OF_A_PARENT.find(([word]) => word.test(folded.slice(kin.start, kin.end)))?.[1];
  return label === undefined ? kin : { ...kin, label };
};

const kinIn = (folded: string, range: Range): Kin[] => {
  const found: Kin[] = [];
  const text = folded.slice(range.start, range.end);
  for (const match of text.matchAll(RELATIVE)) {
    const label = LABELS.find(({ pattern }) => pattern.test(match[0]))?.label;
    if (label !== undefined && !INFORMANT.test(text.slice(Math.max(0, match.index - 40), match.index)))
      found.push({ start: range.start + match.index, end: range.start + match.index + match[0].length, label });
  }
  return found;
};

/** "à 58 ans", and apart from it "décédé à 61 ans". */
const agesIn = (reading: PageReading, range: Range): string => {
  const { page } = reading.analysis;
  const { flat: folded } = reading;
  return [...folded.slice(range.start, range.end).matchAll(AGE)]
    .map((match) => {
      const start = range.start + match.index;
      const died = /\b(?:decede?e?|mort[e ]?|dcd) ?$/.test(folded.slice(Math.max(range.start, start - 12), start));
      return `${died ? 'décès ' : ''}${page.text.slice(start, start + match[0].length).replace(/\s+/g, ' ')}`;
    })
    .join(', ');
};

/** "Opérée d'un cancer à 58 ans et tombée à 74 ans": of one illness, the age behind its name; of a death beside it, both. */
const ageOf = (reading: PageReading, of: Range, matches: readonly ConceptMatch[]): string => {
  const all = agesIn(reading, of);
  const [only] = matches;
  if (only === undefined || matches.length > 1 || !all.includes(', ') || all.includes('décès')) return all;
  return agesIn(reading, { start: only.end, end: of.end }).split(', ')[0] ?? all;
};

const SAYS_NO_MORE =
  /\b(?:maternel|paternel)(?:le)?s?\b|\b(?:mat|pat|et|ou|les?|la|son|sa|ses|un|une|deux|trois|chez|vers|a|ans?|avant)\b|\d+|[,;/+&.\s-]/g;

/** The bracket that holds relatives alone, and so says whose is what stands before it: "(père, 60 ans)", "(mère et tante mat.)". */
const kinBracket = (folded: string, { start, end }: Range): Range | undefined => {
  const open = folded.lastIndexOf('(', start);
  const close = folded.indexOf(')', end);
  if (open < 0 || close < 0 || close - open > 90 || folded.slice(open, start).includes(')') || folded.slice(end, close).includes('('))
    return undefined;
  const rest = folded
    .slice(open + 1, close)
    .replace(RELATIVE, ' ')
    .replace(SAYS_NO_MORE, '');
  return rest === '' ? { start: open, end: close } : undefined;
};

/** "(chez) sa mère et", "le père à 72 ans et chez": between two whom the same words are told of. */
const AND =
  /^(?: (?:maternel|paternel)(?:le)?s?)?(?:,? ?\(?(?:(?:a|vers|avant) )?(?:l'age de )?\d{1,2} ?ans?\)?)?(?: et| ou|,| ainsi que)(?: chez| de| du)?(?: la| le| sa| son| ses| les| une?| l'| deux)? ?$/;
const ENDS = /^(?: (?:maternel|paternel)(?:le)?s?)?(?:,? ?\(?(?:(?:a|vers|avant) )?(?:l'age de )?\d{1,2} ?ans?\)?)?[\s,;.)]*$/;
/** "Asthme chez la mère, rhinite chez le père": each behind his own illness. */
const EACH_BEHIND =
  /^((?: (?:maternel|paternel)(?:le)?s?)?(?:,? ?\(?(?:(?:a|vers|avant) )?(?:l'age de )?\d{1,2} ?ans?\)?)?) ?[,;] ?(?:et )?[a-z][^,;.]{2,60} (?:chez|du cote de) (?:la |le |les |sa |son |ses |une? |l'|deux )?(?:[a-z]+ )?$/;
const CHEZ = /\b(?:chez|de|du cote de) (?:la |le |les |sa |son |ses |une? |l'|deux )?$/;

interface Stretch extends Kin {
  readonly of: Range;
  /** Named behind what is told of him. */
  readonly behind: boolean;
  /** Named beside another of whom the same is told. */
  readonly joined: boolean;
}

/** The stretch that tells of one relative: to the next relative or the end of the sentence; it may begin before the word ("cancer du sein chez la mère"). */
const stretches = (folded: string, { sentence }: Sentenced, relatives: readonly Kin[]): readonly Stretch[] => {
  const told: Stretch[] = [];
  for (const [index, relative] of relatives.entries()) {
    const previous = told[index - 1];
    const next = relatives[index + 1];
    const bracket = kinBracket(folded, relative);
    if (bracket !== undefined) {
      const before = told.findLast((one) => one.end < bracket.start);
      const closed = before === undefined ? undefined : kinBracket(folded, before);
      const start = before === undefined ? sentence.start : closed === undefined ? relative.start : closed.end + 1;
      told.push({
        ...relative,
        of: { start, end: next !== undefined && next.start < bracket.end ? next.start : bracket.end },
        behind: true,
        joined: false,
      });
      continue;
    }
    let end = next?.start ?? sentence.end;
    // "chez la mère" comes after what it speaks of, and so does "et chez un oncle".
    const follows = (text: string): boolean => (next === undefined ? ENDS.test(text) : ENDS.test(text) || AND.test(text));
    const led = folded.slice(Math.max(sentence.start, relative.start - 18), relative.start);
    const joined = previous?.behind === true && AND.test(folded.slice(previous.end, relative.start));
    const each = CHEZ.test(led) && next !== undefined ? EACH_BEHIND.exec(folded.slice(relative.end, end)) : null;
    const behind = each !== null || ((joined || CHEZ.test(led)) && follows(folded.slice(relative.end, end)));
    if (each !== null) end = relative.end + (each[1]?.length ?? 0);
    const semicolon = folded.indexOf(';', relative.end);
    if (semicolon >= 0 && semicolon < end) end = semicolon;
    const start = !behind ? relative.start : joined ? previous.of.start : (previous?.end ?? sentence.start);
    told.push({ ...relative, of: { start, end }, behind, joined });
  }
  return told;
};

/** When it happened to the relative: a written date or "l'an dernier"; ages are the relative's own and date nothing of the patient. */
const datedOf = (reading: PageReading, sentenced: Sentenced, of: Range): Dated => {
  const mention = reading.dates.find(
    (date) =>
      date.date !== undefined && date.start >= of.start && date.end <= of.end && (date.kind === 'absolute' || date.direction === 'ago'),
  );
  if (mention?.date !== undefined) return { date: mention.date, dateSource: 'text' };
  return /\bvient d(?:e |')/.test(sentenced.folded) ? documentDate(reading) : {};
};

const conceptsIn = (reading: PageReading, range: Range): readonly ConceptMatch[] =>
  conceptsWithin(reading.concepts, range).filter((match) => match.concept.kind === 'condition' || match.concept.importance >= 2);

const phraseText = ({ analysis }: PageReading, match: ConceptMatch, of: Range): string => {
  const phrase = phraseOf(analysis, match, of);
  return analysis.folded.slice(phrase.start, phrase.end).trim();
};

/** "Une soeur opérée du sein à 44 ans": of what, the organ tells. */
const OPERATED_ON = /^(?:a été |est |fut )?opérée?s? (?:du|de la|de l['’]|des|d['’]une?) ?\p{L}{3,}/iu;
const relativeFact = (reading: PageReading, sentenced: Sentenced, relative: Stretch): Fact | undefined => {
  const { analysis } = reading;
  const { section, sentence } = sentenced;
  const inSection = section?.kind === 'family-history';
  const matches = conceptsIn(reading, relative.of).filter((match) => {
    const { qualifiers, cues } = qualificationOf(reading, match);
    // "La maman confond : l'allergie était celle de Noémie": of neither.
    if (cues.some(({ rule }) => rule === 'belongs-to')) return false;
    // "A récidivé": of what, only the words around say.
    const vague = match.concept.class === 'head' && !/\s/.test(phraseText(reading, match, relative.of));
    return (inSection || qualifiers.family) && !qualifiers.negated && !vague;
  });
  // Of words told of two, each has the age behind his own name.
  const ages =
    (relative.behind && agesIn(reading, { start: relative.end, end: relative.of.end })) ||
    (relative.joined ? '' : ageOf(reading, relative.of, matches));
  const words = tidy(analysis.page.text.slice(relative.end, relative.of.end));
  const died = /\b(?:dece|mort|dcd)/.test(reading.flat.slice(relative.of.start, relative.of.end));
  // "Mort subitement à 44 ans": told by itself, whatever section.
  const early =
    died && (ages !== '' || /\b(?:subite?(?:ment)?|brutale(?:ment)?)\b/.test(reading.flat.slice(relative.of.start, relative.of.end)));
  const operated = matches.length === 0 && OPERATED_ON.test(words);
  if (operated && qualificationOf(reading, relative).qualifiers.negated) return undefined;
  if (matches.length === 0 && !early && !operated && !(inSection && (died || words.length > 3))) return undefined;
  if (matches.length === 0 && !inSection && COMPANY.test(reading.flat.slice(relative.of.start, relative.of.end))) return undefined;
  // "Fracture du col à 79 ans et démente": of several, each has the age that stands behind it.
  const several = matches.length > 1 && ages !== '';
  const labels = matches.map((match, index) => {
    const label = labelOf(analysis, match, phraseOf(analysis, match, relative.of)).replace(/^\p{Lu}(?=\p{Ll})/u, (letter) =>
      letter.toLowerCase(),
    );
    const own = several ? agesIn(reading, { start: match.end, end: matches[index + 1]?.start ?? relative.of.end }) : '';
    // "IDM 49 ans", "cancer du sein (45 ans)": the bare age right behind the name.
    const bare = /^ ?\(?(\d{2}) ?a(?:ns)?\b/.exec(reading.flat.slice(match.end, match.end + 12))?.[1];
    if (own === '' && bare !== undefined && !label.includes(bare)) return `${label} (${bare} ans)`;
    return own === '' || label.includes(own) ? label : `${label} (${own})`;
  });
  // "Hypothyroïdie de Hashimoto, hashimoto": what another name holds says nothing more.
  const cleaned = labels.filter(
    (label, index) =>
      !labels.some((other, at) => at !== index && other.length > label.length && other.toLowerCase().includes(label.toLowerCase())),
  );
  const what =
    matches.length === 0
      ? lowerFirst(words.replace(/^(?:est|a été) /i, ''))
      : `${cleaned.join(', ')}${ages !== '' && !several && !cleaned.join(' ').includes(ages) ? ` (${ages})` : ''}`;
  const first = matches[0];
  const qualification = qualificationOf(reading, first ?? relative);
  const serious = matches.some(
    (match) => match.concept.importance === 3 || CARDIO_EARLY.has(match.concept.id) || match.concept.system === 'onco',
  );
  return factOf(reading, {
    kind: 'family-history',
    label: `${relative.label} : ${what}`,
    rule: 'family-relative',
    importance: serious && !/^(?:Cousin|Oncle|Tante|Neveu|Nièce|Petit)/.test(relative.label) ? 2 : 1,
    status: qualification.qualifiers.hypothetical ? 'suspected' : 'unknown',
    citation: clauseOf(analysis, sentence, { start: relative.of.start, end: Math.min(relative.of.end, sentence.end) }),
    section,
    qualification: { ...qualification, qualifiers: { ...qualification.qualifiers, family: true, negated: false } },
    dated: datedOf(reading, sentenced, relative.of),
    extra: {
      familyMember: relative.label.toLowerCase(),
      ...(first === undefined || first.concept.class === 'morphology' ? {} : { concept: first.concept.id }),
    },
  });
};

/** Family history said of no one by name: "antécédents familiaux de glaucome", and its denial. */
const familialFacts = (reading: PageReading, sentenced: Sentenced): Fact[] =>
  conceptsIn(reading, sentenced.sentence).flatMap((match) => {
    const qualification = qualificationOf(reading, match);
    const { negated } = qualification.qualifiers;
    // "Pas de maladie … familiale": a word that names no illness by itself is no denial of one.
    if (NOT_SEARCHED.test(sentenced.folded) || (negated && match.concept.class === 'head')) return [];
    const fact = factOf(reading, {
      kind: 'family-history',
      label: negated
        ? `Pas d'antécédent familial ${/^[aeiouyhàâéèêîôœ]/i.test(match.concept.label) ? "d'" : 'de '}${lowerFirst(match.concept.label)}`
        : `Antécédent familial : ${labelOf(reading.analysis, match, phraseOf(reading.analysis, match, sentenced.sentence))}`,
      rule: 'family-unnamed',
      importance: negated ? 1 : match.concept.importance === 3 ? 2 : 1,
      status: negated ? 'absent' : 'unknown',
      citation: clauseOf(reading.analysis, sentenced.sentence, match),
      section: sentenced.section,
      qualification: { ...qualification, qualifiers: { ...qualification.qualifiers, family: true } },
      extra: match.concept.class === 'morphology' ? {} : { concept: match.concept.id },
    });
    return fact === undefined ? [] : [fact];
  });

/** Between a relative and the words that only say whose he is: "sa nièce (fille de sa sœur)", "son neveu de 16 ans, le fils de sa sœur,". */
const WHOSE = /^(?: de \d+ ans)?(?: ?\(|,) ?(?:le |la |l'|un |une )?$/;
const LINK = /^ (?:de (?:sa|son|ses|la|l')|du|d'une?) ?$/;

/** "Un cousin germain du côté paternel": the side of a relative just named is no second one. */
const SIDE_OF = /^ (?:germaine?s? |par alliance )?(?:\(?(?:du|de) )?$/;

/** "Une tante du côté du père": whose side she is of. */
const SIDE_BEFORE = /^(?: [a-z]+)? ?\(?,? ?(?:du|de) cote (?:du |de (?:la |le |l'|sa |son )?)$/;

const withoutLinks = (folded: string, relatives: readonly Kin[]): readonly Kin[] => {
  const between = (a: Kin | undefined, b: Kin | undefined): string =>
    a === undefined || b === undefined ? '' : folded.slice(a.end, b.start);
  return relatives.filter((relative, index) => {
    const [before, previous, next] = [relatives[index - 2], relatives[index - 1], relatives[index + 1]];
    const opens =
      WHOSE.test(between(previous, relative)) && previous !== undefined && LINK.test(between(relative, next)) && next !== undefined;
    const closes = LINK.test(between(previous, relative)) && before !== undefined && WHOSE.test(between(before, previous));
    const sided =
      previous !== undefined && /^cote\b/.test(folded.slice(relative.start, relative.end)) && SIDE_OF.test(between(previous, relative));
    return !opens && !closes && !sided && !(previous !== undefined && SIDE_BEFORE.test(between(previous, relative)));
  });
};

const HEAD = new RegExp(`^\\W*${RELATIVE.source}\\s*:\\s*$`);

/** Sentences; a line that ends on "Père :" goes with the words below it. */
const withHeads = (reading: PageReading): readonly Sentenced[] => {
  const sentences = sentencesOf(reading);
  return sentences.flatMap((sentenced, index) => {
    if (HEAD.test(sentenced.folded) && index + 1 < sentences.length) return [];
    const before = sentences[index - 1];
    if (before === undefined || !HEAD.test(before.folded)) return [sentenced];
    const sentence = { ...sentenced.sentence, start: before.sentence.start };
    return [{ ...sentenced, sentence, folded: reading.analysis.folded.slice(sentence.start, sentence.end) }];
  });
};

/** What the record says of kin: one fact per relative and sentence, with who, what and at what age. */
export const familyFacts = (reading: PageReading): Fact[] =>
  withHeads(reading).flatMap((sentenced) => {
    const { flat } = reading;
    const relatives = withoutLinks(flat, kinIn(flat, sentenced.sentence)).map((kin) => ofTheChild(reading, kin));
    const inSection = sentenced.section?.kind === 'family-history';
    if (relatives.length > 0) {
      const found = stretches(flat, sentenced, relatives).flatMap((relative) => relativeFact(reading, sentenced, relative) ?? []);
      if (found.length > 0 || !inSection) return found;
    }
    return inSection || FAMILIAL.test(sentenced.folded)
      ? familialFacts(reading, sentenced).filter((fact) => inSection || fact.cues.some((cue) => cue.qualifier === 'family'))
      : [];
  });
