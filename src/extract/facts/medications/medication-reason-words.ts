/**
 * Beginnings of the words that tell why a drug is stopped, folded: harms as letters name them, failure, an end reached, an event of life,
 * what the patient or the market decides. A word of the text that begins so may head a reason.
 */
const HARMS = [
  // General and skin
  'toux|o?edeme|omi\\b|angio-?o?edeme|quincke|eruption|rash|urticaire|prurit|exanthem|toxidermie|dress\\b|lyell|stevens|eczema|photosensi|psoriasis|flush|bouffees?|sueurs?|fievre|febrile|syndrome (?:pseudo-?)?grippal|alopecie|chute de cheveux|lipoatroph|lipodystroph|reactions?|anaphyla|choc\\b|allerg|intoleran|hypersensib|asthenie|fatigue|malaises?|lipothymie',
  // Heart and vessels
  'hypotension|bradycard|tachycard|syncopes?|palpitation|bav\\b|blocs?\\b|pauses\\b|fibrillation|torsade|qtc?\\b|allongement|poussees? (?:hypertensive|tensionnelle)|tension (?:basse|trop basse|limite|elevee)|hta\\b|insuffisance|decompensation|thrombose|embolie|phlebite|avc\\b|infarctus|ischemi|vertiges?|chutes?\\b|raynaud',
  // Nerves and mind
  'confusion|confus\\b|hallucination|somnolen|sedation|insomnie|cauchemar|agitation|anxiete|irritabilite|agressivite|akathisie|tremblement|dyskinesi|dystoni|extrapyramid|syndrome|parkinson|cephalee|migraine|convulsion|crises?\\b|virage|depression|idees? (?:noires?|suicidaires?)|ideation|tentative|neuropathie|paresthesi|fourmillement|trouble|ralentissement|delire|colere|enervement|excitation|apathie',
  // Digestion and liver
  'nausee|vomissement|diarrhee|constipation|douleurs?|epigastralgi|brulures?|reflux|gastrite|o?esophagite|dyspepsie|ulcere|inconfort|ballonnement|intolerance|cytolyse|hepatite|hepatotoxi|cholestase|ictere|pancreatite|colite|gout\\b|dysgueusie|aphte|mucite|bouche|secheresse|anorexie|perte d|perdu|prise de (?:poids|\\d)|a pris \\d|(?:plus )?\\d+ ?kg|\\+ ?\\d+ ?kg|amaigrissement|foie\\b|poids\\b',
  // Blood
  'hemorragi|saignement|hematome|epistaxis|ecchymose|melena|meulena|rectorragi|gingivorragi|metrorragi|hematurie|anemie|thrombopenie|neutropenie|leucopenie|lymphopenie|agranulocytose|pancytopenie|cytopenie|hypogammaglobulin|igg?\\b|hyperleucocytose|plaquettes|lymphocyte|leucocyte|neutrophile|transaminase|asat\\b|alat\\b|ggt\\b|lipase|tsh\\b|inr\\b|hb\\b|hemoglobine',
  // Kidney, salts, hormones
  'hyperkaliemie|hypokaliemie|hyponatremie|hypernatremie|hypercalcemie|hypocalcemie|hyperuricemie|hypoglycemi|hyperglycemi|acidocetose|acidose|deshydratation|ira\\b|irc\\b|degradation|aggravation|alteration|creatinine|clairance|dfg\\b|fonction renale|rein\\b|reins\\b|proteinurie|kaliemie|natremie|potassium|sodium|sel trop|lithias|episode|acces\\b|colique|calculs?\\b|hyperthyroid|hypothyroid|gynecomasti|impuissance|dysfonction|baisse|libido|menopause|meningiome',
  // Chest, limbs, senses, infections
  'dyspnee|bronchospasme|pneumopathie|fibrose|myalgi|crampes?|cpk\\b|ck\\b|rhabdomyolyse|arthralgi|tendin|rupture|arthrite|vision|retinopathi|maculopathi|uveite|glaucome|cataracte|acouphene|surdite|hypoacousie|retention|incontinence|dysurie|infections?|bronchite|pneumonie|candidose|mycoses?|zona\\b|tuberculose|cystite|fracture|osteonecrose|osteoporose|melanome|cancer|lesion|occlusion',
];
const FAILURE =
  'mal toler|mauvaise toler|tolerance|effets?\\b|toxicite|surdosage|surdose|intoxication|interaction|contre-?indication|incompatib|inefficac|inefficience|echec|perte de reponse|echappement|immunisation|anticorps|(?:absence|manque|pas) (?:d.|de )(?:efficac|effet|benefice|reponse|amelioration|besoin|indication|resultat)|sans (?:effet|efficacite|benefice|succes)|peu efficace|non (?:efficace|repondeur|justifie|indique|rembours)|insuffisan|progression|rechute|recidive|poussee|aucun(?:e)? (?:effet|efficacite|benefice|amelioration)|corticodependance|corticoresistance|resistan|automedication|surcharge|risque|alerte|precaution';
const END =
  'remission|guerison|gueri|resolution|resolu|normalis|fin (?:d|de|du|des)\\b|amelioration|disparition|stabilite|objectif|cure (?:terminee|finie|faite)|traitement (?:termine|fini)|plus (?:d.|de |aucune? )?(?:utilit|indication|raison|besoin|utile|necessaire|justifie|indique|interet)|inutile|devenue? inutile|redondan|doublon|double emploi|deprescription|desescalade|sevrage';
const LIFE =
  'grossesse|enceinte|desir|projet|allaitement|intervention|chirurgie|operation|geste|greffe|biopsie|soins dentaires|refus|souhait|demande d[eu]|choix|preference|inobservance|observance|oublis?|lassitude|peur|crainte|cout|deremboursement|rupture|arret de commercialisation|commercialisation|retire d|retrait|penurie|mesusage|dependance|abus|addiction|age\\b|fin de vie|palliatif';
export const REASON_HEAD = `(?:${[...HARMS, FAILURE, END, LIFE].join('|')})`;
