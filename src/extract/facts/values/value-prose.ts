import type { PartialDate } from '../../../domain/citation.js';
import type { DateMention, PageAnalysis, Range } from '../../text/analysis.js';
import { valueBefore } from './value-before.js';
import { isChange } from './value-change.js';
import { candidateAt, isTight, plainNumberDate } from './value-candidate.js';
import type { Candidate } from './value-candidate.js';
import { AT_ANOTHER_TIME, AT_BOUND, AT_ENTRY, AT_HOUR, chainOf, EXTREME, EXTREME_OF, NOW } from './value-chain.js';
import type { Link } from './value-chain.js';
import { findAnalytes, unitFits } from './value-lexicon.js';
import type { Analyte, AnalyteMention, UnitMatch } from './value-lexicon.js';
import { isBoundOfRule, meantBy } from './value-meaning.js';
import { dateAhead, dateBeside, dateOf, shareDates, withClosingDay } from './value-prose-dates.js';
import { readSidedPair } from './value-sides.js';
import { readStage } from './value-stages.js';
import { flagAt, rangeAt, resultAt } from './value-tokens.js';
import type { NumberToken, RangeToken } from './value-tokens.js';

/** A value read in running text. */
export interface ProseValue extends Range {
  readonly analyte: Analyte;
  /** The name and the value, what a reader must see together. */
  readonly clause: Range;
  /** The value's own characters. */
  readonly written: Range;
  readonly number?: number;
  readonly comparator?: NumberToken['comparator'];
  readonly unit?: UnitMatch;
  /** "/30" of a score. */
  readonly over?: string;
  /** Of a paired organ. */
  readonly site?: 'droite' | 'gauche';
  readonly range?: RangeToken;
  readonly flag?: 'H' | 'L' | 'A' | 'N';
  readonly date?: PartialDate;
  readonly earlier: boolean;
  /** Of the stay's first day or of some day of it: where the stay is not dated, of no day that is known. */
  readonly adrift?: true;
  /** "71 puis 78": the last of two told without their days, later than a stay's first. */
  readonly afterwards?: true;
}

const LIMIT_BEFORE =
  /(?:objectif|cible|seuil|limite|norme|\bn ?[<>=:]|\bsi\b|lorsque|jusqu'a|au-dessus d[eu]|au-dessous d[eu]|au-dela d[eu]|passait sous|passe sous|depass[a-z]*|superieure?s? (?:a|ou egal[a-z]* a)|inferieure?s? (?:a|ou egal[a-z]* a)|moins de|plus de|entre(?: \d+(?:[.,]\d+)?(?: ?[^\s\d]+)? et)?|maintenir|atteindre|souhaite[a-z]*|vise[a-z]*|recommande[a-z]*|attendue?|maximum|autour de|arret si|min\.?|idealement|tolere[a-z]*|exigee?)\s*(?:un |une |l'|la |le )?[<>≤≥=]*\s*$/;
const CONDITION_BEFORE =
  /(?:\bsi\b|\bs'il\b|en cas d[e']|objectif|\bcible\b|seuil|lorsque|des que|tant que|quand|passe sous|a condition|jusqu'a ce que|pour une?)\s(?:l'|la |le |les |une? |d'|de )?[^,;.()]{0,45}$/;
/** "La FEVG à 45 % notée aux urgences n'a jamais été retrouvée": a value that the writer takes back. */
const DISOWNED =
  /^[^;.]{0,110}\b(?:n'a|n'ont) (?:jamais|pas) ete (?:retrouve|confirme|revu|verifie)|^[^;.]{0,80}\b(?:est une erreur|erreur de saisie|notee? a tort|valeur erronee)\b/;
/** "Sa voisine, GIR 2", "leurs anti-HBs", "sa fille elle-même : HbA1c 10": measured of another. */
const ANOTHER =
  /\b(?:voisine?s?(?: de (?:lit|chambre))?|leurs|(?:fils|fille|mari|epouse|epoux|femme|conjointe?|soeur|frere|mere|pere) (?:lui|elle)-meme|(?:son|sa) (?:fils|fille|mari|epouse|epoux|femme|conjointe?|compagn(?:on|e)|soeur|frere|mere|pere))\s?[,:(]?\s?(?:est (?:a|au) |(?:a|avait) (?:une? )?|une? |son |sa )?$/;
/** "Le VEMS remonte à 1,74 L, pour une CVF de 2,63 L": beside another value, told and not asked for. */
const WITH_ANOTHER = /[,)\d%a-z] pour une? $/;
const NOISE_BEFORE = /(?:controle|surveill[a-z]*|dosages?|demande[a-z]*|refaire|a doser|prescri[a-z]*)\s(?:de |du |d'|la |le |l')*$/;
const MAX_LOOSE_GAP = 70;
/**
 * Values written in a sentence: a name, then a number. A number with a unit of that analyte may stand some words away;
 * one without must follow at once and be plausible. Objectives, thresholds and conditions are not values. Earlier
 * values ("0,58 en juin 2025", "contre 9/15") become their own, where a date is written.
 */
