import type { Range } from '../../text/analysis.js';
import { COUNT } from '../../text/number-words.js';
import type { EventCue } from './medication-events.js';

/**
 * The course of a drug as a sentence tells it behind its name: begun, raised, lowered, paused, taken up again, ended. Its steps follow
 * each other in the text, and the last one that has come is what holds.
 */

const UNIT = String.raw`(?:mg|g(?! ?\/ ?d?l)|µg|ug|mcg|microgrammes?|ui|u|unites?|ml|cps?|comprimes?|gelules?|gouttes?|bouffees?|sachets?|ampoules?|patchs?)(?![a-z])`;
const NUMBER = String.raw`(?<![\d/.,])(?:\d{1,2}(?: \d{3})+|\d+(?:[.,]\d+)?)(?:\/\d+(?:[.,]\d+)?)?(?![\d/]|[.,]\d|°)`;
const RATE = String.raw`(?: ?\/ ?(?:\d+ ?)?(?:j|jours?|sem\.?|semaines?|mois|kg|m2|24 ?h|h)\b)*`;
/** An amount with its unit. */
const DOSED = String.raw`${NUMBER} ?${UNIT}${RATE}`;
/** What follows a bare number that is a dose: a rhythm, a date, the end of its clause. */
const BARE_ENDS = String.raw`(?=${RATE} ?(?:$|[,;.)(]|x ?\d|(?:le )?(?:matin|midi|soir|coucher)\b|par (?:jour|semaine)|(?:en|depuis|des|le|au|aux|a partir|a compter|apres|ce|cet|cette|l'|pour|devant|dernierement|maintenant|desormais|hebdo\w*|quotidien\w*|mensuel\w*)\b|l'))(?! ?(?:ans?|mois|jours?|j|semaines?|sem|h|heures?|kg|kilos?|%|e|er|eme|fois|seances?|injections?|perfusions?|cures?|cycles?)\b)`;
const QUANTITY = String.raw`(${DOSED}|(?!(?:19|20)\d\d\b)${NUMBER}${BARE_ENDS})`;

const MONTHS =
  '(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)';
/** The day on which a step came, right before or behind its amount. */
const WHEN = String.raw`(?:ce (?:jour|matin|soir)|aujourd'hui|depuis|des|a (?:partir|compter) d[eu']|en (?:${MONTHS}|(?:19|20)\d\d|fin|debut)|au (?:printemps|mois|debut)|a l'(?:automne|ete|hiver)|l'(?:automne|ete|hiver|annee)|(?:fin|debut|mi-?) ?${MONTHS}|${MONTHS} (?:19|20)\d\d|le \d|au bout d[e'u]|apres|(?:\d+|une?|deux|trois|quatre|six|quelques) (?:jours?|semaines?|mois|ans?) plus tard|devant|pour|a cause)`;
const AT_PRESENT = String.raw`(?:maintenant|desormais|dorenavant|a present|actuellement|aujourd'hui|de nos jours|a ce jour|ce jour|ce matin|depuis (?:lors|peu)|en ce moment|(?:a la )?dose actuelle)`;
const MOVED = String.raw`(?:ramene|porte|monte|descendu|redescendu|passe|augmente|diminue|reduit|baisse|abaisse|majore|minore|remonte|grimpe|pousse|hisse|releve|remis|repris|tombe|recule|titre|adapte|ajuste|allege|decru|mis)(?:e|es|s)?`;

interface Step {
  readonly kind: 'stop' | 'again' | 'dose';
  /** Only its order says that it came: "5 puis 10 mg". */
  readonly isWeak?: true;
  readonly start: number;
  readonly end: number;
  readonly dose?: Range;
}

