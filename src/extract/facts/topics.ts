import type { Range } from '../text/analysis.js';
import type { Concept } from './clinical-vocabulary.js';

/** "2) ", "- ", "[x] " before the first word of an item. */
const OPENS = /(?:^|[.;:|\n])[\s•*·\-–>=]*(?:\d{1,2}\s?[).\-/]\s*)?(?:\[ ?x? ?\]\s*|☒\s*|☐\s*)?$/;
/** "Thrombose : ", "Cancer du sein -> ". */
const HEADS = /^ ?(?:\([^)]{0,30}\) ?)?(?::|->|→|=>)\s*/;

/**
 * What a theme's head announces without saying that the patient has it: who else has it, a screening, a test for it, a paper that ascribes it,
 * what was explained of it, nothing at all.
 */
const SAYS_NO_DISEASE =
  /^(?:(?:cf\.?|voir|selon|d'apres) [^.;,\n]{2,30}, (?:donc |finalement )?(?:ecarte|elimine|exclue?|infirme)e?s?\b|[^.;]{0,60}\b(?:lui (?:attribue|prete|impute)\w*|(?:est|sont|etait|a ete) attribuee?s? (?:a tort )?a|a tort\b|par erreur\b|depistage|mammographie|scanner (?:thoracique )?(?:a )?(?:faible|basse|low)[ -]dose|frottis|hemoccult|test (?:immunologique|oc-?sensor)|fit (?:negati|a faire|fait)|hyperglycemie provoquee|hgpo|o'sullivan|information|explications?|conseils? |brochure|prevention)|(?:(?:elle|il|la patiente|le patient|madame|monsieur|m\.|mme) )?(?:pas de )?(?:antecedents? (?:familia|chez)|(?:sa |son |la |le )?(?:mere|pere|soeur|seur|frere|tante|oncle|grand|cousine?|fille|fils)\b)|(?:rien (?:a signaler|de particulier|a dire)|ras\b|sans objet|so\b|non concerne|pas de (?:signe|probleme|souci)\b|question posee|a depister|a rechercher|a eliminer|bilan (?:fait|a faire|negatif|normal)))/;

/** "Pour la prématurité, rien à signaler", "côté thrombose, RAS". */
const WITH_REGARD =
  /(?:^|[.;\n] ?)(?:pour|concernant|quant a|cote|au sujet de|s'agissant de|sur le plan de|du point de vue de|point de vue|a propos de)(?: l'| la| le| les| d'| du| des)? ?$/;
const NOTHING =
  /^[^.;:]{0,20}[,:] ?(?:rien (?:a signaler|de particulier|a dire|de neuf|de nouveau)|ras\b|aucun (?:probleme|souci|signe)|pas de (?:probleme|souci|signe)|tout va bien|neant)/;

/** "Le bilan d'ostéoporose n'est pas utile", "la recherche de cryoglobuline": a test, named by what it is for. */
const TEST_FOR =
  /\b(?:bilan|recherche|test|score|risque|spectre|crainte|peur|eventualite|question|hypothese)s? (?:de (?:la |l')?|d'(?:une? )?|du |des )$/;
const NEEDLESS =
  /^[^.;]{0,60}\b(?:n'(?:est|etait|a|y a|ont|etaient) (?:donc |finalement )*(?:pas|guere|jamais|plus|aucun)|inutile|sans objet|ne (?:se|s') ?pose pas|ne (?:sera|parait|semble) pas|non (?:fait|indique|realise|necessaire))/;

/** "Ces vitesses ne veulent pas dire qu'il a fait un accident cérébral". */
const MEANS_NOT =
  /\b(?:ne |n')(?:veu(?:t|lent)|signifi\w+|prouv\w+|impliqu\w+|equivau\w+) (?:donc |surtout )?pas (?:dire )?(?:forcement |necessairement )?(?:qu|a |une?|la |le |l')[^.;:]{0,70}$/;

/** "N'élimine pas toute malformation", "n'exclut pas un trisomie": true of any test. */
const LIMIT_OF_A_TEST =
  /\bn'(?:elimin|exclu|ecart|permet)\w*(?: d'eliminer| d'exclure| d'ecarter)? pas (?:formellement |totalement )?(?:toute?s?|une|un|la|le|l'|d'|les) ?$/;

