import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { once, passagesSideBySide, readOnce, saying, type Written } from '../passages.js';
import type { VigilanceInput } from '../warning.js';
import { among, perList } from '../../per-document.js';

const EXAMS =
  /\b(?:endoscopie|[a-z]{3,12}scopie|fibro|colo|mammo|densito|fogd|irm|scanner|tdm|angioscanner|echographie|echo|echo doppler|doppler|echodoppler|mammographie|densitometrie|osteodensitometrie|dmo|frottis|cotest|fond d oeil|retinographie|radiographie|tep|pet scan|scintigraphie|holter|ett|echocardiographie|epreuve d effort|polygraphie|polysomnographie|efr|spirometrie|biopsie|perfusion|rappel|dose|vaccin|ecbu|audiogramme|bilan|dosage|kinesitherapie|reeducation|consultation|avis|ablation|intervention|infiltration|appareillage|depistage|extraction)s?\b/g;
/** Said of many things: another word must be shared. */
const COMMON =
  /^(?:irm|scanner|tdm|echographie|echo|echo doppler|doppler|echodoppler|radiographie|biopsie|perfusion|rappel|dose|vaccin|bilan|dosage|consultation|avis|intervention|ablation|depistage|endoscopie|extraction|infiltration)s?$/;
const DONE_VERB = String.raw`(?:faite?s?|realisee?s?|effectuee?s?|pratiquee?s?|passee?s?|programmee?s?|honoree?s?|posee?s?|recue?s?)`;
const UNDONE = new RegExp(
  String.raw`\b(?:pas encore|toujours pas|jamais|non|pas) (?:ete )?${DONE_VERB}\b(?! (?:de|d|mention|etat)\b)|\bn (?:a|ont) (?:donc )?(?:pas|jamais|toujours pas|pas encore) (?:ete )?(?:faite?s?|realisee?s?|fait faire|passee?s?|effectuee?s?|pris (?:le |son |de |ce )?rendez)|\ba reprogrammer|\b(?:reste|restent) a faire\b|\bn a jamais eu lieu|\bpas venue? (?:au|a)\b|\brendez vous non pris|\bsans suite a ce jour`,
);
const ASKED =
  /\b(?:demand\w+|a (?:faire|prevoir|programmer|realiser|controler|refaire|discuter)|prevue?s?|prochaine?s?|souhaitable|propos\w+|prescri\w+|controle (?:dans|a|en)|dans (?:un|une|deux|trois|six|\d+) (?:ans?|mois|semaines?)|indiquee?s?|recommand\w+|attendue?s?|conseill\w+|a \d+ (?:mois|ans)|sera (?:faite?|realisee?)|ordonnance)\b/;
const EMPTY =
  /^(?:encore|toujours|faire|faite?s?|realisee?s?|depuis|pour|dans|avec|cette|votre|notre|elle|patient\w*|prendre|rendez|vous|jour|mois|annee|semaine|prochain\w*|demand\w+|prevue?|avoir|apres|avant|nous|mais|sans|plus|leur|quand|jamais|controle|premiere?|deuxieme|troisieme|quatrieme|seconde?|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|deux|trois|docteur|monsieur|madame|medecin|droite?|gauche|examen|resultat\w*|reprogrammer|perfusee?)$/;
const saysUndone = once(UNDONE);
const asks = once(ASKED);
const asksNothing = once(/\b(?:pas|jamais) (?:ete )?(?:demand|prescri|propos)/);
/** As they are written in short. */
const WHOLE: Readonly<Record<string, string>> = {
  fibro: 'fibroscopie',
  fogd: 'fibroscopie',
  gastroscopie: 'fibroscopie',
  colo: 'coloscopie',
  colonoscopie: 'coloscopie',
  mammo: 'mammographie',
  densito: 'osteodensitometrie',
  densitometrie: 'osteodensitometrie',
  dmo: 'osteodensitometrie',
};
const examsIn = (words: string): readonly string[] =>
  [...words.matchAll(EXAMS)].map(([exam]) => exam.replace(/s$/, '')).map((exam) => WHOLE[exam] ?? exam);
const examsOf = readOnce(({ words }) => examsIn(words));
const wordsOf = readOnce(({ words }): ReadonlySet<string> => new Set(words.split(/[^a-z0-9_]+/)));
/** Words in capitals: a product's name on an order. */
const capitalsOf = readOnce(
  ({ citation }): ReadonlySet<string> =>
    new Set(
      citation.quote
        .replace(/[^A-ZÀ-Þ ]/g, ' ')
        .toLowerCase()
        .split(/[^a-z0-9_]+/),
    ),
);
/** Why it was not done, what was given then: "non faite : hyperkaliémie sous spironolactone". */
const BECAUSE = /(?<=\b(?:faite?s?|realisee?s?|effectuee?s?) ?): ?[^.;]*\b(?:sous|cause|raison|car)\b[^.;]*$/;
/** What was not done by this long ago is not waited for any more. */
const RECENT_DAYS = 500;
const ASKED_DAYS = 1500;

const procedures = among(({ kind }: Fact) => kind === 'procedure');