/** What may stand between an amount and its day. */
const RHYTHM = String.raw`(?: ?x ?\d| (?:par|tous|toutes|une|deux|trois|fois|jours?|les?|matin|midi|soir|et|semaines?|mois|hebdomadaire|hebdo|mensuel|quotidien|lp|\d+(?= (?:jours|semaines|mois))))*`;
/** Where a clause begins, or its verb. */
const OPENS = String.raw`(?:^ ?(?:\d[\d.,/]* ?(?:mg|g|µg|ui)?(?: ?x ?\d)? )?|[,;:(] ?|\b(?:et|puis|enfin|est|sont|ete|fut|furent|etait|ensuite|donc|mais|dose|posologie|a|ai|avons|l'ai|l'a) )(?:[a-z]+ment |enfin |donc |ensuite |puis |de nouveau |a nouveau |ete )*`;
/** The same without the verb of another subject: "elle a cessé". */
const OPENS_ITSELF = OPENS.replace("|a|ai|avons|l'ai|l'a)", ')');
/** Amounts that come after another, by the words that lead to them or stand behind them. */
const LATER_DOSES: readonly { readonly pattern: RegExp; readonly isMove?: true; readonly isWeak?: true; readonly isAlike?: true }[] = [
  // "Ramené à 800 µg", "remise à 20 mg le 7 octobre", "descendu de 600 à 400 mg".
  { pattern: new RegExp(String.raw`${OPENS}${MOVED}\b[^.;,()]{0,40}?\b(?:a|jusqu'a) ${QUANTITY}`, 'g'), isMove: true },
  // "Est à 12,5 mg depuis janvier".
  { pattern: new RegExp(String.raw`\b(?:est|reste|restee?) (?:donc |actuellement |stable |maintenant )?(?:a|sous) ${QUANTITY}`, 'g') },
  // "Maintenant 9,5 mg", "aujourd'hui 3 mg".
  {
    pattern: new RegExp(
      String.raw`\b${AT_PRESENT}[ :,]{1,2}(?:a la demande |si besoin |a |de |par |seulement |plus que )?${QUANTITY}`,
      'g',
    ),
  },
  // "Puis, à compter du second semestre 2021, 2,5 mg", "puis 120 mg après la récidive", ", à 40 mg depuis sa sortie".
  {
    pattern: new RegExp(
      String.raw`\b(?:puis|ensuite|enfin)\b,? ${WHEN}[^.;,()]{0,30}?,? (?:a |de )?${QUANTITY}|(?:\b(?:puis|ensuite|enfin),? (?:a |de )?|(?:\bet|,) (?:a |de ))${QUANTITY}(?=[^.;,()\d]{0,24}? ?${WHEN})`,
      'g',
    ),
  },
  // "5 puis 10 mg".
  { pattern: new RegExp(String.raw`\b(?:puis|ensuite|enfin),? (?:a |de )?${QUANTITY}|\bet (?:a |de )${QUANTITY}`, 'g'), isWeak: true },
  // "2,5 mg à l'origine, 10 mg depuis l'été"; "5 (10 depuis nov. 2018)".
  { pattern: new RegExp(String.raw`[,;(] ?${QUANTITY}${RHYTHM} ?${WHEN}`, 'g'), isAlike: true },
  // "2020 : 125 x 4 ; janv. 2024 : 125 x 5".
  { pattern: new RegExp(String.raw`[;,] ?(?:en |depuis )?(?:${MONTHS}\.? )?(?:19|20)\d\d ?: ?${QUANTITY}`, 'g') },
  // "40 -> 80".
  { pattern: new RegExp(String.raw`(?:->|=>|→) ?${QUANTITY}`, 'g') },
];
/** An amount that a step left behind: "d'abord 4,6", "2,5 mg à l'origine". */
const AN_AMOUNT = new RegExp(QUANTITY);
const AT_FIRST = /\b(?:d'abord|initialement|au (?:debut|depart)|a l'origine|pour commencer)\b/;

