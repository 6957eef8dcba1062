import type { Range } from '../../text/analysis.js';
import type { Adverse } from './adverse-cues.js';
import type { Substance } from './substance.js';
import { harmHead, harmPhraseEnd } from './harm-words.js';

/** Form, route, strength and rhythm that stand between a drug's name and what is told of it. */
const FORM =
  '(?: (?:lp|orale?s?|per os|po|iv|sc|im|sous-cutanee?s?|intraveineu(?:x|se)|injectables?|pommades?|cremes?|gels?|collyres?|patchs?|topiques?|inhalee?s?|locale?s?|hebdomadaires?|quotidien(?:ne)?s?|associee?s?|seule?s?|a (?:forte|faible|demi|pleine|petite|haute)s?[ -]doses?|(?:a )?\\d+(?:[.,]\\d+)? ?(?:mg|g|µg|%)(?:\\/j(?:our)?)?|[<>] ?\\d+(?: ?mg)?))*';
/** "Essayée en octobre", "donnée en réa", "tenté deux mois". */
const TRIED =
  '(?:,? (?:a ete |avait ete |fut |ont ete )?(?:essay|tent|test|propos|donn|prescri|recu|pri|debut|introdui|instaur|commenc|administr|utilis|employ|mis en route|mis)(?:e|t|te|ts|tes|s|se|ses|es|ee|ees)?\\b)';
const TIME =
  "(?:,? (?:(?:en|des|debut|fin|vers|depuis|il y a|voila|pendant|durant|au bout de|apres|au|le|la|dans|lors d[eu'])[^.;:,()=>]{2,28}|auparavant|autrefois|jadis|naguere|antan|l'an (?:passe|dernier)|l'annee (?:passee|derniere)|(?:une|deux|trois|quatre|six|dix|quinze|\\d+) (?:jours?|semaines?|mois|ans|prises?|fois|cures?)|hier))";