/** An examination, a dose or a visit that one document asks for and a later one says was not done. */
export function askedNotDone({ passages, facts, sources, reference }: VigilanceInput): readonly Vigilance[] {
  const found: Vigilance[] = [];
  const told = new Set<string>();
  const [askers] = askersAmong(saying(passages, asks));
  if (askers === undefined) return [];
  for (const undone of saying(passages, saysUndone).toReversed()) {
    if (undone.date === undefined || daysBetween(undone.date, reference) > RECENT_DAYS) continue;
    const said = UNDONE.exec(undone.words);
    if (said === null || isDenialOfPast(undone.words, said)) continue;
    const matter = undone.words.slice(Math.max(0, said.index - 140), said.index + said[0].length + 60).replace(BECAUSE, ' ');
    const exams = examsIn(matter);
    if (exams[0] !== undefined && told.has(exams[0])) continue;
    const words = contentOf(undone, matter);
    const asked = lastAsked(askers, undone, exams, words);
    const last = asked.at(-1);
    const exam = exams[0] ?? [...words].find((word) => last !== undefined && last.words.includes(word));
    if (last === undefined || exam === undefined || told.has(exam)) continue;
    const doneSince = procedures(facts).some(
      (fact) =>
        exams.some((one) => !COMMON.test(one) && (fact.concept ?? '').replace(/-/g, ' ').includes(one)) &&
        fact.documentId !== undone.documentId &&
        compareDates(sources.dateOf(fact.documentId), undone.date) > 0,
    );
    if (doneSince) continue;
    told.add(exam);
    found.push(
      passagesSideBySide({
        rule: 'vigilance:asked-not-done',
        subject: `Demandé et non fait (${exam})`,
        sides: [
          { says: 'demandé ou prévu', passage: last, also: asked.slice(0, -1) },
          { says: 'dit non fait', passage: undone },
        ],
        importance: 2,
      }),
    );
  }
  return found;
}

/** Passages that ask, by the examinations and the words that they hold. */
class Askers {
  readonly #all: readonly Written[];
  readonly #byWord = new Map<string, number[]>();

  constructor(all: readonly Written[]) {
    this.#all = all;
    for (const [place, one] of all.entries())
      for (const word of new Set([...wordsOf(one), ...examsOf(one)])) {
        const known = this.#byWord.get(word);
        if (known === undefined) this.#byWord.set(word, [place]);
        else known.push(place);
      }
  }

  /** Those that hold one of the words, the last first. */
  *holding(words: ReadonlySet<string>): Generator<Written> {
    const places = new Set([...words].flatMap((word) => this.#byWord.get(word) ?? []));
    for (const place of [...places].toSorted((a, b) => b - a)) yield this.#all[place] as Written;
  }
}

const askersAmong = perList((asking: readonly Written[]) => [
  new Askers(asking.filter((one) => one.date !== undefined && !asksNothing(one))),
]);

/** The last passages that asked for it before, three at most, the oldest first. */
function lastAsked(askers: Askers, undone: Written, exams: readonly string[], words: ReadonlySet<string>): readonly Written[] {
  const found: Written[] = [];
  for (const one of askers.holding(new Set([...exams, ...words]))) {
    if (found.length === 3) break;
    if (one.date === undefined || one.documentId === undone.documentId || compareDates(one.date, undone.date) >= 0) continue;
    if (daysBetween(one.date, undone.date ?? one.date) <= ASKED_DAYS && sameMatter(one, exams, words)) found.unshift(one);
  }
  return found;
}

/** "N'a jamais été opéré", "jamais fait de phlébite": the past is denied, no act is awaited. */
const isDenialOfPast = (words: string, said: RegExpExecArray): boolean => {
  const after = words.slice(said.index + said[0].length);
  return (
    (/^(?:jamais|n a jamais)/.test(said[0]) && /^ (?:d|de|des) (?!rendez)/.test(after)) || /^ pour (?:le |la |les |l )?\w+er\b/.test(after)
  );
};

const PLACES =
  /^(?:ehpad|urgences?|hopital|clinique|centre|service|cabinet|conclusion|docteur|madame|monsieur|vaccins?|rappels?|antecedents|traitements?|ordonnance|examen|resultats?)$/;

/** Capitalised names and longer words: a drug, a site, a disease. */
function contentOf(passage: Written, matter: string): ReadonlySet<string> {
  const names = [...passage.citation.quote.matchAll(/\b\p{Lu}{5,}\b/gu)]
    .map(([name]) => name.toLowerCase())
    .filter((name) => !PLACES.test(name));
  const words = matter.split(/[^a-z]+/).filter((word) => word.length >= 5 && !EMPTY.test(word) && !PLACES.test(word));
  return new Set([...names, ...words]);
}

/** The same examination; of a common one, the same site, disease or product; or the control of the site that an examination is about. */
function sameMatter(one: Written, exams: readonly string[], words: ReadonlySet<string>): boolean {
  const own = examsOf(one);
  const shared = exams.filter((exam) => own.includes(exam));
  if (shared.some((exam) => !COMMON.test(exam))) return true;
  const common = [...words].filter((word) => !exams.includes(word) && wordsOf(one).has(word));
  if (common.length === 0) return false;
  const product = common.some((word) => capitalsOf(one).has(word));
  return shared.length > 0 || product || (exams.length > 0 && /\b(?:controle|surveillance|revoir|suivi)\b/.test(one.words));
}
