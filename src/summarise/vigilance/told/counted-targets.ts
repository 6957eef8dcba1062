import type { Counted } from './claim.js';

const N = String.raw`(?<![\d/x] ?)(\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt)`;
const r = (pattern: string): RegExp => new RegExp(pattern);

/** What is aimed at, and how much or how long it is kept up. */
export const TARGETS: readonly Counted[] = [
  {
    name: 'INR cible',
    unit: '',
    scope: 'life',
    planned: true,
    apart: 0.4,
    importance: 3,
    patterns: [
      r(
        String.raw`\b(?:inr (?:cible|vise|souhaite|objectif)|cible (?:d )?inr|zone (?:cible|therapeutique)|objectif (?:d )?inr|zone inr)\b ?[:=]? ?(?:entre |de )?(\d(?:[.,]\d)?) ?(?:a|et|,)? ?(?=\d)`,
      ),
      // The lower end of the range, before or behind its middle.
      r(
        String.raw`\binr\b[^.;]{0,70}?\bcible\b[^.;\d]{0,24}(?:\d(?:[.,]\d)? ?(?:\(|, ) ?(?:fourchette |zone )?(?:entre |de )?)?(\d(?:[.,]\d)?) ?(?:a|et)? ?(?=\d)`,
      ),
      r(
        String.raw`\b(?:cible|fourchette) (?:d |de l )?inr\b[^.;\d]{0,16}(?:\d(?:[.,]\d)? ?(?:\(|, ) ?(?:fourchette )?(?:entre |de )?)?(\d(?:[.,]\d)?) ?(?:a|et)? ?(?=\d)`,
      ),
      r(String.raw`\bcible (?:de )?\d(?:[.,]\d)? ?(?:\(|, ) ?(?:fourchette |zone )?(?:entre |de )?(\d[.,]\d) ?(?:a|et)? ?\d[.,]\d`),
    ],
  },
  {
    name: "Objectif d'HbA1c",
    unit: '%',
    scope: 300,
    planned: true,
    apart: 0.4,
    importance: 2,
    patterns: [
      r(String.raw`\bobjectif\b[^.;\d]{0,24}\b(?:hba1c|hb glyquee|hemoglobine glyquee)\b[^.;\d]{0,14}(\d(?:[.,]\d)?) ?%`),
      r(String.raw`\b(?:hba1c|hb glyquee)\b ?(?:cible|objectif|visee)[^.;\d]{0,14}(\d(?:[.,]\d)?)`),
    ],
  },
  {
    name: 'Oxygène',
    unit: 'L/min',
    scope: 400,
    apart: 0.5,
    importance: 3,
    patterns: [
      r(String.raw`\b(?:o2|oxygene|oxygenotherapie|old|olt)\b[^.;\d]{0,30}(\d(?:[.,]\d)?) ?(?:l|litres?) ?(?:par |)?(?:min|mn)`),
      r(String.raw`\b(?:o2|oxygene|oxygenotherapie|old|olt|concentrateur|oxygeno\w*)\b[^.;,\d]{0,24}(\d(?:[.,]\d)?) ?l\b`),
      r(String.raw`(?<![\d.,] ?)(\d(?:[.,]\d)?) ?(?:l|litres?) ?(?:par |)?(?:min|mn) au repos\b`),
      r(String.raw`\b(?:debit|sous|repos)\b ?:? ?(\d(?:[.,]\d)?) ?(?:l|litres?) ?(?:par |)?(?:min|mn)\b`),
    ],
  },
  {
    name: 'Oxygène, heures par jour',
    unit: 'h',
    scope: 60,
    apart: 2,
    importance: 1,
    patterns: [r(String.raw`\b(?:o2|oxygene|oxygenotherapie)\b[^.;]{0,40}\b(\d{1,2}) ?h(?:eures)? (?:par|24|sur)`)],
  },
  {
    name: 'Poids sec',
    unit: 'kg',
    scope: 200,
    apart: 0.5,
    importance: 2,
    patterns: [
      r(String.raw`\bpoids (?:sec|de reference|cible|a sec)\b[^.;\d]{0,16}(\d{2,3}(?:[.,]\d)?)(?! ?(?:%|mois|jours|seances))`),
      r(String.raw`\b(\d{2,3}(?:[.,]\d)?) ?(?:kg)?,? [^.;\d]{0,50}\bcomme poids (?:sec|de reference)`),
    ],
  },
  {
    name: 'Durée prévue ou faite',
    unit: 'mois',
    scope: 3000,
    planned: true,
    anyway: true,
    apart: 2,
    importance: 2,
    subject:
      /\b(hormonother\w+|hormones|anastrozole|arimidex|letrozole|femara|exemestane|aromasine|tamoxifene|eligard|leuprorel\w+|decapeptyl|zoladex|anti ?aromatases?|anticoag\w+|eliquis|apixaban|xarelto|rivaroxaban|pradaxa|dabigatran|avk|coumadine|warfarine|previscan|bisphosphonates?|alendronate|fosamax|actonel|risedronate|trastuzumab|herceptin)\b/,
    units: [[/\b(?:ans|annees)\b/, 12]],
    patterns: [
      // The length stands far behind what it is of, in one sentence.
      r(String.raw`\b(?:hormono\w+|anticoag\w+|trastuzumab|herceptin)\b[^.;]{0,180}?\bduree totale (?:de )?${N} (?:mois|ans)\b`),
      r(
        String.raw`\b(?:pendant|durant|pour|duree(?: totale| prevue)?(?: d \w+| de (?!\d)[a-z]+)?|total) ?:? ?(?:une duree )?(?:totale )?(?:de )?${N} (?:mois|ans|annees)\b(?! (?:par|apres|avant|plus|encore))`,
      ),
      r(String.raw`\b${N} (?:mois|ans|annees) (?:d |de )(?:hormon\w+|anticoag\w+|bisphosphonates?)`),
      r(String.raw`\b${N} (?:mois|ans) (?:faits?|effectues?|revolus)\b`),
    ],
  },
];
