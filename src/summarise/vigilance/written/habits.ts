import { COUNT, numberOf } from '../../../extract/text/number-words.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { once, passagesSideBySide, saying, type Written } from '../passages.js';
import { toldDates } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';

const KIN =
  /\b(?:pere|mere|frere|soeur|mari|epoux|epouse|conjoint\w*|compagnon|compagne|fils|parents?|entourage|famille|passif|passive|foyer)\b/;
/** A habit told longer ago says nothing of today's. */
const REACH_DAYS = 4000;
/** A habit that went on this recently is not told as none. */
const RECENT_DAYS = 150;
const NONE_BEHIND = String.raw`(?: (?:pendant la grossesse|actif|actuel|personnel))? ?[:=]? ?(?:0(?![.,/\d])|non\b(?! (?:sevr|renseigne|precise))|aucune?\b|neant\b|nul\b|jamais\b|ø|absente?\b|zero\b|- ?(?=$|[,;.]))`;

const TOBACCO = once(
  /\b(?:tabac\w*|tabagi\w+|fum(?:e|er|ee?s?|eurs?|euses?|ait)\b|cigarettes?|clopes?|paquets?|cig\b|pa\b|sevr\w+|nicotin\w+)/,
);
const PACK_YEARS = /\b(\d{1,3}) ?(?:a \d{1,3} )?(?:paquets? annees?|paquet annee|pa)\b/;
/** Never in a lifetime. */
const NEVER =
  /\bjamais (?:\w+ )?(?:fume\w*|ete fume\w+|touche (?:a )?(?:une |la )?(?:cigarette|tabac)|de (?:tabac|cigarette))|\bn a jamais (?:fume|touche (?:une |a la |a une )?cigarette)|\b(?:tabac|tabagisme)(?: \w+){0,3} ?:? ?jamais\b|\bjamais fumeu(?:r|se)|\bnever smoker/;
/** None today. */
const NONE = new RegExp(
  String.raw`\b(?:tabac|tabagisme|intoxication tabagique|consommation (?:de tabac|tabagique))${NONE_BEHIND}|\b(?:non|pas) (?:fumeu(?:r|se)s?|tabagique)\b|\bpas (?:de|d) (?:tabac|tabagisme|intoxication tabagique)|\baucun(?:e)? (?:tabac|tabagisme|intoxication tabagique)|\bne fume pas\b|\bsans tabac\b`,
);
const QUIT =
  /\b(?:(?<!non )(?<!pas )sevr(?:ee?|age (?:obtenu|complet|tabagique (?:en|depuis|obtenu)|depuis|en))\w*|(?:tabac|tabagisme|fume\w*|cigarettes?)[^.;]{0,24}(?:arret\w*|stopp\w*|cess\w+|interromp\w+)|(?:arret\w*|stopp\w*|cess\w+) (?:du |le |de )?(?:tabac|fumer|tabagisme)|(?:ancien|ex) (?:grand |gros )?(?:fumeu\w+|tabagi\w+)|(?:ancien|ex) tabagisme|ne fume plus|plus rien|n a plus fume|rien depuis|jete ses cigarettes)\b/;
const SMOKES =
  /\btabac ?:? ?(?:actif|en cours|oui|\+|[1-9]\d? ?(?:cig|\/|par)|0[.,][1-9]|1 2|une? (?:demi )?paquet)|\b(?:fume|fumant) (?:encore|toujours|actuellement|environ|une?|\d|deux|dix|quinze|vingt|quelques)|\btabagisme (?:encore |toujours )?(?:actif|active|en cours|persistant|poursuivi|non sevre|a \d|une?|\d)|\b\d+ ?(?:a \d+ )?(?:cig|cigarettes?|clopes?|paquets?) ?(?:\/|par|quotidien\w*|j\b)|\b(?:un|deux|trois|quatre|cinq|six|dix|quinze|vingt) (?:ou \w+ )?(?:cigarettes?|paquets?) (?:par|\/) ?j|\btabac [\d1/2 ]+(?:paq|cig)|(?<!\b(?:non|ex|ancien|ancienne|pas|grand|gros|jamais) )\bfumeu(?:r|se) ?(?:actif|active|a \d|de \d|regulier|reguliere|quotidien|non sevre|, ?\d)|\bsauf (?:en soiree|le week end)|\b(?:continue|persiste) a fumer|\b(?:non sevree?|refus du sevrage|pas de desir d arret)\b/;
const APART = 3;

