import type { FactStatus } from '../../../domain/fact.js';

export type Outcome = 'done' | 'planned' | 'not-done' | 'refused' | 'contraindicated';
export const STATUS: Readonly<Record<Outcome, FactStatus>> = {
  done: 'past',
  planned: 'unknown',
  'not-done': 'absent',
  refused: 'absent',
  contraindicated: 'absent',
};

export const DONE =
  /\bfaite?s?\b(?! partie)|(?<!\b(?:bon|ordonnance|ordo|convocation|prescription|courrier) )\brecue?s?\b(?! (?:en |a la |de la |par la )?(?:pharmacie|officine))|\ba jour\b|administre|\binjecte|vaccine[e]?\b|realise|effectue|\bok\b|☒|[✓✔]/;
export const NOT_DONE =
  /(?:\bnon|\bpas|\bjamais)(?: encore)?(?: ete)? (?:fait|realise|effectue|pratique|administre|recu|injecte)|n'a (?:pas|jamais) (?:ete vaccin|eu|recu)|n'a (?:encore |jamais )?rien (?:eu|recu|fait)\b|\brien (?:de )?(?:fait|recu)\b|\bpas (?:a jour|vaccine)|\bmanquante?s?\b|\bpas de\b|non vaccin|jamais (?:eue?\b|fait|vaccin|recu|reprogram)|annule|oublie|\bmanque\b(?!.*\ba faire)|^\W*[a-z]+ non(?= ?[,;.]|$)|(?:->|→) ?non\b|: ?0(?![\d/.,])|\binutiles?\b|\bsans vaccin|non retenu|non indique|non delivre|:\s*(?:non|jamais)\b|\s{2}jamais\b|non recu|non immunise|☐/;