const PAST_STOP = String.raw`(?:arrete|stoppe|interrompu|suspendu|abandonne|supprime|retire|cesse|quitte|coupe(?! en|-)|ote|enleve|retranche|clos|banni|lache|delaisse|barre|raye|biffe|mise? entre parentheses|mise? en pause)(?:e|es|s)?`;
const STOP_STEP = new RegExp(
  String.raw`(?:${OPENS_ITSELF}(?:derechef )?|\bqu(?:e |')(?:l'on|on|il|elle|nous|j'|je) ?(?:a|ai|avons|ont) (?:donc )?)${PAST_STOP}\b(?: (?:net|[a-z]+ment|pour de bon|derechef|de nouveau|a nouveau))*|[,;:(] ?(?:arret|abandon|stop|interruption)\b(?: (?:pour de bon|definitif|complet|total))*(?=[,;.)]|$| (?:le|en|ce|des|fin|debut|au|pour de|depuis|devant) )`,
  'g',
);
const AGAIN_STEP =
  /(?:^|[,;:(] ?|\b(?:et|puis|enfin|est|sont|ete|ensuite|donc|mais|finalement) )(?:[a-z]+ment |ete |aussitot )*(?:repris|reintroduit|remis|redonne|relance|redemarre|represcrit|reinstaure)(?:e|es|s)?\b(?! (?:par erreur|a tort|envisag|a (?:discut|envisag|voir|redisc|distance|prevoir)|si\b|quand|possible|selon|eventuelle|discut|non\b|prevu|programm|de|du|des|d'|le dessus|au bloc|chirurg|par le (?:chirurgien|bloc)))/g;

const JUST_STOPPED = new RegExp(String.raw`\b${PAST_STOP} ?$`);
const HAS_UNIT = new RegExp(UNIT);
/** "75 µg au bout de six semaines": said before as after. */
const AFTER_A_TIME = /\b(?:au bout|apres|plus tard)\b/;
/** A course or a schedule that counts its own days: "100 puis 50 mg x 2 pendant 48 h", "par paliers de huit jours". */
const COUNTED_DAYS =
  /\b(?:pendant|durant|paliers?)\b|(?<!\bles )(?<!\/ ?)\b(?:\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|dix) ?(?:j|jours?|sem|semaines?|h)\b/;
/** "Edss 2,5. Index JCV passé à 1,78": another sentence of the same line. */
const ANOTHER_SENTENCE = /[a-z\d)]{2}\. +(?=[a-z])/;

/** What has not come, or is not said to be: a wish, a plan, a condition, a limit. */
const NOT_COME =
  /\b(?:si|s'il|sera|seront|serait|seraient|pourra|pourrait|pourrait-on|peut|peuvent|doit|devra|envisag\w*|propos\w*|discut\w*|prevu\w*|objectif|cible|max\w*|depass\w*|demain|prochaine?s?|a (?:augmenter|monter|porter|passer|baisser|diminuer|reduire|reprendre|arreter|revoir|voir)|en cas|selon|faudra|souhait\w*|refus\w*|ne|n'|pas|jamais|sans|ni|avant)\b/;
/** "Puis 2 le soir", "puis selon INR": another take of the day. */
const TAKE_OF_DAY =
  /^ ?(?:mg |g |µg |ui |unites? |u |cps? |comprimes? |gouttes? )?(?:(?:le|a|au|l') ?)?(?:matin|midi|soir|coucher|nuit|gouter|diner|dejeuner|lever|repas)\b/;
/** The writer tells of the same drug in the next clause: "; ce dernier", "; stoppé". */
const SAME_MATTER =
  /;(?! ?(?:ce dernier|cette derniere|celui-ci|celle-ci|il|elle|puis|stoppe|arrete|interrompu|suspendu|repris|cesse|(?:(?:en |depuis )?(?:[a-z]{3,9}\.? )?(?:19|20)\d\d ?: ?\d)|ramene|porte|descendu|augmente|diminue|monte|espace|rapproche|desormais|maintenant|a present|actuellement|aujourd'hui|j'y ai)\w*\b)/;

/** A step is no step where its clause denies or plans it. */
function hasCome(text: string, from: number, to: number): boolean {
  const clause = /[^.;,:()]*$/.exec(text.slice(0, from))?.[0] ?? '';
  return !NOT_COME.test(clause.slice(-40)) && !NOT_COME.test(text.slice(from, to));
}

/** The steps told in the words behind a drug's name, in order. */
function stepsIn(after: string, isToCome: (at: Range) => boolean): readonly Step[] {
  const ends = [SAME_MATTER, ANOTHER_SENTENCE].flatMap((pattern) => pattern.exec(after)?.index ?? []);
  const text = after.slice(0, Math.min(after.length, ...ends.map((end) => end + 2)));
  const steps: Step[] = [];
  for (const [kind, pattern] of [
    ['stop', STOP_STEP],
    ['again', AGAIN_STEP],
  ] as const)
    for (const match of text.matchAll(pattern)) {
      const step = { start: match.index, end: match.index + match[0].length };
      if (hasCome(text, step.start, step.end) && !/^ ?\?/.test(text.slice(step.end)) && !isToCome(step)) steps.push({ kind, ...step });
    }
  for (const { pattern, isMove, isWeak: inOrder, isAlike } of LATER_DOSES)
    for (const match of text.matchAll(pattern)) {
      const words = match.slice(1).find((group) => group !== undefined) ?? '';
      const at = match.index + match[0].lastIndexOf(words);
      const dose = { start: at, end: at + words.trimEnd().length };
      const step = { start: match.index, end: Math.max(dose.end, match.index + match[0].length) };
      if (TAKE_OF_DAY.test(text.slice(dose.end)) || !hasCome(text, step.start, step.end) || isToCome(step)) continue;
      const lead = text.slice(0, step.start);
      if (isMove !== true && !AN_AMOUNT.test(lead) && !AT_FIRST.test(lead)) continue;
      // "12,5 mg au coucher, NFS 4,1, 3,6 le 4 mai": a number without its unit comes after one without.
      if (isAlike === true && !HAS_UNIT.test(words) && HAS_UNIT.test(AN_AMOUNT.exec(lead)?.[0] ?? '')) continue;
      // "De mai à septembre 2020, arrêté, 16 depuis": what is measured since.
      if (isAlike === true && !HAS_UNIT.test(words) && JUST_STOPPED.test(lead)) continue;
      const isWeak = inOrder === true || (isMove !== true && AFTER_A_TIME.test(match[0]));
      if (inOrder === true && COUNTED_DAYS.test(text)) continue;
      steps.push({ kind: 'dose', ...step, dose, ...(isWeak ? { isWeak } : {}) });
    }
  return steps.toSorted((a, b) => a.end - b.end || a.start - b.start);
}

/** What the last step of a drug's course says, where its words tell of more than one; undefined where they do not. */
export function readCourse(after: string, said: EventCue | undefined, isToCome: (at: Range) => boolean): EventCue | undefined {
  const steps = stepsIn(after, isToCome);
  const last = steps.at(-1);
  if (last === undefined) return undefined;
  if (last.kind === 'dose') {
    // "Avait reçu du X, monté à 3 g": told of a course that is over.
    if (said?.ahead === true && (said.event === 'administered' || said.event === 'past')) return undefined;
    if (said !== undefined && !TAKEN.has(said.event) && !(said.event === 'stopped' && said.ahead !== true && said.end <= last.start))
      return undefined;
    if (last.dose === undefined || said?.newDose?.start === last.dose.start) return undefined;
    // "Je débute X, 5 puis 10 mg": what comes after today.
    if (last.isWeak === true && steps.every(({ isWeak }) => isWeak) && said?.ahead === true) return undefined;
    // "Commencé le 10 septembre à 0,25 et monté à 1 mg en janvier": taken since September.
    const event =
      said?.event === 'started' || said?.event === 'continued'
        ? said.event
        : BEGUN.test(after.slice(0, last.start))
          ? 'started'
          : 'changed';
    return { event, start: 0, end: last.end, newDose: last.dose, isLast: true };
  }
  if (said?.ahead === true && said.event !== 'listed' && said.event !== 'started') return undefined;
  if (last.kind === 'again') {
    const wasStopped = steps.some(({ kind }) => kind === 'stop');
    return wasStopped && (said === undefined || said.event === 'stopped' || said.event === 'listed')
      ? { event: 'continued', start: 0, end: last.end, isLast: true }
      : undefined;
  }
  // One stop alone is read by the cues of stops; after a break or a change, it ends them.
  if (said !== undefined && !TAKEN.has(said.event) && said.event !== 'stopped') return undefined;
  if (said?.event === 'stopped' && said.end >= last.end) return undefined;
  return steps.length > 1 || said === undefined || said.event === 'started' || said.event === 'changed'
    ? { event: 'stopped', start: 0, end: last.end, isLast: true }
    : undefined;
}
const BEGUN = /^[^.;]{0,24}?\b(?:commence|debute|introduit|instaure|initie|demarre)(?:e|es|s)?\b/;
const TAKEN: ReadonlySet<string> = new Set(['listed', 'continued', 'started', 'changed', 'past', 'administered']);

const OLDER = String.raw`(?:jusqu'|avant\b|auparavant|initialement|au (?:debut|depart)|d'abord|a l'origine|l'an (?:dernier|passe)|l'annee (?:derniere|passee)|(?:les|la|le) (?:${COUNT} )?premiere?s?\b|precedemment|anciennement|autrefois|en (?:19|20)\d\d\b)`;
/** "7,5 mg (5 mg jusqu'en février)", "50 mg (25 mg les quatre premières semaines)": the bracket holds the dose of before. */
const OLDER_DOSE = new RegExp(
  String.raw`(?<=\d ?(?:mg|g|µg|mcg|ui|u|unites?|ml)?(?: ?x ?\d| ?\/ ?j| ?lp)? ?)\((?:${OLDER} )?${NUMBER}(?: ?${UNIT})?${RATE}[^().;\d]{0,16}?\b${OLDER}[^().;]{0,40}\)`,
  'g',
);
/** "En pause cinq jours, repris": how long the break was, not how long the drug is taken. */
const BREAK = new RegExp(
  String.raw`\b(?:en pause|(?:suspendu|interrompu|arrete|stoppe)(?:e|es|s)?) (?:pendant |durant |pour )?${COUNT} (?:jours?|semaines?|mois)(?=,? (?:puis|et)?,? ?(?:repris|reintroduit|remis))`,
  'g',
);

/** Where a text tells the dose or the break of another time than the drug's own words around it. */
export const asidesIn = (folded: string): readonly Range[] =>
  [OLDER_DOSE, BREAK].flatMap((pattern) =>
    [...folded.matchAll(pattern)].map(({ index, 0: words }) => ({ start: index, end: index + words.length })),
  );

/** The same text with blanks for what it tells of another time. */
export function withoutAsides(folded: string, asides: readonly Range[]): string {
  let text = folded;
  for (const { start, end } of asides) text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  return text;
}
