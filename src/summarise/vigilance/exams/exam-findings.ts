/** Examinations that a letter calls normal: how they are named, and what their reports find (folded). */
export interface Exam {
  readonly name: string;
  readonly words: string;
  readonly findings: string;
  /** Done of several places: the place must be told, or the day. */
  readonly placed?: boolean;
  /** Done again so often that it is the same one only where its day is told, or within the days that follow. */
  readonly repeated?: boolean;
}

/** What any image may show. */
const LESIONS = String.raw`fractures?|luxation|tumeurs?|masse (?:\w+ )?(?:de|suspecte|solide|tissulaire|\d)|lesions? (?:suspecte|tumorale|focale|nodulaire|demyelinisante|osteo|lytique|hepatique|expansive|de \d|hypodense|hyper)\w*|metastases?|hematome|hemorragie|infarctus|ischemie|accident ischemique|thrombose|thrombus|embolies?|anevr[iy]sme|dissection|stenose|occlusion|hernies? (?:discale|hiatale|de|l\d)|rupture|dechirure|epanchement|abces|collection|pneumothorax|foyer (?:de|alveolaire|infectieux|parenchymateux)|condensation|opacite|nodules? (?:de|suspect|solide|pulmonaire|hepatique|\d|eu)\w*|adenopathies?|adenomegalies?|dilatation|hydronephrose|lithiases?|calculs?|kyste|steatose|cirrhose|atrophie|hydrocephalie|appendicite|diverticulite|sigmoidite|pancreatite|cholecystite|perforation|pneumoperitoine|pincement|tassement|osteonecrose|chondropathie|gonarthrose|coxarthrose|arthrose (?:severe|evoluee)|fissure|conflit|prise de contraste|hypersignal|emphyseme|fibrose|pneumopathie|cardiomegalie|acr ?[345]|(?:eu ?)?ti ?rads ?[45]|pi ?rads ?[345]|microcalcifications`;

