import type { FactStatus } from '../../domain/fact.js';
import type { Qualification, Range, SectionKind } from '../text/analysis.js';
import { isNotChosen } from './act-verdict.js';
import type { Concept, ConceptMatch } from './clinical-vocabulary.js';
import { findDrugs } from './medications/medication-lexicon.js';
import { isVaccineLine } from './immunizations/immunization-lexicon.js';
import { headsAVaccine, isSignedNegative } from './topics.js';

/** "Éliminé", "écarté", "pas retenu": looked for and not there, which says more than not mentioned. */
const RULED_OUT =
  /\b(?:elimin|ecart|exclu|infirm|exclue?s?\b|ne retien|n'est (?:donc )?pas retenu|non retenu|pas (?:en faveur|d'argument)|refut|jusqu'a preuve)/;
/** "Il ne s'agit pas d'une épilepsie": looked for, and named otherwise. */
const NOT_THAT =
  /\b(?:il ne s'agi\w+ (?:donc |finalement )?pas|ce n'(?:est|etait) (?:donc |finalement )?pas) (?:d'|de |du |des )?(?:une? |l'|la |le )?$/;
/** "Le diagnostic de schizophrénie évoqué en 2010 n'est pas retenu". */
const NOT_KEPT_AFTER =
  /^[^.;:,]{0,45}\bn'(?:est|etait|a|avait) (?:donc |finalement )?(?:pas|plus|jamais) (?:ete )?(?:retenue?|confirmee?)\b/;
