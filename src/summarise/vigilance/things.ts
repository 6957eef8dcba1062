import { fold } from '../text.js';

/** Ends of words that name an act, an illness or a finding, folded. */
const ENDINGS =
  'ectomie|otomie|ostomie|plastie|opexie|orraphie|desie|synthese|synovectomie|tripsie|centese|embolisation|(?:arthr|phleb|pancreat|hepat|cyst|nephr|bronch|gastr|col|dermat|ot|sinus|mening|card|encephal|uve|thyroid|appendic|diverticul|myos|oste|tendin|burs|prostat|vascular|nevr|cholecyst|angiochol|peritone|oesophag|disc|chondr|capsul|sigmoid|rect|mast|aden|orch|epididym|salping|parodont|kerat|scler|chorioretin|labyrinth|fasci|cellul|pleur|alveol|polyradiculonevr|sacroil)ite|arthrose|nevrose|phlebose|thrombose|sclerose|stenose|necrose|spondylolyse|osteoporose|fibrose|cyphose|scoliose|lithiase|carcinome|melanome|lymphome|myelome|meningiome|neurinome|adenome|angiome|lipome|fibrome|gliome|sarcome|neuropathie|retinopathie|nephropathie|cardiopathie|myopathie|plegie|paresie|nevralgie|algodystrophie|cele|cystocele';
/** Names of acts, lesions, implants and illnesses that the endings do not tell. */
const NAMES =
  'fracture|entorse|luxation|rupture|dechirure|hernie|eventration|cataracte|glaucome|decollement|greffe|transplantation|amputation|exerese|resection|ablation|cure|operation|intervention|chirurgie|prothese|implant|stent|endoprothese|pontage|stimulateur|pacemaker|defibrillateur|chambre implantable|fistule|valve|anneau|clou|plaque|embolie|infarctus|avc|ait|cancer|tumeur|nodule|polype|kyste|anevrisme|abces|zona|erysipele|ulcere|escarre|brulure|plaie|pneumothorax|hematome|surdite|cophose|paralysie|sciatique|cruralgie|nevrome|tendinopathie|capsulite|conflit|canal carpien|epanchement|pneumopathie|pneumonie|phlebite|varices?|calcul|malformation|souffle|foyer|lesion|cicatrice|appareillage|irradiation|radiotherapie|curietherapie|ligamentoplastie|osteosynthese|enclouage|arthrodese|drain|catheter|sonde jj|double j';
const HEAD = new RegExp(String.raw`\b(?:(?:${NAMES})s?|[a-z]*(?:${ENDINGS})s?)\b`, 'g');

/** Too general to name one thing: their place of the body must be told. */
const GENERAL =
  /^(?:fracture|entorse|luxation|rupture|dechirure|hernie|greffe|transplantation|amputation|exerese|resection|ablation|cure|operation|intervention|chirurgie|prothese|implant|stent|pontage|anneau|clou|plaque|cancer|tumeur|nodule|polype|kyste|anevrisme|abces|ulcere|escarre|brulure|plaie|hematome|paralysie|conflit|epanchement|calcul|malformation|foyer|lesion|cicatrice|irradiation|radiotherapie|curietherapie|osteosynthese|arthrodese|drain|catheter|arthrose|thrombose|stenose|necrose|fibrose|carcinome|adenome|lithiase|fistule|valve|embolie|arthroplastie|varice|tendinopathie|angiome|lipome|fibrome)s?$/;