export const EXAMS: readonly Exam[] = [
  {
    name: 'EEG',
    repeated: true,
    words: 'eeg|electro ?encephalogramme|trace(?: eeg)?',
    findings: String.raw`pointes? ?(?:ondes?)?|polypointes?|decharges?|bouffees? (?:de|paroxys)\w*|foyer|ondes? lentes|ralentissement|anomalies? (?:paroxystiques?|epilept\w+|focales?|temporales?|lentes)|activite epilept\w+|hypsarythmie|photo ?paroxys\w+|asymetrie`,
  },
  {
    name: 'ECG',
    repeated: true,
    words: 'ecg|electrocardiogramme',
    findings: String.raw`fa\b|acfa|fibrillation|flutter|bbg|bbd|bloc (?:de branche|auriculo|av|gauche|droit)|bav|hemibloc|sus decalage|sous decalage|ondes? q\b|onde t negative|ondes t (?:negatives|inversees)|hvg|hypertrophie|qt ?c? (?:long|allonge|a [45]\d\d)|qtc ?[:=]? ?(?:4[6-9]\d|5\d\d)|extrasystoles?|esv|bradycardie|tachycardie|pre ?excitation|brugada|microvoltage|ischemie|sequelle|trouble\w* (?:de la )?(?:repolarisation|conduction|du rythme)`,
  },
  {
    name: 'Échographie cardiaque',
    repeated: true,
    words:
      'ett|eto|echocardiographie|echo(?:graphie)? (?:cardiaque|coeur|trans ?thoracique|card)|echo ?doppler cardiaque|doppler cardiaque',
    findings: String.raw`fevg (?:\w+ )?(?:a |: ?|= ?|estimee a )?(?:[1-4]\d) ?%|fe (?:a |: ?)?[1-4]\d ?%|akinesie|hypokinesie|dyskinesie|dysfonction|alter\w+|retrecissement|rao?\b|fuite (?:\w+ )?(?:moyenne|moderee|importante|severe|massive|grade [2-4])|insuffisance (?:mitrale|aortique|tricuspide) (?:\w+ )?(?:moyenne|moderee|importante|severe)|dilatation|hypertrophie|htap|epanchement|vegetation|thrombus|anevr[iy]sme|cardiomyopathie|cia\b|civ\b`,
  },
  {
    name: 'Doppler',
    repeated: true,
    words: 'doppler|echo ?doppler|edtsa|edmi',
    findings:
      'stenoses?|thrombose|occlusion|plaques? (?:ulcere|stenosante|athero)\\w*|tvp|anevr[iy]sme|reflux|incontinence (?:saphene|valvulaire)|dissection|ips? (?:a )?0[.,][0-8]',
    placed: true,
  },
  {
    name: 'Mammographie',
    words: 'mammo(?:graphie)?s?|echo mammaire|echographie mammaire|bilan senologique',
    findings:
      'acr ?[3-5]|opacite|microcalcifications|masse|distorsion|lesion suspecte|nodule suspect|foyer|image stellaire|asymetrie suspecte|birads ?[3-5]|bi rads ?[3-5]',
  },
  {
    name: 'Frottis',
    words: 'frottis|fcv|fcu|cytologie(?: cervicale)?|hpv|depistage du col',
    findings: String.raw`asc ?us|asc ?h|lsil|hsil|bas grade|haut grade|dysplasie|agc|carcinome|hpv (?:hr |haut risque )?(?:\d\d )?(?:positi(?:f|ve)|\+|detecte|presen\w+)|(?:presence|positi\w+) (?:d |de l )?hpv|positi(?:f|ve)|presence \(types?`,
  },
  {
    name: 'Coloscopie',
    words: 'coloscopie|colonoscopie|ileocoloscopie|endoscopie basse|coloscanner',
    findings: String.raw`polypes?|tumeur|lesion|ulcer\w+|colite|angiodysplasie|stenose|adenome|cancer|adenocarcinome|bourgeonn\w+|inflammat\w+|diverticul\w+`,
  },
  {
    name: 'Gastroscopie',
    words: 'gastroscopie|fogd|eogd|fibroscopie (?:gastrique|oeso\\w*|haute)|endoscopie haute',
    findings: String.raw`ulcer\w+|oesophagite|gastrite|varices|hernie|tumeur|metaplasie|barrett|endobrachy\w*|polypes?|atrophie|helicobacter|angiodysplasie|stenose|linite`,
  },
  {
    name: 'Fibroscopie bronchique',
    words: 'fibroscopie bronchique|fibro ?bronch\\w+|endoscopie bronchique',
    findings: 'tumeur|bourgeon|stenose|obstruction|infiltration|saignement|lesion',
  },
  {
    name: 'Cystoscopie',
    words: 'cystoscopie|fibroscopie vesicale|urethro ?cystoscopie',
    findings: 'tumeur|polypes?|lesion|stenose|calculs?|plaque|papillaire|inflammat\\w+',
  },
  {
    name: 'Explorations respiratoires',
    words: 'efr|epreuves? fonctionnelles? respiratoires?|spirometrie|exploration fonctionnelle respiratoire',
    findings: String.raw`trouble ventilatoire|syndrome (?:obstructif|restrictif)|obstructi(?:f|on)|restrictif|distension|vems (?:\w+ )?(?:a |: ?|= ?)?[1-7]\d ?%|tiffeneau|vems (?:\/ ?)?cv[fl]? ?[:=à]? ?(?:a )?(?:0[.,][1-6]\d?|[1-6]\d ?%)|gold [1-4]|dlco (?:\w+ )?(?:a |: ?)?[1-6]\d ?%|hyper ?reactivite|reversib\w+`,
  },
  {
    name: 'Enregistrement du sommeil',
    words: 'polysomnographie|polygraphie(?: ventilatoire)?|enregistrement du sommeil|psg',
    findings: String.raw`iah (?:\w+ )?(?:a |: ?|= ?|de )?(?:1[5-9]|[2-9]\d|1\d\d)|saos|sahos|apnees? (?:obstructives? )?(?:severe|moderee)|syndrome d apnees`,
  },
  {
    name: 'Holter',
    words: 'holter(?: ecg| rythmique)?|enregistrement (?:ecg|holter)',
    findings: String.raw`fa\b|fibrillation|flutter|pauses?|bav|tachycardie|tv\b|salves?|extrasystoles? (?:nombreuses|frequentes)|esv (?:nombreuses|frequentes|\d{3,})|bradycardie`,
  },
  {
    name: 'Épreuve d’effort',
    words: 'epreuve d effort|test d effort|ecg d effort|scintigraphie (?:myocardique|d effort)|echo d effort|echo de stress|coroscanner',
    findings: 'positi(?:f|ve)|sous decalage|ischemie|ischemique|hypokinesie|stenose|defaut|hypofixation|douleur a',
  },
  {
    name: 'Coronarographie',
    words: 'coronarographie|coro\\b',
    findings: 'stenoses?|occlusion|tritronculaire|bitronculaire|monotronculaire|lesions? (?:serree|severe|de l)\\w*|dissection',
  },
  {
    name: 'Fond d’œil',
    words: 'fond d oeil|fond de l oeil|fo|retinographie|examen retinien',
    findings: String.raw`retinopathie (?!:? ?(?:non|0|absen))|exsudats?|microanevr[iy]smes?|hemorragies?|oedeme (?:papillaire|maculaire)|maculopathie|drusens?|neovaisseaux|decollement|excavation|cup|dmla|neovascul\w+|occlusion`,
  },
  {
    name: 'Champ visuel',
    words: 'champ visuel|perimetrie|cv(?= (?:normal|sans))',
    findings: 'scotome|deficit|amputation|hemianopsie|quadranopsie|retrecissement|ressaut nasal',
  },
  {
    name: 'Audition',
    words:
      'audiogramme|audiometrie|audition|pea|oea|otoemissions?|depistage (?:auditif|neonatal de la surdite|de la surdite)|test auditif|tympanogramme',
    findings: String.raw`surdite (?:de|mixte|bilaterale|gauche|droite|moyenne|legere|severe|profonde)|perte (?:de |auditive|moyenne)|absence de reponse|absentes?|hypoacousie|non concluant|pas de reponse|(?:test )?a refaire|courbe plate|seuils? a [3-9]\d|echec|refer\b`,
  },
  {
    name: 'Ostéodensitométrie',
    words: 'osteo ?densitometrie|densitometrie(?: osseuse)?|dmo|dxa',
    findings: String.raw`osteoporose|osteopenie|t ?score (?:\w+ ){0,4}?(?:[:=a] ?)?(?:-|moins ?)? ?[2-5][.,]\d|fracturaire`,
  },
  {
    name: 'EMG',
    words: 'emg|electromyogramme|enmg',
    findings: String.raw`neuropathie|atteinte|denervation|ralentissement|bloc de conduction|radiculopathie|canal carpien|souffrance|compression|axonale|demyelinisante|decrement|myogene|compatible avec`,
  },
  {
    name: 'Ponction lombaire',
    words: 'ponction lombaire|pl(?= (?:normale?|sans))|lcr|liquide cephalo ?rachidien',
    findings: 'pleiocytose|hyperproteinorachie|hypercellularite|bandes oligoclonales|meningite|hypoglycorachie|profil oligoclonal',
  },
  {
    name: 'Spermogramme',
    words: 'spermogramme',
    findings: 'oligo\\w*|astheno\\w*|terato\\w*|azoospermie|cryptozoo\\w*|necro\\w*spermie',
  },
  {
    name: 'ECBU',
    repeated: true,
    words: 'ecbu|examen (?:cyto ?bacteriologique )?des urines',
    findings: String.raw`10\^?[4-7]|positi(?:f|ve)|escherichia|e ?\.? ?coli|klebsiell\w+|proteus|enterocoque|pseudomonas|leuco\w* ?:? ?\+{1,3}|nitrites? ?:? ?(?:\+|positifs?)|proteinurie ?:? ?\+{1,3}|hematurie`,
  },
  {
    name: 'Hémocultures',
    repeated: true,
    words: 'hemocultures?',
    findings: 'positi(?:f|ve)s?|staphylo\\w+|strepto\\w+|escherichia|e ?\\.? ?coli|enterocoque|candida',
  },
  {
    name: 'IRM',
    words: 'irm|remnographie|imagerie par resonance',
    findings: LESIONS,
    placed: true,
  },
  {
    name: 'Scanner',
    repeated: true,
    words: 'scanner|tdm|tomodensitometrie|angio ?scanner|uroscanner|angio ?tdm|body scanner',
    findings: LESIONS,
    placed: true,
  },
  {
    name: 'Radiographie',
    repeated: true,
    words: 'radiographies?|radios?|rx|rp|cliches?|telethorax',
    findings: LESIONS,
    placed: true,
  },
  {
    name: 'Échographie',
    repeated: true,
    words: 'echographies?|echos?',
    findings: LESIONS,
    placed: true,
  },
  {
    name: 'TEP',
    words: 'tep(?: ?scan(?:ner)?| ?tdm)?|petscan|pet scan|pet ?ct',
    findings: 'hyper ?metabol\\w+|hyperfixation|foyer|fixation (?:intense|pathologique)|recidive|metastases?',
  },
  {
    name: 'Scintigraphie',
    words: 'scintigraphie',
    findings: 'hyper ?fixation|hypofixation|defaut|fixation pathologique|metastases?|embolie|ischemie',
    placed: true,
  },
  {
    name: 'Biopsie',
    words: 'biopsies?|anapath|histologie|anatomopathologie',
    findings:
      'carcinome|adenocarcinome|dysplasie|melanome|lymphome|cancer|tumeur maligne|metaplasie|granulomes?|gleason|sarcome|rejet|vascularite|amylose',
    placed: true,
  },
];