const RESOLVED =
  /(?<!\b(?:non|pas|jamais) )\b(?:gueri\w*|resol\w+|cicatrise\w*|resorb\w+|regress\w+|disparu\w*|normalis\w+|amend\w+|retabli\w*|sans sequelles?|spontanement resolutive?s?|remission|asymptomatique depuis|transitoires?|expulse\w*|recupere\w*|traitee? et gueri\w*|n'a pas recidive)/;
/** "Eczéma parti", "toux partie": gone; "en partie", "quasi partie" are not. */
const GONE = /[a-z]{3} parti(?:e|s|es)?$/;
const IN_PART = /\b(?:en|la|une|quasi|presque|grande|majeure) parti(?:e|s|es)?$/;
/** "Rétinopathie proliférante, bouquet nasal en régression": what regresses is what stands right before. */
const OF_THE_NEXT_NOUN =
  /^[^,;]{0,30},\s*(?!(?:mais|et|qui|puis|actuellement|desormais|maintenant|nettement|bien|tres|partiellement|spontanement|rapidement)\b)[a-z-]{4,}[^,;]*\sen (?:voie de )?(?:regression|resorption|cours de)/;
/** "Crise de goutte finie", "sciatique, cédée sous corticoïdes": said right behind the name. */
const OVER =
  /^[ ,:]{0,3}(?:est |a ete |maintenant |desormais )?(?:finie?s?|terminee?s?|cedee?s?(?: |$)|a cede\b|resolutive?s?|resolue?s?)(?! (?:le|la|les|un|une|par)\b)/;
const REPAIRED =
  /^(?:insuffisance|retrecissement|stenose|maladie|prolapsus)-(?:mitral|aorti|tricuspid|valvul|pulmonaire-valv)|^communication-inter|^foramen|^coarctation|^canal-arteriel/;
const OPERATED =
  /^[^.;:]{0,90}(?<!non |pas |jamais )\b(?:operee?s?|remplacee?s?|corrigee?s?|reparee?s?|fermee?s?)\b(?! (?:de|d') (?!(?:en|le)\b))/;
const PAST_ACT = /\b(?:ancien\w*|antecedents? (?:de|d')|atcd (?:de|d')|dans l'enfance|en bas age|opere\w*|ex-|sevre\w*)/;
const ADDICTION = /^(?:trouble-(?:de-l-)?usage|dependance|addiction)/;
const LEFT_BEHIND = /\banci(?:en|enne)s? |\b(?:abstinente?s?|sevree?s?)\b(?! (?:pour l'instant|depuis (?:hier|\d+ (?:jours?|h)\b)))/;
const HISTORY: ReadonlySet<SectionKind> = new Set(['history', 'surgical-history', 'obstetric-history']);

const near = (folded: string, sentence: Range, phrase: Range, reach: number): string =>
  folded.slice(Math.max(sentence.start, phrase.start - 25), Math.min(sentence.end, phrase.end + reach));

/** Words that say of several at once what became of them: "toux, fièvre, disparues". */
const OF_ALL =
  /\b(?:(?:gueri|resolu|resorbe|regresse|disparu|amende|cicatrise|normalise)e?s\b|(?:qui |a |ont |avai(?:t|ent) |s'est |se sont |est |sont )(?:[a-z]+ ){0,2}?(?:disparu|regress|cede|gueri|resol|resorb|amend|normalis|cicatris))/;
const PARTS_A_LIST = /[,;/+]| [-–•] /;
/**
 * The words around a condition that may say it is over. In "BPCO, apnées du sommeil, hépatite C guérie" each item of a list has its own:
 * `next`, where the next condition of the list begins, ends what is said of this one.
 */
const saidAround = (folded: string, sentence: Range, phrase: Range, next: number | undefined): string => {
  const clause = near(folded, sentence, phrase, REACH_OF_END);
  if (OF_ALL.test(clause)) return clause;
  const before = folded.slice(Math.max(sentence.start, phrase.start - 25), phrase.start);
  const own = before.slice(Math.max(...[',', ';', '/', '+'].map((sign) => before.lastIndexOf(sign))) + 1);
  return `${own}${folded.slice(phrase.start, Math.min(sentence.end, next ?? sentence.end, phrase.end + REACH_OF_END))}`;
};
const REACH_OF_END = 70;
/** Where the next condition of a list begins, behind the sign that parts them. */
export const nextInList = (folded: string, phrase: Range, others: readonly ConceptMatch[]): number | undefined =>
  others.find((other) => other.concept.kind === 'condition' && PARTS_A_LIST.test(folded.slice(phrase.end, other.start)))?.start;

/** "SINGULAIR : STOP depuis 05/2025, cauchemars + agressivité", "KEPPRA arrêté (irritabilité)": what a drug did until it was stopped. */
const STOPPED_BEFORE =
  /\b(?:stop|stoppee?s?|arretee?s?|interrompue?s?|suspendue?s?)\b(?: (?:depuis|en|le|des|fin|debut|au|a) [\da-z/. ]{2,16}?)?(?:,| ?\(| car| pour| devant| suite a)(?: ?(?:des |de |d'|une? |les? |la |l'))? ?(?:[a-z' -]{3,30} ?(?:\+|et|,) ?)?$/;
const isReasonOfAStop = (before: string): boolean =>
  STOPPED_BEFORE.test(before) &&
  !/\b(?:tabac|tabagisme|alcool|cannabis|travail|sport|activite|conduite)\b/.test(before) &&
  findDrugs(before).length > 0;

/** "La mention d'hépatite B est à effacer": the writer corrects the record. */
const OF_THE_MENTION = /\b(?:mentions?|etiquettes?|libelles?|inscriptions?) (?:de |d'|du |des |: ?|"|« ?)*$/;

/** "Jeu pathologique sous ropinirole en 2018-2019": the years that stand right behind the name have ended. */
const YEARS_OF_IT =
  /^(?: sous [a-z-]+)?,? ?\(?(?:en |de |entre )?(?:19|20)\d\d ?(?:-|–|a|et) ?((?:19|20)\d\d)\b(?! ?(?:,|et|puis|;) ?(?:19|20)\d\d)/;
export const endedBefore = (after: string, documentDate: string | undefined): boolean => {
  const end = YEARS_OF_IT.exec(after)?.[1];
  return end !== undefined && documentDate !== undefined && end < documentDate.slice(0, 4);
};

/** What the words, the qualifiers and the section make of a condition. */
export const conditionStatus = (
  concept: Concept,
  qualification: Qualification,
  folded: string,
  sentence: Range,
  phrase: Range,
  section: SectionKind | undefined,
  next?: number,
): FactStatus => {
  const { qualifiers } = qualification;
  if (qualifiers.negated) {
    const cues = qualification.cues.filter((cue) => cue.qualifier === 'negated').map((cue) => folded.slice(cue.span.start, cue.span.end));
    return cues.some((cue) => RULED_OUT.test(cue)) ||
      NOT_THAT.test(folded.slice(Math.max(sentence.start, phrase.start - 40), phrase.start)) ||
      NOT_KEPT_AFTER.test(folded.slice(phrase.end, Math.min(sentence.end, phrase.end + 60))) ||
      qualification.cues.some((cue) => /^(?:ruled-out|hypothesis-lifted|doubt-lifted)$/.test(cue.rule)) ||
      (qualification.cues.some((cue) => cue.rule === 'mention-wrong') &&
        OF_THE_MENTION.test(folded.slice(Math.max(sentence.start, phrase.start - 40), phrase.start)))
      ? 'ruled-out'
      : 'absent';
  }
  if (qualifiers.hypothetical) return 'suspected';
  if (OVER.test(folded.slice(phrase.end, Math.min(sentence.end, phrase.end + 40)))) return 'resolved';
  const named = folded.slice(phrase.start, phrase.end);
  if (GONE.test(named) && !IN_PART.test(named)) return 'resolved';
  const said = saidAround(folded, sentence, phrase, next);
  if (RESOLVED.test(said) && !OF_THE_NEXT_NOUN.test(folded.slice(phrase.end, sentence.end))) return 'resolved';
  if (!concept.chronic && /^(?:symptom|finding)$/.test(concept.class) && isReasonOfAStop(folded.slice(sentence.start, phrase.start)))
    return 'past';
  if (PAST_ACT.test(near(folded, sentence, phrase, 30)) && !concept.chronic) return 'past';
  // A valve that was replaced, a shunt that was closed.
  if (concept.chronic && REPAIRED.test(concept.id) && OPERATED.test(folded.slice(phrase.start, Math.min(sentence.end, phrase.end + 30))))
    return 'past';
  // "Ancien alcoolique abstinent": an addiction that is left behind.
  if (ADDICTION.test(concept.id) && LEFT_BEHIND.test(near(folded, sentence, phrase, REACH_OF_END))) return 'past';
  if (concept.chronic) return 'active';
  if (qualifiers.historical || (section !== undefined && HISTORY.has(section))) return 'past';
  return 'active';
};

/** "EP peu probable", "paraît improbable": a doubt that is nearly a denial is told in its own words. */
const UNLIKELY =
  /^(?: ?:)?(?: (?:est|etait|parait|semble|reste|me|nous|donc|jugee?|tres|bien|fort|assez)){0,3} (?:peu (?:probable|vraisemblable|plausible|credible)|improbable)s?\b/;
export const unlikelyBehind = (after: string): number => UNLIKELY.exec(after)?.[0].length ?? 0;

/** "Canal cervical étroit avec souffrance médullaire débutante ?": what "avec" adds is what is asked. */
export const askedApart = (folded: string, match: ConceptMatch, phrase: Range): Range => {
  if (match.concept.kind !== 'condition' || !/^[a-z ]{0,16}\?/.test(folded.slice(phrase.end, phrase.end + 18))) return phrase;
  const added = / avec /.exec(folded.slice(match.end, phrase.end));
  return added === null ? phrase : { start: phrase.start, end: match.end + added.index };
};

/** "Question posée : ostéonécrose de la mâchoire sous ZOMETA ?": the illness is asked about, not the drug alone. */
const isAskedUnderADrug = (folded: string, sentence: Range, phrase: Range): boolean =>
  / sous [^ ]+(?: [^ ]+){0,2}$/.test(folded.slice(phrase.start, phrase.end)) &&
  /^ ?\?/.test(folded.slice(phrase.end, phrase.end + 2)) &&
  /^[^a-z]*$|: ?$/.test(folded.slice(sentence.start, phrase.start));

/** "HTA 0", "diabète non -", "Zona jamais eu", "embolie : je n'y crois pas", "goutte : pas concerné", "drépanocytose ? non": the answer behind the name, which may stand beyond the "?". */
const ANSWERED_NO =
  /^(?: jamais (?:eue?s?|faite?s?|contractee?s?|presentee?s?|connue?s?)\b| ?[:,=?(-]{1,2} ?(?:je n'y crois (?:pas|guere)|nous n'y croyons (?:pas|guere)|(?:patiente? |pas |non )*(?:pas|non) concernee?\b|jamais eue?\b|faux\b|(?:une |deux |c'est une |double |grosse )?erreurs?\b)| ?\( ?(?:-|n) ?\)| ?\? ?:?-? ?\(?(?:non|faux)(?= ?(?:[,.;)(\n]|$))| (?:non|0|neant|ras)(?!,\d)(?= ?(?:[-–:,;)(\n|]|\. |\.?$|\/ )))/;

/** "Coarctation (non)", "thyroïdite (recherchée, absente)", "HSD (éliminé par le scanner)": the answer in the bracket behind the name. */
const ANSWERED_IN_BRACKETS =
  /^ ?[(:] ?(?:(?:recherchee?s?|cherchee?s?|exploree?s?|crainte?s?|redoutee?s?|a (?:surveiller|rechercher|depister|craindre)|interrogatoire|clinique(?:ment)?|scanner|tdm|irm|echo\w*|doppler|biopsies?|bilan|pcr|bk|serologies?)[ :,]+)*(?:non|no|0|neant|∅|aucune?s?|absente?s?|neg|negati(?:f|ve)s?|ecartee?s?|eliminee?s?|exclue?s?|infirmee?s?|refutee?s?|(?:non|pas|jamais) (?:retrouv|reten|confirm|objectiv|mise? en evidence|vue?|connu|argument|d'argument)\w*)(?= ?[),;:.]|$| (?:par|au|a la|a l'|a ce (?:jour|stade)|sur|en|ce jour|selon|actuellement|pour (?:l'instant|le moment))\b)/;
/** "Thrombose : doppler du 19 négatif", "paludisme : frottis et goutte épaisse négatifs": what the examination made for an acute illness answers. */
const EXAMINED_NEGATIVE =
  /^ ?(?::|->|→|=>) ?(?:(?:recherche|pas de|absence de) )?(?:par |au |a l'|a la )?(?:echo\w*|doppler\w*|angio\w*|scanner|tdm|irm|radio\w*|rx|ecg|tropo\w*|d-?dim\w*|gouttes? epaisses?|ge|fge|frottis|tdr|hemoc\w*|pl|ponction\w*|biopsies?|prelevements?|coprocultures?|ecbu|ett|eto|scintigraphie|fibro\w*|test\w*|pcr|bilan)\b[^.;,:()]{0,60}\b(?:negati(?:f|ve)s?|neg|steriles?|normal(?:e|es|aux)?)(?= ?[.;,()]|$)/;
/** "Fibrillation atriale cherchée : scope 72 h et Holter négatifs": what was looked for, with the answer of what looked. */
const SOUGHT_NEGATIVE =
  /^ ?,? ?(?:bien |aussi |deja )?(?:re)?cherchee?s? ?(?:[:(,-]|->|→|=>|par|au|a l'|sur|avec|et) ?[^.;]{0,70}?\b(?:negati(?:f|ve)s?|neg|normal(?:e|es|aux)?|sans anomalie|rien|absente?s?|pas retrouvee?s?|non retrouvee?s?)(?= ?(?:[.;,()]|$| (?:sur|a ce|au|le|en)\b))/;
/** "Les urgences ont parlé d'AIT ; c'était une crise, pas un AIT": the name said again to deny it. */
const deniedFurther = (folded: string, sentence: Range, phrase: Range): boolean => {
  const name = folded.slice(phrase.start, phrase.end);
  if (name.length > LONGEST_NAME || /[^a-z0-9' -]/.test(name)) return false;
  return new RegExp(
    `[,;:(] (?:et |donc |mais |et donc )?(?:pas|non|non pas|nullement|ce n'est pas|ce n'etait pas) (?:une? |d'une? |de |d'|du |la |le |l')${name}(?![a-z])`,
  ).test(folded.slice(phrase.end, sentence.end));
};
const LONGEST_NAME = 40;
/** "Douleur thoracique : troponine négative": what is felt stays, whatever was looked for behind it. */
const COMPLAINT =
  /^(?:douleurs?|dorsalgies?|lombalgies?|cephalees?|[a-z]+algies?|dyspnee|essoufflement|toux|fievre|malaises?|syncopes?|lipothymies?|vertiges?|palpitations?|oedemes?|asthenie|diarrhees?|vomissements?|nausees?|saignements?|metrorragies?|hematuries?|hemoptysies?|prurit|eruptions?|amaigrissement|chutes?)\b/;
/** "Discuté : maladie d'Alzheimer, non retenue à ce stade". */
const NOT_KEPT =
  /^ ?[,(] ?(?:mais |finalement |donc |cependant )*(?:non|pas|jamais) (?:ete )?(?:retenue?s?|confirmee?s?|prouvee?s?|averee?s?)\b/;
/** "L'anticoagulant circulant trouvé sous XARELTO n'est pas confirmé": what was once found, and not found again. */
const TAKEN_BACK =
  /^ (?:re)?(?:trouv|decel|decouvert|detect|evoqu|suspect|signal|mentionn|decri|identifi|soupconn|constat)[a-z]* [^.;:,]{0,45}\bn'(?:est|etait|a|avait|sont|etaient|ont) (?:donc |finalement )?(?:pas|plus|jamais) (?:ete )?(?:retenu|confirm|retrouv)e?e?s?\b/;
/** "Pas sous XARELTO (faux anticoagulant circulant)": what the result would be taken for. */
const FALSE_ONE = /\((?:risque (?:de |d'))?(?:faux|fausses?) $/;
/** "L'anévrisme signalé par le premier lecteur est une boucle": what was taken for it is something else. */
const SOMETHING_ELSE =
  /^ (?:signalee?|decrite?|evoquee?|suspectee?|note?e?|mentionnee?|craint?e?|soupconnee?|vue?)s? ?[^.;,]{0,50}\b(?:est|etait|sont|etaient|correspond\w*|s'avere\w*) (?:en fait |en realite |finalement |donc |plutot |seulement |simplement )*(?:a |etre )?(?:une? |des |le |la |l'|du )(?!.{0,20}\b(?:certitude|probable))/;
const isSomethingElse = (folded: string, phrase: Range, after: string): boolean => {
  const found = SOMETHING_ELSE.exec(after);
  // "Le diabète décrit en 2010 est un diabète de type 2": the same, made precise.
  const head = /^[a-z]+/.exec(folded.slice(phrase.start, phrase.end))?.[0];
  return found !== null && (head === undefined || !after.slice(found[0].length, found[0].length + 24).includes(head));
};
/** "Maladie de Horton : recherchée et non retenue", "évoquée puis non confirmée": what was thought of and let go. */
const THOUGHT_OF_AND_LEFT =
  /^ ?[:,(-]? ?(?:a ete |initialement |un temps |d'abord )?(?:recherch|cherch|evoqu|discut|suspect|envisag|explor)(?:ee?s?|es?)(?: [a-z]+){0,2}(?:,? (?:et|mais|puis|finalement|donc))*,? ?(?:n'a pas ete |non |pas |jamais )(?:retenue?s?|prouvee?s?|retrouvee?s?|confirmee?s?|mise?s? en evidence|objectivee?s?|documentee?s?)\b/;
/** "Diabète | NON", "Épilepsie      non", "HTA ..... non": the next cell of the row. */
const ANSWERED_IN_THE_NEXT_CELL =
  /^(?:[ \t]*(?:\||\t|[.…]{2,}|_{3,})[ \t|]*| {2,})(?:non|neant|0|∅|aucune?|absente?s?|negati(?:f|ve)|nul(?:le)?)(?=[ \t]*(?:[|;,.\n\t]|$| {2}|\())/;

/** "Frottis/HPV : mars 2024, négatif": the answer stands behind its day. */
const ANSWERED_BEHIND_A_DAY =
  /^ ?: ?(?:le |en |du )?(?:\d{1,2} )?(?:[a-z]{3,9}\.? )?(?:\d{1,2}[/.-]){0,2}(?:(?:19|20)\d\d|\d\d) ?[,:(]? ?(?:negati(?:f|ve)s?|neg|normal(?:e|es|aux)?|absente?s?|non|rien)(?=[ .;,)]|$)/;

/** "X = Y jusqu'à preuve du contraire", "toux suspecte de Y", "ne peut être ni affirmée ni exclue", "possibles (Y)". */
export const doubted = (folded: string, sentence: Range, phrase: Range, qualification: Qualification, acute = false): Qualification => {
  const before = folded.slice(Math.max(sentence.start, phrase.start - 24), phrase.start);
  const after = folded.slice(phrase.end, sentence.end);
  const behind = folded.slice(phrase.end, phrase.end + 70);
  if (
    ANSWERED_NO.test(behind.slice(0, 48)) ||
    ANSWERED_IN_BRACKETS.test(behind) ||
    ANSWERED_BEHIND_A_DAY.test(behind) ||
    NOT_KEPT.test(behind) ||
    TAKEN_BACK.test(after) ||
    FALSE_ONE.test(before) ||
    isSomethingElse(folded, phrase, after) ||
    (acute &&
      !COMPLAINT.test(folded.slice(phrase.start, phrase.end)) &&
      EXAMINED_NEGATIVE.test(folded.slice(phrase.end, Math.min(sentence.end, phrase.end + 110)))) ||
    THOUGHT_OF_AND_LEFT.test(folded.slice(phrase.end, Math.min(sentence.end, phrase.end + 90))) ||
    SOUGHT_NEGATIVE.test(folded.slice(phrase.end, Math.min(sentence.end, phrase.end + 120))) ||
    deniedFurther(folded, sentence, phrase) ||
    ANSWERED_IN_THE_NEXT_CELL.test(after) ||
    isSignedNegative(folded, sentence, phrase)
  )
    return { ...qualification, qualifiers: { ...qualification.qualifiers, negated: true, hypothetical: false } };
  const doubt =
    isAskedUnderADrug(folded, sentence, phrase) ||
    /^ ?(?:vs|versus)\b/.test(after) ||
    /\b(?:vs|versus) (?:une? )?$/.test(before) ||
    /\bjusqu'a preuve du contraire|\bne peu(?:t|vent) (?:donc |pas |encore )*etre (?:ni )?(?:affirm|exclu|elimin|ecart|formellement)/.test(
      after,
    ) ||
    /\bsuspect\w* (?:de |d')(?:une? |la |l')?$|(?:\bpossibles?|\bprobables?|\beventuel\w*|\?) ?\($/.test(before);
  // "Néphropathie diabétique et hypertensive probable": the doubt is about the whole.
  if (
    /^(?: et [a-z]+(?:ive|ique|ale|aire|euse|ienne)s?| [a-z]+(?:ive|ique|ale|aire|euse|ienne)s?)? (?:tres |assez |peu )?(?:probable|possible|vraisemblable)s?\b/.test(
      after,
    )
  )
    return { ...qualification, qualifiers: { ...qualification.qualifiers, hypothetical: true } };
  // "Retenue plutôt qu'une dilatation": what was not chosen.
  if (isNotChosen(folded, sentence, phrase)) return { ...qualification, qualifiers: { ...qualification.qualifiers, negated: true } };
  return doubt ? { ...qualification, qualifiers: { ...qualification.qualifiers, hypothetical: true } } : qualification;
};

/** "L'ibuprofène arrêté pour le rein et le saignement": why a drug is stopped or avoided, which a definite article names as a risk. */
const WHY_STOPPED = /\bpour (?:(?:le|la|les|l'|son|sa|ses) ?[a-z-]+(?: (?:et|ou)|,) )*(?:le |la |les |l'|son |sa |ses )$/;
const STOPPING =
  /\b(?:arret\w*|stopp\w*|suspen\w*|interromp\w*|evit\w*|supprim\w*|diminu\w*|contre-?indiqu\w*|pas d'|pas de|deconseill\w*)/;
export const isReasonToStop = (folded: string, sentence: Range, phrase: Range): boolean =>
  WHY_STOPPED.test(folded.slice(Math.max(sentence.start, phrase.start - 60), phrase.start)) &&
  STOPPING.test(folded.slice(sentence.start, phrase.start));

/** "Risques expliqués : décollement de rétine": what might happen is no suspicion; "risque de chute" is a thing of its own. */
export const isOnlyARisk = ({ qualifiers, cues }: Qualification, phrase: Range): boolean => {
  const doubts = cues.filter((cue) => cue.qualifier === 'hypothetical');
  return (
    qualifiers.hypothetical &&
    doubts.length > 0 &&
    doubts.every((cue) => (cue.rule === 'risk' || cue.rule === 'fear') && cue.span.end <= phrase.start)
  );
};

/** What a calculator of risk foretells: "FRAX : fracture de hanche 12 %", "risque à 10 ans d'infarctus : 8 %". */
const CALCULATED = /\b(?:risques?|probabilites?|frax|score2|framingham|mortalite|pronostic)\b/;
const PERCENTAGE = /^[^,;.\d]{0,24}\d{1,3}(?:[.,]\d+)? ?%/;
export const isCalculated = (folded: string, sentence: Range, phrase: Range, named: Range): boolean =>
  CALCULATED.test(folded.slice(sentence.start, phrase.start)) && PERCENTAGE.test(folded.slice(named.end, sentence.end));

const ANOTHER =
  /(?:^|[.;:,(] ?|\b(?:sa|son|ses|la|le|un|une|leur) )(?:petites?-filles?|petits?-fils|maris?|epouse|epoux|conjointe?|compagn(?:on|e)|colocataires?|collegues?|voisine?s?|entourage|aidante?s?|fils|filles?|enfants?|amie?s?) (?:est |etait |a |ont |avait |atteinte?s? (?:de |d')|malade |avec (?:une? )?)?$/;

const NEAR_ONES = String.raw`(?:petites?-filles?|petits?-fils|belles?-filles?|belle-mere|beau-pere|beau-fils|gendre|bru|femme|maris?|epouse|epoux|conjointe?|compagn(?:on|e)|fils|filles?|mere|pere|soeur|seur|frere|aidante?|voisine?)`;
/** "Sa femme Monique (rétrécissement aortique, fatigue)": a bracket right behind somebody tells of him. */
const BRACKET_OF_ANOTHER = new RegExp(
  String.raw`\b(?:sa|son|l'|leur) ?${NEAR_ONES}(?:,? [a-z][a-z-]+){0,2} ?\((?![^()]*\b(?:qui|inquie\w+|signal\w+|rapport\w+|dit|trouve|constate|decrit|alerte\w*|present|presente|pour)\b)[^()]*$`,
);
/** "La fille se dit fatiguée", "sa femme est épuisée": what a near one says or shows of herself. */
const STATE_OF_ANOTHER = new RegExp(
  String.raw`(?:^|[.;:,(] ?|\b(?:mais|et|ou) )(?:sa|son|la|le|l'|leur) ?${NEAR_ONES}(?: (?![a-z]*ent\b)[a-z][a-z-]+)? (?:se (?:dit|sent|declare|montre|plaint d(?:e|'))|est|etait|parait|semble|a l'air|reste|s'avoue|s'inquiete|avoue sa|exprime sa)(?: (?:tres|tellement|aussi|bien|elle-meme|lui-meme|egalement|trop|un peu|de plus en plus|physiquement|moralement|toujours|desormais))* ?(?:d'|de |du )?(?:une? |la |l'|sa )?$`,
);

/** "Elle a perdu un fils d'une leucémie". */
const LOST =
  /\bperdu (?:un|une|son|sa|ses|leur|deux) (?:[a-z]+ )?(?:enfants?|fils|filles?|maris?|epouse|epoux|femme|frere|soeur|seur|peres?|meres?|conjointe?|compagn(?:on|e))[^.;,]{0,30} (?:d'|de |du )(?:une? |la |l')?$/;

/** "Petite-fille grippée": the word before the disease names who has it. */
export const isOfAnother = (folded: string, sentence: Range, phrase: Range): boolean =>
  LOST.test(folded.slice(Math.max(sentence.start, phrase.start - 80), phrase.start)) ||
  /^aidante?s? (?!princip|famil|natur)/.test(folded.slice(phrase.start, phrase.end)) ||
  BRACKET_OF_ANOTHER.test(folded.slice(Math.max(sentence.start, phrase.start - 120), phrase.start)) ||
  STATE_OF_ANOTHER.test(folded.slice(Math.max(sentence.start, phrase.start - 90), phrase.start)) ||
  ANOTHER.test(folded.slice(Math.max(sentence.start, phrase.start - 40), phrase.start));

const PREVENTABLE =
  /^(?:covid-19|grippe|tetanos|diphterie|poliomyelite|polio|hepatite-[ab]|zona|varicelle|rougeole|rubeole|oreillons|coqueluche|infection-a-papillomavirus|fievre-jaune|rage|typhoide|fievre-typhoide|meningite|tuberculose|toxoplasmose|infection-a-cytomegalovirus|cytomegalovirus)$/;
const VACCINE =
  /\b(?:vaxigrip\w*|influvac\w*|fluarix\w*|efluelda)\b|\b(?:covid|grippe|pneumo\w*|zona|dtp) ?:? (?:pas (?:aujourd'hui|ce jour|cette fois|pour (?:le moment|l'instant))|refuse\w*|reportee?)\b|\bgrippes? ?[:,-]? ?(?:20\d\d ?:? ?)?(?:non |pas |deja )?(?:fai(?:te?|re)\b|prevu|a (?:faire|prevoir))|\bvaccin|\brappels?\b|\blot\b|administre|soi(?:t|ent) prevenue?s?\b|immunis|(?<!auto-? ?)\bimmunes?\b|\bdoses?\b|\binj\b|injection/;

/** A card's rows name diseases alone. */
const CARD_OF_VACCINES =
  /\b(?:carnet|calendrier|feuillet|certificat|releve|attestation)s?\s(?:de |des |d'|international |sante |adulte |enfant |[-–:] ?)*vaccin/;
const CARD_HEAD = 240;

/** The disease that a vaccine is against. */
export const isTarget = (concept: Concept, folded: string, named: Range, sentence: string): boolean =>
  (PREVENTABLE.test(concept.id) || (concept.id === 'hepatite' && /^[a-z]* [ab]\b/.test(folded.slice(named.start, named.end + 2)))) &&
  (VACCINE.test(sentence) ||
    headsAVaccine(folded, named) ||
    isVaccineLine(folded, named.start) ||
    CARD_OF_VACCINES.test(folded.slice(0, CARD_HEAD)));
