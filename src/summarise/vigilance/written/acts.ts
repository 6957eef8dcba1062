import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { once, passagesSideBySide, whoWrites, saying, type Written } from '../passages.js';
import type { VigilanceInput } from '../warning.js';
import { among } from '../../per-document.js';

const UP_TO_DATE =
  /\bvaccin\w*[^.;]{0,30}\ba jour\b|\ba jour (?:de|des|pour) (?:ses |les )?vaccin|\bcalendrier vaccinal (?:a jour|respecte)|\bvaccins? ok\b|\b(?:dtp|dtcap|tetanos|ror|hepatite b|pneumocoque)\b[^.;,]{0,12}\b(?:a jour|ok)\b|\bvaccinations? (?:obligatoires )?(?:effectuees?|completes?|faites)\b/;
const ONE_VACCINE = /\b(dtp|dtcap|tetanos|ror|hepatite b|pneumocoque)\b[^.;,]{0,12}\b(?:a jour|ok)\b/;
const VACCINE =
  /\b(?:rappel|vaccin\w*|dose|dtp|dtcap\w*|ror|priorix|zona|shingrix|pneumocoque|prevenar|grippe|hepatite b|coqueluche|hpv|gardasil|meningocoque|covid|repevax|boostrix\w*|infanrix\w*|hexyon|revaxis|tetravac\w*|vaxneuvance|bexsero|nimenrix|engerix|havrix|efluelda|vaxigrip\w*|influvac|comirnaty)\b/;
