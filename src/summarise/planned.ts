import type { PartialDate } from '../domain/citation.js';
import type { Fact } from '../domain/fact.js';
import { COUNT, numberOf } from '../extract/text/number-words.js';
import { addDays, compareDates, compatibleDates, daysBetween, lastDay, onDate } from './dates.js';
import { asImportance, isAffirmed, type Line } from './line.js';
import { perDocument } from './per-document.js';
import type { Sources } from './sources.js';
import { containment, fold, groupBy, significantWords } from './text.js';

/** What a plan asks for, and the names under which a record shows that it was done. */
const ACTS: readonly { readonly asked: RegExp; readonly shown: RegExp }[] = [
  { asked: /coloscop/, shown: /coloscop/ },
  { asked: /gastroscop|fibroscop|endoscopie (?:haute|digestive)/, shown: /gastroscop|fibroscop|endoscop/ },
  { asked: /\birm\b/, shown: /\birm\b/ },
  { asked: /\b(?:scanner|tdm|tomodensito)/, shown: /scanner|\btdm\b|tomodensito/ },
  { asked: /\btep\b|pet scan/, shown: /\btep\b|pet scan/ },
  { asked: /echocardio|\bett\b/, shown: /echocardio|\bett\b|echo(?:graphie)? cardiaque/ },
  { asked: /mammograph/, shown: /mammograph/ },
  { asked: /densitometr|\bdmo\b|\bdxa\b/, shown: /densitometr|\bdmo\b|\bdxa\b/ },
  { asked: /fond d oeil|retinograph|depistage de la retinopathie/, shown: /fond d oeil|retinograph|retinopathie/ },
  { asked: /frottis|cytologie cervic/, shown: /frottis|cytologie|hpv/ },
  { asked: /holter/, shown: /holter/ },
  { asked: /\bmapa\b/, shown: /\bmapa\b/ },
  { asked: /fibroscan|elastometr/, shown: /fibroscan|elastometr/ },
  { asked: /polygraph|polysomno/, shown: /polygraph|polysomno/ },
  { asked: /spirometr|\befr\b/, shown: /spirometr|\befr\b/ },
  { asked: /\btsh\b/, shown: /^tsh\b/ },
  { asked: /kaliemie|ionogramme|\biono\b/, shown: /^potassium|^kaliemie|^sodium/ },
  { asked: /creatinine/, shown: /^creatinine/ },
  { asked: /hba1c/, shown: /^hba1c|hemoglobine glyquee/ },
  { asked: /\bldl\b|bilan lipidique|\beal\b/, shown: /^ldl/ },
  { asked: /\bnfs\b|hemogramme/, shown: /^hemoglobine$|^plaquettes/ },
  { asked: /albumin(?:e|urie)|microalbumin/, shown: /albumin/ },
  { asked: /ecbu/, shown: /ecbu|culture/ },
  { asked: /infiltration/, shown: /infiltration/ },
];
/** A plan without its own date is looked for after this long. */
const EXPECTED_DAYS = 120;

/** What stands after these words is a condition of the plan, not what is planned. */
const BESIDE = /\b(?:apres|avant|selon|avec|sous|si|en fonction|puis|malgre|d autant)\b/;
const INTERVAL = new RegExp(String.raw`\b(?:dans|a|d ici|sous)\s+(${COUNT})(?:\s*(?:a|-)\s*\d{1,2})?\s+(jours?|semaines?|mois|ans?)\b`);
const UNIT_DAYS: Readonly<Record<string, number>> = { jour: 1, semaine: 7, mois: 31, an: 366 };

/**
 * "Péridurale" beside "péridurale oui, voie basse souhaitée" of the same paper, "contrôle à 4 mois" beside "contrôle OCT à 4 mois": what a
 * fuller plan of one paper says in all its words is told once, with both sources.
 */
export function plansOnce(lines: readonly Line[]): readonly Line[] {
  const plans = lines.filter((line) => line.kind === 'plan' && line.status !== 'absent');
  const gone = new Map<Line, Line>();
  for (const same of groupBy(plans, (line) => line.facts[0].documentId).values()) {
    const told = same
      .map((line) => ({ line, words: significantWords(line.label) }))
      .toSorted((a, b) => a.words.length - b.words.length || (a.line.label < b.line.label ? -1 : 1));
    for (const [place, { line, words }] of told.entries()) {
      const fuller = told
        .slice(place + 1)
        .find(
          (other) =>
            other.words.length > words.length &&
            words.length > 0 &&
            containment(words, other.words) === 1 &&
            (line.laterality === undefined || line.laterality === other.line.laterality) &&
            (line.date === undefined || other.line.date === undefined || compatibleDates(line.date, other.line.date)),
        );
      if (fuller !== undefined) gone.set(line, fuller.line);
    }
  }
  const joined = new Map<Line, Fact[]>();
  for (const [{ facts }, fuller] of gone) joined.set(fuller, [...(joined.get(fuller) ?? []), ...facts]);
  return lines
    .filter((line) => !gone.has(line))
    .map((line) => {
      const shorter = joined.get(line);
      return shorter === undefined ? line : { ...line, facts: [...line.facts, ...shorter] };
    });
}

