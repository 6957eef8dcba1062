/** What each rule that can reach the page says to the reader who asks why a line is there. */
export const RULE_NAMES: Readonly<Record<string, string>> = {
  'merge:single-source': 'Dite par une seule source.',
  'merge:same-concept': 'Plusieurs documents disent la même chose : une seule ligne, toutes leurs sources.',
  'merge:suspected-only': 'Seulement suspectée : aucune source ne l’affirme.',
  'since:before': 'Ce que disait le dernier document avant cette visite.',
  'merge:ruled-out-by-later-source': 'Écartée par une source plus récente ou plus sûre.',
  'merge:absence-stated': 'Une source affirme l’absence.',
  'conclusion:report': 'Conclusion d’un compte rendu, telle qu’il l’écrit.',
  'series:last-point': 'Dernière valeur de la série, avec la précédente.',
  'plan:done-later': 'Suivi prévu, qu’un document plus récent montre fait.',
  'plan:no-trace': 'Suivi prévu, sans trace de sa réalisation dans les documents lus.',
  'treatment:last-decisive-event': 'Le dernier document qui décide de ce traitement le donne en cours.',
  'treatment:stop-holds': 'Un arrêt est écrit, et rien ne le reprend depuis.',
  'treatment:duration-elapsed': 'La durée prescrite est passée, sans renouvellement retrouvé.',
  'treatment:absent-from-latest-list': 'Absent de la dernière liste complète des traitements.',
  'treatment:copied-list-only': 'Seulement dans une liste recopiée : à vérifier.',
  'treatment:not-mentioned-since': 'Plus cité depuis longtemps : à vérifier.',
  'treatment:administered-once': 'Administré une fois, non poursuivi.',
  'treatment:repeated-administration': 'Administrations répétées, la dernière assez récente.',
  'treatment:class-named': 'Une classe de médicaments est nommée, sans le médicament.',
  'treatment:denied-never-taken': 'Une source dit qu’il n’a pas été pris.',
  'treatment:written-against': 'Écrit comme à ne pas donner.',
  'vigilance:alcohol': 'Deux sources ne disent pas la même consommation d’alcool.',
  'vigilance:smoking': 'Deux sources ne disent pas le même tabagisme.',
  'vigilance:allergy-against-drug': 'Une allergie et un médicament de la même famille.',
  'vigilance:none-known-against-allergy': '« Aucune allergie » dans un document, une allergie dans un autre.',
  'vigilance:refuted-allergy-listed': 'Une allergie réfutée reste citée ailleurs.',
  'vigilance:bleeding-under-antithrombotic': 'Un saignement et un antithrombotique.',
  'vigilance:dates-differ': 'Le même événement porte deux dates.',
  'vigilance:dose-changed-since': 'La dose a changé depuis un document encore cité.',
  'vigilance:dose-differs': 'Deux documents donnent deux doses.',
  'vigilance:family': 'Deux sources diffèrent sur un antécédent familial.',
  'vigilance:follow-up-differs': 'Deux documents donnent deux suivis.',
  'vigilance:grade-differs': 'Deux sources donnent deux grades ou deux stades.',
  'vigilance:stage-moved': 'Le grade ou le stade a changé entre deux sources.',
  'vigilance:kidney-limit': 'Une limite liée à la fonction rénale est écrite, et une valeur s’en approche ou la passe.',
  'vigilance:listed-after-end': 'Encore cité après la fin de sa durée.',
  'vigilance:listed-after-stop': 'Encore cité après son arrêt.',
  'vigilance:low-confidence-number': 'Un chiffre mal reconnu sur une page numérisée : à lire sur l’image.',
  'vigilance:measure-differs': 'Deux sources donnent deux valeurs de la même mesure.',
  'vigilance:two-values-one-day': 'Deux valeurs du même examen le même jour.',
  'vigilance:pages-quarantined': 'Des pages d’un document semblent être d’une autre personne.',
  'vigilance:ruled-out-and-stated': 'Écarté par une source, affirmé par une autre.',
  'vigilance:written-and-denied': 'Écrit dans un document, nié dans un autre.',
  'vigilance:side': 'Deux sources donnent deux côtés.',
  'vigilance:blood-group': 'Deux documents donnent deux groupes sanguins.',
  'vigilance:trusted-person': 'Deux documents nomment deux personnes de confiance.',
  'vigilance:directives': 'Des directives anticipées écrites dans un document, dites absentes dans un autre.',
  'vigilance:prescribed-not-taken': 'Prescrit dans un document, dit non pris ou non commencé dans un autre.',
  'vigilance:stopped-since-prescription': 'Arrêté par un courrier, encore sur la dernière ordonnance.',
  'vigilance:noted-allergy-denied': 'Une allergie notée dans un document, démentie ensuite.',
  'vigilance:stopped-by-patient': 'Arrêté par le patient ou sa famille, et prescrit.',
  'vigilance:trend': 'Une valeur évolue d’un document à l’autre.',
  'vigilance:vaccine-denied': 'Une vaccination citée ici, niée là.',
  'vigilance:vaccines-up-to-date': '« À jour » dans un document, une vaccination manquante dans un autre.',
  'vigilance:failed': 'Un document n’a pas pu être lu.',
  'vigilance:quarantined': 'Un document semble être d’une autre personne.',
  'vigilance:asked-not-done': 'Demandé dans un document, dit non fait dans un autre.',
  'vigilance:two-brands': 'Deux noms de marque du même médicament sont prescrits.',
  'vigilance:replaced-brand-listed': 'Une marque remplacée est encore citée.',
  'vigilance:corrected': 'Un document corrige ce qu’un autre écrit.',
  'vigilance:declared-and-measured': 'Une valeur déclarée et une valeur mesurée diffèrent.',
  'vigilance:said-normal': 'Dit normal dans un document, hors des normes dans un autre.',
  'vigilance:prescribed-after-stop': 'Prescrit de nouveau après un arrêt.',
  'vigilance:allergy-left-out': 'Une liste d’allergies ne porte pas une allergie grave connue avant elle.',
  'vigilance:allergen-tolerated': 'Une allergie notée ici, ce qui la donnerait toléré là.',
  'vigilance:told-differently': 'Deux documents disent autrement la même chose.',
  'vigilance:told-number-differs': 'Deux documents donnent deux chiffres du même événement.',
  'vigilance:class-denied': 'Une classe de médicaments est exclue, un de ses médicaments est prescrit.',
  'vigilance:operated-and-not': 'Opéré selon un document, non opéré selon un autre.',
  'vigilance:premature-and-at-term': 'Un document dit né à terme, un autre dit prématuré.',
  'vigilance:benign-and-malignant': 'Un document dit une lésion bénigne, un autre prouve un cancer du même organe.',
  'vigilance:lengths-differ': 'Deux documents donnent deux durées du même traitement.',
  'vigilance:side-written': 'Deux documents écrivent deux côtés.',
  'vigilance:preliminary-and-final': 'Un résultat provisoire et le résultat définitif diffèrent.',
  'vigilance:pack-years': 'Deux sources donnent deux quantités de tabac.',
  'vigilance:association': 'Deux traitements que la littérature dit de ne pas associer sans le savoir.',
};