export function readProse(analysis: PageAnalysis, sentence: Range, dates: readonly DateMention[]): ProseValue[] {
  const { folded } = analysis;
  const { text } = analysis.page;
  const mentions = findAnalytes(text, folded, sentence.start, sentence.end)
    .map((mention) => meantBy(mention, text, folded))
    .filter((mention) => !isClassOfAntibody(mention, folded) && !isMeasuring(mention, folded));
  const near = dates.filter((date) => date.start >= sentence.start - 80 && date.end <= sentence.end + 1);
  const values: ProseValue[] = [];
  const criteria = /\bcriteres?\b/.test(folded.slice(Math.max(0, folded.lastIndexOf('\n', sentence.start)), sentence.end));
  const ruled = /^[\s*•-]*criteres? (?:d|du)\b/.test(folded.slice(sentence.start, sentence.end));
  mentions.forEach((mention, index) => {
    const next = mentions.slice(index + 1).find((other) => other.start > mention.end);
    const end = Math.min(next?.start ?? sentence.end, sentence.end);
    // "AV OD 8/10 OG 6/10": the left eye, and no atrium.
    const other = mentions.slice(index + 1).find((one) => one.start > mention.end && one.analyte.id !== 'og');
    const sided = Math.min(other?.start ?? sentence.end, sentence.end);
    const before = folded.slice(Math.max(sentence.start, mention.start - 60), mention.start);
    if (
      ANOTHER.test(before) ||
      (CONDITION_BEFORE.test(before) && !(values.length > 0 && WITH_ANOTHER.test(before))) ||
      DISOWNED.test(folded.slice(mention.end, Math.min(sentence.end, mention.end + 140)))
    )
      return;
    const told = readMention(text, folded, mention, { end, sided }, sentence, near, NOISE_BEFORE.test(before));
    // "2 critères sur 3 : âge, poids > 60, créat < 133": the bounds of a rule.
    if (ruled && told.every(({ comparator }) => comparator !== undefined)) return;
    const [bound] = told;
    if (bound?.comparator !== undefined && isBoundOfRule(before, folded.slice(bound.written.end, sentence.end))) return;
    values.push(...(criteria ? told.filter(({ comparator, unit }) => comparator === undefined || unit !== undefined) : told));
  });
  return withClosingDay(shareDates(values, folded), folded, sentence, near);
}

