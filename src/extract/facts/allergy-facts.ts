import type { Allergy, Fact, FactStatus } from '../../domain/fact.js';
import type { Range } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import { findAllergens } from './clinical-vocabulary.js';
import { findDrugs } from './medication-lexicon.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { clauseOf, conceptsWithin, dateFor, factOf, qualificationOf, sentencesOf } from './page-reading.js';
import { tidy } from './phrase.js';

const NONE_KNOWN =
  /\b(?:pas d'allergie|aucune allergie|absence d'allergie|sans allergie|pas d'intolerance|aucune intolerance|non allergique|pas de reaction allergique connue|allergies? (?:medicamenteuses? )?(?:connues? )?[:=] ?(?:aucune?|neant|non|0|∅|ras|nulle|negatif|pas|-)|allergies? ?: ?aucun|0 allergie|∅ allergie|0 connue)/;
const NONE_ALONE =
  /^[\s:*•-]*(?:aucune?s?(?: connues?| allergie.*| signalees?)?|neant|non(?: connues?)?|ras|0(?: connues?)?|∅|nkda|(?:pas d'|absence d')allergies?(?: (?:medicamenteuse|connue|ni intolerance|signalee|notable|a ce jour|alimentaire|particuliere|ou|et|de|l'entree)s?)*|pas connues?|non signalees?)[\s.,]*$/;
const STATED =
  /\b(?:allergi(?:e|es|que|ques)|hypersensibilite|anaphyla\w+|choc|oedeme de quincke|quincke|toxidermie|reaction (?:allergique|immediate|anaphyla\w+|severe|cutanee)|reaction|intoleran\w+|ne (?:support|toler)\w* (?:pas|plus)|mal toler\w+|mauvaise tolerance|idiosyncra\w+|urticaire|eruption|rash|angio-?o?edeme)\b/;
const INTOLERANCE =
  /\b(?:intoleran\w+|ne (?:la |le |les )?(?:support|toler)\w* pas|mal (?:support|toler)\w*|mauvaise tolerance|effets? (?:indesirable|secondaire)s?)/;
const BANNED =
  /\b(?:contre-?indiqu\w+|contre-?indications? (?:formelle |definitive |absolue )?(?:a|au|aux|a la|a l'|des|de|du)|ne (?:pas|plus|jamais) (?:lui )?(?:re-?)?(?:donner|prescrire|represcrire|administrer|readministrer|reintroduire|introduire|reprendre|redonner)|ne faudra plus|proscri\w+|interdit\w*|a proscrire|\bci (?:aux?|des?|a |thio)|(?:(?<=[.;:(,] )|(?<=donc )|^)pas d[e'] ?(?=ains|macrolide|penicill|iode|aspirine|morphin|codeine|tramadol|corticoide|estrogene|oestrogene|vaccin vivant|beta|quinolone|statine|metformine)|jamais de)/g;
const ADVERSE_LINK =
  /\b(?:sous|avec|a|au|aux|apres|par|due? a|due? au|imputable a|imputee? a|secondaire a|liee? a|s\/|post|rapportee? a|attribu\w+ a)\s*(?:la |le |l'|les |un |une )?$/;
const ADVERSE_VERB =
  /\b(?:arrete|interrompu|stoppe|suspendu|imposant l'arret|impose l'arret|fait arreter|incrimin\w+|imputabilite|en cause|responsable|mal toler\w+|mal support\w+|non toler\w+|intoleran\w+|tolere mal|declenche|entraine|provoque)/;
const SUSPECTED =
  /\b(?:suspicion|suspect\w*|possible|probable|eventuel\w*|\?|a explorer|a confirmer|non confirme\w*|rapportee par|selon (?:le|la) patient|allegu\w+|dans cette attente|considerer comme)/;
const REFUTED =
  /\b(?:ecart\w+|refut\w+|infirm\w+|elimin\w+|levee?|non allergique|sans (?:la moindre )?reaction|bien toler\w*|autorise\w*|n'est pas (?:allergique|contre-indiquee?)|negatif|bilan allergologique negatif|bien supporte\w*)/;
const REACTION_SYSTEMS = /^(?:symptomes|dermatologie|digestif|neurologie|pneumologie|infectieux)$/;

/** "Ne supporte pas la codéine": the denial is the intolerance. */
const NOT_BORNE = /\b(?:ne|n') ?(?:la |le |les )?(?:support|toler)\w* (?:pas|plus)/;
/** What stands behind these treats the reaction. */
const REMEDY =
  /\b(?:stylo|auto-injecteur|trousse|traitee? par|resolutive?s? sous|cedant sous|regressive?s? (?:sous|apres)|amelioree? par|desensibilis\w+|premedication par) ?(?:d'|de l'|de |a l'|les |le |la )?$/;

/** A ban under a condition is no intolerance. */
const CONDITIONAL = /\b(?:si|s'il|en cas de?|en cas d'|tant que|au cas ou)\b/;
const THRESHOLD = /\b(?:seuil|au-dessous d|en dessous d|au-dela d|pendant la grossesse|tant que|sous peine)/;

interface Substance extends Range {
  readonly label: string;
  readonly drug: boolean;
}

/** Drugs and other substances of a range, in order, drugs first where both name the same words. */
const substancesIn = (range: Range, drugs: readonly Substance[], others: readonly Substance[]): Substance[] => {
  const inside = (item: Range): boolean => item.start >= range.start && item.end <= range.end;
  const chosen = drugs.filter(inside);
  for (const item of others.filter(inside)) if (!chosen.some((drug) => drug.start < item.end && item.start < drug.end)) chosen.push(item);
  return chosen.sort((a, b) => a.start - b.start);
};

const reactionIn = (reading: PageReading, range: Range, substance: Range): string | undefined => {
  const { text } = reading.analysis.page;
  const bracket = /^\s*\(([^)]{3,90})\)/.exec(text.slice(substance.end, range.end))?.[1];
  if (bracket !== undefined && !/^\d{4}$/.test(bracket)) return tidy(bracket).toLowerCase();
  const colon = /^\s*(?::|=|->|→)\s*([^.;\n]{3,80})/.exec(text.slice(substance.end, range.end))?.[1];
  if (colon !== undefined) return tidy(colon).toLowerCase();
  const found = conceptsWithin(reading.concepts, range).filter(
    (match) =>
      match.concept.kind === 'condition' &&
      (match.end <= substance.start || match.start >= substance.end) &&
      (REACTION_SYSTEMS.test(match.concept.system) || match.concept.class === 'symptom' || match.concept.importance >= 2),
  );
  const named = found
    .map((match) => text.slice(match.start, match.end).toLowerCase())
    .filter((word) => !/allerg|intoleran/.test(word.normalize('NFD')));
  return named.length === 0 ? undefined : [...new Set(named)].slice(0, 3).join(', ');
};

/** "Allergie à la pénicilline écartée", in the record's words where it says them. */
const refutedLabel = (reading: PageReading, clause: Range, substance: Substance, shown: string): string => {
  const from = reading.analysis.folded.slice(clause.start, substance.start).search(/allergies? (?:a|au|aux)\b/);
  const words = from < 0 ? '' : tidy(reading.analysis.page.text.slice(clause.start + from, substance.end));
  return words !== '' && words.length < 70 ? `${words} écartée` : `Allergie écartée : ${shown}`;
};

/** "Vaccins vivants contre-indiqués": a name of several words stays as the record has it. */
const bannedName = (written: string, shown: string): string => {
  const name = written.trim().includes(' ') ? tidy(written) : shown;
  return `${name} contre-indiqué${/s$/i.test(name) && !/\)$/.test(name) ? 's' : ''}`;
};

const allergyFact = (
  reading: PageReading,
  sentenced: Sentenced,
  substance: Substance,
  clause: Range,
  rule: string,
  importanceCap: 1 | 2 | 3,
  intoleranceDefault: boolean,
): Fact | undefined => {
  const { folded, page } = reading.analysis;
  const said = folded.slice(clause.start, clause.end);
  const qualification = qualificationOf(reading, substance);
  const { family, otherPerson } = qualification.qualifiers;
  if (family || otherPerson) return undefined;
  if (REMEDY.test(folded.slice(Math.max(0, substance.start - 34), substance.start))) return undefined;
  const after = folded.slice(substance.end, Math.min(clause.end, substance.end + 60));
  const before = folded.slice(Math.max(clause.start, substance.start - 60), substance.start);
  const refuted =
    NONE_KNOWN.test(before) ||
    REFUTED.test(after) ||
    (/\b(?:pas|aucune?|absence|sans|ni)\b[^.;]*allerg/.test(before) && !/contre-?indiq/.test(before)) ||
    (qualification.qualifiers.negated && !BANNED_ONCE.test(said) && !NOT_BORNE.test(said));
  const suspected = !refuted && (SUSPECTED.test(said) || (qualification.qualifiers.hypothetical && rule !== 'allergy-banned'));
  const reaction = reactionIn(reading, clause, substance);
  const intolerance = INTOLERANCE.test(said) || (intoleranceDefault && !/allerg|anaphyla|quincke|hypersens/.test(said));
  const certainty: Allergy['certainty'] = refuted ? 'refuted' : suspected ? 'suspected' : 'confirmed';
  const status: FactStatus = refuted ? 'ruled-out' : suspected ? 'suspected' : 'active';
  const name = substance.drug ? page.text.slice(substance.start, substance.end) : substance.label;
  const generic = substance.drug && !fold(name).startsWith(fold(substance.label).slice(0, 5)) ? ` (${substance.label})` : '';
  const shown = `${/^[A-Z]{2,5}$/.test(name) ? name : name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()}${generic}`;
  const banned = rule === 'allergy-banned' && !/allerg|intoleran/.test(said);
  const head = intolerance ? 'Intolérance' : 'Allergie';
  return factOf(reading, {
    kind: 'allergy',
    label: refuted
      ? refutedLabel(reading, clause, substance, shown)
      : banned
        ? `${bannedName(page.text.slice(substance.start, substance.end), shown)}${reaction === undefined ? '' : ` — ${reaction}`}`
        : `${head}${suspected ? ' suspectée' : ''} : ${shown}${reaction === undefined ? '' : ` — ${reaction}`}`,
    rule,
    importance: refuted ? 2 : importanceCap,
    status,
    citation: clauseOf(reading.analysis, sentenced.sentence, clause),
    section: sentenced.section,
    qualification: {
      qualifiers: { ...qualification.qualifiers, negated: refuted, hypothetical: suspected, instruction: false, historical: false },
      cues: qualification.cues,
    },
    dated: dateFor(reading, sentenced.sentence, substance),
    extra: { concept: substance.label.toLowerCase(), allergy: { certainty, intolerance, ...(reaction === undefined ? {} : { reaction }) } },
  });
};

/** Prose that strayed into a list of allergies. */
const SENTENCE_LIKE =
  /\b(?:qui|que|est|sont|a ete|ont|je|il|elle|nous|vous|pas|plus|donc|ce|cette|patiente?|monsieur|madame|avis|bilan|traitement|ans)\b|\d{2,}|:/;

const BANNED_ONCE = new RegExp(BANNED.source);

/** Items of a list under "Allergies": separated by commas, semicolons, full stops. */
const itemsOf = (folded: string, range: Range): Range[] => {
  const items: Range[] = [];
  let start = range.start;
  let depth = 0;
  for (let index = range.start; index <= range.end; index += 1) {
    const sign = folded.charAt(index);
    if (sign === '(') depth += 1;
    if (sign === ')') depth = Math.max(0, depth - 1);
    if (index === range.end || (depth === 0 && (sign === ',' || sign === ';' || (sign === '.' && /\s|$/.test(folded.charAt(index + 1)))))) {
      if (index > start) items.push({ start, end: index });
      start = index + 1;
    }
  }
  return items;
};

const noneKnown = (reading: PageReading, sentenced: Sentenced): Fact | undefined =>
  factOf(reading, {
    kind: 'allergy',
    label: 'Aucune allergie connue',
    rule: 'allergy-none',
    importance: 2,
    status: 'absent',
    citation: clauseOf(reading.analysis, sentenced.sentence, sentenced.sentence),
    section: sentenced.section,
    qualification: qualificationOf(reading, sentenced.sentence),
    extra: { allergy: { certainty: 'none-known', intolerance: false } },
  });

const inSection = (reading: PageReading, sentenced: Sentenced, drugs: readonly Substance[], others: readonly Substance[]): Fact[] => {
  const { folded, page } = reading.analysis;
  const title = sentenced.section?.title;
  const body = {
    start:
      title !== undefined && title.end > sentenced.sentence.start && title.start <= sentenced.sentence.start
        ? title.end
        : sentenced.sentence.start,
    end: sentenced.sentence.end,
  };
  if (NONE_ALONE.test(folded.slice(body.start, body.end))) return [noneKnown(reading, sentenced)].filter((fact) => fact !== undefined);
  return itemsOf(folded, body).flatMap((item) => {
    const substances = substancesIn(item, drugs, others);
    const words = folded.slice(item.start, item.end).trim();
    if (substances.length === 0) {
      if (NONE_ALONE.test(words)) return [noneKnown(reading, sentenced)].filter((fact) => fact !== undefined);
      // An item that no list knows is still what the record calls an allergy.
      if (
        words.length < 3 ||
        words.split(/\s+/).length > 6 ||
        SENTENCE_LIKE.test(words) ||
        qualificationOf(reading, item).qualifiers.negated ||
        /\b(?:bracelet|verifie|inchange|cf|voir|carte|selon)\b/.test(words)
      )
        return [];
      const unknown = { ...item, label: tidy(page.text.slice(item.start, item.end)), drug: false };
      return [allergyFact(reading, sentenced, unknown, item, 'allergy-list', 2, false)].filter((fact) => fact !== undefined);
    }
    return substances.flatMap((substance) => allergyFact(reading, sentenced, substance, item, 'allergy-list', 3, false) ?? []);
  });
};

/** "Toux sous ramipril", "éruption généralisée avec la ZECLAR", "ramipril arrêté pour toux". */
const adverse = (reading: PageReading, sentenced: Sentenced, drugs: readonly Substance[], done: ReadonlySet<number>): Fact[] => {
  const { folded } = reading.analysis;
  const { sentence } = sentenced;
  const reactions = conceptsWithin(reading.concepts, sentence).filter(
    (match) => match.concept.kind === 'condition' && !/^(?:onco|endocrinologie)$/.test(match.concept.system),
  );
  return drugs
    .filter((drug) => drug.start >= sentence.start && drug.end <= sentence.end && !done.has(drug.start))
    .flatMap((drug) => {
      const before = folded.slice(Math.max(sentence.start, drug.start - 30), drug.start);
      const linked = ADVERSE_LINK.test(before)
        ? reactions.findLast(
            (match) => match.end <= drug.start && drug.start - match.end < 34 && /^(?:dermatologie|symptomes)$/.test(match.concept.system),
          )
        : undefined;
      const alone =
        linked ??
        (/\b(?:sous|s\/|apres)\s*(?:la |le |l')?$/.test(before)
          ? reactions.findLast(
              (match) =>
                match.end <= drug.start &&
                drug.start - match.end < 14 &&
                (match.concept.class === 'symptom' ||
                  /pancreatite|toux|diarrhee|neuropathie|hyponatremie|angio|hepatite|cytolyse|agranulo|thrombopenie|rhabdo|confus|bradycardie|ed[e]me/.test(
                    match.concept.id,
                  )),
            )
          : undefined);
      const blamed =
        alone ??
        (ADVERSE_VERB.test(folded.slice(drug.start - Math.min(80, drug.start - sentence.start), Math.min(sentence.end, drug.end + 90)))
          ? reactions.find(
              (match) =>
                Math.abs(match.start - drug.end) < 120 &&
                !qualificationOf(reading, match).qualifiers.negated &&
                (match.concept.class === 'symptom' || match.concept.importance >= 2 || match.concept.system === 'symptomes'),
            )
          : undefined);
      if (blamed === undefined) return [];
      const { negated, hypothetical, instruction } = qualificationOf(reading, blamed).qualifiers;
      if (negated || hypothetical || instruction) return [];
      const clause = { start: Math.min(blamed.start, drug.start), end: Math.max(blamed.end, drug.end) };
      return (
        allergyFact(reading, sentenced, drug, clause, 'allergy-adverse', linked !== undefined || alone !== undefined ? 3 : 2, true) ?? []
      );
    });
};

/** Allergies, intolerances and drugs that must not be given again, with the reaction and how sure it is. */
export const allergyFacts = (reading: PageReading): Fact[] => {
  const { folded, page } = reading.analysis;
  const drugs: Substance[] = findDrugs(folded)
    .filter((drug) => drug.kind !== 'ambiguous')
    .map((drug) => ({ start: drug.start, end: drug.end, label: drug.substance, drug: true }));
  const others: Substance[] = findAllergens(page.text, folded).map((item) => ({ ...item, drug: false }));
  return sentencesOf(reading).flatMap((sentenced) => {
    const { sentence, section } = sentenced;
    if (section?.kind === 'laboratory' && sentence.row) return [];
    if (section?.kind === 'allergies') return inSection(reading, sentenced, drugs, others);
    const facts: Fact[] = [];
    const done = new Set<number>();
    const add = (fact: Fact | undefined, at: number): void => {
      if (fact === undefined) return;
      done.add(at);
      facts.push(fact);
    };
    if (STATED.test(sentenced.folded) && /allerg|intoleran|hypersens|anaphyla|toxiderm|toler|ne support/.test(sentenced.folded)) {
      for (const clause of itemsOf(folded, sentence).reduce<Range[]>((joined, item) => {
        // A list behind "allergie à" stays one clause.
        const last = joined.at(-1);
        if (
          last !== undefined &&
          !/allerg|intoleran|hypersens|anaphyla|toler/.test(folded.slice(item.start, item.end)) &&
          !/[.;]/.test(folded.charAt(last.end))
        )
          return [...joined.slice(0, -1), { start: last.start, end: item.end }];
        return [...joined, item];
      }, [])) {
        const cue = STATED.exec(folded.slice(clause.start, clause.end));
        if (cue === null || !/allerg|intoleran|hypersens|anaphyla|toxiderm|toler|ne support/.test(folded.slice(clause.start, clause.end)))
          continue;
        const substances = substancesIn(clause, drugs, others).filter((item) => Math.abs(item.start - (clause.start + cue.index)) < 90);
        for (const substance of substances)
          add(allergyFact(reading, sentenced, substance, clause, 'allergy-stated', 3, false), substance.start);
        if (substances.length === 0 && NONE_KNOWN.test(folded.slice(clause.start, clause.end)))
          add(noneKnown(reading, sentenced), clause.start);
      }
    }
    BANNED.lastIndex = 0;
    for (const match of sentenced.folded.matchAll(BANNED)) {
      const from = sentence.start + match.index;
      if (
        CONDITIONAL.test(folded.slice(Math.max(sentence.start, from - 90), from)) ||
        THRESHOLD.test(folded.slice(Math.max(sentence.start, from - 60), Math.min(sentence.end, from + 60)))
      )
        continue;
      const window = { start: Math.max(sentence.start, from - 60), end: Math.min(sentence.end, from + match[0].length + 70) };
      const near = substancesIn(window, drugs, others).filter((item) => !done.has(item.start));
      const cueEnd = from + match[0].length;
      // "Appui interdit, Lovenox": an adjective bans what stands before it, or behind its colon.
      const backward = /^(?:contre-?indiqu|interdit|proscri)/.test(match[0]) && !/^[ ]*:/.test(folded.slice(cueEnd, cueEnd + 3));
      const forward = backward ? [] : near.filter((item) => item.start >= from && item.start - cueEnd < 30);
      const chosen =
        forward.length > 0
          ? forward
          : /indiqu|proscri|interdit|faudra/.test(match[0])
            ? near.filter((item) => item.end <= from).slice(-2)
            : [];
      for (const substance of chosen) add(allergyFact(reading, sentenced, substance, window, 'allergy-banned', 3, true), substance.start);
    }
    if (section?.kind !== 'prescription') facts.push(...adverse(reading, sentenced, drugs, done));
    return facts;
  });
};