/** Parts of the body, by the beginnings of their names. */
const PLACES: readonly (readonly [string, string])[] = [
  ['épaule', 'epaule|humer|coiffe|scapul|acromi|deltoid'],
  ['coude', 'coude|olecran|epicondyl'],
  ['poignet', 'poignet|radius|radial|scaphoid|pouteau|carpien|carpe'],
  ['main', 'main\\b|doigt|pouce|index\\b|annulaire|auriculaire|metacarp|phalang'],
  ['avant-bras', 'avant bras|cubit|ulna'],
  ['bras', 'bras\\b|brachial|biceps|triceps'],
  ['clavicule', 'clavic'],
  ['hanche', 'hanche|femor|femur|pth\\b|cotyl|trochant|bassin|coxa'],
  ['genou', 'genou|ptg\\b|menis|rotul|patell|gonarthrose|lca\\b|poplit'],
  ['jambe', 'jambe|tibia|perone|fibula|mollet|sural|saphen'],
  ['cheville', 'cheville|malleol|achill|tendon calcan'],
  ['pied', 'pied|orteil|hallux|metatars|talon|calcan'],
  ['sein', 'sein\\b|seins\\b|mamm|mastect'],
  ['poumon', 'poumon|pulmon|lobair|lobe|bronch|plevr|pleur|thorac'],
  ['cœur', 'coeur|cardia|coronar|aortiq|mitral|iva\\b'],
  ['aorte', 'aorte|aorto'],
  ['carotide', 'carotid'],
  ['rein', 'rein\\b|reins\\b|renal|nephr|ureter|caliciel|pyel'],
  ['vessie', 'vessie|vesical'],
  ['prostate', 'prostat'],
  ['foie', 'foie|hepat'],
  ['vésicule', 'vesicul|cholecyst|biliair|choledo'],
  ['pancréas', 'pancrea'],
  ['estomac', 'estomac|gastri|antr|fundus'],
  ['œsophage', 'oesophag|hiatal'],
  ['côlon', 'colon|coliq|sigmoid|caec|rect'],
  ['anus', 'anal|anus|hemorro'],
  ['inguinale', 'inguin|aine\\b|crural'],
  ['ombilicale', 'ombil|ligne blanche'],
  ['disque', 'disc|lombair|l4|l5|s1\\b|l3'],
  ['rachis cervical', 'cervic(?!al du col)|c5|c6|c7'],
  ['vertèbre', 'vertebr|dorsal|t12|l1\\b'],
  ['œil', 'oeil|yeux|retin|ocul|corne|macul|od\\b|og\\b'],
  ['oreille', 'oreille|audit|tympan|cochl'],
  ['nez et sinus', 'nasal|nez\\b|sinus|cloison'],
  ['gorge', 'amygdal|pharyn|laryn|cord'],
  ['dents', 'dent'],
  ['thyroïde', 'thyroid'],
  ['ovaire', 'ovair|ovari|annex|tubair|trompe'],
  ['utérus', 'uter|endometr|myom'],
  ['testicule', 'testic|orchi|scrot|epididym'],
  ['encéphale', 'cereb|crani|sylvien|frontal|pariet|occipit|temporal|sous dur|hemispher|cervelet'],
  ['face', 'facial|face\\b|joue|nez\\b|tempe|front\\b|paupier|levre|mandib|maxill'],
  ['peau du tronc', 'dos\\b|abdomen|cutan'],
  ['rate', 'rate\\b|spleni'],
];
const placePatterns = PLACES.map(([name, words]) => [name, new RegExp(String.raw`\b(?:${words})`)] as const);

/** The parts of the body that folded words name. */
export const placesIn = (words: string): readonly string[] =>
  placePatterns.filter(([, pattern]) => pattern.test(words)).map(([name]) => name);

/** A thing that the words name: its head, and what of the body it is of. */
export interface Thing {
  /** Singular: "fracture". */
  readonly head: string;
  readonly places: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Where the complement of a name ends. */
const COMPLEMENT =
  /^(?: (?!(?:et|ou|puis|mais|avec|sans|sous|chez|apres|avant|pour|par|suivi\w*|traite\w*|opere\w*|complique\w*|secondaire|sur|dont|qui|que|il|elle|est|a|ont|nous|je|en|depuis|le)\b)[a-z]+\b| (?:[cdtl]|s)\d{1,2}(?: (?:[dtl]|s)\d{1,2})?\b)*/;
const COMPLEMENT_REACH = 70;

/** The named things of folded words; those that are general are kept only with their place. */
export function thingsIn(words: string): readonly Thing[] {
  return [...words.matchAll(HEAD)].flatMap((match): readonly Thing[] => {
    const [head, start] = [match[0].replace(/s$/, ''), match.index];
    const end = start + match[0].length;
    const complement = COMPLEMENT.exec(words.slice(end, end + COMPLEMENT_REACH))?.[0] ?? '';
    const named = words.slice(start, end) + complement;
    const places = placesIn(named);
    return GENERAL.test(head) && places.length === 0 ? [] : [{ head, places, start, end: end + complement.length }];
  });
}

/** The head as it is written, with its accents. */
export const asWritten = (quote: string, head: string): string =>
  quote
    .toLocaleLowerCase('fr')
    .split(/[^\p{L}-]+/u)
    .find((word) => fold(word).replace(/s$/, '') === head)
    ?.replace(/s$/, '') ?? head;
