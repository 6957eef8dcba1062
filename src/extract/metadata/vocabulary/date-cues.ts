import type { DateRole } from './document-types.js';

/**
 * What the words just before a date say of it. Patterns run on folded text from the start of the line or cell to the
 * date; the cue that ends nearest to the date decides, and the first listed where two end together.
 */
export const DATE_CUES: readonly { readonly role: DateRole; readonly pattern: RegExp }[] = [
  { role: 'birth', pattern: /\bnee?\b(?!gati)|\bne\(e\)|\bd\.? ?d\.? ?n\b|\bnaissance\b|\bnais\b|\bdate naiss\w*/g },
  {
    role: 'prior',
    pattern:
      /\bant\b\.?|anteri\w*|precedent\w*|comparati\w*|par rapport|\bdepuis\b|\bdernier\w*|\bderniere\b|dossier communique|\brappel\b|ancien(ne)?\b|connue?s? (depuis|le)|controle du|courrier du|lettre du|ordonnance du|celui du|remplace|jugement du/g,
  },
  {
    role: 'future',
    pattern:
      /\brdv\b|rendez-?vous|prochain\w*|prevue?s?\b|programmee?\b|a revoir|valable|jusqu|avant le\b|a partir d|a prevoir|peremption|\bexp\b|\bper\b|fin de (validite|droits)|expire|echeance/g,
  },
  { role: 'sampling', pattern: /\bprelev\w*|\bprel\b|recueilli\w*|\bponction\b/g },
  { role: 'intervention', pattern: /\bintervention\b|\boperat\w+|\boperee?\b|\bbloc\b|\bgeste du\b/g },
  { role: 'stay-start', pattern: /\bhospitalis\w*|\bsejour\b|date d'entree|\badmis\w*|\badmission\b|\bentree\b|\bprogramme du\b/g },
  { role: 'stay-end', pattern: /\bsortie?\b|\bexeat\b|date de sortie/g },
  { role: 'arrival', pattern: /\barriv\w+|prise? en charge|\bpassage\b|\bentree\b(?= *(le|:)? *$)/g },
  { role: 'session', pattern: /\bseance\b/g },
  { role: 'consultation', pattern: /\bconsult\w*|\bvue?s?\b|\bvisite\b|\bexaminee?\b|\brecue? en\b|\brencontree?\b|\bentretien\b/g },
  {
    role: 'exam',
    pattern:
      /\bexamens?\b|\brealise\w*|\beffectue\w*|\bpratique(e|s)?\b|\bacte\b|\bexploration\b|\benregistrement\b|\b(irm|scanner|tdm|echographie|radiographie|mammographie|scintigraphie|holter)\b/g,
  },
  {
    role: 'established',
    pattern:
      /\betablie?\b|\brecopie\w*|\bphotocopi\w*|\brempli\w*|\breleve\b|\breprise? (par|le)\b|\bmise? a jour\b|\bcompletee? le\b|\bgenere\w*|\barrete(e)? au\b|\bsituation au\b/g,
  },
  {
    role: 'reported',
    pattern:
      /compte[- ]rendu\b|\brendu\b|\bc\.?r\.?\b(?= *(du|le|:|complet))|\brapport (du|le)\b|\breponse (du|le)\b|\bresultats? (du|le)\b/g,
  },
  { role: 'received', pattern: /\brecue?s?\b|\breception\w*|\benregistree?\b/g },
  { role: 'printed', pattern: /\bedit\w+|\bimpr\w+|\btire le\b|\btransmis\w*|\benvoye\w*|\bdiffus\w*|\btapee?\b|\bdactylographi\w*/g },
  { role: 'validated', pattern: /\bvalid\w+|\bsignee?\b|\bsignature\b|\blue? et\b|\brelue?\b|\blecture\b|\bverifi\w+/g },
  { role: 'request', pattern: /\bdemande\b|\bprescription\b(?= *(du|le|:) *)|\bdossier\b/g },
  { role: 'written', pattern: /\bfaite? (a|le)\b|\bredig\w+|\bdicte\w*|\becrit\w*/g },
  { role: 'dated', pattern: /\bdate\b|\bdate du (jour|document)\b/g },
  { role: 'dose', pattern: /\bvaccin\w*|\binjection\b|\bdose\b/g },
];

/** Words that stand between a cue and its date and say nothing. */
export const DATE_FILLER =
  /(?:[\s:.,;=()\-–—*|]|\b(?:le|la|du|de|en|ce|jour|date|a|au|des|nuit|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim)\b)+$/;
