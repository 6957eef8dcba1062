import type { PageAnalysis, Range } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import words from '../vocabulary/phrase-words.json' with { type: 'json' };
import type { ConceptMatch } from './clinical-vocabulary.js';
import { isSpoken, writtenOut } from './clinical-vocabulary.js';

const ENDS: ReadonlySet<string> = new Set(words.endsPhrase.filter((word) => !words.carriesOn.includes(word)));
/** The feminine and the plural of a word that ends a phrase end it too: "évoquées", "survenues", "suspectés". */
const endsPhrase = (word: string): boolean =>
  ENDS.has(word) ||
  (word.length > 6 && /(?:ee?s|[eu]e|us)$/.test(word) && (ENDS.has(word.replace(/s$/, '')) || ENDS.has(word.replace(/es?$/, ''))));
const CARRIES_ON: ReadonlySet<string> = new Set(words.carriesOn);
const HEADS_BEFORE: ReadonlySet<string> = new Set(words.headsBefore);
const MAX_PHRASE = 110;
/** "Garden IV", "pT3N1", "stade 2", "grade 3b", "NYHA III", "ACR 4": what classes a disease goes with its name. */
const CLASSIFICATION =
  /^[ ,(]{1,3}((?:(?:stade |grade |groupe |classe )(?=gold|nyha|fontaine|child|kdigo|figo|asa))?(?:garden|gleason|nyha|child(?:-pugh)?|gold|stade|grade|type|classe|groupe|score|isup|acr|bi-?rads|eu-?tirads|genant|fontaine|leriche|marsh|paris|kdigo|clark|breslow|salter|weber|schatzker|gr(?=[. ]?[0-4])|pirads|pi-rads|fazekas|forrest|los angeles|hinchey|figo|ann arbor|binet|cin|asa|ckd|killip|ccs|hurley|mallampati|bosniak|montreal)[ :]?[a-z0-9./-]{0,8}(?: [ivx]{1,4}[ab]?\b)?|[cpyrum]{0,3}t[0-4x][a-d]?\s?n[0-3x][a-c]?(?:\s?m[01x][a-c]?)?|[ivx]{1,4}[ab]?|\d{1,3}(?:[.,]\d+)? ?(?:mm|cm|%)(?: x \d+(?:[.,]\d+)? ?(?:mm|cm))?)\)?(?![a-z0-9])/;

