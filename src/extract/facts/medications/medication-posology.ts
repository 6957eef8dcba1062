import type { Range } from '../../text/analysis.js';
import { numberOf } from '../../text/number-words.js';

/** How a drug is taken, each part as a range of the page's text; `days` and `renewals` are counted. */
export interface Posology {
  /** "75 mg", "100 unités/mL": what the product holds. */
  readonly strength?: Range;
  /** "1 comprimé", else the amount where no unit of intake is written. */
  readonly dose?: Range;
  readonly route?: Range;
  readonly frequency?: Range;
  readonly duration?: Range;
  readonly durationDays?: number;
  readonly renewals?: number;
  /** "maximum 3 par jour", "sans dépasser 4 g par jour". */
  readonly ceiling?: Range;
  /** "si douleur": taken on need. */
  readonly onNeed: boolean;
  /** Where the last part read ends. */
  readonly end: number;
}

const NUMBER = String.raw`\d{1,3}(?:[ .]\d{3})+(?![\d,])|\d+(?:[.,]\d+)?`;
const MASS = String.raw`(?:mg|g|grammes?|milligrammes?|µg|ug|mcg|microgrammes?|gamma|ml|millilitres?|cl|l|ui|iu|u|unites?|mui|meq|mmol|mol|ppm|%|cmh2o)`;
const PER = String.raw`(?:\s?\/\s?(?:\d+(?:[.,]\d+)?\s?)?(?:ml|l|dose|min|h|24 ?h|jour|jr|j|heures?|kg|sem(?:aine)?|mois|an|g|m2|prise|actuation|bouffee|m²)\b)*`;
/** "50 mg/1000 mg": each part of a combination with its unit. */
const AMOUNT = String.raw`(?:${NUMBER})(?:\s?(?:mg|g|µg|ug|mcg)\s?[\/+]\s?(?:${NUMBER})(?=\s?(?:mg|g|µg|ug|mcg)\b)|\s?(?:\/|-|\+|a)\s?(?:${NUMBER}))?\s?${MASS}(?![a-z])${PER}`;
const INTAKE = String.raw`(?:cps?|cpr|comp(?:rimes?|\.)?|comprimes?|gelules?|gels?|gel\.|caps(?:ules?)?|sachets?|sach\.?|amp(?:oules?|\.)?|bouffees?|gouttes?|gttes?|gtt|patchs?|timbres?|inj(?:ections?|\.)?|suppo(?:sitoires?)?s?|pulverisations?|pulv\.?|applications?|appl\.?|inhalations?|inh\.?|cuilleres?(?: a (?:soupe|cafe))?|cac|cas|c\. ?a ?[cs]\.?|mesures?|dosettes?|unidoses?|doses?|unites?|ui|u|perfusions?|perf\.?|cures?|administrations?|ovules?|films?|pastilles?|stylos?|seringues?|prises?|lavements?|bolus|pilules?|cachets?|flacons?|tubes?)`;
const SMALL = String.raw`(?:\d+(?:[.,]\d+)?(?:\s?(?:a|-|ou|/)\s?\d+(?:[.,]\d+)?)?|½|¼|une?|deux|trois|quatre|demi-?|un demi|une demi-?)(?:\s?(?:et demie?|1\/2|½))?`;
const MOMENT = String.raw`(?:matins?|midis?|soirs?|coucher|nuit|reveil|lever|gouter|apres-midi|petit[- ]dejeuner|dejeuner|diner|repas)`;
const COUNT = String.raw`(?:\d+|une?|deux|trois|quatre|cinq|six)`;
const PERIOD = String.raw`(?:jours?|jrs?|j|semaines?|sem\.?|mois|ans?|annee|heures?|h|nuits?|trimestres?|24 ?h(?:eures)?)`;
const MONTHLESS = String.raw`(?:lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?)`;

