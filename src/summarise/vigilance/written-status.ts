import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates, daysBetween } from '../dates.js';
import { once, passagesByDocument, passagesSideBySide, type Written } from './passages.js';
import type { VigilanceInput } from './warning.js';

const PRELIMINARY = /\b(?:preliminaire|provisoire|extemporanee?|en attente (?:de|des) (?:relecture|immuno\w+))\b/;
const FINAL = /\b(?:definiti(?:f|ve)|complementaire|correctif|apres relecture|annule et remplace|addendum|rectificatif)\b/;
const CONCLUDES =
  /\b(?:conclusion|diagnostic|lesions?|rejet|absence|pas de|carcinome|adenocarcinome|tumeur|dysplasie|inflammat\w+|grade|malin|benin|compatible)\b/;
const REPORT_LINES = 12;

const isPreliminary = once(PRELIMINARY);

/** A report that was given first as preliminary, then as final, in one paper or two: both conclusions. */
export function preliminaryAndFinal({ passages, sources }: VigilanceInput): readonly Vigilance[] {
  return [...passagesByDocument(passages)].flatMap(([documentId, own]): readonly Vigilance[] => {
    if (
      sources.nature(documentId) !== 'pathology' &&
      !own.slice(0, REPORT_LINES).some((one) => /anatom|histolog|cytolog|biopsie|anapath/.test(one.words))
    )
      return [];
    const first = own.findIndex(isPreliminary);
    const last = own.findLastIndex((one) => FINAL.test(one.words));
    if (first < 0 || last <= first) return [];
    const early = own.slice(first, last).filter((one) => CONCLUDES.test(one.words) && !FINAL.test(one.words));
    const late = own.slice(last).filter((one) => CONCLUDES.test(one.words));
    const [before, after] = [early.at(-1), late[0]];
    if (before === undefined || after === undefined) return [];
    return [
      passagesSideBySide({
        rule: 'vigilance:preliminary-and-final',
        subject: 'Compte rendu préliminaire puis définitif',
        sides: [
          { says: 'préliminaire', passage: before, also: early.slice(-3, -1) },
          { says: 'définitif', passage: after, also: late.slice(1, 4) },
        ],
        importance: 2,
      }),
    ];
  });
}

const KIDNEY = /\b(?:renale?s?|rein|mrc|irc|dfg|nephro\w*)\b/;
const STAGE = /\bstade (3 ?[ab]|[1-5]|iii ?[ab]|iv|v)\b/;

const bearsStage = once(STAGE);

/** Chronic kidney disease told at two stages: the older and the latest. */
export function kidneyStages({ passages, reference }: VigilanceInput): readonly Vigilance[] {
  const staged = passages.filter(bearsStage).flatMap((passage) => {
    const stage = STAGE.exec(passage.words)?.[1]?.replace(/ /g, '').replace(/^iii/, '3').replace(/^iv$/, '4').replace(/^v$/, '5');
    return stage === undefined || !KIDNEY.test(passage.words) || /\b(?:mere|pere|frere|soeur|mari|epouse|escarre)\b/.test(passage.words)
      ? []
      : [{ passage, stage }];
  });
  const last = staged.at(-1);
  const before = staged.findLast(
    (one) => last !== undefined && one.stage !== last.stage && one.passage.documentId !== last.passage.documentId,
  );
  if (last === undefined || before === undefined || daysBetween(last.passage.date ?? reference, reference) > 1500) return [];
  return [
    passagesSideBySide({
      rule: 'vigilance:stage-moved',
      kind: 'safety',
      subject: 'Maladie rénale chronique',
      sides: [
        { says: `stade ${before.stage}`, passage: before.passage },
        { says: `stade ${last.stage}`, passage: last.passage },
      ],
      importance: 2,
    }),
  ];
}

const TOBACCO = /\b(?:tabac\w*|fume\w*|cigarettes?|paquets?|cig\b|pa\b|sevr\w+)/;
const PACK_YEARS = /\b(\d{1,3}) ?(?:a \d{1,3} )?(?:paquets? annees?|paquet annee|pa)\b/;
const QUIT =
  /\b(?:sevr\w+|arret\w*|ancien|ex fumeur|ne fume plus|plus rien|n a plus fume|rien depuis|stopp\w*|non fumeur|pas de tabac|tabac ?:? ?(?:0(?![.,/\d])|non|aucun|neant)|jete ses cigarettes)\b/;
const SMOKES =
  /\btabac ?:? ?(?:actif|en cours|oui|[1-9]|0[.,][1-9]|1\/2|une? (?:demi )?paquet)|\b(?:fume|tabagisme) (?:encore|toujours|actif|une?|\d)|\b\d+ (?:cig|cigarettes?|paquets?) ?(?:\/|par) ?j|\b(?:deux|trois|quatre|cinq|six|dix|quinze|vingt) (?:ou \w+ )?(?:cigarettes?|paquets?) par jour|\btabac [\d1/2 ]+(?:paq|cig)|\bfumeu(?:r|se) (?:actif|active)|\bsauf (?:en soiree|le week end)/;