function readMention(
  text: string,
  folded: string,
  mention: AnalyteMention,
  { end, sided }: { readonly end: number; readonly sided: number },
  sentence: Range,
  dates: readonly DateMention[],
  asked: boolean,
): ProseValue[] {
  const { analyte } = mention;
  const stage = readStage(text, folded, mention, end, sentence.start);
  if (stage === null) return [];
  if (stage !== undefined) {
    const clause = { start: Math.min(mention.start, stage.start), end: Math.max(mention.end, stage.end) };
    return [
      {
        ...clause,
        analyte,
        clause,
        written: { start: stage.start, end: stage.end },
        ...(stage.number === undefined ? {} : { number: stage.number }),
        ...(stage.unit === undefined ? {} : { unit: stage.unit }),
        ...dateOf(clause, folded, sentence, dates),
        earlier: false,
      },
    ];
  }
  const pair = readSidedPair(text, folded, mention, sided);
  if (pair.length > 0)
    return pair.map(({ analyte: own, candidate, site }) => {
      const clause = { start: mention.start, end: candidate.end };
      return {
        ...clause,
        analyte: own,
        clause,
        written: { start: candidate.number.start, end: candidate.number.end },
        number: candidate.number.number,
        ...(candidate.number.comparator === undefined ? {} : { comparator: candidate.number.comparator }),
        ...(candidate.unit === undefined ? {} : { unit: candidate.unit }),
        ...(candidate.over === undefined ? {} : { over: candidate.over }),
        ...(site === undefined ? {} : { site }),
        ...dateOf(clause, folded, sentence, dates),
        earlier: false,
      };
    });
  if (
    analyte.kind !== 'lab' &&
    analyte.kind !== 'vital' &&
    analyte.kind !== 'score' &&
    analyte.kind !== 'measure' &&
    analyte.kind !== 'signed'
  )
    return [];
  const first = valueBefore(text, folded, mention, sentence) ?? firstValue(text, folded, mention, end, dates);
  if (first === undefined) {
    const result = asked ? undefined : readResult(folded, mention, end);
    if (result === undefined) return [];
    const clause = { start: mention.start, end: result.end };
    return [{ ...clause, analyte, clause, written: result, ...dateOf(clause, folded, sentence, dates), earlier: false }];
  }
  const values: ProseValue[] = [];
  const at = first.end;
  let range: RangeToken | undefined;
  let flag: ProseValue['flag'];
  const closing = /^\s*\(?\s?/.exec(folded.slice(at, end))?.[0] ?? '';
  const bounds = /^\s*\(/.test(folded.slice(at, end))
    ? (rangeAt(folded, at + closing.replace(/\($/, '').length - (closing.includes('(') ? 1 : 0)) ?? rangeAt(folded, at + closing.length))
    : undefined;
  if (bounds !== undefined && bounds.end <= end && !/^\s*(?:en|le|au)\s/.test(folded.slice(bounds.end, bounds.end + 5))) range = bounds;
  const mark = flagAt(folded, at + (/^\s*/.exec(folded.slice(at, end))?.[0].length ?? 0));
  if (mark !== undefined && /[*↑↓(]/.test(folded[mark.start] ?? '')) flag = mark.flag;
  const chain = chainOf(text, folded, analyte, first, end, dates);
  const passing = /\bde\s*$/.test(folded.slice(mention.end, first.number.start))
    ? chain.find((link) =>
        /^\s*(?:[a-zµ/%]+\s*)?(?:en [a-z]+ \d{4} |le [^,]{4,20} )?\s*a\s*$/.test(folded.slice(first.end, link.candidate.number.start)),
      )
    : undefined;
  const firstDate = dateAhead(folded, first.number.start, mention.end, dates) ?? dateBeside(folded, first.end, end, dates);
  const clause = { start: Math.min(mention.start, first.number.start), end: Math.max(mention.end, first.end) };
  const sequel =
    passing !== undefined ||
    chain.some(({ falls }) => falls === true) ||
    chain.some((link) => /(?:->|→|=>|➔|➜)\s*(?:a\s+)?$/.test(folded.slice(first.end, link.candidate.number.start))) ||
    (/passee?\s+de|evolu/.test(folded.slice(Math.max(sentence.start, mention.start - 5), first.number.start)) && chain.length > 0);
  // "ALAT 71 puis 78 UI/L": the first is of some day before.
  const stepping = !sequel && firstDate === undefined && chain.length === 1 && stepsOn(folded, first, chain[0]);
  // "PSA : 14,2 avant, nadir à 0,05 en mai 2021": without a day, and not of today.
  const before =
    chain.some((link) => link.date !== undefined || NOW.test(folded.slice(link.candidate.end, link.candidate.end + 24))) &&
    AT_ANOTHER_TIME.test(folded.slice(first.end, first.end + 24));
  if ((!sequel && !before) || firstDate !== undefined)
    values.push({
      ...clause,
      analyte,
      clause,
      written: { start: first.number.start, end: first.number.end },
      number: first.number.number,
      ...(first.number.comparator === undefined ? {} : { comparator: first.number.comparator }),
      ...(first.unit === undefined ? {} : { unit: first.unit }),
      ...(first.over === undefined ? {} : { over: first.over }),
      ...(range === undefined ? {} : { range }),
      ...(flag === undefined ? {} : { flag }),
      ...(firstDate !== undefined ? { date: firstDate } : dateOf(clause, folded, sentence, dates)),
      earlier: sequel || stepping,
      ...(stepping ||
      (before && firstDate === undefined) ||
      /^\s*alors\b/.test(folded.slice(first.end, first.end + 8)) ||
      (analyte.kind === 'lab' &&
        (EXTREME.test(folded.slice(mention.end, first.number.start)) ||
          EXTREME_OF.test(folded.slice(Math.max(0, mention.start - 16), mention.start)))) ||
      (chain.length > 0 && AT_ENTRY.test(folded.slice(first.end, first.end + 24)))
        ? { adrift: true as const }
        : {}),
    });
  chain.forEach((link, index) => {
    const { candidate } = link;
    const current = (sequel || stepping) && index === chain.length - 1;
    const after = folded.slice(candidate.end, candidate.end + 24);
    const today = before && index === chain.length - 1 && NOW.test(after);
    // "2,11 L soit 71 %": the same again, in another unit.
    const again =
      index === 0 &&
      candidate.unit !== undefined &&
      candidate.unit.unit !== first.unit?.unit &&
      (/^\s*[(,]?\s*(?:soit|=)\s*(?:a |de )?$/.test(folded.slice(first.end, candidate.number.start)) ||
        // "VEMS 1,21 L (43 %)".
        (/^\s*\($/.test(folded.slice(first.end, candidate.number.start)) && /^\s*(?:\)|d[eu] la |th|pred|val)/.test(after)));
    // "7 ng/L à H0 puis 8 à H3", "34 en off, 17 en on": another hour or state of the same day.
    const hour = index === 0 && (AT_HOUR.test(after) || /\bh ?\d{1,2}\s*:?\s*$/.test(folded.slice(first.end, candidate.number.start)));
    if (link.date === undefined && !current && !today && !again && !hour && !AT_BOUND.test(after)) return;
    const unit = candidate.unit ?? first.unit;
    const whole = { start: mention.start, end: Math.max(candidate.end, link.end) };
    values.push({
      start: candidate.number.start,
      end: candidate.end,
      analyte,
      clause: whole,
      written: { start: candidate.number.start, end: candidate.number.end },
      number: candidate.number.number,
      ...(candidate.number.comparator === undefined ? {} : { comparator: candidate.number.comparator }),
      ...(unit === undefined ? {} : { unit }),
      ...(candidate.over === undefined ? {} : { over: candidate.over }),
      ...(link.date !== undefined ? { date: link.date } : current || again || hour ? dateOf(clause, folded, sentence, dates) : {}),
      earlier: !current && !again && !today && !hour,
      ...(AT_ENTRY.test(after) ? { adrift: true as const } : {}),
      ...(stepping ? { afterwards: true as const } : {}),
    });
  });
  return values;
}

const stepsOn = (folded: string, first: Candidate, next: Link | undefined): boolean =>
  next !== undefined &&
  next.date === undefined &&
  /^ ?,? ?puis (?:a )?$/.test(folded.slice(first.end, next.candidate.number.start)) &&
  /^\s*(?:[.;,)]|$|et\b)/.test(folded.slice(next.candidate.end, next.candidate.end + 6));

/** "43 mm, mesuré à 41 mm en 2023", "la rate mesure 12 cm", "col mesuré par voie endovaginale à 37 mm": a verb, and nobody's height. */
const isMeasuring = ({ analyte, start, end }: AnalyteMention, folded: string): boolean =>
  analyte.id === 'taille' &&
  /^mesure$/.test(folded.slice(start, end)) &&
  (/^(?:e|ee|s)?\s*(?:a|au)?\s*\d{1,3}(?:[.,]\d)?\s?mm|^\s*(?:ce jour )?a\s/.test(folded.slice(end, end + 14)) ||
    !MEASURES_HIMSELF.test(folded.slice(Math.max(0, start - 40), start)));
const MEASURES_HIMSELF =
  /(?:^|[.;,:(/\n–-]\s*|\b(?:il|elle|patiente?|enfant|bebe|fille|fils|garcon|jeune|monsieur|madame|mme|m\.|mr|qui|et|\d ?kg|on|nous|a ete|[a-z]+ (?:pese|pesait)[^.;]*)\s)$/;

/** "Toxoplasmose IgG", "anticardiolipines IgM": the class of an antibody is no dosage of immunoglobulins. */
const isClassOfAntibody = (mention: AnalyteMention, folded: string): boolean =>
  /^ig[gam]$/.test(mention.analyte.id) &&
  /(?:\banti[ -]?[a-z0-9-]+|toxo[a-z]*|rubeole|rougeole|oreillons|varicelle|zona|cmv|ebv|vzv|hsv|vca|lyme|serologie[a-z' ]*|anticardiolipines?|gp1|ttg|gliadine|\bac|anticorps)[ :(]+$/.test(
    folded.slice(Math.max(0, mention.start - 30), mention.start),
  );

/** The number that belongs to the name: right behind it, or a few words away with a fitting unit. */
function firstValue(
  text: string,
  folded: string,
  mention: AnalyteMention,
  end: number,
  dates: readonly DateMention[],
): Candidate | undefined {
  const { analyte } = mention;
  for (let at = mention.end; at < end && at - mention.end < MAX_LOOSE_GAP + 50; at += 1) {
    // "K3,9": the number may touch the name.
    if (!/[\d<>≤≥+-]/.test(folded[at] ?? '') || (at > mention.end && /[a-z\d,.]/.test(folded[at - 1] ?? ''))) continue;
    const date = dates.find((mentioned) => at >= mentioned.start && at < mentioned.end && mentioned.kind !== 'age');
    if (date !== undefined && !plainNumberDate(folded, date)) {
      at = date.end - 1;
      continue;
    }
    const candidate = candidateAt(text, folded, at, analyte, end);
    if (candidate === undefined || candidate.number.end > end) continue;
    // "Poids + 4 kg à 91": what was gained, then the weight. "Score calcique (Agatston) : 412": the bracket is the name's.
    const gap = folded
      .slice(mention.end, at)
      .replace(/\bm\. (?=[a-z])/, 'm  ')
      .replace(analyte.id === 'poids' ? /^\s*[+-]\s?\d+(?:[.,]\d+)?\s?kg,?\s*(?=a\b)/ : /^$/, ' ')
      .replace(folded.slice(mention.start, mention.end).includes('(') ? /^\)/ : /^$/, ' ');
    const fit = candidate.unit === undefined ? undefined : unitFits(analyte, candidate.unit.unit);
    const skip = (): void => {
      at = candidate.end - 1;
    };
    const passedFrom = /(?:passe[a-z]*|remonte[a-z]*|tombe[a-z]*|descendue?) de (?:plus de|moins de) *$/.test(gap);
    // "Température du prélèvement conforme (4 °C)": of a tube, a room or a bath.
    if (analyte.kind === 'vital' && /prelevement|conserv|ambiante|refriger|transport|\beau\b|\bbain\b|\blocal\b|exterieure/.test(gap))
      return undefined;
    if ((LIMIT_BEFORE.test(gap) && !passedFrom) || /objectif|\bcible\b|seuil|souhait|\bvise/.test(gap)) {
      skip();
      continue;
    }
    // "Fièvre > 38,5", "TA > 150/100": a threshold, never a measure.
    if (analyte.kind === 'vital' && candidate.number.comparator !== undefined) {
      skip();
      continue;
    }
    // "Taille + 14 cm en deux ans": what was gained is no measure.
    if (
      isChange(folded, mention, gap, candidate.end) ||
      (/^(?:taille|poids)/.test(analyte.id) && /\+ ?$|\b(?:gain|prise|perte) de $/.test(gap))
    ) {
      skip();
      continue;
    }
    if (/^\d{1,2}\s?(?:h|:)\s?\d{2}(?!\d)/.test(folded.slice(at, at + 8))) {
      at += 4;
      continue;
    }
    // "Monte lentement : 142 en 2021, 148 en 2022": a series that a colon announces.
    const listed = /^[^;.\d\n]{0,40}:\s*$/.test(gap) && dateBeside(folded, candidate.end, end, dates) !== undefined;
    const tight =
      listed || WORD_THEN_NUMBER.test(gap) || isTight(gap, dates, mention.end) || (LABELLED.test(gap) && opensLine(folded, mention.start));
    const plausible =
      analyte.plausible !== undefined && candidate.number.number >= analyte.plausible[0] && candidate.number.number <= analyte.plausible[1];
    if (fit === true && (tight || (gap.length <= MAX_LOOSE_GAP && !/;|:.*:|\. /.test(gap)))) {
      if (candidate.number.comparator !== undefined && !tight && !JUDGED.test(gap)) {
        skip();
        continue;
      }
      return candidate;
    }
    if (
      fit === undefined &&
      tight &&
      plausible &&
      !isDose(analyte, folded.slice(candidate.end, candidate.end + 8)) &&
      !/^(?:19|20)\d\d$/.test(folded.slice(candidate.number.start, candidate.number.end)) &&
      !/^\s?(?:\/(?!\s[a-z]{2})|x\b|fois|ans?\b|jours?\b|mois\b|semaines?\b|h\b|j\b|(?:er|eme|e)\b|cps?\b|comp|sa\b|(?:[-–]|a|ou|et|puis)\s?\d{1,2}\s?(?:sa|semaines?|mois|ans?)\b)/.test(
        folded.slice(candidate.end, candidate.end + 18),
      )
    )
      return candidate;
    if (fit === undefined && tight && candidate.over !== undefined && (analyte.units.has(candidate.over) || analyte.units.size === 0))
      return candidate;
    if (passedFrom || inBracket(folded, mention.end, at)) skip();
    else return undefined;
  }
  return undefined;
}

/** "Le PSA à 3 mois de la prostatectomie est indétectable, < 0,03 ng/mL": the word, then the number that it judges. */
const JUDGED =
  /\b(?:indetectables?|indosables?|negati(?:f|ve)s?|normale?s?|normalisee?s?|effondree?s?|basse?s?|faibles?|elevee?s?)\s?[,:(]?\s*(?:a |soit )?$/;

/** "Phosphorémie basse, 0,71". */
const WORD_THEN_NUMBER = /^\s*(?:basse?|elevee?|haute?|normale?|augmentee?|diminuee?|effondree?|limite)s?\s?[,:(]\s*(?:a\s+)?$/;

/** "PSA indiqué par le clinicien : 8,3": at the head of a line a label goes on to its colon. */
const LABELLED =
  /^(?!.*\b(?:prochaine?|prevue?s?|faire|refaire|controles?|objectifs?|cibles?|seuil|norme|dose|posologie|date|heure|age|duree|delai|frequence|surveillance|nombre|si|pour|variation|hausse|baisse|perte)\b) ?[^;.,:\d\n()]{1,40}:\s*$/;
const opensLine = (folded: string, at: number): boolean =>
  /^[\s*•>–-]*(?:(?:le|la|les|dernier|derniere|l'|score|echelle|index|indice|taux|dosage|valeur)\s?(?:de |du |d')?)*$/.test(
    folded.slice(folded.lastIndexOf('\n', at - 1) + 1, at),
  );

/** "La dose à ce DFG est 5 mg": a number in a unit of mass or volume that the analyte is not measured in is a dose. */
const isDose = (analyte: Analyte, after: string): boolean => {
  const unit = /^\s?(mg|µg|mcg|ug|ui|kg|ml|cm|mm)(?![a-z])/.exec(after)?.[1];
  return unit !== undefined && ![...analyte.units.keys()].some((own) => own.toLowerCase().startsWith(unit));
};

const inBracket = (folded: string, from: number, at: number): boolean =>
  folded.lastIndexOf('(', at) >= from && folded.lastIndexOf(')', at) < folded.lastIndexOf('(', at);

/** "négative", "positif", "stérile" right behind a laboratory name. */
function readResult(folded: string, mention: AnalyteMention, end: number): Range | undefined {
  if ((mention.analyte.kind !== 'lab' && mention.analyte.id !== 'cam') || /^ig[gam]$/.test(mention.analyte.id)) return undefined;
  const lead =
    /^(?:\s|:|=|\(|\bde\b|\ble\b|\best\b|\bsont\b|\brevenue?s?\b|\bigg\b|\bigm\b|\biga\b|\bquantiferon\b|\btoujours\b|\bdu jour\b|\bce jour\b|\bsang(?:uine?)?\b|\burin(?:es?|aires?)\b|\bnasale?\b|\brectale?\b|\bvaginale?\b|\bpcr\b|\brecherche\b|\bmutation\b|\bstatut\b|\([^()]{1,30}\))*/.exec(
      folded.slice(mention.end, Math.min(end, mention.end + 60)),
    )?.[0].length ?? 0;
  const result = resultAt(folded, mention.end + lead);
  if (result === undefined || result.end > end) return undefined;
  // "Un PSA normal n'exclut pas un cancer": what is true of anybody's.
  if (/^\s*n(?:'|e )(?:exclu|elimin|ecart|permet|suffi|dispens)/.test(folded.slice(result.end, end))) return undefined;
  const word = folded.slice(result.start, result.end);
  return /^(?:normale?s?|rares?|nombreux|presence|present)/.test(word) && mention.analyte.importance < 2 ? undefined : result;
}