interface Proof {
  readonly fact: Fact;
  readonly date: PartialDate;
}

/**
 * A follow-up with what the record shows of it: the first later act of the same name that a report, a value or a dated sentence proves, cited
 * with it; else, once its time has passed, that no document shows it. A plan that names no act that can be recognised is told as it is.
 */
export function outcomes(facts: readonly Fact[], sources: Sources, reference: PartialDate): (line: Line) => Line {
  const proofs = new Map<Act, readonly Proof[]>();
  const proofsOf = (act: Act): readonly Proof[] => {
    const known = proofs.get(act);
    if (known !== undefined) return known;
    const found = act
      .proofsIn(facts, undefined, sources)
      .filter(({ date }) => daysBetween(date, reference) >= 0)
      .toSorted((a, b) => compareDates(a.date, b.date));
    proofs.set(act, found);
    return found;
  };
  return (line) => {
    if (line.kind !== 'plan' || line.status === 'absent') return line;
    const [primary] = line.facts;
    const asked = sources.dateOf(primary.documentId);
    const label = fold(line.label);
    const planned = label.slice(0, BESIDE.exec(label)?.index);
    // A result recalled in passing asks for nothing.
    const act = /\best a \d|\best de \d/.test(planned) ? undefined : PROVED.find((one) => one.asked.test(planned));
    if (act === undefined || asked === undefined) return line;
    const done = proofsOf(act).find(({ fact, date }) => fact.documentId !== primary.documentId && compareDates(date, asked) > 0);
    if (done !== undefined)
      return { ...line, note: `fait ${onDate(done.date)}`, facts: [...line.facts, done.fact], importance: 1, rule: 'plan:done-later' };
    return isPast(dueOn(line, asked), reference)
      ? {
          ...line,
          note: 'aucune trace dans les documents lus',
          importance: asImportance(Math.max(2, line.importance)),
          rule: 'plan:no-trace',
        }
      : line;
  };
}

/** The day on which an affirmed value or act proves the act asked: a value of it, a report of that name, or a past act that its sentence dates. */
function proofOf(fact: Fact, shown: RegExp, sources: Sources): PartialDate | undefined {
  const named = shown.test(fold(fact.label));
  if (fact.kind === 'observation') return named ? (fact.date ?? sources.dateOf(fact.documentId)) : undefined;
  const document = sources.byId.get(fact.documentId);
  if (named && shown.test(fold(document?.title ?? ''))) return document?.date;
  return named && fact.status === 'past' && fact.dateSource === 'text' && (fact.date?.length ?? 0) >= 7 ? fact.date : undefined;
}

const isAct = (fact: Fact): boolean =>
  isAffirmed(fact) && (fact.kind === 'procedure' || (fact.kind === 'observation' && fact.value !== undefined));

/** The acts, each with what of a document proves it. */
const PROVED = ACTS.map(({ asked, shown }) => ({
  asked,
  proofsIn: perDocument((own: readonly Fact[], _: undefined, sources: Sources) =>
    own.flatMap((fact): readonly Proof[] => {
      const date = isAct(fact) ? proofOf(fact, shown, sources) : undefined;
      return date === undefined ? [] : [{ fact, date }];
    }),
  ),
}));
type Act = (typeof PROVED)[number];

/** When the act was expected: the date that the text gives, the interval from the day it was asked, else some months. */
function dueOn(line: Line, asked: PartialDate): PartialDate {
  const written = line.facts.find(
    (fact) => fact.dateSource === 'text' && fact.date !== undefined && compareDates(fact.date, asked) > 0,
  )?.date;
  if (written !== undefined) return written;
  const label = fold(line.label);
  const year = [...label.matchAll(/\b(20\d{2})\b/g)].map((match) => match[1] ?? '').find((one) => one > asked.slice(0, 4));
  if (year !== undefined) return year;
  const [, told = '', unit] = INTERVAL.exec(label) ?? [];
  const count = numberOf(told);
  const days = UNIT_DAYS[(unit ?? '').replace(/s$/, '')] ?? UNIT_DAYS[unit ?? ''];
  if (count === undefined || days === undefined) return addDays(asked, EXPECTED_DAYS);
  return addDays(asked, count * days);
}

const isPast = (date: PartialDate, reference: PartialDate): boolean => lastDay(date) < lastDay(reference);
