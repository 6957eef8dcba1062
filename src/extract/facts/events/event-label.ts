import { fold } from '../../text/fold.js';

/** "Hospitalisé", "greffé": the act by its name, where the words say no more than that it was done to somebody. */
const NAMES: Readonly<Record<string, string>> = {
  hospitalis: 'Hospitalisation',
  transfus: 'Transfusion',
  greff: 'Greffe',
  transplant: 'Transplantation',
  dialys: 'Dialyse',
  appareill: 'Appareillage',
  irradi: 'Irradiation',
  infiltr: 'Infiltration',
  ponctionn: 'Ponction',
  intub: 'Intubation',
  extub: 'Extubation',
  transfer: 'Transfert',
  amput: 'Amputation',
  accouch: 'Accouchement',
  admis: 'Hospitalisation',
  tomb: 'Chute',
};
const DONE_TO = new RegExp(
  `^(?:(?:votre|notre|la|le|ce|cette) (?:patiente?|malade) )?(?:a |est |ete |fut )*(${Object.keys(NAMES).join('|')})e{0,2}s?(?![a-z(])`,
);
/** Acronyms that alone name what happened. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  TS: 'Tentative de suicide',
  FA: 'Fibrillation atriale',
  FCS: 'Fausse couche spontanée',
  AVP: 'Accident de la voie publique',
  AVC: 'Accident vasculaire cérébral',
  AIT: 'Accident ischémique transitoire',
  IDM: 'Infarctus du myocarde',
};
/** "Séjour" alone. */
const STAY = /^(?:(?:le |la |son |ce )?(?:sejour|hospit\.?)|hospitalisation)$/;

/** "Grossesse [X] AMP : TEC": what a form asks before its box, and the tick before a side. */
const TICKED = /^[^[\]]*\[\s?[xX]\s?\]\s*(?!gauche|droite?\b|[DG]\b)(?=\p{L}{3})/u;
const TICK = /\s*\[\s?[xX]\s?\]\s*/g;
const EMPTY_BOX = /\[\s?\]|☐/;