const LACKING =
  /\b(?:a faire|a refaire|non faite?s?|pas (?:encore )?faite?s?|jamais faite?s?|en retard|dus? depuis|due depuis|manquante?s?|a completer|non fait|du en|du \d|dues? en|prochain du|reporte\w*|non recue?s?|pas pu verifier|a rattraper)\b|\b(?:d|dose )[23]\b(?= ?(?:\.{4}|_{3}|\(|$))|\brappel suivant ?: ?\?|\bprochaine?\b[^;]{0,50}\bpas faite?\b/;
const VACCINE_DAYS = 1000;
const DONE_SINCE_DAYS = 60;

const speaksOfVaccines = once(VACCINE);
const saysUpToDate = once(UP_TO_DATE);

/** "Vaccinations à jour" beside papers of about that time that write a dose as lacking. */
export function vaccinesWritten({ passages }: VigilanceInput): readonly Vigilance[] {
  const said = saying(passages, saysUpToDate).findLast(
    (one) => !/\b(?:pas|non|mettre|mise|remettre) a jour|n est pas a jour|entourage/.test(one.words),
  );
  if (said?.date === undefined) return [];
  const { date, documentId } = said;
  const named = ONE_VACCINE.exec(said.words)?.[1];
  // Doses that the same paper dates: what lacked before them is done.
  const doses = saying(passages, speaksOfVaccines)
    .filter((one) => one.documentId === documentId)
    .flatMap((one) => [...one.words.matchAll(/\ble (\d{2}) (\d{2}) (20\d\d)\b/g)].map(([, day, month, year]) => `${year}-${month}-${day}`));
  const lacking = saying(passages, speaksOfVaccines).filter(
    (one) =>
      one.documentId !== documentId &&
      one.date !== undefined &&
      !doses.some((day) => compareDates(one.date, day) <= 0) &&
      // What was lacking long before may have been done since.
      daysBetween(one.date, date) <= DONE_SINCE_DAYS &&
      daysBetween(date, one.date) <= VACCINE_DAYS &&
      // "dTP OK" says nothing of the others.
      (named === undefined || one.words.includes(named)) &&
      LACKING.test(one.words),
  );
  const last = lacking.at(-1);
  if (last === undefined) return [];
  return [
    passagesSideBySide({
      rule: 'vigilance:vaccines-up-to-date',
      subject: 'Vaccinations',
      sides: [
        { says: 'dites à jour', passage: said },
        { says: 'dose notée à faire ou non faite', passage: last, also: lacking.slice(-4, -1).toReversed() },
      ],
      importance: 2,
    }),
  ];
}

const OPERABLE: readonly (readonly [string, RegExp])[] = [
  ['Hématome sous-dural', /\b(?:hematome sous dural|hsd)\b/],
  ['Fracture', /\bfracture\b/],
  ['Hernie', /\b(?:hernie|eventration)\b/],
  ['Anévrisme', /\banevr[iy]sme\b/],
  ['Cancer', /\b(?:cancer|carcinome|tumeur)\b/],
  ['Lithiase', /\b(?:lithiase|calculs?)\b/],
  ['Ménisque ou ligament', /\b(?:menisque|lca|ligament)\b/],
  ['Coiffe des rotateurs', /\bcoiffe\b/],
];
const OPERATED = /\boperee?s?\b|\bevacuee?\b|\bchirurgie (?:faite|realisee)\b/;
const NOT_OPERATED =
  /\b(?:non|pas|jamais) (?:ete )?operee?s?\b|\bpas d (?:indication|intervention) (?:operatoire|chirurgicale)|\btraitement (?:conservateur|orthopedique|fonctionnel|medical) (?:seul|retenu)?|\b(?:recuse|contre indique)\w* (?:a|de) la chirurgie|\bpas chirurgical/;

const saysNotOperated = once(NOT_OPERATED);
const speaksOfOperations = once(/oper|chirurg|evacue|conservateur|orthopedique|fonctionnel/);
const isMatter = once(
  /\b(?:motif|conclusion|diagnostic|hematome|hsd|fracture|hernie|eventration|anevr[iy]sme|cancer|carcinome|tumeur|lithiase|calculs?|menisque|lca|ligament|coiffe)\b/,
);

const about = (one: Written): boolean => speaksOfOperations(one) || isMatter(one);
const ofOperations = among(about);

/** One thing said operated on in a paper, and not operated on in the paper of those who treated it. */
export function notOperated({ passages: all }: VigilanceInput): readonly Vigilance[] {
  if (!saying(all, saysNotOperated).some(about)) return [];
  const passages = ofOperations(all);
  return OPERABLE.flatMap(([name, thing]): readonly Vigilance[] => {
    const inDocument = new Set(passages.filter((one) => thing.test(one.words)).map((one) => one.documentId));
    const done = passages.findLast((one) => beside(one, thing, OPERATED) && !NOT_OPERATED.test(one.words));
    const not = passages.findLast(
      (one) =>
        NOT_OPERATED.test(one.words) &&
        (thing.test(one.words) || (inDocument.has(one.documentId) && speaksOfOne(passages, one.documentId, thing))) &&
        one.documentId !== done?.documentId,
    );
    if (done === undefined || not === undefined) return [];
    // Operated on afterwards is no contradiction.
    if (done.date !== undefined && not.date !== undefined && compareDates(done.date, not.date) > 0 && !copies(done)) return [];
    return [
      passagesSideBySide({
        rule: 'vigilance:operated-and-not',
        subject: name,
        sides: [
          { says: 'dit opéré', passage: done },
          { says: 'non opéré', passage: not },
        ],
        importance: 2,
      }),
    ];
  });
}

const beside = (one: Written, thing: RegExp, act: RegExp): boolean =>
  new RegExp(`(?:${thing.source})[^.;,]{0,30}(?:${act.source})`).test(one.words);

/** Nothing else that is operated on is spoken of there. */
const speaksOfOne = (passages: readonly Written[], documentId: string, thing: RegExp): boolean =>
  OPERABLE.every(
    ([, other]) =>
      other.source === thing.source ||
      !passages.some((one) => one.documentId === documentId && other.test(one.words) && /\bmotif|conclusion|diagnostic/.test(one.words)),
  );

/** A form or a list of antecedents repeats; those who operate write a report. */
const copies = (one: Written): boolean => /liaison|dlu|fiche|questionnaire|urgence|certificat|demande/.test(whoWrites(one).toLowerCase());

const LENGTH =
  /\b(?:pendant|durant|pour|duree(?: de)?|bitherapie|clopidogrel|plavix|brilique|ticagrelor)[^.;,]{0,24}?\b(\d{1,2}|un|une|trois|six|douze) (mois|ans?)\b/;
const WORDS: Readonly<Record<string, number>> = { un: 1, une: 1, trois: 3, six: 6, douze: 12 };
const ANTIPLATELET = /\b(?:double anti ?agregation|bitherapie anti|clopidogrel|plavix|brilique|ticagrelor|efient|prasugrel|dapt)\b/;

const namesAntiplatelet = once(ANTIPLATELET);

/** Double antiplatelet therapy planned for two lengths. */
export function plannedLengths({ passages }: VigilanceInput): readonly Vigilance[] {
  const read = saying(passages, namesAntiplatelet).flatMap((passage) => {
    const match = ANTIPLATELET.test(passage.words) ? LENGTH.exec(passage.words) : null;
    const plain =
      match ??
      (ANTIPLATELET.test(passage.words)
        ? /\b(?:agregation|clopidogrel|plavix|brilique|ticagrelor)[^.;,]{0,30}?\b(\d{1,2}) (mois|ans?)\b/.exec(passage.words)
        : null);
    const count = plain?.[1] === undefined ? undefined : (WORDS[plain[1]] ?? Number(plain[1]));
    return count === undefined || /\bdepuis\b|\bil y a\b|\bqsp\b|\bplus de\b|\barret\b/.test(plain?.[0] ?? '')
      ? []
      : [{ passage, months: plain?.[2]?.startsWith('an') === true ? count * 12 : count }];
  });
  const last = read.at(-1);
  const other = read.findLast(
    (one) =>
      last !== undefined &&
      one.months !== last.months &&
      one.passage.documentId !== last.passage.documentId &&
      Math.abs(daysBetween(one.passage.date ?? '', last.passage.date ?? '')) <= 400,
  );
  if (last === undefined || other === undefined) return [];
  return [
    passagesSideBySide({
      rule: 'vigilance:lengths-differ',
      subject: 'Double antiagrégation, durées différentes',
      sides: [
        {
          says: `${other.months} mois`,
          passage: other.passage,
          also: read.filter((one) => one.months === other.months).map(({ passage }) => passage),
        },
        {
          says: `${last.months} mois`,
          passage: last.passage,
          also: read.filter((one) => one.months === last.months).map(({ passage }) => passage),
        },
      ],
      importance: 2,
    }),
  ];
}
