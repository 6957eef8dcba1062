import { COUNT } from '../../../extract/text/number-words.js';
import type { Counted } from './claim.js';

const N = String.raw`(?<![\d/x,.] ?)(${COUNT})`;
const count = (name: string, patterns: readonly string[], rest: Partial<Counted> = {}): Counted => ({
  name,
  unit: '',
  scope: 60,
  apart: 1,
  importance: 2,
  planned: true,
  patterns: patterns.map((pattern) => new RegExp(pattern)),
  ...rest,
});
const PER_WEEK = String.raw`(?:fois )?(?:par|la) semaine`;

/** How often, how much, how long: what is ordered, and what is done of it. */
export const CARE_COUNTS: readonly Counted[] = [
  count(
    'Autosondages par jour',
    [
      String.raw`\b(?:auto|hetero)? ?sondages?\b[^.;\d]{0,30}${N} ?(?:fois )?(?:par jour|j\b|x)`,
      String.raw`\b${N} (?:auto|hetero)? ?sondages? ?(?:par|chaque)? ?(?:jour|j\b)`,
      String.raw`\bsondages?\b[^.;]{0,20}\bx ?(\d) ?(?:j|par jour)`,
    ],
    { scope: 600, anyway: true },
  ),
  count(
    'Kinésithérapie, séances par semaine',
    [
      String.raw`\b(?:kine\w*|reeducation|orthophonie)\b[^.;\d]{0,40}${N} (?:seances? )?${PER_WEEK}`,
      String.raw`\b${N} seances? (?:de (?:kine\w*|reeducation) )?${PER_WEEK}`,
    ],
    { scope: 45, subject: /\b(kine|orthophon|reeduc|dialys|ergother|psycho)\w*/ },
  ),
  count(
    'Séances prescrites',
    [String.raw`\b${N} seances? (?:de |d )(?:kine\w*|reeducation|orthophonie|massage|photother\w+|puva\w*|radiotherapie)`],
    { scope: 30, subject: /\b(kine|orthophon|reeduc|photother|radiother|puva)\w*/ },
  ),
  count('Fractions de radiothérapie', [String.raw`\b${N} (?:fractions|seances) (?:de \d|de radiotherapie)?`], {
    scope: 120,
    about: /\b(?:radiotherapie|gy|fractions)\b/,
    planned: false,
  }),
  count(
    'Passages infirmiers par jour',
    [
      String.raw`\b(?:ide|idel|infirmi\w+)\b[^.;\d]{0,30}${N} (?:fois|passages?) (?:par jour|j\b)`,
      String.raw`\b${N} passages? (?:infirmiers? |ide )?(?:par jour|quotidiens?)`,
    ],
    { scope: 45 },
  ),
  count(
    'Passages infirmiers par semaine',
    [
      String.raw`\b(?:ide|idel|infirmi\w+)\b[^.;\d]{0,30}${N} (?:fois|passages?) ${PER_WEEK}`,
      String.raw`\b${N} passages? (?:infirmiers? |ide )?${PER_WEEK}`,
    ],
    { scope: 45 },
  ),
  count(
    'Aide à domicile, heures par semaine',
    [String.raw`\b(?:aide (?:a domicile|menagere)|auxiliaire)\b[^.;\d]{0,30}(\d{1,2}) ?h(?:eures)? (?:par|la) semaine`],
    { unit: 'h', scope: 60, importance: 1 },
  ),
  count('Glycémies par jour', [String.raw`\b(?:glycemies?(?: capillaires?)?|dextros?|asg)\b[^.;\d]{0,20}${N} (?:fois )?(?:par jour|j\b)`], {
    scope: 60,
  }),
  count(
    'Restriction hydrique',
    [
      String.raw`\b(?:restriction (?:hydrique|liquidienne)|boissons? limitees?|ne pas depasser)\b[^.;\d]{0,20}(\d(?:[.,]\d{1,2})?) ?(?:l|litres?)\b`,
    ],
    { unit: 'L', apart: 0.2, scope: 45 },
  ),
  count('Protéines', [String.raw`\b(?:proteines?|apports? proteiques?)\b[^.;\d]{0,20}(\d(?:[.,]\d{1,2})?) ?g (?:par )?kg`], {
    unit: 'g/kg',
    apart: 0.2,
    scope: 90,
  }),
  count('Calories', [String.raw`\b(\d{3,4}) ?kcal`], { unit: 'kcal', apart: 100, scope: 30 }),
  count(
    'Nutrition entérale',
    [String.raw`\b(?:nutrition enterale|ne\b|nutrison|sondalis|peptamen|isosource|fresubin)\b[^.;\d]{0,30}(\d{3,4}) ?ml`],
    { unit: 'mL', apart: 100, scope: 30 },
  ),
  count('Sel', [String.raw`\b(\d{1,2}) ?g (?:de sel|nacl)`], { unit: 'g', scope: 90 }),
  count('Pression de la PPC', [String.raw`\b(?:ppc|cpap|pression)\b[^.;\d]{0,24}(\d{1,2}(?:[.,]\d)?) ?(?:cm ?h2o|cmh2o|mbar|hpa)`], {
    unit: 'cmH2O',
    scope: 60,
    about: /\b(?:ppc|cpap|vni|apnee\w*)\b/,
  }),
  count('Aide inspiratoire', [String.raw`\b(?:ai|ipap|aide inspiratoire)\b ?:? ?(\d{1,2})\b`], { unit: 'cmH2O', scope: 60, apart: 1 }),
  count(
    'Oxygène à l’effort',
    [
      String.raw`\b(?:effort|deambulation)\b ?:? ?(?:a |sous )?(\d(?:[.,]\d)?) ?(?:l|litres?) ?(?:par |)?(?:min|mn)`,
      String.raw`\b(\d(?:[.,]\d)?) ?(?:l|litres?) ?(?:par |)?(?:min|mn)\b ?(?:a l|en|a) (?:effort|deambulation)`,
    ],
    { unit: 'L/min', apart: 0.5, scope: 120 },
  ),
  count(
    'Heures d’oxygène',
    [String.raw`\b(?:concentrateur|oxygene|o2|extracteur)\b[^.;]{0,40}?\b(\d{1,2}) ?(?:h|heures?) (?:par jour|24|j\b|sur)`],
    { unit: 'h', apart: 2, scope: 90 },
  ),
  count(
    'Fréquence du stimulateur',
    [String.raw`\b(?:vvi|ddd|vvir|dddr|frequence de base|frequence minimale|aai)\b ?(?:r )?(?:a |:)? ?(\d{2,3})\b(?! ?%)`],
    { unit: '/min', apart: 5, scope: 200 },
  ),
  count('Stimulation ventriculaire', [String.raw`\b(?:stimulation|stim|pacing)\b[^.;\d]{0,24}(\d{1,3}) ?%`], {
    unit: '%',
    apart: 10,
    scope: 60,
  }),
  count('Pile, durée restante', [String.raw`\b(?:longevite|pile|batterie|autonomie)\b[^.;\d]{0,30}(\d{1,2}(?:[.,]\d)?) ?(?:ans?|annees)`], {
    unit: 'ans',
    apart: 2,
    scope: 200,
    about: /\b(?:stimulateur|pacemaker|defibrillateur|dai|pile|boitier)\b/,
  }),
  count('Débit de pompe', [String.raw`\b(?:debit de base|basal\w*)\b[^.;\d]{0,24}(\d{1,2}(?:[.,]\d{1,2})?) ?(?:u|ui|unites)\b`], {
    unit: 'U',
    apart: 1,
    scope: 30,
  }),
  count(
    'Immobilisation, durée',
    [String.raw`\b(?:platre|resine|attelle|immobilisation|botte|orthese|corset|minerve)\b[^.;\d]{0,36}${N} semaines?`],
    { unit: 'semaines', scope: 20 },
  ),
  count('Appui différé', [String.raw`\b(?:sans appui|decharge|appui interdit|pas d appui)\b[^.;\d]{0,30}${N} semaines?`], {
    unit: 'semaines',
    scope: 30,
    importance: 3,
  }),
  count(
    "Durée d'anticoagulation",
    [
      String.raw`\b(?:anticoagul\w+|aod|apixaban|eliquis|rivaroxaban|xarelto|avk)\b[^.;\d]{0,40}\b(?:pendant|pour|duree de|duree totale de|durant) ${N} mois`,
    ],
    { unit: 'mois', scope: 120, importance: 3, anyway: true },
  ),
  count('Durée de port des bas', [String.raw`\b(?:bas|contention|compression)\b[^.;\d]{0,30}\b(?:pendant|durant) ${N} (?:mois|semaines)`], {
    scope: 60,
    importance: 1,
  }),
  count(
    'Ablation des fils',
    [
      String.raw`\b(?:ablation|retrait) (?:des |de )?(?:fils|agrafes|points)\b[^.;\d]{0,16}(?:a |au |vers )?j ?\+? ?(\d{1,2})\b`,
      String.raw`\b(?:fils|agrafes)\b[^.;\d]{0,24}\bj ?\+? ?(\d{1,2})\b`,
    ],
    { unit: 'jours', apart: 2, scope: 20 },
  ),
  count(
    'Cure, intervalle',
    [
      String.raw`\b(?:perfusion|cure|injection|inj|stylo|seringue)s?\b[^.;\d]{0,24}\b(?:toutes? les|tous les|ts les) ${N} ?(?:semaines?|sem|jours?|j|mois)\b`,
    ],
    {
      unit: 'semaines',
      units: [
        [/(?:jours?|j)$/, 1 / 7],
        [/mois$/, 4.35],
      ],
      scope: 90,
      subject:
        /\b(ocrevus|ocrelizumab|tysabri|natalizumab|remicade|infliximab|entyvio|vedolizumab|stelara|ustekinumab|humira|adalimumab|keytruda|pembrolizumab|nivolumab|opdivo|rituximab|tocilizumab|simponi|cosentyx|secukinumab|xolair|omalizumab|eylea|aflibercept|lucentis|ranibizumab|prolia|denosumab|dupixent|dupilumab|taltz|skyrizi|tremfya|nplate|aranesp|neorecormon|sandostatine|somatuline|faslodex|eligard|decapeptyl|enantone|zometa|aclasta|ajovy|aimovig|emgality|nucala|fasenra|praluent|repatha|leqvio|xeplion|abilify maintena|enbrel|cimzia|orencia|roactemra|benlysta)\b/,
    },
  ),
  count('Injections intravitréennes', [String.raw`\b${N} (?:ivt|injections? intra ?vitreennes?|injections d \w+)`], {
    scope: 30,
    planned: false,
    subject: /\b(od|og)\b|\boeil (droit|gauche)\b|\b(?:ivt|injection)/,
  }),
  count('Séances d’électroconvulsivothérapie', [String.raw`\b${N} (?:seances? d )?(?:ect|electroconvulsivotherapie|sismotherapie)`], {
    scope: 60,
    planned: false,
  }),
  count('Cible de pression', [String.raw`\b(?:objectif|cible)\b[^.;\d]{0,24}\b(?:ta|pa|tension\w*|pas)\b[^.;\d]{0,10}<? ?(1[1-6]\d)`], {
    unit: 'mmHg',
    apart: 5,
    scope: 200,
  }),
  count(
    'Cible de LDL',
    [
      String.raw`\b(?:objectif|cible)\b[^.;\d]{0,24}\bldl\b[^.;\d]{0,14}(0[.,]\d{1,2}|1[.,]\d{1,2}) ?g`,
      String.raw`\bldl\b ?(?:cible|objectif)[^.;\d]{0,10}(0[.,]\d{1,2}|1[.,]\d{1,2})`,
    ],
    { unit: 'g/L', apart: 0.1, scope: 200 },
  ),
  count(
    'Cible de saturation',
    [String.raw`\b(?:objectif|cible)\b[^.;\d]{0,24}\b(?:spo2|saturation|sat)\b[^.;\d]{0,12}(\d{2}) ?(?:-|a|et|%)`],
    { unit: '%', apart: 2, scope: 200, importance: 3 },
  ),
  count('Cible d’uricémie', [String.raw`\b(?:objectif|cible)\b[^.;\d]{0,24}\b(?:uricemie|acide urique)\b[^.;\d]{0,12}(\d{2,3})`], {
    apart: 10,
    scope: 300,
  }),
  count('Lithiémie, zone', [String.raw`\b(?:zone|cible|objectif)\b[^.;\d]{0,24}\blithi\w+\b[^.;\d]{0,14}(0[.,]\d)`], {
    apart: 0.1,
    scope: 300,
  }),
  count(
    'Poids cible',
    [String.raw`\b(?:poids (?:cible|objectif|de base|de forme)|objectif (?:de )?(?:poids|ponderal))\b[^.;\d]{0,14}(\d{2,3}(?:[.,]\d)?)`],
    { unit: 'kg', apart: 1, scope: 60 },
  ),
  count(
    'Délai de contrôle',
    [
      String.raw`\b(?:controle|revoir|consultation de (?:suivi|controle)|rdv|revue?)\b(?: (?:biologique|clinique|chirurgical\w*|radiologique|scanographique|echographique))?[^.;\d]{0,10}\b(?:dans|a) ${N} mois\b`,
    ],
    {
      unit: 'mois',
      scope: 5,
      importance: 1,
      apart: 2,
      subject:
        /\b(chirurg|cardio|radio|echo|scanner|irm|endocrino|pneumo|neuro|ophtalmo|dermato|oncolog|uro|gastro|hepato|rhumato|nephro)\w*/,
    },
  ),
];