/** The rules of reading, by the beginning of their name: "value-row-earlier" is told as "value-row". The longest that fits is used. */
export const ORIGIN_NAMES: Readonly<Record<string, string>> = {
  'condition-lexicon': 'terme du lexique des problèmes',
  'condition-ending': 'mot formé comme un nom de maladie',
  'procedure-lexicon': 'terme du lexique des actes',
  'procedure-ending': 'mot formé comme un nom d’acte',
  'device-lexicon': 'terme du lexique des dispositifs',
  'medication-line': 'ligne d’ordonnance ou de traitement',
  'medication-clause': 'médicament dans une phrase',
  'medication-pronoun': 'médicament repris par un pronom',
  'medication-class-stop': 'arrêt d’une classe de médicaments',
  'value-row': 'ligne d’un tableau de résultats',
  'value-row-earlier': 'colonne d’antériorité d’un tableau',
  'value-row-unit': 'seconde unité d’un tableau',
  'value-matrix': 'tableau à plusieurs dates',
  'value-prose': 'valeur dans une phrase',
  'value-prose-earlier': 'valeur antérieure dans une phrase',
  'value-bare': 'valeur sans unité',
  'lesion-size': 'taille d’une lésion',
  'observation-result': 'résultat d’un examen',
  'observation-conclusion': 'conclusion d’un examen',
  'observation-pathology': 'constat d’anatomopathologie',
  'exam-result': 'résultat d’un examen dans une phrase',
  'observation-event': 'événement raconté',
  'observation-course': 'évolution racontée',
  'observation-procedure': 'geste d’un compte rendu',
  'observation-': 'constat d’un compte rendu',
  'plan-phrase': 'suivi annoncé dans une phrase',
  'plan-section': 'rubrique de conduite à tenir',
  'family-relative': 'antécédent d’un proche nommé',
  'family-unnamed': 'antécédent familial',
  'allergy-': 'allergie ou intolérance écrite',
  'lifestyle-': 'mode de vie',
  immunization: 'vaccination',
  'pregnancy-': 'grossesse',
  directive: 'directive ou volonté',
  refusal: 'refus du patient',
  antibiogram: 'antibiogramme',
  'blood-group': 'groupe sanguin écrit',
  immunity: 'immunité écrite par un laboratoire',
  residence: 'lieu de vie',
};

const SYSTEMS: Readonly<Record<string, string>> = {
  cda: 'donnée codée du document (CDA)',
  fhir: 'donnée codée du document (FHIR)',
  hl7: 'donnée codée du document (HL7)',
  tagger: 'modèle de reconnaissance des termes',
};

/** The French name of the rule that made a line; undefined where the rule is a sentence of its own. */
export function ruleName(rule: string): string {
  const known = RULE_NAMES[rule] ?? RULE_NAMES[rule.split(':').slice(0, 2).join(':')];
  if (known !== undefined) return known;
  return /^[a-z]+:/.test(rule) ? `Règle « ${rule} ».` : rule;
}

/** The French name of what found a fact in its document: a rule of reading, a coded entry or a model. */
export function originName(origin: string): string {
  const [system = '', ...rest] = origin.split(':');
  if (system !== 'rule') return SYSTEMS[system] ?? origin;
  const name = rest[0] ?? '';
  const key = Object.keys(ORIGIN_NAMES)
    .filter((start) => name.startsWith(start))
    .toSorted((a, b) => b.length - a.length)[0];
  return key === undefined ? name : (ORIGIN_NAMES[key] ?? name);
}

export const QUALIFIER_NAMES: Readonly<Record<string, string>> = {
  negated: 'négation',
  hypothetical: 'hypothèse',
  family: 'famille',
  historical: 'antécédent',
  reported: 'propos rapporté',
  otherPerson: 'autre personne',
  instruction: 'consigne',
};