/** Places of the body under one name each, so that an image of the knee is not set beside one of the head. */
export const PLACES: readonly (readonly [string, RegExp])[] = [
  ['tête', /\b(?:cerebr\w+|encephal\w+|crane|cranien\w*|hypophys\w+|tete|fosse posterieure)\b/],
  ['cou', /\b(?:tsa|carotid\w+|troncs supra|cervica\w+|thyroid\w+|cou)\b/],
  ['thorax', /\b(?:thora\w+|pulmonaires?|poumons?|bronch\w+|mediastin\w+|tap)\b/],
  [
    'abdomen',
    /\b(?:abdom\w+|hepat\w+|foie|renale?s?|reins?|reno\w*|vesical\w*|uro\w*|pancrea\w+|biliaires?|vesicule|splen\w+|tap|digesti\w+)\b/,
  ],
  ['bassin', /\b(?:pelv\w+|bassin|prostat\w+|uter\w+|ovari\w+|endovaginale|obstetrical\w*|foet\w+|morpho\w*|hanches?|coxo\w*|sacro\w+)\b/],
  ['rachis', /\b(?:rachis|lomba\w+|dorsa\w+|cervica\w+|vertebr\w+|medull\w+|lombo\w+)\b/],
  ['épaule', /\b(?:epaules?|coiffe|humerus)\b/],
  ['coude', /\bcoudes?\b/],
  ['main', /\b(?:mains?|poignets?|doigts?|pouce|scaphoide)\b/],
  ['genou', /\b(?:genoux?|menisques?|rotule|lca)\b/],
  ['pied', /\b(?:pieds?|chevilles?|malleol\w*|orteils?|calcan\w+)\b/],
  ['jambes', /\b(?:membres? inferieurs?|jambes?|mi\b|poplite\w*|saphene\w*|mollets?|veineux|arteriel des membres)\b/],
  ['sein', /\b(?:seins?|mammaires?)\b/],
  ['cœur', /\b(?:coeur|cardiaque|myocard\w+|coronair\w+)\b/],
  ['testicules', /\b(?:testicul\w+|scrot\w+)\b/],
  ['dents', /\b(?:dent\w*|panoramique|sinus)\b/],
  ['peau', /\b(?:cutan\w+|peau|naevus)\b/],
  ['artère temporale', /\btemporale\b/],
  ['duodénum', /\bduoden\w+\b/],
];