export const REFUSED = /refus/;
const CONTRAINDICATED =
  /(?<!\b(?:pas|ni|aucune?|plus) (?:d'|de |une? )?)contre-?\s?indi(?:qu|cat)|n'est (?:donc )?pas possible|\bci\b|n'est pas permis|ne lui est pas permis|interdit|pas de vaccins? vivants?/;
export const PLANNED =
  /a ?faire|a ?prevoir|prevue?s?|a programmer|a discuter|a refaire|a realiser|a completer|\brappel (?:entre|dans|a \d|en|prevu)|prochain|pensez|recommand|conseill|souhait|propose|\battendue?s?\b|\bprescrite?s?\b|\bcommandee?s?\b|ruptures? de stock|\ben rupture|indisponible|y reflechi|\bhesit|reticen|indecis|en discussion|a mettre a jour|\bsi possible\b|\bpeu(?:t|vent) etre (?:faite?s?|realise\w*|administre\w*)|\bpas encore\b|\ba terminer\b|\brappel [^,;.]{0,30}\bselon\b|\bveu[xt] bien\b|\bau frigo\b|\bbon recu\b|\ba debuter|\bsera\b|verifier|_{4,}|a l'automne|en parler|a partir de (?:\d|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|la rentree|l'automne)|\ba voir\b|\bentre (?:le )?\d|\b(?:fera|feront|ferai|recevra|aura|prendra|viendra (?:faire|pour)|ira (?:faire|se faire)|reste a faire|doit (?:faire|recevoir|venir)|devra (?:faire|recevoir)|a (?:prendre|demander)|en attente|a (?:re)?vacciner|a (?:rattraper|administrer|injecter|commencer|relancer)|rattrapage|laisse (?:le|la|l')|accord (?:de|du|des)|d'accord pour|consent\w*|autoris\w+)\b/;
/** "À prévoir : TEP le 3/12, rappel tétanos (dernier 2008), Shingrix": the head of a list of what is to be done. */
const TO_DO_LEAD =
  /^\W*(?:\d{1,2}[.)] ?)?(?:a (?:prevoir|faire|programmer|discuter|proposer|mettre a jour|organiser|completer)|reste(?:nt)? a (?:faire|prevoir)|(?:->|→) ?avant ?:|si [^.;:]{3,40}:|(?:suivi|vaccins?|vaccinations?|rappels?|bilan) (?:discutes?|a (?:prevoir|faire|mettre a jour|completer|proposer)|recommandes?|manquants?|en retard))\b/;
/** "Tétanos ok 2019 ??", "(pas de trace)": whoever writes it does not know. */
const UNSURE =
  /(?:\b(?:19|20)\d\d|\bok|\bfaite?|\ba jour|\d{1,2}\/\d{2,4}) ?\?|\?\?|\bpas (?:certaine?|sure?) d'avoir\b|\bne sait (?:pas|plus) s|\bpas (?:de )?(?:trace|preuve)|\bsans (?:trace|preuve)|\ba verifier\b/;
/** "VACCINS VIVANTS NON : ROR, fièvre jaune, BCG". */
const FORBIDDEN_LEAD = /\bvivants? (?:non|interdits?|proscrits?|contre-?indiques?) ?:/;
/** "Abrysvo à 32 SA": the week of a pregnancy in which a dose is due, where nothing says that it was given. */
const AT_A_WEEK = /\b(?:a|entre|vers|des) (?:partir de )?\d{2}(?: ?(?:-|et|a) ?\d{2})? ?sa\b/;
/** "Le vaccin n'est pas contre-indiqué": allowed, and not said to be given. */
const ALLOWED = /\bpas contre-?\s?indiqu/;
export const LOT = /\blots?\s*(?:n°?|:)?\s*:?\s*([a-z0-9-]{3,14})\b/;

/** What became of a dose, from its own words, those of its line, those before it, and whether the page is a prescription. */
export function outcomeOf(scope: string, content: string, lead: string, ordered: boolean): Outcome {
  // An empty box denies the words behind it; typewriters draw boxes with brackets.
  const own = drawn(firstDose(scope))
    .replace(/☐\s*[a-z ]{2,14}?(?=\s{2,}|☒|☐|$)/g, ' ')
    .replace(/☒(?=\s*(?:a ?faire|a ?prevoir|non|refus))/g, ' ');
  if (CONTRAINDICATED.test(own) || FORBIDDEN_LEAD.test(content)) return 'contraindicated';
  if (TO_DO_LEAD.test(content) && !DONE.test(own) && !REFUSED.test(own)) return 'planned';
  if (REFUSED.test(own)) return 'refused';
  if (/☐[^☒☐]{0,3}$/.test(drawn(lead)) && !DONE.test(own)) return PLANNED.test(own) ? 'planned' : 'not-done';
  // "Une dose le 22/03 (rubéole non immunisée)": a day outside the bracket says that it was done.
  const outside = own.replace(/\([^)]*\)/g, ' ');
  const given = /\b(?:le \d{1,2}[/ ]|dose du|faite? le|\d{1,2}\/\d{1,2}\/\d{2})/.test(outside) && !NOT_DONE.test(outside);
  if (!given && NOT_DONE.test(own)) return 'not-done';
  // "Rattrapage NIMENRIX ce jour, lot FN5512": a lot was injected.
  if (/\bce jour\b/.test(own) && LOT.test(own)) return 'done';
  if (UNSURE.test(own)) return 'planned';
  const dated = /\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?:19|20)\d{2}\b/.test(content);
  if (PLANNED.test(own) && !(DONE.test(own) && dated)) return 'planned';
  if (AT_A_WEEK.test(own) && !DONE.test(own) && !dated) return 'planned';
  if (ALLOWED.test(own) && !dated && !/\bce jour\b|\bfaite?s?\b|\brecue?s?\b/.test(own)) return 'planned';
  // A prescription asks for what it names, but for a year that it recalls: "MENQUADFI 2021".
  const recalled = /\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b/.test(own) || (/\b(?:19|20)\d\d\b/.test(own) && !/grippe|covid|delivr/.test(own));
  if (ordered && !DONE.test(own) && !recalled) return 'planned';
  return 'done';
}

/** "Première dose le 17/11/2023, la seconde non effectuée": the one that was given. */
export function firstDose(scope: string): string {
  const [first = '', ...rest] = scope.split(/,\s*(?:la |le |une )?(?:seconde|deuxieme|2e|2eme|2nde|suivante|prochaine)\b/);
  return rest.length > 0 && /\d{1,2}\/\d|\ble \d{1,2} |(?:19|20)\d\d/.test(first) ? first : scope;
}

const drawn = (text: string): string => text.replace(/\[ ?x ?\]/g, '☒').replace(/\[ ?\]/g, '☐');
