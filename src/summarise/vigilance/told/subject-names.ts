/** Several words for one subject, by the beginnings of what is written. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:od|oeil droit)$/, 'œil droit'],
  [/^(?:og|oeil gauche)$/, 'œil gauche'],
  [/^pth$/, 'hanche'],
  [/^ptg$/, 'genou'],
  [/^(?:d|droite?)$/, 'droite'],
  [/^(?:g|gauche)$/, 'gauche'],
  [/^rub/, 'rubéole'],
  [/^(?:coloscop|ileo ?coloscop)/, 'coloscopie'],
  [/^(?:fibro|gastroscop|endoscop)/, 'fibroscopie'],
  [/^(?:scanner|tdm)$/, 'scanner'],
  [/^(?:radio)$/, 'radiographie'],
  [/^(?:echo)$/, 'échographie'],
  [/^(?:mammo)$/, 'mammographie'],
  [/^(?:rachi|lomba|l[1-4]$)/, 'rachis'],
  [/^(?:col femoral|femora|femur)/, 'fémur'],
  [/^(?:poumon|bronch|pulmon|pneumonect|lobect)/, 'poumon'],
  [/^(?:sein|mamma)/, 'sein'],
  [/^(?:rein|renal)/, 'rein'],
  [/^(?:foie|hepat)/, 'foie'],
  [/^(?:radius)$/, 'poignet'],
  [/^(?:malleole)$/, 'cheville'],
  [/^(?:olecrane)$/, 'coude'],
  [
    /^(?:anastrozole|arimidex|letrozole|femara|exemestane|aromasine|tamoxifene|hormono|hormones|eligard|leuprorel|decapeptyl|zoladex|anti ?aromatase)/,
    'hormonothérapie',
  ],
  [
    /^(?:eliquis|apixaban|xarelto|rivaroxaban|pradaxa|dabigatran|anticoag|avk|coumadine|warfarine|previscan|lovenox|innohep|enoxaparine|tinzaparine|hbpm)/,
    'anticoagulation',
  ],
  [/^(?:clopidogrel|plavix|ticagrelor|brilique|prasugrel|efient|bitherapie anti|double anti|dapt)/, 'double antiagrégation'],
  [/^(?:corticoid|corticother|prednison|cortancyl|solupred|prednisolone)/, 'corticoïdes'],
  [/^(?:iode|contraste|produits? de contraste|iodes?)/, 'produit de contraste'],
  [/^(?:penicillin|beta ?lactam|amoxicillin|augmentin|clamoxyl)/, 'pénicilline'],
  [/^(?:aspirin|kardegic|acide acetyl)/, 'aspirine'],
];

/** The subject as warnings name it: "OD" and "œil droit" are one. */
export const subjectName = (written: string): string => NAMES.find(([words]) => words.test(written))?.[1] ?? written;
