/** What happens to somebody once, or comes again within years: as doctors name it, and as they tell it of the patient. */
export interface LifeEvent {
  readonly name: string;
  /** Folded words, without the edges. */
  readonly words: string;
  /** Its side tells two of them apart. */
  readonly sided?: boolean;
  /** May come again: two years are one event told twice only where they lie close. */
  readonly recurs?: boolean;
  /** A lasting illness: what is dated is its beginning. */
  readonly illness?: boolean;
}

const TAKEN = '(?:enlevee?s?|retiree?s?|operee?s?|otee?s?)';
const OPERATED = String.raw`operee? (?:[a-z0-9]+ ){0,4}?`;
const WORN = '(?:prothesee?s?|remplacee?s?|changee?s?)';

const act = (name: string, words: string, sided = false): LifeEvent => ({ name, words, sided });
const illness = (name: string, words: string): LifeEvent => ({ name, words, illness: true });

export const LIFE_EVENTS: readonly LifeEvent[] = [
  act('Endoprothèse aortique', String.raw`endoprothese(?: aort\w+)?|evar|anevr[iy]sme (?:aort\w+ |de l aorte )?(?:\w+ )?opere`),
  act(
    'Prothèse de hanche',
    `pth|(?:prothese|arthroplastie)(?: totale| intermediaire)?(?: de (?:la )?)? ?hanche|hemiarthroplastie|hanche (?:gauche |droite )?${WORN}|hanche (?:gauche|droite|g|d)? ?:? ?prothese`,
    true,
  ),
  act(
    'Prothèse de genou',
    `ptg|(?:prothese|arthroplastie)(?: totale)?(?: d[eu] (?:la )?)? ?genou|genou (?:gauche |droit )?${WORN}|genou (?:gauche|droit|g|d)? ?:? ?prothese`,
    true,
  ),
  act('Prothèse d’épaule', String.raw`prothese (?:totale |inversee )?(?:d |de l )?epaule`, true),
  act(
    'Stimulateur cardiaque',
    String.raw`stimulateur|pace ?maker|pm(?= (?:depuis|pose|implante|double|simple|en|de|du|le|\())|appareillee? pour bav`,
  ),
  act('Défibrillateur', 'defibrillateur(?! externe)|dai'),
  act(
    'Pontage coronaire',
    String.raw`coronarien\w* ponte\w*|pontee?\b(?! (?:a|de la jambe))|pontages? (?:aorto |coron)\w*|pac\b(?= (?:en|x|\d))|${OPERATED}du coeur|tri ?pontage|double pontage|triple pontage|quadruple pontage`,
  ),
  act('Pontage artériel', String.raw`pontages? (?:femor|aorto ?bi|ilio|poplit)\w*|ponte\w* (?:a|de la jambe)`, true),
  act(
    'Remplacement valvulaire',
    String.raw`tavi|rva[oc]?|rvm|remplacement (?:\w+ )?valvulaire|remplacement (?:de la )?valve|bioprothese|valve (?:mitrale |aortique |pulmonaire |tricuspide )?(?:mecanique|biologique)|prothese (?:mecanique|valvulaire)(?: mitrale| aortique)?|prothese (?:mitrale|aortique)|${OPERATED}valve (?:aortique|mitrale)|plastie mitrale`,
  ),
  act(
    'Endartériectomie carotidienne',
    String.raw`(?:endarteriectomie|thrombo ?endarteriectomie|tea)(?: de la)?(?: carotid\w+)?|carotide (?:gauche |droite )?${TAKEN}|${OPERATED}carotide`,
    true,
  ),
  act(
    'Cholécystectomie',
    String.raw`cholecystectomi\w+|vesicule (?:biliaire )?${TAKEN}|${OPERATED}vesicule|ablation de (?:la )?vesicule|ca?libilaire`,
  ),
  act('Appendicectomie', String.raw`appendicectomi\w+|appendice ${TAKEN}|appendicite operee|${OPERATED}(?:l )?appendic\w+`),
  act('Amygdalectomie', String.raw`amygdalectomi\w+|amygdales ${TAKEN}|${OPERATED}(?:les )?amygdales`),
  act(
    'Hystérectomie',
    String.raw`hysterectomi\w+|uterus ${TAKEN}|ablation de (?:l )?uterus|${OPERATED}uterus|totale (?:gynecologique|gyneco)`,
  ),
  act('Ovariectomie', String.raw`ovariectomi\w+|annexectomi\w+|ovaires? ${TAKEN}`, true),
  act(
    'Thyroïdectomie',
    String.raw`(?:lobo ?isthmectomie|thyroidectomi\w+)|thyroide ${TAKEN}|${OPERATED}thyroide|ablation de (?:la )?thyroide`,
  ),
  act('Parathyroïdectomie', String.raw`parathyroidectomi\w+`),
  act('Mastectomie', String.raw`(?:mastectomi|tumorectomi)\w+|sein (?:gauche |droit )?${TAKEN}|${OPERATED}sein`, true),
  act(
    'Colectomie',
    String.raw`(?:hemi ?)?colectomi\w+|resection ileo ?(?:caec\w+|colique)|sigmoidectomie|${OPERATED}(?:colon|sigmoide)|hartmann`,
  ),
  act('Gastrectomie', String.raw`gastrectomi\w+|sleeve|by ?pass(?: gastrique)?|anneau gastrique|${OPERATED}estomac|bypasse\w*`),
  act('Néphrectomie', String.raw`nephrectomi\w+|rein (?:gauche |droit )?${TAKEN}`, true),
  act(
    'Prostatectomie',
    String.raw`prostatectomi\w+|prostate (?:enlevee|retiree|operee)|${OPERATED}prostate|rtup|resection (?:transuretrale|endoscopique) de (?:la )?prostate`,
  ),
  act('Cystectomie', String.raw`cystectomi\w+|bricker`),
  act('Splénectomie', String.raw`splenectomi\w+|rate ${TAKEN}`),
  act('Lobectomie', String.raw`lobectomi\w+(?! thyro)|pneumonectomi\w+`, true),
  act('Pancréatectomie', String.raw`(?:duodeno ?)?pancreatectomi\w+|dpc|whipple`),
  act('Hépatectomie', String.raw`hepatectomi\w+`),
  act('Surrénalectomie', String.raw`surrenalectomi\w+`, true),
  act(
    'Greffe',
    String.raw`transplant\w+ (?:renale?|hepatique|cardiaque|pulmonaire|du rein|du foie)|greff\w+ (?:renale?|de rein|rein|hepatique|cardiaque|du rein|du foie|de moelle)|(?:allo|auto)greffe(?: de moelle)?`,
  ),
  act('Arthrodèse', String.raw`arthrodese|${OPERATED}(?:dos|rachis)`),
  act('Hernie discale opérée', String.raw`hernie discale operee|cure de hernie discale|laminectomie`),
  act(
    'Canal carpien',
    String.raw`canal carpien(?: gauche| droit)? opere|(?:liberation|neurolyse|cure|chirurgie|decompression) (?:du |d un )?(?:nerf median|canal carpien)|${OPERATED}canal carpien|canal carpien(?= (?:droit |gauche |d |g |bilateral )?\(?(?:19|20)\d\d)`,
    true,
  ),
  act('Ligamentoplastie', String.raw`ligamentoplasti\w+|lca opere|kj\b|dt4`, true),
  act(
    'Coiffe des rotateurs opérée',
    String.raw`reparation de (?:la )?coiffe|suture de (?:la )?coiffe|coiffe (?:gauche |droite )?operee`,
    true,
  ),
  act(
    'Cataracte',
    String.raw`cataracte(?:s)?(?: (?:od|og|droite|gauche|de l oeil \w+))? operees?|(?:chirurgie|operation) (?:de (?:la )?)?cataracte|phaco\w*|${OPERATED}cataracte|cataracte(?= (?:od|og|droite|gauche)? ?\(?(?:19|20)\d\d)`,
    true,
  ),
  act(
    'Hernie inguinale opérée',
    String.raw`cure de hernie inguinale|hernie inguinale (?:gauche |droite |d |g )?operee|hernio(?:rr|r)aphie|lichtenstein|${OPERATED}hernie inguinale`,
    true,
  ),
  act('Stripping', String.raw`stripping|eveinage|saphenectomi\w+|varices operees|${OPERATED}varices`, true),
  act('Fistule artérioveineuse', 'fistule (?:arterio ?veineuse|av|radio|humero|brachio)\\w*|fav', true),
  act('Stomie', 'colostomie|ileostomie|gastrostomie|tracheotomie|tracheostomie'),
  act('Amputation', String.raw`amputation|ampute\w*`, true),
  act('Ligature des trompes', String.raw`ligature (?:des trompes|tubaire)|essure|salpingectomie bilaterale`),
  act('Vasectomie', 'vasectomi\\w+'),
  act('Ablation de la fibrillation', String.raw`ablation (?:de (?:la )?)?(?:fa|fibrillation|flutter|isthme)`),
  act('Fermeture de l’auricule', String.raw`fermeture (?:de (?:l )?)?auricule`),
  act('Irathérapie', String.raw`ira ?therapie|iode (?:radioactif|131)`),
  act('Implant cochléaire', 'implant cochleaire', true),
  act('Dérivation ventriculaire', String.raw`dvp|derivation ventriculo\w*|valve de derivation`),
  act('Stimulation cérébrale profonde', 'stimulation cerebrale profonde'),
  act('Chambre implantable', String.raw`chambre implantable|port a cath`),
  { name: 'Infarctus', words: 'infarctus(?: du myocarde)?(?! cerebr| sylv| renal| spleni)|idm|sca st', recurs: true },
  { name: 'AVC', words: 'avc|accident vasculaire cerebral|infarctus (?:cerebral|sylvien)|accident ischemique', recurs: true },
  { name: 'Embolie pulmonaire', words: 'embolies? pulmonaires?|ep(?= (?:bilaterale|massive|en|de|du|le|\\d))', recurs: true },
  { name: 'Phlébite', words: 'phlebite|tvp|thrombose veineuse(?: profonde)?', recurs: true },
  { name: 'Splénopathie', words: 'rupture de rate' },
  { name: 'Pancréatite', words: 'pancreatite(?! chronique)', recurs: true },
  { name: 'Cancer du sein', words: '(?:cancer|carcinome|k|neo)(?: \\w+){0,3} (?:du )?sein', sided: true },
  {
    name: 'Cancer colorectal',
    words: '(?:cancer|adenocarcinome|k)(?: \\w+){0,2} (?:du )?(?:colon|coli\\w+|colo ?rectal|sigmoide|rectum|rectal)',
  },
  { name: 'Cancer de la prostate', words: '(?:cancer|adenocarcinome|k)(?: \\w+){0,2} (?:de la )?prostat\\w+' },
  { name: 'Cancer du poumon', words: '(?:cancer|adenocarcinome|k|carcinome)(?: \\w+){0,2} (?:du )?(?:poumon|bronch\\w+|pulmonaire)' },
  { name: 'Cancer de la vessie', words: '(?:cancer|carcinome|tumeur)(?: \\w+){0,2} (?:de la )?(?:vessie|vesicale?)' },
  { name: 'Cancer de la thyroïde', words: '(?:cancer|carcinome)(?: \\w+){0,2} (?:de la )?thyroid\\w+' },
  { name: 'Mélanome', words: 'melanome' },
  { name: 'Lymphome', words: 'lymphome|maladie de hodgkin' },
  { name: 'Leucémie', words: 'leucemie\\w*|llc|lmc|lam|lal' },
  { name: 'Myélome', words: 'myelome' },
  illness('Diabète', 'diabet(?:e|ique)(?! gesta)(?: (?:de )?type (?:1|2|i|ii))?|dt2|dt1|dnid|did'),
  illness('Hypertension', 'hypertendue?|hta|hypertension(?! pulm| intra| portale| oculaire)(?: arterielle)?'),
  illness(
    'Fibrillation atriale',
    'fibrillation (?:atriale|auriculaire)|acfa|fa(?= (?:perm|parox|pers|connue|depuis|decouverte|diagn|en|de))',
  ),
  illness('BPCO', 'bpco|broncho ?pneumopathie chronique obstructive'),
  illness('Asthme', 'asthm(?:e|atique)'),
  illness('Apnées du sommeil', 'saos|sahos|sas\\b|apnees? (?:obstructives? )?du sommeil'),
  illness('Sclérose en plaques', 'sep|sclerose en plaques'),
  illness('Maladie de Parkinson', 'parkinson(?:ien\\w*)?'),
  illness('Épilepsie', 'epilep(?:sie|tique)\\w*'),
  illness('Maladie d’Alzheimer', 'alzheimer'),
  illness('Polyarthrite rhumatoïde', 'polyarthrite rhumatoide|pr(?= (?:sero|evol|depuis|diag|de|en|eros|\\d|connue))'),
  illness('Spondylarthrite', 'spondyl(?:o)?arthrite|spa(?= (?:axiale|depuis|diag|de|en))'),
  illness('Lupus', 'lupus|lupique|led|les(?= (?:depuis|diagnostique|connu))'),
  illness('Psoriasis', 'psoriasis'),
  illness('Maladie de Crohn', 'crohn'),
  illness('Rectocolite', 'rch|recto ?colite'),
  illness('Maladie cœliaque', 'maladie coeliaque|coeliaque'),
  illness('Cirrhose', 'cirrhose'),
  illness('Hépatite C', 'hepatite c|vhc'),
  illness('Hépatite B', 'hepatite b chronique|portage (?:du )?vhb'),
  illness('VIH', 'vih|seropositi(?:f|ve)'),
  illness('Hypothyroïdie', 'hypothyroid\\w+|hashimoto'),
  illness('Maladie de Basedow', 'basedow|hyperthyroidie'),
  illness('Sarcoïdose', 'sarcoidose'),
  illness('Glaucome', 'glaucome'),
  illness('Insuffisance rénale', 'insuffisance renale chronique|irc\\b|mrc\\b'),
  illness('Insuffisance cardiaque', 'insuffisance cardiaque|cardiopathie (?:dilatee|ischemique)'),
  illness('Schizophrénie', 'schizophreni\\w+'),
  illness('Trouble bipolaire', 'bipolaire'),
  illness('Fibromyalgie', 'fibromyalgie'),
  illness('Ostéoporose', 'osteoporose'),
  illness('Myasthénie', 'myasthenie'),
  illness('Horton', 'horton|artérite a cellules geantes|arterite a cellules geantes|acg\\b'),
  illness('Pseudopolyarthrite', 'pseudo ?polyarthrite|ppr\\b'),
  illness('Vascularite', 'vascularite|granulomatose'),
  illness('Artérite', 'aomi|arteriopathie'),
];