/** "Tu te souviens que les premiers spasmes dataient": what a letter says to its reader, and the verb that led to the day. */
const ASIDE = /^(?:tu te|vous vous) (?:souviens|souvenez|rappelles|rappelez) (?:que |qu['’])/iu;
const DATES_FROM = / (?:dat(?:e|ent|ait|aient)|remont(?:e|ent|ait|aient))$/u;
const ARTICLE = /^(?:l'|(?:le|la|les|une?) )(?=[a-z\d])/;
/** "Test de réintroduction : HDJ": where it was done. */
const IN_A_WARD = / : (?:HDJ|HAD|SMR|SSR)$/;
/** "02/10 C2 FEC": a column before the words. */
const NUMBERED = /^\d{1,2}[/.]\d{1,2} (?=\p{L})/u;
/** A letter, or how many or which of them: "2 bronchiolites", "1re crise"; no number of a file. */
const BEGINS = /^(?:[a-z]|\d(?: ?(?:e|er|re|ere|eme|nde?))? (?:[a-z]{3}|:))/;
/** The rest of a phrase whose beginning was left out, somebody's doing, or an instruction. */
const FRAGMENT =
  /^(?:j'|(?:depuis|or|contre|comme|derniere? (?:datait|date|remont\w+)|deces|mort|de|du|des|d'|a|au|aux|par|pour|sans|avec|dans|lors|vu|vue|post|devant|je|tu|il|ils|elle|elles|on|nous|vous|ce|c'|est|sont|ont|a ete|confirme|revue?s?|(?:appel|guett|surveill|control|poursuiv|repren|prevoi)(?:er|re|r))(?![a-z])|(?:(?:resorb|prouv|confirm|drain|sutur|(?:re)?pos|(?:re)?oper|retir)ee?s?|(?:arret|stopp|prescri|demand)(?:ee?|te?)s?|extraite?s?)(?= (?:par|sous|en|a|au|aux|avec|chez|dans)\b|$))/;
/** What dates a paper, an hour or an administrative step. */
const OF_THE_PAPER = /^(?:dates?|heures?|duree|numero|n°|incision \d|releves?|evolution dans|prep|naissance$|(?:entree|sortie)s? ?:)/;
/** An act, a paper or a look that does not say of what. */
const OF_NOTHING =
  /^(?:(?:dernier|derniere|premier|premiere|contr[oô]le) )?(?:interventions?|operations?|chirurgies?|blocs?|gestes?|actes?|poses?|(?:re)?posee?s?|retiree?s?|enlevee?s?|changements?|changee?s?|retraits?|irm|scanners?|tdm|radios?|radiographies?|echos?|echographies?|echodopplers?|dopplers?|imageries?|examens?|bilans?|tests?|serologies?|entretiens?|entrees?|sorties?|rad|controles?|episodes?|seances?|cycles?|cures?|diagnostics?|decouvertes?|reactions?|crises?|valves?|plaques?|sevrages?|arrets?|debuts?|fins?|chocs?|at|had|hdj|ssr|smr|usld|ehpad)(?: operatoires?| faite?s?| immediates?)?$/;
/** What was done, without what it was done to or with; what is of the work or of a count. */
const WITHOUT_ITS_NAME =
  /^(?:alarmes?\b|(?:mis(?:e|es)?|remis(?:e|es)?) en place\b|inchangee?s?\b|stables?\b|hospitalisee?s?$|(?:autre )?(?:seance|cure|injection|dose|prise)s? (?:complementaire|supplementaire)s?$|(?:prothese|boitier|sonde|materiel|dispositif|implant|appareil)s? : (?:implantee?s?|posee?s?|mis(?:e|es)? en place)$|[a-z -]+ en (?:invalidite|retraite|conge|arret|activite)$|(?:chocs?|episodes?|therapies?) [a-z]+ \d+$|(?:[a-z' -]+ : ?)+(?:\d+|une|deux|trois|quatre) (?:crises?|episodes?|acces)\b[^,;]*$)/;
/** "Intervention : pourcentage de migration passé de 31 %": why, in numbers, and not what; "Mme Durand O., ch. 241", "ALD". */
const NO_ACT =
  /^(?:(?:entree|sortie|retour|admission) (?:lun|mar|mer|jeu|ven|sam|dim|urg|rad)(?:[a-z]{1,5}di|ences?|anche)?\b.*|allergies? levee?s?$|[a-z-]+ \(chocs?\)$|[a-z' -]+ : (?:a \d|(?:pourcentage|taux|score|index|indice|angle)s? )|(?:mme|mlle|mr|monsieur|madame) [a-z-]+(?: [a-z]\.?)?,|(?:ald|deposee?)$|[^:]* : (?:sortie|entree|retour)$|.* (?:est|sont) (?:ecarte|elimine|infirme)e?s?\b)/;
/** "Le dentiste a mis un pansement": what a caregiver did names no act by itself. */
const SOMEBODY_DID =
  /^(?:dentiste|medecin|docteur|dr|infirmi\w+|kine\w*|pharmac\w+|chirurgien\w*|sage-femme|radiologue|[a-z]+(?:ologue|ologiste|iatre)) (?:traitant )?(?:m'|lui |l'|nous )?(?:a|ont|est|avait)\b/;
/** "C'est Mme X qui a fait un choc", "le PHQ-9 était à 14", "l'appareillage vient d'être livré": a sentence about something else. */
const A_SENTENCE = /^c'est |^[a-z][a-z\d' -]{0,30}? (?:etai(?:t|ent) a \d|vien(?:t|nent) d[e']|vena(?:it|ient) d[e'])/;
/** What was read, sought or doubted, not done: "découverte sur les mémoires", "vérifié avec la radio", "doute sur varicelle", "non vu sur le scanner". */
const NOT_AN_ACT =
  /^(?:(?:(?:re)?decouverte?s?|verifiee?s?|constatee?s?|(?:re)?trouvee?s?|visibles?|connue?s?|mentionnee?s?|signalee?s?|inscrite?s?) (?:sur|au|aux|a|avec|avant|lors|par|dans)\b|posee? sa (?:derniere )?cig|doutes? (?:sur|quant)|recopiee?s?\b|diagnostics? (?:a ete |est |etait |avait ete )?(?:porte|pose|fait|retenu|evoque|annonce)|saisonnier|non (?:vue?s?|visibles?|connue?s?|retrouvee?s?|signee?s?)\b|questions? posee|annonces?(?:$| (?:du|de|d'))|interruptions? d[e'u]|en tenant compte|compte tenu|consolidation (?:at|mp|prononcee|fixee|des blessures)\b|mise?s? a (?:plat|jour|pied)$|mis a |reactions? uniques?$|reactions? ?:|choc de$|conges?(?: |$)|arrets? de travail|imageries? d[ue] [a-z]+ [a-z]+$|(?:mon |ma )?cher(?:e)? (?!dr)|bandelettes\b|(?:premiere?|deuxieme|troisieme|quatrieme|seconde?) ?: (?:deux|trois|quatre|cinq|six|\d+) )/;
/** "Brutalement aggravée", "nettement améliorée": how an illness went is no event of its own. */
const WENT = /^(?:[a-z]+ment )?(?:aggrav|amelior|stabilis|major|diminu|attenu)ee?s?(?: :|$)/;
/** "Gêne depuis : environ", "Infections : prothèse": a question of a form, or its answer, without what happened. */
const OF_A_FORM = / depuis ?:|\binfections? : prothese$/;
/** "Transfusion : corrige une fiche", "tabagisme : sevrée", "bandelettes : rapportées", "J8 de la prise": a word of the clause, and no item of its list. */
const NO_ITEM =
  /^(?:(?:decouverte?|verifiee?|constatee?|mentionnee?|inscrite?) (?:sur|au|aux|lors)\b|de |du |des |d'|a |au |aux |par |pour |avec |sans |prises?(?: |$)|(?:sevr|rapport|remis|rendu|ramen|livr|ote|jet|perdu|corrig|signal|not)(?:e|ee|ees|es|s|ue|us|ues|u|t|te)?(?: |$)|(?:une?|deux|trois|quatre|cinq|\d) enfants?\b|coche(?:e?s?)?(?: |$)|en retard\b|partie? de \d|travaille\b|semaines?$|tu |la [a-z]+ est )/;
/** "Gêne depuis : environ 2014", "le dernier datait : j'ai fait le frottis": about when, or somebody's own words, behind the head. */
const SAYS_NOTHING_BEHIND =
  /^(?:comme\W*$|(?:cngof|iadpsg|oms|has|esc|kdigo|esh|criteres)\W*$|(?:environ|vers|a peu pres|approximativement|probable(?:ment)?|plus ou moins)\W*$|(?:je|tu|il|elle|on|nous|vous)\b|j'|(?:qu'|que )(?:il|elle|on)\b)/;
const CONCENTRATION = /\d[^a-z]*(?:m?ui|u|[mµunp]?g|[mµunp]?mol)\/(?:l|ml|dl)\b/;
const HOW_OFTEN = /\b(?:par|chaque|\/) ?(?:jour|semaine|mois|j|sem)\b/;

const balanced = (label: string): boolean => {
  let open = 0;
  for (const letter of label) {
    if ('(['.includes(letter)) open += 1;
    if (')]'.includes(letter)) open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
};

/** A dated clause as a reader may be told it: an act, an illness or a stay by its name; undefined where its words name none. */
export const eventLabel = (written: string): string | undefined => {
  if (EMPTY_BOX.test(written)) return undefined;
  const aside = ASIDE.exec(written)?.[0].length ?? 0;
  const own = aside === 0 ? written : written.charAt(aside).toUpperCase() + written.slice(aside + 1);
  const plain = own.replace(DATES_FROM, '').replace(NUMBERED, '').replace(TICKED, '').replace(TICK, ' ').replace(IN_A_WARD, '');
  if (STAY.test(fold(plain))) return 'Hospitalisation';
  const writtenOut = WRITTEN_OUT[plain];
  if (writtenOut !== undefined) return writtenOut;
  const done = DONE_TO.exec(fold(plain));
  const name = done === null ? undefined : NAMES[done[1] ?? ''];
  const label = done === null || name === undefined ? plain : `${name}${plain.slice(done[0].length)}`;
  const [head = '', item] = fold(label).split(/ ?: /);
  const said = head === item ? label.slice(0, head.length) : label;
  // The article is kept for the sentence that follows it: "L'implant a été changé".
  const folded = fold(said).replace(ARTICLE, '');
  const silent =
    !BEGINS.test(folded) ||
    !balanced(said) ||
    (item !== undefined && (SAYS_NOTHING_BEHIND.test(item) || NO_ITEM.test(item) || A_SENTENCE.test(item))) ||
    [
      FRAGMENT,
      OF_A_FORM,
      OF_THE_PAPER,
      OF_NOTHING,
      WITHOUT_ITS_NAME,
      NO_ACT,
      NOT_AN_ACT,
      A_SENTENCE,
      SOMEBODY_DID,
      WENT,
      CONCENTRATION,
      HOW_OFTEN,
    ].some((pattern) => pattern.test(folded));
  return silent ? undefined : said;
};