/** "Hyperkaliémie à 6,8 mmol/L", "bradycardie à 42/min": the measure that makes the diagnosis goes with its name. */
const MEASURE =
  /^(?: severe| profonde?| majeure?| moderee?)? ?(?:\(|a|:|=) ?\d{1,3}(?:[.,]\d{1,2})? ?(?:mmol\/l|µmol\/l|meq\/l|g\/dl|g\/l|mg\/l|\/min|bpm|°c?|kg\/m2|ml\/min(?:\/1,73 ?m[2²])?)(?![a-z0-9/])/;
/** "Hémorragie de 800 mL": how much was lost goes with its name. */
const LOSS = /^ ?(?:de |a |: |\(|estimee? a |evaluee? a )\d{3,4} ?(?:ml|cc)\b/;
const MEASURE_OF_SALT =
  /^(?: severe| profonde?| majeure?| moderee?| legere?| minime| discrete?| franche?| importante?| isolee?)? ?(?:a|:|=) ?\d{1,3}(?:[.,]\d{1,2})?(?![\d.,/%]| ?(?:ans|mois|jours|semaines|h\b|j\b))/;
const SALT =
  /(?:hypo|hyper)(?:natr|kali|calc|phosphat|magnes|glyc|album)\w*emie(?: (?:moderee|severe|legere|profonde|majeure|minime|discrete|franche|importante))?$/;

/** "Migraine : 5 crises par mois": how often goes with its name. */
const FREQUENCY =
  /^ ?[:,(]? ?(?:a raison de |environ |en moyenne |une |deux |trois |quatre |cinq |six )?(?:\d{1,3}(?: ?(?:a|-|ou) ?\d{1,3})? )?(?:crises?|episodes?|poussees?|acces|exacerbations?|chutes) (?:par|\/) ?(?:mois|semaine|an|jour|nuit|trimestre)\b/;

const BLEEDING = /(?:hemorragi|saignement|\bhpp\b|delivrance|post-?partum)[^.;]*$/;

/** "Sténose de la carotide gauche estimée à 75 %". */
const PERCENTAGE = /^ ?(?:\(|estimee? |evaluee? |mesuree? |chiffree? )?(?:a |de |: ?)?\d{2,3}(?: ?(?:-|a) ?\d{2,3})? ?%/;

/** "DSA de novo anti-DQ7, MFI 5 400". */
const FLUORESCENCE = /^ ?[,(:]? ?(?:mfi|fluorescence) ?(?:a |de |: ?|= ?|max(?:imale)? )?\d[\d .]{1,8}\d(?![\d/])/;

const measureAfter = (folded: string, at: number, limit: number): number => {
  const after = folded.slice(at, Math.min(limit, at + 50));
  const found = MEASURE.exec(after) ?? (SALT.test(folded.slice(Math.max(0, at - 24), at)) ? MEASURE_OF_SALT.exec(after) : null);
  if (found !== null) return found[0].length;
  const narrowed = /stenose[^.;]*$/.test(folded.slice(Math.max(0, at - 90), at)) ? PERCENTAGE.exec(after) : null;
  if (narrowed !== null) return narrowed[0].length;
  const bright = FLUORESCENCE.exec(after);
  if (bright !== null) return bright[0].length;
  const often = FREQUENCY.exec(after);
  if (often !== null) return often[0].length;
  return BLEEDING.test(folded.slice(Math.max(0, at - 40), at)) ? (LOSS.exec(after)?.[0].length ?? 0) : 0;
};

const VERB =
  /^(?!(?:lait|trait|retrait|portrait|souhait|attrait|extrait|forfait|parfait|imparfait|bienfait|abstrait|distrait|stupefait|laits|plait|ait)$)[a-z]{2,}(?:ait|aient|erent|irent)$|^(?:a|ont|est|sont|fut|furent|montre|montrent|trouve|trouvent|objective|retrouve|retrouvent|prend|prennent|persiste|persistent|reste|restent|rapportee?s?|laissee?s?|constatee?s?|presente?s?|motivant|variant|allant|decrite?s?|decrivant|justifiant|necessitant|entrainant|plutot|nous|avons|ce|que|qu|qui|un|une)$/;
const DATE_AHEAD =
  /^(?:(?:de|d'|en|du|debut|fin|mi-?) ?(?:janv|fev|fevr|avr|juil|sept?|oct|nov|dec)\b|(?:19|20)\d\d\b|(?:en |le |du |depuis )?\d{1,2}[/.](?:\d{1,2}[/.])?(?:19|20)?\d{2}\b|(?:en|de|du|d'|le|au|des|fin|debut|courant|mi-?) ?(?:\d{1,2}(?:er)? )?(?:(?:19|20)\d\d|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b|(?:le|du) \d|(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) (?:19|20)?\d\d|(?:le |du |au |ce |pour le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|a (?:l'age de )?\d+ ans|il y a|l'(?:an|annee|ete|hiver|automne) dernier|l'an dernier|cet(?:te)? (?:hiver|ete|automne|annee)|la veille|le lendemain|du meme jour|de ce jour|de (?:\d+|une|deux|trois|quatre|cinq|quelques) (?:secondes?|min(?:utes?)?|heures?|h)\b|ce jour|j ?\d|du mois (?:de |d'|dernier|precedent))/;

/** "Charge en fibrillation inférieure à 1 %": a comparison, no site. */
const THRESHOLD = /^(?:inferieure?s?|superieure?s?|egale?s?|stricte\w*) (?:ou egale?s? )?a \d/;

/** "Asthme oui", "diabète non -": the answer of a form is no part of the name; "cancer non à petites cellules" is one. */
const ANSWER = /^(?:oui\b|non(?=\s*(?:$|[–:,;)(|.\n]|- )))/;

const PRONOUN_AND_VERB = /^(?:en|y|les|lui|leur) [a-z]{3,}(?:e|ent|it|ait) (?:l'|le |la |les |une? |des |son |sa |ses )/;

/** "Hypertension pulmonaire du groupe", "BPCO stade": the word of a rank that was not read says nothing. */
/** "EFR tous | les 5 ans". */
const HOW_OFTEN = / (?:tous|toutes|chaque)(?: les (?:ans|mois|semaines))?$/;
const RANKLESS = /(?<! (?:bas|haut))[ ,(]+(?:du |de |d'|au )?(?:groupe|stade|grade|type|classe|score|niveau|segment)$/;

const wordAt = (folded: string, at: number): string => /^[a-z0-9]+/.exec(folded.slice(at, at + 40))?.[0] ?? '';

const NUMBERED =
  /\b(?:segments?|groupes?|classe|scheltens|fazekas|stade|grade|type|classe|score|niveau|marsh|borrmann|koos|grades|types|segment|chromosome|doigt|rayon|ad|tr|lot|covid|vih|hpv|hhv|htlv)\s*$/;

const LETTERED = /\b(?:(?:anti-?)?vitamines?|vit|hepatite|hemophilie|groupe|grade|stade|child) $/;

/** "2/6", "2-3": a rank on a scale, part of the name. */
const RANK = /^\d{1,2}[/-]\d{1,2}(?![\d/.,])/;

/** A bare number behind a name is a measure, unless it numbers what precedes ("segment 2"). */
const isMeasure = (folded: string, at: number, next: number): boolean => !NUMBERED.test(folded.slice(Math.max(0, at - 14), next));

const ARTICLE = /^l$/;
const COUNTED = /^(?:trois|quatre|cinq|six|sept|huit|neuf|dix)$/;
const LED_IN =
  /(?:^|[^a-z])(?:de|d|des|du|a|au|aux|dans|sur|sous|par|avec|en|et|ou|ni|pour|contre|chez|entre|vers|selon|apres|post|depuis|toute?s?|les|annees?)['’\s-]*$/;

/** The end of the noun phrase that begins with `match`, within `limit`. */
const extendRight = (folded: string, from: number, limit: number, stops: readonly number[]): number => {
  let end = from;
  let at = from;
  while (at < limit && at - from < MAX_PHRASE) {
    const classed = CLASSIFICATION.exec(folded.slice(at, Math.min(limit, at + 60)));
    // "(43 mm en octobre 2022)": an earlier measure is not this one's.
    const open =
      classed !== null && /\([^)]*$/.test(classed[0]) && !/^ ?[,;)]/.test(folded.slice(at + classed[0].length, at + classed[0].length + 2));
    if (open) break;
    if (classed !== null) {
      at += classed[0].length;
      end = at;
      continue;
    }
    const measured = measureAfter(folded, at, limit);
    if (measured > 0) return at + measured;
    const gap = /^(?:['/-]|[ \t]*\n?[ \t]*)/.exec(folded.slice(at, at + 12))?.[0] ?? '';
    const next = at + gap.length;
    const word = wordAt(folded, next);
    if (word === '' || next >= limit || (gap === '' && next > from)) break;
    if (ANSWER.test(folded.slice(next, Math.min(limit, next + 8)))) break;
    if (gap.includes('\n') && /^[ \t]*\n[ \t]*$/.test(gap) && /^[-*•]/.test(folded.slice(next, next + 1))) break;
    if (stops.includes(next)) break;
    const rank = RANK.exec(folded.slice(next, next + 9));
    if (rank !== null && gap !== '') {
      at = next + rank[0].length;
      end = at;
      continue;
    }
    // "Épaississement d'un feuillet": the article behind an elided "d" opens no new matter.
    if (/^une?$/.test(word) && /(?:^|[ '’])d['’]$/.test(folded.slice(0, next))) {
      at = next + word.length;
      continue;
    }
    // "Carence en vitamine A", "hépatite A": a letter behind what letters number.
    if (
      /^[a-k]$/.test(word) &&
      LETTERED.test(folded.slice(Math.max(0, next - 16), next)) &&
      /^(?![a-z'’]| (?:ete|eu|fait|donne|recid|gueri|evolu|necess|pu|ses|son|la|le)\b)/.test(folded.slice(next + 1, next + 10))
    ) {
      at = next + 1;
      end = at;
      continue;
    }
    // "La thyrotoxicose en augmente l'effet": a pronoun and its verb.
    if (PRONOUN_AND_VERB.test(folded.slice(next, next + 40))) break;
    // "Tumeur microsatellite stable" is a name.
    if (/^(?:in)?stable$/.test(word) && folded.slice(Math.max(0, next - 16), next).endsWith('microsatellite ')) {
      at = next + word.length;
      end = at;
      continue;
    }
    // A finite verb opens what is said of it; a bare number is a measure.
    if (endsPhrase(word) || VERB.test(word) || (/^\d+$/.test(word) && isMeasure(folded, at, next))) break;
    // "Hyperparathyroïdie, l'avis de": an article that no preposition leads opens another noun; so does a number in letters.
    if (
      (ARTICLE.test(word) || (COUNTED.test(word) && folded[next - 1] !== '-')) &&
      !LED_IN.test(folded.slice(Math.max(0, next - 16), next))
    )
      break;
    if (CARRIES_ON.has(word)) {
      // "avec fissuration", but not "avec lui", "sous ramipril" or "par le Dr".
      const after = wordAt(folded, next + word.length + 1);
      if (word === 'sans' || after === '' || ENDS.has(after) || after === 'le' || after === 'la' || after === 'les' || after === 'un') {
        if (word !== 'avec' && word !== 'sur' && word !== 'des') break;
      }
      if (word === 'par' && !/^(?:carence|chute|inhalation|embolie|cathe|accident|trauma)/.test(after)) break;
    }
    // A date opens another matter.
    if (DATE_AHEAD.test(folded.slice(next, next + 28)) || THRESHOLD.test(folded.slice(next, next + 40))) break;
    at = next + word.length;
    // "Carence en vitamine D": a "d" that elides nothing is a letter of the name.
    const isLetter = word === 'd' && !/^['’]/.test(folded.slice(at, at + 1));
    if (isLetter || !/^(?:de|du|d|l|la|le|les|a|au|aux|en|un|une|avec|sur|sous|par|des|dans|non|tres|assez|trop|encore)$/.test(word))
      end = at;
  }
  return end;
};

const COUNT = /(?:^|[ (:,])(\d{1,3} )$/;

/** "Rechute de", "séquelles d'", "trois épisodes de" before a name belong to it. */
const extendLeft = (folded: string, start: number, limit: number): number => {
  let from = start;
  // "22 lésions T2", "3 polypes": how many there are goes with their name.
  // "Il s'essouffle".
  if (
    from - 2 >= limit &&
    /(?<![a-z])s'$/.test(folded.slice(Math.max(limit, from - 3), from)) &&
    /^[a-z]+e\b/.test(folded.slice(from, from + 14))
  )
    return from - 2;
  const counted = COUNT.exec(folded.slice(Math.max(limit, from - 8), from));
  if (counted !== null && /^[a-z-]+[sx]\b/.test(folded.slice(from, from + 30))) return from - (counted[1]?.length ?? 0);
  for (let turn = 0; turn < 3; turn += 1) {
    const before = /([a-z]+) (?:(?:de|du|des|de la) |d'|de l')?$/.exec(folded.slice(Math.max(limit, from - 30), from));
    if (before === null || !HEADS_BEFORE.has(before[1] ?? '')) break;
    from -= before[0].length;
  }
  return from;
};

const IN_LETTERS = 'une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante';
/**
 * What a name was cut in the middle of: "fugace au 6e | jour", "en dix | jours", "vingt minutes | après", "fatigue au bout | de l'effort", "nodule
 * classé EU-TIRADS | …", "IRC créat | 203", "de votre patiente".
 */
const CUT_SHORT = new RegExp(
  String.raw`(?: (?:(?:au|des le|vers le|le) (?:\d{1,2} ?e|premier|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|neuvieme|dixieme)|en (?:${IN_LETTERS}|\d+)|(?<! (?:de|d'|a|en|par|les|ces) )(?:${IN_LETTERS}|\d+) (?:secondes?|minutes?|heures?|jours?|semaines?)|(?:${IN_LETTERS}) fois|(?<! (?:de|d'|a|sur|les|des) )(?:${IN_LETTERS})|avec|au bout|au[ -]dess(?:us|ous)|au decours|au pourtour|autour|alentour|juste|moins|(?<! non )plus|telle?s?|mieux|ok|oui|au test|classee?s?(?: (?:eu-?tirads|bi-?rads|acr|gold|nyha|isup))?|cotee?s? (?:eu-?tirads|bi-?rads|acr|gold|nyha|isup)|(?:eu-?ti|bi-?)rads|creat\w*|dfg|prescrite?s?|d[eu] (?:votre|notre|cette?) (?:patiente?|malade|jeune \w+)|(?:au|du|par le|chez le|tel) (?:dr|pr|docteur) [a-z-]+))+$`,
);

/** A name in small letters goes neither into the heading on the next line nor into the next column. */
const edgeOf = ({ page }: PageAnalysis, match: Range, within: Range): number => {
  if (!/\p{Ll}/u.test(page.text.slice(match.start, match.end))) return within.end;
  const edge = page.text.slice(match.end, within.end).search(/\n\s*\p{Lu}{4}|[ \t]{3}/u);
  return edge < 0 ? within.end : match.end + edge;
};

/** "Hallucinations favorisées | par l'amantadine", "constipation calmée | par le macrogol": what something does to it is no part of its name without that something. */
const LED_BY = /^ (?:par|grace|sous|a cause|suite)\b/;
const MADE_BY = / (?:indui(?:te?s?)|causee?s?|provoquee?s?|declenchee?s?)$/;
const AGENT = /^ par (?:le |la |l'|les |une? |des |son |sa |ses )?[a-z][a-z-]{3,}(?! (?:et|ou|puis|sous|chez|dans|en) )/;
const WHAT_IT_DOES =
  /,? (?:(?:bien|mieux|mal|partiellement|nettement|en partie|tres|clairement|surtout) )?(?:favoris|calm|soulag|aggrav|amelior|major|declench|provoqu|attenu|diminu|accentu|entreten|indui|caus|engendr|entrain|reveill|rythm|trait|gener|expliqu|aliment|masqu|control|equilibr|corrig|compens|limit|stabilis|jugul|contenu|evacu|aid|regl|gueri|decouver|revel|signal|rapport|objectiv|confirm)(?:e|ee|es|ees|u|ue|us|ues|t|te|ts|tes|i|ie|is|ies)$/;

/**
 * The words of the page that name a fact precisely: the term with its site, side, stage, grade and size
 * ("tendinopathie du supra-épineux droit avec fissuration partielle").
 */
export const phraseOf = (
  analysis: PageAnalysis,
  match: Range & { readonly concept?: Pick<ConceptMatch['concept'], 'kind'> },
  within: Range,
  acts: readonly Range[] = [],
): Range => {
  const { folded } = analysis;
  const stops = acts.map((act) => act.start);
  const reached = extendRight(folded, match.end, edgeOf(analysis, match, within), stops);
  const rankless = (RANKLESS.exec(folded.slice(match.end, reached)) ?? HOW_OFTEN.exec(folded.slice(match.end, reached)))?.[0].length ?? 0;
  const end = Math.max(match.end, reached - rankless);
  const before = extendLeft(folded, match.start, within.start);
  // "Cicatrice DAI propre": what lies over a device is not the device.
  const start = match.concept?.kind === 'device' && /^cicatrice/.test(folded.slice(before, match.start)) ? match.start : before;
  // "Syndrome parkinsonien induit | par le neuroleptique": what made it is.
  const made = MADE_BY.test(folded.slice(match.end, end)) ? AGENT.exec(folded.slice(end, Math.min(within.end, end + 60))) : null;
  if (made !== null) return { start, end: end + made[0].length };
  const tail = LED_BY.test(folded.slice(end, end + 12)) ? WHAT_IT_DOES.exec(folded.slice(match.end, end)) : null;
  const named = tail === null ? end : match.end + tail.index;
  return { start, end: named - (CUT_SHORT.exec(folded.slice(match.end, named))?.[0].length ?? 0) };
};

const ACRONYM = /^[A-ZÉÀ0-9][A-ZÉÀa-z0-9+/-]{1,7}$/;
const SHOUTED_LINK =
  /(?<![\p{L}\d])[DL]['’]|(?<![\p{L}\d])(?:DE|DU|DES|LA|LE|LES|ET|OU|À|AU|AUX|EN|SUR|PAR|SOUS|AVEC|SANS|DANS|POUR|UNE?)(?![\p{L}\d])|(?<=['’])\p{Lu}{2,}/gu;
const SHOUTED_WORD = /\p{Lu}{4,}/gu;

/** What was cut within its bracket: closed, or without the bracket where what is left of it says nothing. */
const closed = (line: string): string =>
  /\((?:.*[ '’])?(?:le|la|les|l|de|du|des|d|pour|par|en|à|au|aux|et|ou|avec|un|une|sur|dans|sous)$/iu.test(line) || line.endsWith('(')
    ? line.slice(0, line.lastIndexOf('(')).trim()
    : `${line})`;

/** One line, without the page's blanks; capitals of a heading lowered, but for acronyms and numerals. */
export const tidy = (text: string): string => {
  const stripped = text
    .replace(/\s+/g, ' ')
    .replace(/^[\s\-–•*:;,.>)]+|[\s\-–:;,]+$|(?<![.…])\.$/g, '')
    .trim();
  // "HSIL, CIN3)": a bracket that nothing opened is the sentence's.
  const line =
    stripped.endsWith(')') && !stripped.includes('(')
      ? stripped.slice(0, -1).trim()
      : // "Nodule (9 mm, stable)": the bracket of what was cut closes behind what is kept.
        /\([^()]*$/.test(stripped) && stripped.length < MAX_PHRASE
        ? closed(stripped)
        : stripped;
  const letters = line.replace(/[^\p{L}]/gu, '');
  const shouted = letters.length > 12 && letters.replace(/\p{Lu}/gu, '').length < letters.length * 0.15;
  const calm = shouted
    ? line
        .replace(SHOUTED_WORD, (word) => (word.length <= 4 ? word : word.toLowerCase()))
        .replace(SHOUTED_LINK, (word) => word.toLowerCase())
    : line;
  return calm.charAt(0).toUpperCase() + calm.slice(1);
};

/** An abbreviation is written out by the vocabulary's label; anything else stays as the page has it. */
export const labelOf = (analysis: PageAnalysis, match: ConceptMatch, phrase: Range): string => {
  const { text } = analysis.page;
  const written = text.slice(match.start, match.end);
  const before = text.slice(phrase.start, match.start);
  const after = text.slice(match.end, phrase.end);
  const { label } = match.concept;
  // "Les selles sont noires": a clause, not a name.
  if (isSpoken(match.term) || / (?:est|sont|etai(?:t|ent)) /.test(fold(written))) return label;
  // "CRT-D": the letter that a hyphen ties to an abbreviation is part of it.
  const abbreviated = ACRONYM.test(written) && /[A-Z].*[A-Z]/.test(written) && !/^-[A-Z]\b/.test(text.slice(match.end, match.end + 3));
  // A term cut short ("retrait de l'implant") is completed too.
  const completed =
    label.length > written.length &&
    fold(label).startsWith(`${fold(written)} `) &&
    // "Déficit en vitamine" before "D" or "B12": the phrase says the rest itself, or says another.
    !/^[^a-z0-9]*(?:[a-z]\d{0,2}|\d+)\b/.test(fold(after));
  const first = /^[A-Z][A-Za-z0-9]*(?= )/.exec(written)?.[0];
  const head = first === undefined ? undefined : writtenOut(first, match.concept);
  // "S'est cassé le col du fémur": told by the name of the illness.
  const told = /^casse/.test(fold(written));
  const spelled = abbreviated || completed || told ? label : head === undefined ? written : `${head}${written.slice(first?.length)}`;
  const middle = before.trim() === '' || /^[A-Z]{2}/.test(spelled) ? spelled : spelled.charAt(0).toLowerCase() + spelled.slice(1);
  return tidy(`${before}${middle}${after}`);
};

const EPONYM =
  /(?<![\p{L}-])(?:quincke|lyell|stevens|johnson|crohn|basedow|hashimoto|horton|raynaud|parkinson|alzheimer|kawasaki|henoch|sweet|verneuil|dress)(?![\p{L}])/giu;

/** Words of the page in lower case, but for acronyms and the names of persons that diseases bear ("œdème de Quincke"). */
export const lowered = (text: string): string =>
  (/\p{Ll}/u.test(text)
    ? text.replace(/\p{Lu}[\p{L}'’]*/gu, (word) => (/^[A-Z]{2,6}$/.test(word) ? word : word.toLowerCase()))
    : text.toLowerCase()
  ).replace(EPONYM, (name) => (name.toLowerCase() === 'dress' ? 'DRESS' : name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()));

/** The first letter in lower case, but for acronyms and lone letters. */
export const lowerFirst = (text: string): string =>
  /^(?:\p{Lu}\p{Ll}|A \p{Ll})/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

export type Laterality = 'left' | 'right' | 'bilateral';

const BOTH = /\b(?:bilatera(?:l|le|ux|les)|des deux|ods|odg|les deux)\b/;
/** "Classe IV-G", "grade D", "vitamine D", "D-dimères": letters that name no side. */
const NO_SIDE = String.raw`(?<![a-z0-9]-|(?:vitamine|vit|hepatite|facteur|groupe|stade|classe|grade|type|gold|phenotype) )`;
const LEFT = new RegExp(String.raw`\b(?:gauches?|${NO_SIDE}g(?!-)|og)\b`);
const RIGHT = new RegExp(String.raw`\b(?:droite?s?|${NO_SIDE}d(?!-)|od|dt|dte)\b`);

/** The side that a phrase names; single letters count only in capitals ("épaule D"). */
export const lateralityOf = (text: string, folded: string): Laterality | undefined => {
  if (BOTH.test(folded)) return 'bilateral';
  const capital = (pattern: RegExp): boolean => {
    const found = pattern.exec(folded);
    return found !== null && (found[0].length > 2 || /^[A-Z]+$/.test(text.slice(found.index, found.index + found[0].length)));
  };
  const left = capital(LEFT);
  const right = capital(RIGHT);
  if (left && right) return 'bilateral';
  return left ? 'left' : right ? 'right' : undefined;
};