const SIGN = '\\s*(?:\\(|:|=>|->|→|=|,|–|—|-(?= ))\\s*';
const HEADED = new RegExp(`^${FORM}(?: ?\\()?(${TRIED})?${TIME}?\\)?${FORM}(${SIGN})`);
/** Where a drug opens what is told: the start of a clause. */
const OPENS =
  /(?:^|[.;:\n–—•*]|\d\)|- |,|\bet|\bpuis)\s*(?:(?:l[ae]s?|l'|un|une|sous|ttt?|premier|second|(?:plus )?jamais (?:de |d')|plus (?:de |d')) ?)?$/;
/** "Avant cela :", "déjà essayés :", "échecs :", "inventaire de ce qui a été tenté :": the drugs of the list are of the past. */
const PAST_LIST =
  /\b(?:avant (?:cela|ca)|auparavant|anterieur\w*|precedemment|deja (?:essay|recu|pri|tent)\w*|essay\w+|tentes?|tentees?|echecs?|intoleran\w+|mal toler\w+|effets? (?:secondaires?|indesirables?)|inventaire|reactions?|arretee?s?|abandonn\w+|retires?|retirees?|historique|tolerances?)\b/;
const STOP =
  '(?:arret\\w*|interromp\\w+|interruption|stopp?\\w*|suspen\\w+|retir\\w+|retrait|abandon\\w*|coup(?:e|ee|es|ees|er)|ot(?:e|ee|es|ees|er)|supprim\\w+|remplac\\w+|relay\\w+|substitu\\w+|chang(?:e|ee|es|ees)|cess(?:e|ee|es|ees|er)|du ceder la place|jet(?:e|ee|es|ees)|refus\\w+)';
const STOPPED_BEHIND = new RegExp(
  `^[^.]{0,70}?(?:\\b${STOP}\\b|\\bplus (?:jamais|prescri\\w+|pris\\w*|repris\\w*|donn\\w+)|\\b(?:pas|jamais|non) repri\\w+|n'y (?:revien|retouch|retourn)\\w+|a (?:proscrire|bannir|eviter)|\\bci\\b|contre-?indi\\w+)`,
);
const YEAR_BEHIND = /^(?:[^.;]|\bc\.){0,30}?(?:, ?| |\(|en |depuis |, en )(?:[a-z]+ )?(?:\d{1,2}\/)?(?:19|20)\d\d\b/;
/** "On descend à 1 mg", "poursuivi": what is borne is no intolerance. */
const KEPT =
  /\b(?:poursui\w+|maint\w+|conserv\w+|gardee?s?|continu\w+|diminu\w+|baissee?s?|redui\w+|descend\w*|imputabilite (?:faible|douteuse|nulle))\b/;
/** "Augmentin, urticaire géante à la 3e prise". */
const AT_THE_DOSE =
  /^[^.;,]{0,24}\b(?:(?:a|des|apres) (?:la )?(?:\d\w*|premiere|deuxieme|seconde|troisieme) (?:prise|dose|injection|perfusion|cure|seance)|(?:au|des le) (?:\d+\w*|premier|deuxieme|troisieme) (?:jour|comprime)|a j ?\d+|\d+ (?:min\w*|h|heures?) apres)\b/;
/** Words that lead from a stop to its reason. */
const LEADS =
  "(?:pour|devant|sur|face (?:a|au|aux)|en raison d(?:e|u|es|'une?|')|du fait d(?:e|u|es|'une?|')|a cause d(?:e|u|es|'une?|')|suite (?:a|au|aux)|a la suite d(?:e|u|es|'une?)|car|cause de|parce qu(?:e|'il|'elle)(?: [a-z]+)?|vu|apres|au vu d(?:e|es|u)|compte tenu d(?:e|es|u)|puisque)";
const STOPPED = new RegExp(`^[^.;]{0,80}?\\b${STOP}\\b[^.;,(:]{0,45}?(?:\\b${LEADS} |\\s?\\(|, ?|: ?)`);
/** "Remplacé par l'atovaquone (hyperkaliémie)": the reason stands behind the drug that came instead. */
const REPLACED = /\b(?:remplac|relay|substitu|chang)\w*(?: ensuite| depuis)? par (?:le |la |l'|du |de la |de l')?$/;
const MADE_STOP = new RegExp(
  `^[^.;]{0,50}?\\b(?:fait|fit|impos\\w+|motiv\\w+|conduit|justifi\\w+|contrain\\w+|amen\\w+|necessit\\w+|oblig\\w+|vers|entrain\\w+)\\b(?: (?:a|de|d'|nous|on))* ?(?:l'|son |un |une |le |la )?(?:${STOP})(?: (?:definitivement|rapide(?:ment)?|precoce(?:ment)?|transitoire(?:ment)?))?(?: (?:de la|de l'|du|de|d'|le|la|l'|les|des))* ?$`,
);
/** "A entraîné", "lui donne", "avait déclenché": the drug is the subject, and what follows is what it did. */
const CAUSED =
  /^(?:[^.;]{0,60}?[ ,')])?(?:(?:lui|l'|la|le|les|vous|nous|m'|me) ?)?(?:a|avait|ont|avaient|aurait|auraient)? ?(?:bien |deja |aussi |vite |rapidement |egalement )?(?:entrain\w+|provoqu\w+|declench\w+|indui(?:t|ts|te|sait|saient|re)|donn(?:e|ait|aient|ee|a)|caus(?:e|ait|aient|a)|valu\w*|vaut|valait|occasionn\w+|engendr\w+|egal(?:e|ait)|(?:fait|faisait|fit)(?: une?| des| du| de la)?|revel\w+|aggrav\w+|major\w+|reveill\w+|favoris\w+|se complique\w* d[e']|s'est complique\w* d[e']|responsable d[e'u]\w*) ?/;
/** What a drug makes of somebody, in verbs: "avait fait trembler", "l'a jaunie", "lui ralentit le cœur", "l'avait mise en rétention". */
const ACTED =
  /^(?:[^.;]{0,60}?[ ,')])?(?:((?:a|avait|ont|avaient)? ?(?:l[ae] |l'|vous |lui |les )?fai(?:t|sait|saient) (?:beaucoup )?(?:gonfl|vom|touss|trembl|saign|gross|tomb|dormi|delir|gratt|rougi|maigri|hallucin|palpit|transpir|convuls|bouton)\w*)|((?:l'|vous |la |le )(?:a |avait |ont |avaient )?(?:bien )?(?:mise?|met|mettait|plong\w+|envoy\w+|conduit\w*) (?:en|dans|a l'|aux|au) (?:retention|coma|reanimation|rea\b|confusion|etat de|hypotension|insuffisance|choc|urgences|anurie|acidose|arret|syncope)\w*[^.;,]{0,45})|((?:la |le |l'|vous )(?:a |avait |ont |avaient )?(?:rend\w*|laiss\w+|trouv\w+) (?:[a-z]+ )?(?:livide|confus|somnolent|malade|agite|agressi|apathi|irritabl|prostre|groggy|euphori|insomn|nerveu|depressi|delirant|vertigineu|sans force|ralenti|endormi|jaune|rouge|essouffl)\w*)|((?:la |le |l'|lui |vous )(?:a |avait |ont |avaient )?(?:ralenti|constip|endor|assomm|abruti|assech|sech|jauni|desorient|agit|excit|demang|brul|irrit|gonfl)\w*(?! de\b)(?: (?:le |la |les |l'|du |de )?[a-z]+)?|(?:l'|vous )(?:a |avait )?couverte? d[e'] ?[a-z]+))/;
const DENIED =
  /\b(?:ne|n'|pas|jamais|aucune?|sans|ni|non|nullement|malgre|pourrai(?:t|ent)|peu(?:t|vent)|risqu\w+|si|afin|eviter|craind\w+|craint|redout\w+)\b|\?/;
/** "Elle a gonflé des lèvres, voilà six ans, sous lisinopril": from a harm to its drug, over a time. */
const UNDER =
  /^[^.;:()]{0,34}?(?:, ?)?(?:(?:voila|il y a|en|depuis|au|lors|des) [^.;:()]{2,26}, ?)?\b(?:sous|s\/|apres|avec|par|a cause d[eu']|due? (?:a|au|aux)|imput\w+ (?:a|au|aux)|attribu\w+ (?:a|au|aux)|declenche\w* par|provoque\w* par|induite?s? par|cause\w* par|aggrave\w* par|favorise\w* par) (?:la |le |l'|les |son |sa |une? )?$/;
const HARM_BEFORE =
  /(?:gonfl\w+|enfl\w+) (?:des|du|de la|de l'|les|aux?|la|le) [a-z]+|couver\w+ de (?:plaques|boutons)|demange\w+|(?:bras|visage|levres?|langue) (?:gonfl\w+|enfl\w+)|red man|homme rouge|myoclon\w+|osteonecrose\w*(?: de (?:la )?m\w+)?|neph(?:rite|ropathie)s?(?: interstitielles?)?|retention (?:aigue )?d'urines?|dermatites?|dermites?|eczemas?|allergie|exanthemes?|cauchemars|hallucinations|cpk (?:a )?\d[\d ]{2,6}\d|transaminases (?:a )?[^.;,]{2,24}normale/g;
/** "Eczéma des plis, mieux sous LOCAPRED": what it is given for. */
const RELIEVED = /\b(?:mieux|amelior\w*|calme\w*|dispar\w*|regress\w*|gueri\w*|traite\w*|soulag\w*|control\w*|cede\w*|repond\w*)\b/;
const DISTANCE = 90;
/** "A fait saigner une voisine", "un œdème chez sa mère". */
const ANOTHERS =
  /\b(?:une?|des|sa|son|ses|leurs?|chez (?:une?|sa|son|le|la|l'|les|ses)) ?(?:autres? )?(?:voisin|ami|cousin|tante|oncle|mere|pere|s[oe]+ur|frere|mari|epou[sx]|femme|fils|fille|compagn|conjoint|enfant|bebe|nourrisson|neveu|niece|collegue|grand|patient)/;

/** "Amoxicilline reprise six jours sans réaction", an eruption of ampicillin in glandular fever: no harm that forbids the drug. */
const REGIVEN =
  /^[^.]{0,40}?\b(?:repri\w+|redonn\w+|reintrodui\w+|re-?administr\w+|recu\w*|represcri\w+|retest\w+|retoler\w+)\b[^.]{0,60}?\b(?:sans (?:la moindre |aucune? )?(?:reaction|incident|probleme|souci|dommage|recidive|effet)|bien (?:toler|support)\w+|rien\b)/;
const isRegiven = (page: string, from: number, name: string): boolean => {
  for (let at = page.indexOf(name, from); at >= 0 && at - from < 400; at = page.indexOf(name, at + name.length))
    if (REGIVEN.test(page.slice(at + name.length, at + name.length + 140))) return true;
  return false;
};
const IN_MONONUCLEOSIS = /\b(?:mononucleose|mni\b|ebv\b)/;

const wordsFrom = (folded: string, at: number, end: number, substance: Substance): Range | undefined => {
  const text = folded.slice(at, end);
  const head = harmHead(text, substance);
  if (head === undefined) return undefined;
  const lead = /^\s*(?:(?:des|une?|la|le|les|ses|sa|son|cette|ces) |l'|de l'|de la )?/.exec(text)?.[0].length ?? 0;
  return { start: at + lead, end: at + harmPhraseEnd(text, head.length) };
};

/** The first harm that opens after at most `reach` letters of a text without a verb or a comma of its own. */
const harmWithin = (folded: string, at: number, end: number, substance: Substance, reach: number): Range | undefined => {
  const words = [...folded.slice(at, Math.min(end, at + reach)).matchAll(/(?:^|[ '(])(?=[a-z+\d])/g)];
  for (const word of words) {
    const from = at + word.index + word[0].length;
    if (/[,;.:()]/.test(folded.slice(at, from).replace(/^[ (]+/, ''))) return undefined;
    const found = wordsFrom(folded, from, end, substance);
    if (found !== undefined) return found;
  }
  return undefined;
};

/**
 * Harms of drugs as prose tells them: "prégabaline : œdèmes" in a list of what was tried, "l'a jaunie", "avait fait
 * trembler", "coupée devant un exanthème", "elle a gonflé des lèvres, voilà six ans, sous lisinopril". The drug must be
 * the subject of what is told, and the harm no reason that drugs of its class are given for.
 */
export const adverseTold = (folded: string, sentence: Range, drugs: readonly Substance[], before: string): Adverse[] =>
  drugs.flatMap((substance, index): Adverse[] => {
    const until = drugs.slice(index + 1).find((other) => other.label !== substance.label)?.start ?? sentence.end;
    const behind = folded.slice(substance.end, sentence.end);
    const own = folded.slice(substance.end, until);
    const ahead = folded.slice(sentence.start, substance.start);
    if (isRegiven(folded, substance.end, folded.slice(substance.start, substance.end))) return [];
    if (/icilline|amox|augmentin|clamoxyl/.test(substance.label) && IN_MONONUCLEOSIS.test(folded.slice(sentence.start, sentence.end)))
      return [];
    const told = (words: Range | undefined): Adverse[] =>
      words === undefined ||
      words.end <= words.start ||
      words.start - substance.end > DISTANCE ||
      ANOTHERS.test(folded.slice(words.start, Math.min(sentence.end, words.end + 40)))
        ? []
        : [{ substance, words, sure: true }];
    const headed = HEADED.exec(own);
    if (headed !== null && OPENS.test(ahead)) {
      const at = substance.end + headed[0].length;
      const head = harmHead(folded.slice(at, sentence.end), substance);
      if (head !== undefined) {
        const rest = folded.slice(at + head.length, sentence.end);
        const sign = headed[2]?.trim();
        const past = PAST_LIST.test(`${before} ${ahead}`.slice(-160));
        const evident =
          headed[1] !== undefined ||
          (past && (sign !== ',' || !/\d/.test(headed[0]))) ||
          STOPPED_BEHIND.test(rest.split(/[;.]/, 1)[0] ?? '') ||
          (sign !== ',' && (head.strong || (sign !== '(' && YEAR_BEHIND.test(rest)))) ||
          (head.strong && (YEAR_BEHIND.test(rest) || AT_THE_DOSE.test(rest)));
        if (evident && !KEPT.test(rest.split(/[;.]/, 1)[0] ?? '')) return told(wordsFrom(folded, at, sentence.end, substance));
      }
    }
    if (/\b(?:sans|pas d[e']|aucune?|ni|si|jamais d[e']) ?$/.test(ahead.slice(-12))) return [];
    const stopped = STOPPED.exec(own) ?? (REPLACED.test(own) ? STOPPED.exec(behind) : null);
    if (stopped !== null && !DENIED.test(stopped[0])) {
      const tight = /[,(:]\s*$/.test(stopped[0]);
      const words = harmWithin(folded, substance.end + stopped[0].length, sentence.end, substance, tight ? 1 : 34);
      if (words !== undefined) return told(words);
    }
    const caused = CAUSED.exec(own);
    if (caused !== null && !DENIED.test(caused[0])) {
      const direct = /\b(?:fai\w+|fit|donn\w+|egal\w*|responsable\w*) ?(?:une? |des |du |de la )?$/.test(caused[0]);
      const words = harmWithin(folded, substance.end + caused[0].length, sentence.end, substance, direct ? 1 : 40);
      if (words !== undefined) return told(words);
    }
    const acted = ACTED.exec(own);
    if (acted !== null && !DENIED.test(acted[0])) {
      const verb = acted.slice(1).find((group) => group !== undefined) ?? '';
      const start = substance.end + acted[0].lastIndexOf(verb);
      return told({ start: start + (/^\s*/.exec(verb)?.[0].length ?? 0), end: substance.end + acted[0].length });
    }
    for (const harm of ahead.matchAll(HARM_BEFORE)) {
      const start = sentence.start + harm.index;
      const end = start + harm[0].length;
      if (substance.start - end > 80 || drugs.some((other) => other.start >= end && other.end <= substance.start)) continue;
      if (DENIED.test(folded.slice(Math.max(sentence.start, start - 16), start)) || harmHead(harm[0], substance) === undefined) continue;
      const gap = folded.slice(end, substance.start);
      if (RELIEVED.test(gap)) continue;
      if (
        UNDER.test(gap) ||
        (!substance.drug && /^[^.;:()]{0,20}\b(?:au|aux|a la|a l') ?$/.test(gap)) ||
        (/^M05B/.test(substance.atc ?? '') && /^osteonecrose/.test(harm[0]) && /^[^.;:]*\bsous $/.test(gap))
      )
        return [{ substance, words: { start, end }, sure: true }];
    }
    const made = /(?:^|[.;,]\s*|\b)[^.;,]{3,70}$/.exec(ahead)?.[0] ?? '';
    if (made !== '' && !DENIED.test(made)) {
      const at = substance.start - made.length;
      const words = harmWithin(folded, at, substance.start, substance, 30);
      if (words !== undefined && MADE_STOP.test(folded.slice(words.start, substance.start))) {
        const verb = /\b(?:ayant|a |avait|ont|qui|fait|fit|impos|motiv|conduit|justifi|contrain|amen|necessit|oblig|entrain)/.exec(
          folded.slice(words.start, substance.start),
        );
        return [{ substance, words: { start: words.start, end: verb === null ? words.end : words.start + verb.index - 1 }, sure: true }];
      }
    }
    return [];
  });