const KIN = /\b(?:pere|mere|frere|soeur|mari|epoux|epouse|conjoint\w*|compagnon|compagne|fils|fille|parents?|entourage|famille|passif)\b/;
const speaksOfTobacco = once(TOBACCO);
const APART = 3;

/** Smoking written as over in one document and as going on in another, or counted in pack-years that do not go together. */
export function writtenSmoking({ passages, reference }: VigilanceInput): readonly Vigilance[] {
  const about = passages.filter(
    (one) => speaksOfTobacco(one) && !KIN.test(one.words) && daysBetween(one.date ?? reference, reference) <= 4000,
  );
  const over = about.filter((one) => QUIT.test(one.words) && !SMOKES.test(one.words));
  const smokes = about.filter((one) => SMOKES.test(one.words));
  const counts = about.flatMap((passage) => {
    const written = PACK_YEARS.exec(passage.words)?.[1];
    return written === undefined ? [] : [{ passage, years: Number(written) }];
  });
  const found: Vigilance[] = [];
  const firstOver = over.find((one) =>
    smokes.some((other) => other.documentId !== one.documentId && compareDates(other.date, one.date) >= 0),
  );
  const relapse = smokes.findLast(
    (one) => firstOver !== undefined && one.documentId !== firstOver.documentId && compareDates(one.date, firstOver.date) >= 0,
  );
  if (firstOver !== undefined && relapse !== undefined)
    found.push(
      passagesSideBySide({
        rule: 'vigilance:smoking',
        subject: 'Tabac',
        sides: [
          { says: 'arrêt ou absence', passage: firstOver, also: latestOfEach(over) },
          { says: 'tabagisme', passage: relapse, also: latestOfEach(smokes) },
        ],
        importance: 2,
      }),
    );
  const [count] = counts;
  const other = counts.findLast(
    (one) => count !== undefined && one.passage.documentId !== count.passage.documentId && Math.abs(one.years - count.years) >= APART,
  );
  if (count !== undefined && other !== undefined && over.length > 0)
    found.push(
      passagesSideBySide({
        rule: 'vigilance:pack-years',
        subject: 'Tabac, quantités différentes',
        sides: [
          { says: `${count.years} paquets-années`, passage: count.passage },
          { says: `${other.years} paquets-années`, passage: other.passage, also: counts.map(({ passage }) => passage) },
        ],
        importance: 1,
      }),
    );
  return found;
}

const ALCOHOL = /\b(?:alcool\w*|oh|vin|bieres?|verres?|ethyl\w+|abstinen\w+)\b/;
const ABSTINENT =
  /\babstinen\w+|\bsevree? (?:de l alcool|depuis)|\baucune (?:consommation|reprise)\b|\bne boit (?:plus|pas)|\bpas d alcool\b|\balcool ?: ?(?:0|non|aucune?|jamais|nul)\b/;
const DRINKS =
  /\balcool ?:? ?(?:un|une|deux|trois|quatre|cinq|six|\d+)(?: a (?:\w+))? (?:verres?|bieres?|unites?)|\b(?:un|deux|trois|quatre|cinq|six|\d+) (?:a \w+ )?verres? (?:de vin )?par jour|\b(?:ethylisme|alcoolisme) (?:actif|chronique|non sevre)|\boh ?: ?(?:\+|oui|\d)/;

const speaksOfAlcohol = once(ALCOHOL);

/** Drinking written in figures after a document that writes that it is over. */
export function writtenAlcohol({ passages, reference }: VigilanceInput): readonly Vigilance[] {
  const about = passages.filter(
    (one) => speaksOfAlcohol(one) && !KIN.test(one.words) && daysBetween(one.date ?? reference, reference) <= 4000,
  );
  const over = about.filter((one) => ABSTINENT.test(one.words) && !DRINKS.test(one.words));
  const drinks = about.findLast(
    (one) =>
      DRINKS.test(one.words) &&
      !/\bavant\b|\bjusqu|\ba l epoque\b|\bauparavant\b/.test(one.words) &&
      over.some((other) => other.documentId !== one.documentId && compareDates(other.date, one.date) <= 0),
  );
  const sober = over.findLast((one) => drinks !== undefined && one.documentId !== drinks.documentId);
  if (drinks === undefined || sober === undefined) return [];
  return [
    passagesSideBySide({
      rule: 'vigilance:alcohol',
      subject: 'Alcool',
      sides: [
        { says: 'abstinence', passage: sober, also: latestOfEach(over) },
        { says: 'consommation', passage: drinks },
      ],
      importance: 2,
    }),
  ];
}

const latestOfEach = (list: readonly Written[]): readonly Written[] =>
  [...new Map(list.map((one) => [one.documentId, one])).values()].toReversed().slice(0, 4);