/** "La fiche des urgences lui attribue la mutation": said by another paper, and not by this one. */
const ASCRIBED = /\b(?:lui|leur) (?:attribu|pret|imput)\w+ (?:a tort )?(?:la |le |l'|une? )?$/;

/** "Il a écrit que j'ai le diabète ! L'endocrinologue avait dit NON. À faire corriger": written by another, and contested at once. */
const WRITTEN_OF =
  /\b(?:a|ont|avait|avaient) (?:re)?(?:ecrit|note|marque|coche|mis|inscrit|indique) (?:partout |par erreur |a tort )?qu(?:e |')(?:j'ai|j'avais|je suis|je fais|elle a|elle avait|il a|il avait) (?:un |une |le |la |l'|du |de la |de l')?$/;
const CONTESTED_AT_ONCE =
  /^[^\n]{0,90}\b(?:(?:a|avait|ont) dit (?:que )?non|c'est faux|n'est pas vrai|(?:c'est )?une erreur|par erreur|a tort|(?:a|faire) (?:faire )?(?:corriger|retirer|enlever)|corriger svp)\b/;

/** "VHC : pas de traitement préventif", "VHB : anti-HBs < 10": after an exposure the virus heads what is decided of it. */
const VIRUS = /^(?:vih|hiv|vh[abce]|htlv|hepatites? [abc])$/;
const HAS_IT =
  /\bposit|\+|\bconnu|\btraitee?s?\b|\bgueri|\bporteu|\bchroni|\bcirrh|\bcharge|\breplic|\bactive?\b|\bcontamin|\bdepuis\b|\b(?:19|20)\d\d\b|\bnegat|\bneg\b/;
const headsVirus = (folded: string, sentence: Range, phrase: Range): boolean =>
  VIRUS.test(folded.slice(phrase.start, phrase.end)) &&
  /^[\s•*·\-–]*$/.test(folded.slice(sentence.start, phrase.start)) &&
  /^ ?: ?\S/.test(folded.slice(phrase.end, phrase.end + 4)) &&
  !HAS_IT.test(folded.slice(phrase.end, sentence.end).replace(/\bpas de traitement\b|\bsources? [^,;]*/g, ' '));

/** A condition that heads a theme, names a test or a limit: told of, not had. */
export const isTopic = (folded: string, sentence: Range, phrase: Range): boolean => {
  const own = folded.slice(Math.max(sentence.start, phrase.start - 110), phrase.start);
  const after = folded.slice(phrase.end, Math.min(folded.length, phrase.end + 140));
  const head = HEADS.exec(after);
  return (
    (head !== null && OPENS.test(own) && SAYS_NO_DISEASE.test(after.slice(head[0].length).replace(/\n/g, ' '))) ||
    (WITH_REGARD.test(own) && NOTHING.test(after)) ||
    (TEST_FOR.test(own) && NEEDLESS.test(after)) ||
    headsVirus(folded, sentence, phrase) ||
    LIMIT_OF_A_TEST.test(own) ||
    MEANS_NOT.test(own) ||
    ASCRIBED.test(own) ||
    (WRITTEN_OF.test(own) && CONTESTED_AT_ONCE.test(after))
  );
};

/** "Grippe : hésite", "Coqueluche : 2e trim.", "Zona : à faire": a line of a plan of vaccines names what each is against. */
const OF_A_VACCINE =
  /^ ?(?:\([^)]{0,30}\) ?)?(?::|->|→|=>)\s*(?:\[ ?x? ?\]\s*|☒\s*|☐\s*)?(?:refus|hesit|accept|accord|d'accord|pas d'accord|propos|fai(?:te?s?|re)\b|a (?:faire|jour|prevoir|completer|verifier|commander)|rappel|command|prevu|programm|automne|hiver|octobre|novembre|\d ?(?:er|e|eme)? ?(?:trim|dose|inj)|\d{1,2}[/.]\d|dernier|derniere|non (?:fai|vaccin)|ok\b|oui\b|chaque annee|tous les ans|annuel|saison|vaccin|immunis|protege|en pharmacie|ordonnance)/;
/** "Grippe faite en pharmacie", "zona à faire": nobody does an illness. */
const DONE_AS_A_DOSE =
  /^(?: et (?:le |la )?[a-z-]{2,14})?(?: \([^)]{0,20}\))? a prevoir\b|^ (?:(?:non |deja |bien |pas )?fai(?:te?s?|re)\b|a (?:faire|jour)\b|(?:non |pas )?a jour\b|refuse\w*|propose\w*)/;
/** "Coqueluche et VRS à prévoir. Grippe à l'automne.": the head of a sentence, and a season to come. */
const IN_ITS_SEASON = /^ (?:a l'automne|cet automne|cet hiver|des l'automne|en (?:octobre|novembre|automne)|a la rentree)\s*(?:[.;,)]|$)/;
const HEADS_ITS_SENTENCE = /(?:^|[.;:\n•-] ?)\s*$/;
export const headsAVaccine = (folded: string, named: Range): boolean =>
  (IN_ITS_SEASON.test(folded.slice(named.end, named.end + 24)) &&
    HEADS_ITS_SENTENCE.test(folded.slice(Math.max(0, named.start - 4), named.start))) ||
  OF_A_VACCINE.test(folded.slice(named.end, named.end + 60)) ||
  DONE_AS_A_DOSE.test(folded.slice(named.end, named.end + 24));

/** "Elle m'interroge sur un traitement par immunothérapie": asked about, neither done nor planned. */
const ASKED_ABOUT =
  /\b(?:interrog\w+ sur|demand\w+ (?:si|s'|ce que|a quoi)|se pose la question d|s'est renseigne\w* sur|a entendu parler d|a lu (?:un article )?sur|voudrait savoir|en parler d)[^.;:]{0,60}$/;
/** "Acceptez-vous une transfusion en cas d'urgence ? oui", "accord donné pour une épisiotomie": allowed beforehand. */
const CONSENTED =
  /\b(?:(?:accept(?:ez|eriez)|souhait(?:ez|eriez)|desire(?:z|riez)|voul(?:ez|driez)|consent(?:ez|iriez)|autoris(?:ez|eriez)|etes|seriez)-vous|accord (?:donne |ecrit |signe )?pour|(?:accepte|consent|autorise|est d'accord pour|ne s'oppose pas)(?: a)?(?: par avance| a l'avance)?)(?: d'accord pour)?(?: a| de recevoir| la realisation d'| le recours a)? ?(?:une? |la |le |l'|des |les )?(?:eventuel(?:le)?s? )?$/;
const IN_CASE = /^[^.;:()]{0,12} ?\b(?:en cas d|si )/;
export const isAskedAbout = (folded: string, sentence: Range, phrase: Range): boolean => {
  const before = folded.slice(Math.max(sentence.start, phrase.start - 90), phrase.start);
  if (ASKED_ABOUT.test(before)) return true;
  const consent = CONSENTED.exec(before);
  // "Il accepte la coloscopie" is a plan; an answer to a question, or what is allowed in a case, is none.
  return consent !== null && (consent[0].includes('-vous') || IN_CASE.test(folded.slice(phrase.start, sentence.end).replace(/^\S+/, '')));
};

/** "Exclu par la sleeve", "(sleeve)", "depuis sa cholécystectomie", "à trois ans de la greffe": an act recalled by the way, not the one of the day. */
const RECALLED =
  /(?:\([^)]{0,40}|\b(?:depuis|apres|avant|suite a|du fait de|en raison de|compte tenu de|par|post|a cause de|antecedent de|notion de|secondaire a|sous) (?:la |le |l'|sa |son |ses |les |cette |cet |une? )?|\b(?:sa|son|ses|cette|cet) )$/;
/** "À trois ans de la greffe", "à J5 de l'intervention": counted from it. */
const COUNTED_FROM = /\b(?:ans?|mois|semaines?|jours?|annees?|distance|recul|decours|j ?\+? ?\d+) (?:de (?:la |l'|son |sa )|du )$/;
const DONE_NOW = /\b(?:ce jour|aujourd'hui|realise\w*|pratique\w*|effectue\w*|fait\w*|procede|beneficie|opere\w*|subi|a eu)\b/;
export const isRecalled = (folded: string, sentence: Range, phrase: Range): boolean =>
  COUNTED_FROM.test(folded.slice(Math.max(sentence.start, phrase.start - 24), phrase.start)) ||
  (RECALLED.test(folded.slice(Math.max(sentence.start, phrase.start - 60), phrase.start)) &&
    !DONE_NOW.test(folded.slice(Math.max(sentence.start, phrase.start - 40), Math.min(sentence.end, phrase.end + 60))));

/** "PCR VRS - Grippe A - Covid - Rhinovirus +": in a row of tests, the sign behind a name is its result. */
const ROW_OF_TESTS = /\b(?:pcr|trod|antigene|multiplex|tests?|tdr|panel)\b/;
export const isSignedNegative = (folded: string, sentence: Range, named: Range): boolean =>
  /^(?: ?[ab])? ?(?:-|–|\(-\))(?= |$|,|;)/.test(folded.slice(named.end, named.end + 8)) &&
  ROW_OF_TESTS.test(folded.slice(sentence.start, named.start));

/** "PCR coqueluche prélevée", "TROD angine fait", "écouvillon Covid en cours": the test is named by what it looks for, and its result is to come. */
const TEST_OF =
  /\b(?:pcr|trod|tdr|depistages?|antigenes?|ag|multiplex|panel|ecouvillon\w*|prelevements?|arn|adn|charges? virales?|test(?: rapide| antigenique| de diagnostic)?)(?: (?:multiplex|virale?|respiratoire|nasopharyngee?|nasal|sur [a-z]+|de la |de l'|de |du |des |pour |a la |au |a ))* ?:? ?$/;
/** "Demandé : VIH + CV, bilharziose, NFS", "à rechercher : paludisme, dengue": a list of tests, some of them by what they look for. */
const ASKED_FOR =
  /(?:^|[.;\n•-] ?)\s*(?:(?:je|nous|on) )?(?:(?:bilan|examens?|analyses?|prelevements?|biologie|serologies?) )?(?:demand(?:e|ee|es|ees|ons)|prescri(?:t|te|ts|tes|s)|a (?:demander|rechercher|prelever|doser|faire)|recherches?|serologies?)(?: (?:ce jour|au labo\w*|en urgence|par nos soins))? ?:[^.;:]*$/;
export const isAskedFor = ({ id, system }: Concept, folded: string, sentence: Range, named: Range): boolean =>
  (system.startsWith('infecti') || id.startsWith('hepatite')) &&
  ASKED_FOR.test(folded.slice(Math.max(0, sentence.start - 2), named.start)) &&
  !ANSWERED.test(folded.slice(named.end, named.end + 60));
const ANSWERED =
  /^[^.;\n]{0,40}(?:\bposit|\bnegat|\bneg\b|\+(?! ?(?:cv|cd4|vih|vh[abc]|genotyp\w*|charge|syphilis|alat|asat|ac\b|anticorps|arn|adn|nfs|creat|crp|bilan))|\bdetecte|\bretrouve|\bconfirm|\bpresente?\b)/;
export const isTestedFor = (folded: string, named: Range): boolean =>
  TEST_OF.test(folded.slice(Math.max(0, named.start - 60), named.start)) && !ANSWERED.test(folded.slice(named.end, named.end + 60));