/** Smoking told as never or none in one paper and as going on or past in another, or counted in pack-years that do not go together. */
export function writtenSmoking({ passages, reference }: VigilanceInput): readonly Vigilance[] {
  const about = saying(passages, TOBACCO).filter(
    (one) => !KIN.test(one.words) && daysBetween(one.date ?? reference, reference) <= REACH_DAYS,
  );
  const smokes = about.filter((one) => SMOKES.test(one.words));
  const never = about.filter((one) => NEVER.test(one.words) && !smokes.includes(one));
  const quit = about.filter((one) => QUIT.test(one.words) && !smokes.includes(one) && !never.includes(one));
  const none = about.filter((one) => NONE.test(one.words) && ![...smokes, ...never, ...quit].includes(one));
  const counts = about.flatMap((passage) => {
    const written = PACK_YEARS.exec(passage.words)?.[1];
    return written === undefined || Number(written) === 0 ? [] : [{ passage, years: Number(written) }];
  });
  const told = (
    says: readonly [string, string],
    pair: readonly [Written, Written] | undefined,
    groups: readonly (readonly Written[])[],
  ): readonly Vigilance[] =>
    pair === undefined
      ? []
      : [
          passagesSideBySide({
            rule: 'vigilance:smoking',
            subject: 'Tabac',
            sides: pair.map((passage, index) => ({ says: says[index] ?? '', passage, also: latestOfEach(groups[index] ?? []) })),
            importance: 2,
          }),
        ];
  const ever = about.filter((one) => smokes.includes(one) || quit.includes(one) || counts.some(({ passage }) => passage === one));
  const over = [...none, ...quit, ...never].toSorted((a, b) => compareDates(a.date, b.date));
  const found = [
    // "Jamais" denies what was, be it over.
    told(
      ['tabagisme actuel ou passé', 'dit jamais'],
      lastPair(ever, never, () => true),
      [ever, never],
    ),
    told(
      ['tabagisme', 'dit absent'],
      lastPair(smokes, none, (smoker, without) => closeBefore(smoker, without, quit)),
      [smokes, none],
    ),
    told(['arrêt ou absence', 'tabagisme'], firstThenLast(over, smokes), [over, smokes]),
    told(['tabagisme en cours', 'dit arrêté avant'], lastPair(smokes, quit, stoppedBefore), [smokes, quit]),
  ].find((one) => one.length > 0);
  const [count] = counts;
  const other = counts.findLast(
    (one) => count !== undefined && one.passage.documentId !== count.passage.documentId && Math.abs(one.years - count.years) >= APART,
  );
  if (count === undefined || other === undefined || over.length === 0) return found ?? [];
  return [
    ...(found ?? []),
    passagesSideBySide({
      rule: 'vigilance:pack-years',
      subject: 'Tabac, quantités différentes',
      sides: [
        { says: `${count.years} paquets-années`, passage: count.passage },
        { says: `${other.years} paquets-années`, passage: other.passage, also: counts.map(({ passage }) => passage) },
      ],
      importance: 1,
    }),
  ];
}

/** The last of the second after one of the first, of another paper. */
function lastPair(
  first: readonly Written[],
  second: readonly Written[],
  holds: (a: Written, b: Written) => boolean,
): readonly [Written, Written] | undefined {
  for (const b of second.toReversed()) {
    const a = first.findLast((one) => one.documentId !== b.documentId && compareDates(one.date, b.date) <= 0 && holds(one, b));
    if (a !== undefined) return [a, b];
  }
  return undefined;
}

/** "Aucune cigarette depuis six ans", less what is rounded. */
const SINCE = new RegExp(String.raw`\b(?:depuis|il y a)(?: environ| plus de| pres de)? (${COUNT}) (ans|annees|mois)\b`);
const ROUNDED = 0.8;

/** The newer paper puts the end in a year before the older one, which tells of smoking still. */
const stoppedBefore = (smoker: Written, quit: Written): boolean => {
  const [, count = '', unit] = SINCE.exec(quit.words) ?? [];
  const units = numberOf(count);
  if (units !== undefined && smoker.date !== undefined && quit.date !== undefined)
    return daysBetween(smoker.date, quit.date) < units * (unit === 'mois' ? 30 : 365) * ROUNDED;
  const years = toldDates(quit.words, quit.date).filter(({ give }) => give === 0);
  return smoker.date !== undefined && years.length > 0 && years.every(({ year }) => year < Number(smoker.date?.slice(0, 4)));
};

const closeBefore = (smoker: Written, without: Written, quit: readonly Written[]): boolean =>
  smoker.date !== undefined &&
  without.date !== undefined &&
  daysBetween(smoker.date, without.date) <= RECENT_DAYS &&
  !quit.some((one) => compareDates(one.date, smoker.date) >= 0 && compareDates(one.date, without.date) <= 0);