const TAKE = String.raw`(?:1\/[24]|[0-4½])(?:[.,]5)?`;
const HOURS = String.raw`(?<![a-z\d/.,-])(?<!\d |le |du )0?[5-9](?:\s?h(?:\s?[0-5]\d)?)?(?:\s?[-–/]\s?(?:1\d|2[0-3])(?:\s?h(?:\s?[0-5]\d)?)?){2,5}(?![\d/]|\s?(?:mg|µg|g|ml|ui|u)\b)`;
/** "7h 1 cp - 10h30 1 cp - 21h ½ cp", "7h 1, 10h30 1, 21h ½": how many at each hour. */
const AT_HOUR = String.raw`(?:[01]?\d|2[0-3])\s?h(?:\s?[0-5]\d)?\s?:?\s?${TAKE}(?:\s?(?:cps?|comprimes?|gel|gelules?|sachets?|mg|ml)\b)?(?![\d/])`;
const FREQUENCY = new RegExp(
  [
    String.raw`(?<![a-z0-9,./])${AT_HOUR}(?:\s?[-–,;/+]\s?${AT_HOUR}){1,7}`,
    // Words and figures begin at a word's edge; a slash or a cross may follow a figure at once.
    // "2 le matin": how many go with when; one alone is not told.
    String.raw`(?<![a-z0-9,.])(?:(?<=[:|;,]\s*|(?:mg|g|µg|ui|ml)\s)(?:[2-9]|½|1\/2|deux|trois|quatre|un demi|une demie|un quart)\s)?(?:(?:le|la|au|a|chaque|tous les|avant le|avant les|apres le|apres les|pendant les|au cours des?|au milieu des?|avant chaque|avec les?)\s)?(?:(?<!moins |(?:distance|ecart|intervalle|loin) de )(?:[01]?\d|2[0-3])\s?h(?:eures)?\b(?! entre| d'(?:intervalle|ecart)| de distance| avant| apres| des autres)|${MOMENT})(?:(?:\s?,\s?|\s?\/\s?|\s?-\s?|\s?\+\s?|\s+et\s+|\s+ou\s+|\s)(?:(?:le|la|au|a|avant le)\s)?(?:\d{1,2}\s?h\b|${MOMENT}))*(?![a-z])`,
    String.raw`(?<![a-z0-9,.])(?<!\d )(?:\d\s?(?:a|-|ou)\s?)?${COUNT}\s?(?:fois|x|prises?|/)\s?(?:par|/|a la|le)?\s?${PERIOD}(?![a-z])`,
    String.raw`(?<![a-z0-9,.])(?:en )?(?:une|deux|trois|\d) (?:fois|prises?)(?: par jour| quotidiennes?)?(?![a-z])`,
    String.raw`(?<![a-z])x\s?\d(?!\d)(?:\s?(?:\/|par)\s?${PERIOD}(?![a-z]))?`,
    String.raw`(?<![a-z0-9,.])\d\s?x(?![a-z\d]|\s?\d)(?:\s?(?:\/|par)\s?${PERIOD}(?![a-z]))?`,
    String.raw`(?:(?<![a-z])par|/)\s?(?!24)${PERIOD}(?![a-z])`,
    String.raw`(?<![a-z0-9,.])(?:\d (?:a|ou) )?(?:une?|1|\d) (?:par|chaque|tous les|toutes les) ${PERIOD}(?![a-z])`,
    String.raw`(?<![a-z0-9,.])(?:tous|toutes) les (?:(?:\d+|deux|trois|quatre|six|quinze) )?${PERIOD}(?![a-z])`,
    String.raw`(?<![a-z0-9,.])chaque (?:${PERIOD}|${MONTHLESS}|${MOMENT})(?![a-z])`,
    String.raw`(?<![a-z0-9,.])\d (?:jours?|j) ?(?:sur|\/) ?7(?!\d)`,
    String.raw`(?<![a-z0-9,.])un jour sur (?:deux|trois)|1 j(?:our)? ?(?:sur|/) ?[23]`,
    String.raw`(?<![a-z0-9,.])(?:le|les|tous les) ${MONTHLESS}(?![a-z])|le 1er du mois`,
    String.raw`(?<![a-z0-9,.])(?:quotidien(?:ne)?(?:ment)?|hebdomadaires?|mensuel(?:le)?s?|trimestriel(?:le)?s?|annuel(?:le)?s?|bi-?quotidien(?:ne)?)(?![a-z])`,
    // "7-11-15-19", "8/12/16", "7h-11h-15h-19h": the hours of the day at which it is taken.
    HOURS,
    String.raw`(?<![a-z0-9,./-])${TAKE}\s?-\s?${TAKE}\s?-\s?${TAKE}(?:\s?-\s?${TAKE}){0,3}(?![\d/])`,
    String.raw`(?<![a-z0-9,.])(?:en continu|en une prise|dose unique|au coucher|a jeun|ivse|uniquement en cas de[^,.;\n()–-]*|seulement si[^,.;\n()–-]*)`,
    String.raw`(?<![a-z0-9,.])(?:a la demande|si besoin|sb(?![a-z])|prn|si necessaire|au besoin|en reserve)`,
    String.raw`(?<![a-z0-9,.])(?:si|en cas de|en cas d'|lors des|uniquement si)(?: |(?<='))[^,.;:\n()]{3,60}?(?= - |[,.;:\n()]|$)`,
  ].join('|'),
  'g',
);
const ON_NEED = /a la demande|si besoin|\bsb\b|\bprn\b|si necessaire|au besoin|en reserve|^(?:si|en cas d|lors d|uniquement|seulement)/;
const ROUTE = new RegExp(
  String.raw`\b(?:per os|po|iv(?:d|l|se)?|sc|im|sous[- ]cutanee?s?|intra-?musculaires?|intra-?veineuse?s?|en perfusion|sublinguale?|sous la langue|inhale(?:e|s|es)?|en inhalation|en nebulisation|nasale?|intra-?nasale?|par voie [a-z]+|topique|cutanee?|transdermique|rectale?|intra-?rectale?|vaginale?s?|intra-?vaginale?|buvables?|buv|collyre|dans (?:chaque|les deux|l') ?(?:oeil|yeux|el)|orale?|par pompe(?: externe)?|dans la pompe|oculaire)(?![a-z])`,
  'g',
);
const DURATION = new RegExp(
  String.raw`(?!x\s?\d+\s?h)(?:qsp|pendant|pdt|pour|durant|duree(?: de)?|traitement de|x|a prendre)\s?:?\s?(\d+|une?|deux|trois|quatre|cinq|six|sept|huit|dix|douze|quinze)\s?(jours?|jrs?|j|semaines?|sem\.?|mois|ans?|heures?|h)(?![a-z/])|(?<!\d[,.])(?<!\d (?=\d{3}))(?<!les )(?<!par )(?<!en )(?<!apres )(?<!dans )(?<!depuis )(?<!\/ )(?<!espace )(?<!espacee )(?<!ans )(?<!de )(?<!il y a )(?<! a )(?<! ou )(?<!/)\b(\d{1,3}|trois|quatre|cinq|six|sept|huit|dix|douze|quinze)\s?(jours?|j|semaines?|sem|mois)(?![a-z/])(?! apres| avant| plus| d'| de (?!traitement|suite|cure|prise|plus)| par (?:mois|an|semaine)| ?(?:→|->|=>) ?\d| ?(?:sur|\/) ?(?:\d|deux|trois|quatre|cinq|sept|huit|dix))|\bjusqu'(?:au?|en|a la) (?!\d+ ?(?:\/ ?(?:j|24|sem)|u|ui|unites?|cps?|comprimes?|fois|x|par|mg|g|gouttes?)\b)[^,;.\n)]{2,40}?(?= - |[,;.\n)]|$)|au long cours|a vie|en continu\b|au moins \d+ (?:mois|ans|semaines|jours)`,
  'g',
);
const RENEW =
  /(?:a )?renouvel(?:er|able)(?: (?:encore|jusqu'a))? (?:(\d+|une|deux|trois|cinq|six) fois|pendant (\d+) mois|(\d+) mois)|\bar\s?[x:]?\s?(\d)\b/g;

const numberIn = (word: string): number => numberOf(word) ?? 0;
const daysOf = (count: number, unit: string): number =>
  /^j/.test(unit)
    ? count
    : /^sem/.test(unit)
      ? count * 7
      : /^m/.test(unit)
        ? count * 30
        : /^an/.test(unit)
          ? count * 365
          : Math.ceil(count / 24);

const AMOUNT_AT = new RegExp(AMOUNT, 'g');
const INTAKE_AT = new RegExp(
  String.raw`(?<![a-z\d/,.])(?<!\d (?=\d{3}))(?<!pour (?=une goutte))${SMALL}\s?${INTAKE}(?![a-z])(?:\s(?:et demie?|1\/2|½)(?![a-z\d]))?(?!\s?\/\s?(?:\d+ ?)?(?:ml|l|dose|kg|h|10|g)\b)`,
  'g',
);
const BARE_STRENGTH =
  /^(?:\s|a |:|=|\b(?:dose|seule?|patch|retard)\b|\b(?:lp|xr|cr|sr)\b)*(\d{1,3}(?: \d{3})+|\d{1,5}(?:[.,]\d+)?(?:\s?\/\s?\d{1,5}(?:[.,]\d+)?){0,2}(?:\s?\+\s?\d{1,4}(?:[.,]\d+)?(?![\d/]|\s?[a-z]*(?:cp|comp|gel|fois|x\b|\()))?)(?![\d/]|[.,]\d|\s?[-–]\s?\d{1,2}(?:\s?h)?\s?[-–]\s?\d)(?!(?<=\b(?:19|20)\d\d)(?!\s?(?:mg|ui)))(?!\s?(?:[a-z]{0,3}\/|h\d|kcal|kg\b|ans\b|mois\b|jours?\b|j\b|sem|fois|x\b(?!\s?\d(?! ?(?:j|jours?|sem[a-z]*)\b))|h(?:eures?)?\b|%|cps?\b|comp|gel|sach|amp|bouf|goutt|inj|pul|app|patch|\)|er\b|e\b|°|boites?\b|btes?\b|(?:a|ou) \d+ ?(?:par|fois|x|\/|cps?|comp|gel|sach)))/;

/** "ADCIRCA 40/j", "TYSABRI 300/4 sem": so much a day or every so many weeks, its unit left out. */
const A_DAY = /^(?:\s|:|=|\b(?:lp|sc|iv)\b)*(\d{2,4})(?=\s?\/\s?(?:\d{1,2}\s?)?(?:j|jours?|sem|semaines?|mois)(?![a-z]))/;

/** "Abasaglar 22 à 18": what it is lowered to. */
const LOWERED = /^ a (\d{1,3}(?:[.,]\d+)?)(?![\d/]|[.,]\d|\s?(?:h\b|cps?\b|comp|gel|ans\b|mois|jours?|j\b|sem|fois))/;

const CEILING = new RegExp(
  String.raw`(?<![a-z])(?:max(?:imum|i)?\.?|sans depasser|ne pas depasser)\s?:?\s?(?:de )?${COUNT}(?:\s?(?:${MASS}|${INTAKE})(?![a-z]))?(?:\s?(?:par|/)\s?${PERIOD}(?![a-z]))?`,
);

/** "NOVORAPID 8-10-12 UI", "4/6/6 U", "LANTUS 0-0-18": so much at each meal. */
const MEALS =
  /^[\s:=]*((?:\d{1,3}\s?[-–/]\s?){2,3}\d{1,3}\s?(?:ui|u|unites?)(?![a-z/])|(?=[\d-]*\b0\b)(?=[\d-]*(?:[5-9]|\d\d))\d{1,2}(?:-\d{1,2}){2,3}(?![\d/-])|(?=[\d-]*(?:[5-9]|1\d))(?:[1-9]|1\d)-(?:\d|1\d)-(?:\d|1[0-8])(?![\d/-]|\s?h))/;

/** "Ordonnance 2 cp ; le patient prend un et demi": what is taken, not what is written. */
const REALLY_TAKEN = new RegExp(
  String.raw`\b(?:ordonnance|ordo|prescri(?:t|te|ption))\b[^.]{0,40}?[;,:(] ?(?:mais )?(?:le patient |la patiente |il |elle )?(?:n')?(?:en )?prend (?:en fait |en realite )?(${SMALL}(?:\s?${INTAKE}(?![a-z]))?)`,
);
/** "150 mg : coupé en deux, donc 75 mg", "75 + 1/2 cp de 25 = 87,5/j": what it comes to. */
const IN_ALL =
  /(?:\bcoupee?s? en (?:deux|2)\b[^.;]{0,12}?\b(?:donc|soit) (?:de )?|\+[^.;=]{1,24}= ?)(\d+(?:[.,]\d+)? ?(?:mg|µg|g)?(?: ?\/ ?j)?)(?![a-z\d])/;
/** "2,5 mg, moitié le matin". */
const HALF = /\bmoitie(?= (?:d'un |du |de )?(?:comprime|cp|le |au |matin|midi|soir|par jour))/;

/** Reads how a drug is taken in `folded.slice(start, end)`, the text that follows its name. */
export function readPosology(folded: string, start: number, end: number): Posology {
  const text = folded.slice(start, end);
  const at = (match: { readonly index: number; readonly 0: string }): Range => ({
    start: start + match.index + leftBehind(text, match.index, match[0]),
    end: start + match.index + match[0].length,
  });
  const amounts = [...text.matchAll(AMOUNT_AT)].filter(
    (match) =>
      !isCeiling(text, match.index) &&
      !isMeasurement(text, match.index, match[0]) &&
      !isShare(text, match.index, match[0]) &&
      !/^\s?\/\s?dl\b/.test(text.slice(match.index + match[0].length)),
  );
  const intake = [...text.matchAll(INTAKE_AT)].find(
    (match) =>
      !isCeiling(text, match.index) &&
      !isPackage(match[0]) &&
      !isStrengthOf(match[0]) &&
      !isStock(text.slice(match.index + match[0].length)),
  );
  const bare = A_DAY.exec(text) ?? BARE_STRENGTH.exec(text);
  const lowered = bare?.[1] === undefined ? null : LOWERED.exec(text.slice(bare[0].length));
  const isLowered = lowered?.[1] !== undefined && Number(lowered[1].replace(',', '.')) < Number(bare?.[1]?.replace(',', '.'));
  const bareEnd = start + (bare?.[0].length ?? 0) + (isLowered ? (lowered?.[0].length ?? 0) : 0);
  const bareRange =
    bare?.[1] === undefined ? undefined : { start: bareEnd - (isLowered ? (lowered?.[1]?.length ?? 0) : bare[1].length), end: bareEnd };
  const daily = amounts.find(
    (match) =>
      /\/\s?(?:j|jour|24|sem|mois)/.test(match[0]) ||
      /^\s?(?:par|,? une fois|,? le|,? x|\/(?!\s?dl\b))/.test(text.slice(match.index + match[0].length)),
  );
  const first = amounts[0];
  // "100 mg/ml : 4 ml matin et soir (41 mg/kg/j)": the volume is what is taken, the weight what it is reckoned by.
  const volume = /\d ?(?:mg|µg|g) ?\/ ?ml$/.test(first?.[0] ?? '')
    ? amounts.find((match) => /^\d+(?:[.,]\d+)? ?ml$/.test(match[0]) && !/\bflacons? (?:de )?$/.test(text.slice(0, match.index)))
    : undefined;
  const strength = MEALS.test(text)
    ? undefined
    : first !== undefined && (bareRange === undefined || start + first.index <= bareRange.start)
      ? at(first)
      : bareRange;
  const meals = MEALS.exec(text);
  const inAll = IN_ALL.exec(text);
  const really = REALLY_TAKEN.exec(text) ?? inAll;
  const half = HALF.exec(text);
  const dose =
    really?.[1] !== undefined
      ? { start: start + really.index + really[0].length - really[1].length, end: start + really.index + really[0].length }
      : meals?.[1] !== undefined
        ? { start: start + meals[0].length - meals[1].length, end: start + meals[0].length }
        : intake !== undefined
          ? at(intake)
          : half !== null
            ? at(half)
            : (volume ?? daily) !== undefined
              ? at((volume ?? daily) as RegExpExecArray)
              : strength;
  const frequency = readFrequency(text, start);
  const steps = [...text.matchAll(DURATION)];
  const duration = steps[0];
  const taper = duration === undefined ? undefined : readSteps(text, steps);
  const ceiling = CEILING.exec(text);
  const route = [...text.matchAll(ROUTE)][0];
  const renewal = [...text.matchAll(RENEW)][0];
  const renewals = renewal === undefined ? undefined : numberIn(renewal[1] ?? renewal[2] ?? renewal[3] ?? renewal[4] ?? '');
  const counted = duration?.[1] ?? duration?.[3];
  const days =
    taper !== undefined
      ? taper.days
      : duration === undefined || counted === undefined
        ? undefined
        : daysOf(numberIn(duration[1] ?? duration[3] ?? ''), duration[2] ?? duration[4] ?? '');
  const rhythm =
    taper === undefined
      ? frequency
      : { start: start + Math.min(taper.from, (frequency?.start ?? Infinity) - start), end: start + taper.to };
  const ends = [strength, dose, rhythm, ...[duration, route, renewal].map((match) => (match === undefined ? undefined : at(match)))];
  return {
    ...(strength === undefined || inAll !== null ? {} : { strength }),
    ...(dose === undefined ? {} : { dose }),
    ...(route === undefined ? {} : { route: at(route) }),
    ...(rhythm === undefined ? {} : { frequency: rhythm }),
    ...(ceiling === null ? {} : { ceiling: at(ceiling) }),
    ...(duration === undefined ? {} : { duration: at(duration) }),
    ...(days === undefined || !Number.isFinite(days) ? {} : { durationDays: days * (1 + (renewals ?? 0)) }),
    ...(renewals === undefined || !Number.isFinite(renewals) ? {} : { renewals }),
    onNeed: frequency !== undefined && ON_NEED.test(folded.slice(frequency.start, frequency.end)),
    end: Math.max(start, ...ends.map((range) => range?.end ?? 0)),
  };
}

const NEXT_STEP = new RegExp(
  String.raw`^[^.;\n]{0,24}?\b(?:puis|ensuite)\b(?: a| de| par| ensuite)? (?=${AMOUNT}|${SMALL} ?(?:${INTAKE}|par|/)|\d)`,
);

/**
 * "1 cp pendant 2 semaines puis 15 mg 1 semaine puis 10 mg": the steps as one rhythm, with the days of all of them where each has its own;
 * the last step without a duration goes on. Undefined where one step is written.
 */
function readSteps(
  text: string,
  durations: readonly RegExpExecArray[],
): { readonly from: number; readonly to: number; readonly days: number | undefined } | undefined {
  let days: number | undefined = 0;
  let to = 0;
  let steps = 0;
  for (const match of durations) {
    const count = match[1] ?? match[3];
    if (count === undefined || (steps > 0 && match.index - to > 40)) break;
    days += daysOf(numberIn(count), match[2] ?? match[4] ?? '');
    to = match.index + match[0].length;
    steps += 1;
    const next = NEXT_STEP.exec(text.slice(to));
    if (next === null) break;
    const behind = text.slice(to + next[0].length);
    const end = /^[^,;.\n]*?(?= puis\b|[,;.\n]|$)/.exec(behind)?.[0] ?? '';
    if (![...end.matchAll(DURATION)].some((own) => (own[1] ?? own[3]) !== undefined))
      return { from: durations[0]?.index ?? 0, to: to + next[0].length + end.trimEnd().length, days: undefined };
  }
  return steps < 2 || !Number.isFinite(days) ? undefined : { from: durations[0]?.index ?? 0, to, days };
}

/** "de 1000 à 500 mg": the first amount is the one that is left; "1 à 2 g" is a range. */
function leftBehind(text: string, index: number, amount: string): number {
  // "Débutée le 12 mai 2022 à 25 mg": the year is no amount.
  const year = /^(?:19|20)\d\d a (?=\d)/.exec(amount);
  if (year !== null) return year[0].length;
  return /\bde $/.test(text.slice(0, index)) ? (/^[\d.,]+ a (?=\d)/.exec(amount)?.[0].length ?? 0) : 0;
}

/** "si la glycémie dépasse 2,50 g/L", "avec une HbA1c à 9,1 %": a result that stands behind a drug's name is no strength. */
function isMeasurement(text: string, index: number, amount: string): boolean {
  return (
    /(?:\/\s?l|%)$/.test(amount) &&
    /[a-z]{3}/.test(text.slice(0, index).replace(/\b(?:collyre|creme|gel|pommade|solution|sirop|lotion|injectable|mousse|spray|a)\b/g, ''))
  );
}

/** "TOUJEO 80 % la veille", "50 % de la dose": a share of what is usually taken. */
const isShare = (text: string, index: number, amount: string): boolean =>
  amount.endsWith('%') && /^ ?(?:la veille|le matin|le soir|de (?:la|sa) dose|du? |des )/.test(text.slice(index + amount.length));

/** "max 3 par jour", "sans dépasser 4", "ne pas dépasser": a ceiling is no dose. */
function isCeiling(text: string, index: number): boolean {
  return /(?:max(?:imum|i)?\.?|sans depasser|pas depasser|jusqu'a|limite(?:e|r)? a|pas plus de|objectif|cible)\s*:?\s*$/.test(
    text.slice(Math.max(0, index - 20), index),
  );
}

/** A condition cut by the line's end: "si le". */
const isIdle = (words: string): boolean =>
  /^(?:si|en cas d|lors d|uniquement|seulement)/.test(words) &&
  /(?:^si| le| la| les| un| une| de| du| des| d'| l'| a| en cas| en cas d| son| sa)$/.test(words.trim());

/** A box or a bottle is what is handed out, not what is taken. */
function isPackage(text: string): boolean {
  return /(?:flacons?|tubes?|stylos?|seringues?)$/.test(text);
}

/** "MODOPAR 125 gélule": what one capsule holds. */
const isStrengthOf = (intake: string): boolean => /^(?:1[3-9]|[2-9]\d|\d{3,}) ?(?:cp|comprime|gelule|capsule|sachet|ampoule)$/.test(intake);

/** "22 gélules en trop", "3 comprimés de reste": what a count of the boxes found, not what is taken. */
const isStock = (after: string): boolean =>
  /^ ?(?:en (?:trop|stock|surplus|plus)|de (?:trop|reste|plus)|restant(?:e?s)?|d'avance|perime(?:e?s)?|(?:non |pas )(?:pris|prises|distribu\w+|donn\w+)|manquant(?:e?s)?|retrouve(?:e?s)|oublie(?:e?s))\b/.test(
    after,
  );

/** The first frequency and those that follow it closely: "1 fois par jour, le matin, si douleur". */
function readFrequency(text: string, offset: number): Range | undefined {
  let range: Range | undefined;
  for (const match of text.matchAll(FREQUENCY)) {
    if (
      isCeiling(text, match.index) ||
      isIdle(match[0]) ||
      (/^(?:si|en cas|lors|uniquement)/.test(match[0]) && /\.\s+$/.test(text.slice(0, match.index)))
    )
      continue;
    const here = { start: offset + match.index, end: offset + match.index + match[0].trimEnd().length };
    if (range === undefined) range = here;
    else if (/^[\s,;–-]*(?:\d+\s*\w*\s*)?$/.test(text.slice(range.end - offset, match.index)) && here.start - range.end <= 16)
      range = { start: range.start, end: here.end };
    else break;
  }
  return range === undefined ? undefined : withOtherTimes(text, range, offset);
}

function withOtherTimes(text: string, range: Range, offset: number): Range {
  let { end } = range;
  if (!AT_MOMENT.test(text.slice(range.start - offset, end - offset))) return range;
  for (let more = SPLIT.exec(text.slice(end - offset)); more !== null; more = SPLIT.exec(text.slice(end - offset))) end += more[0].length;
  return { start: range.start, end };
}

/** "75 mg le matin et 100 mg le soir", "75 matin + 150 soir": another amount at another time of the day. */
const SPLIT = new RegExp(
  String.raw`^\s?(?:et|,|\+|puis)\s?(?:(?:garder|maintenir|conserver|toujours)\s)?(?:1\/[24]|\d+(?:[.,]\d+)?|½|une?|deux|trois)\s?(?:mg|µg|g|ui|u|${INTAKE})?\s?(?:le |au |a |l')?${MOMENT}(?![a-z])`,
);
const AT_MOMENT = new RegExp(String.raw`${MOMENT}$`);

/** Quantity and renewals written once for a whole prescription: "QSP 1 mois, à renouveler 2 fois". */
export const BLOCK_SUPPLY =
  /^\W*(?:(?:le tout |traitement )?(?:qsp|pour|quantite suffisante pour) ?:? ?(\d+) (mois|semaines?|jours?)|a renouveler|ordonnance (?:a )?renouvel|renouvelable|ar )/;

/** Reads a line that holds for the drugs above it; `days` renewals included. */
export function readBlockSupply(line: string): { readonly days?: number; readonly renewals?: number } {
  const supply = /(?:qsp|pour|quantite suffisante pour) ?:? ?(\d+) (mois|semaines?|jours?)/.exec(line);
  const renewal = [...line.matchAll(RENEW)][0];
  const renewals = renewal === undefined ? undefined : numberIn(renewal[1] ?? renewal[2] ?? renewal[3] ?? renewal[4] ?? '');
  const days = supply === null ? undefined : daysOf(Number(supply[1]), supply[2] ?? '') * (1 + (renewals ?? 0));
  return { ...(days === undefined ? {} : { days }), ...(renewals === undefined ? {} : { renewals }) };
}