/** Over in a paper, and going on in a later one. */
function firstThenLast(over: readonly Written[], going: readonly Written[]): readonly [Written, Written] | undefined {
  const after = (a: Written, b: Written): boolean => b.documentId !== a.documentId && compareDates(b.date, a.date) >= 0;
  const first = over.find((one) => going.some((other) => after(one, other)));
  const last = going.findLast((one) => first !== undefined && after(first, one));
  return first === undefined || last === undefined ? undefined : [first, last];
}

const ALCOHOL = once(/\b(?:alcool\w*|oh|vin|bieres?|verres?|ethyl\w+|abstinen\w+|sobre|exogenose|uav)\b/);
const ABSTINENT = new RegExp(
  String.raw`\babstinen\w+|\bsevree? (?:de l alcool|depuis)|\baucune (?:consommation|reprise)\b|\bne boit (?:plus|pas|jamais)|\bpas (?:d|de consommation d|de prise d) ?alcool\b(?! (?:quotidien|au quotidien|fort|excessi|en exces|chronique|a table))|\bpas d (?:ethylisme|exogenose|intoxication (?:alcoo|ethy)\w+)|\b(?:alcool|oh|ethylisme|consommation d alcool|exogenose)${NONE_BEHIND}|\bne consomme (?:pas|plus|jamais) d alcool|\baucun alcool|\bjamais d alcool|\bsobre depuis|\b(?:stoppe|arrete|cesse|interrompu)e? (?:de boire|(?:tout |toute |l |la |sa |de |le )?(?:consommation (?:d )?)?(?:alcool\w*|vin|biere))|\bplus (?:une seule |une )goutte (?:d alcool|depuis)`,
);
const DRINKS = new RegExp(
  String.raw`\balcool ?:? ?${COUNT}(?: a (?:\w+))? (?:verres?|bieres?|unites?|g\b)|\b(?:${COUNT}|(?:une )?demi) (?:a \w+ )?(?:verres?|bieres?|bouteilles?|litres?|canettes?|pastis|whiskys?) (?:de (?:vin|biere|whisky|rose|rouge|rhum|vodka)s? )?(?:(?:par )?(?:jour|j|semaine|repas)\b|(?:tous les|chaque) (?:jours?|soirs?|midis?)|a chaque repas|a table|quotidien\w*|le (?:midi|soir))|\b(?:ethylisme|alcoolisme|intoxication (?:alcoo|ethy)\w+) (?:actif|active|chronique|non sevre|persistant|\d)|\boh ?: ?(?:\+|oui|[1-9])|\balcoolisation (?:quotidienne|chronique|massive|reguliere)|\bconsommation (?:d alcool |alcoolique |ethylique )?(?:quotidienne|excessive|a risque|estimee a [1-9]|de \d)|\b[1-9]\d+ ?g ?(?:\/|par)? ?j(?:our)?\b[^.;]{0,12}\balcool|\bboit (?:encore |toujours )?(?:${COUNT}|quotidien\w*|tous les jours|chaque jour)`,
);
const THEN = /\bavant\b|\bjusqu|\ba l epoque\b|\bauparavant\b|\bsevree?\b|\bancien\w*\b|\barret\w*\b/;

/** Drinking told after a paper that writes that it is over, or denied soon after a paper that tells it. */
export function writtenAlcohol({ passages, reference }: VigilanceInput): readonly Vigilance[] {
  const about = saying(passages, ALCOHOL).filter(
    (one) => !KIN.test(one.words) && daysBetween(one.date ?? reference, reference) <= REACH_DAYS,
  );
  const drinks = about.filter((one) => DRINKS.test(one.words) && !THEN.test(one.words));
  const over = about.filter((one) => ABSTINENT.test(one.words) && !DRINKS.test(one.words));
  const pair =
    firstThenLast(over.toReversed(), drinks) ?? lastPair(drinks, over, (drinker, sober) => closeBefore(drinker, sober, []))?.toReversed();
  const [sober, drinker] = pair ?? [];
  if (sober === undefined || drinker === undefined) return [];
  return [
    passagesSideBySide({
      rule: 'vigilance:alcohol',
      subject: 'Alcool',
      sides: [
        { says: 'abstinence', passage: sober, also: latestOfEach(over) },
        { says: 'consommation', passage: drinker },
      ],
      importance: 2,
    }),
  ];
}

const latestOfEach = (list: readonly Written[]): readonly Written[] =>
  [...new Map(list.map((one) => [one.documentId, one])).values()].toReversed().slice(0, 4);
