/**
 * Document types as the CI-SIS codes them (value set J07, and LOINC), with what announces each in French documents.
 * Patterns run on folded lines: lower case, no accents. Only data: `classify-document.ts` is the rule that reads it.
 */
export interface DocumentTypeEntry {
  readonly code: string;
  readonly display: string;
  /** A line that names the document. Anchored: a sentence that mentions another document is no title. */
  readonly titles: readonly RegExp[];
  /** What the head of the paper says of its issuer. */
  readonly letterheads?: readonly RegExp[];
  /** Marks of the content; each counts once. */
  readonly contents?: readonly RegExp[];
  /** Which date is the act, best first: roles of `date-roles.ts`. */
  readonly act: readonly DateRole[];
}

export type DateRole =
  | 'birth'
  | 'prior'
  | 'future'
  | 'sampling'
  | 'exam'
  | 'intervention'
  | 'stay-start'
  | 'stay-end'
  | 'arrival'
  | 'session'
  | 'consultation'
  | 'title'
  | 'established'
  | 'reported'
  | 'written'
  | 'dated'
  | 'printed'
  | 'validated'
  | 'received'
  | 'request'
  | 'dose'
  | 'unknown';

export const LOINC_SYSTEM = '2.16.840.1.113883.6.1';
/** The French nomenclature of document types that LOINC lacks. */
export const FRENCH_TYPE_SYSTEM = '1.2.250.1.213.1.1.4.12';

const IMAGING =
  '(irm|i\\.r\\.m|imagerie par resonance|scanner|tdm|tomodensitometrie|angio-?(scanner|irm|tdm)|uro-?scanner|coro-?scanner|entero-?(irm|scanner)|bili-?irm|arthro-?(irm|scanner)|echo(graphie|-?doppler| doppler|cardiographie|endoscopie)?|ett|eto|doppler|radio(graphie|s)?|mammographie|osteodensitometrie|densitometrie|scintigraphie|tep|pet-?scan|tep-?(scan|tdm|scanner)|cliche|panoramique dentaire|cone beam|cystographie|urographie|hysterosalpingographie|arthrographie|retinographies?|angiographie|fibroscan|elastometrie)';

export const DOCUMENT_TYPES: readonly DocumentTypeEntry[] = [
  {
    code: '11526-1',
    display: "CR d'anatomie et de cytologie pathologiques",
    titles: [
      /^(compte[- ]rendu|cr|resultats?|rapport|reponse|examen)( d'| de l'| de | d)?( ?examen)?s?[ ']*(d'|de |en )?(anatomo-?(cyto-?)?patholog|anapath|acp\b|histo(-?patho)?log|cyto-?(patho)?log|cytologi|histologi|anatomie)/,
      /^(anatomie|anatomo)[ -](et cytologie )?pathologiques? *[:-]? *(compte|n°)/,
      /^frottis|^examen (histologique|cytologique|extemporane)|^cytologie (cervico|urinaire|mammaire|thyroidienne)/,
    ],
    letterheads: [
      /anatomie (et|-) ?cytologie pathologique|anatomo-?patholog|cabinet de pathologie|institut de pathologie|laboratoire d'anatomie|centre de pathologie/,
    ],
    contents: [
      /^\W*macroscopie\b|^\W*examen macroscopique/,
      /^\W*(microscopie|histologie)\b|^\W*examen microscopique/,
      /\badicap\b/,
      /blocs? et lames|lames et blocs/,
      /immunohistochimi/,
      /nature du prelevement/,
    ],
    act: ['reported', 'title', 'dated', 'written', 'validated', 'sampling', 'received', 'exam', 'printed', 'unknown'],
  },
  {
    code: '34878-9',
    display: 'CR de passage aux urgences',
    titles: [
      /^(compte[- ]rendu|cr|resume|fiche|dossier|observation|lettre|courrier)( medicale?)?( de| du|  *-)? *(sortie|passage|prise en charge|consultation)?( de| des| du| aux| au| -)* *(service d'accueil des |l'accueil des )?(urgences?|sau\b|samu|smur)/,
      /^passage (aux|du|au) (urgences|sau)/,
      /^(compte[- ]rendu|cr) de passage\b/,
      /^observation medicale\b.*\b(passage|urgences?)/,
      /^urgences (pediatriques|adultes?)? *- *(compte|observation)/,
    ],
    letterheads: [
      /service d'accueil (et de traitement )?des urgences|service (des|d')? ?urgences|^urgences\b|\bsau\b|urgences (pediatriques|adultes|gynecologiques)/,
    ],
    contents: [
      /\b(ioa|iao)\b/,
      /\btri (ioa|iao|\d)|\bccmu\b|\bniveau de tri\b/,
      /\b(entree|arrivee|admission) *:? *\w{0,4}\.? *\d{1,2}[/.]\d{1,2}[/.]\d{2,4} *(a )?\d{1,2} ?[:h]/,
      /\buhcd\b|\bbox \d|\brad\b/,
      /^observation medicale\b/,
    ],
    act: ['arrival', 'stay-start', 'title', 'consultation', 'exam', 'dated', 'written', 'stay-end', 'validated', 'printed', 'unknown'],
  },
  {
    code: '34874-8',
    display: 'CR opératoire',
    titles: [
      /^(compte[- ]rendu|cr|protocole|rapport)s?( d'| de la | de | du )?( ?l')?(operatoire|intervention|endoscopi|(video-?)?(colo|gastro|recto|broncho|cysto|hystero|arthro|uretero|laparo|coelio|fibro|entero|duodeno)-?(scopie|sigmoidoscopie)|endoscopie|fibroscopie|oeso|eogd|cpre|coronarographie|angioplastie|cataracte|phaco|chirurgi|pose d|implantation|ablation|cesarienne|biopsie|acte operatoire)/,
      /^crop?\b *[:-]/,
      /^(video)?(colo|gastro|recto|broncho|cysto|hystero|arthro|uretero|coelio|fibro)scopie\b/,
      /^(endoscopie|eogd|oeso-?gastro|coronarographie|phacoemulsification)\b/,
      /^intervention chirurgicale/,
    ],
    letterheads: [/endoscopie digestive|bloc operatoire|unite d'endoscopie/],
    contents: [
      /\boperateur\b|\bendoscopiste\b|\bchirurgien *:/,
      /\banesthesiste *:|^anesthesie *:|\bibode\b/,
      /date (de l'|d')?(intervention|operation)/,
      /\bscore de boston\b|\bboston \d/,
      /^\W*(installation|voie d'abord|deroulement|technique operatoire)/,
    ],
    act: ['intervention', 'exam', 'title', 'dated', 'stay-start', 'written', 'stay-end', 'validated', 'printed', 'unknown'],
  },
  {
    code: '34112-3',
    display: 'CR hospitalier (séjour)',
    titles: [
      /^(compte[- ]rendu|cr|crh|resume|rapport|courrier|lettre)( medical| standardise)?( de fin| de)?[ ,]*(d'|de |du |de l')*(hospitalisation|sejour|hospitalier|hospitaliere|sortie d'hospit|hdj|hdr|hopital de (jour|semaine)|accouchement|maternite)/,
      /^crh?\b *(:|-|d'|de|n°|du)/,
      /^crh$/,
      /^note de seance|^(compte[- ]rendu|cr) de seance/,
      /^(hospitalisation|sejour) (du|en|de) /,
      /^(compte[- ]rendu|cr|resume) (d'|de l')?(accouchement|suites de couches)|^(suites de couches|dossier (obstetrical|de maternite)|synthese de (maternite|sejour))/,
      /^(compte[- ]rendu|cr) (de sortie|de reanimation|medical de sortie|de readaptation)$/,
    ],
    contents: [
      /hospitalisee? (dans|en|du|depuis)|patiente? hospitalise/,
      /motif d'(hospitalisation|admission)/,
      /\b(date d'|date de )?(entree|sortie|admission) *(le|:)/,
      /traitement (de|a la) sortie/,
      /mode (d'entree|de sortie)|duree de sejour/,
      /\bn° (de )?sejour|\bsejour n°/,
    ],
    act: [
      'stay-end',
      'session',
      'title',
      'intervention',
      'stay-start',
      'arrival',
      'written',
      'dated',
      'validated',
      'consultation',
      'printed',
      'unknown',
    ],
  },
  {
    code: '11369-6',
    display: 'Historique des vaccinations',
    titles: [
      /^(photo |copie |extrait |duplicata )?(du |de )?(carnet|releve|historique|calendrier|certificat|attestation|fiche|liste|etat|dossier)[ a-z]{0,12} ?(de |des |du )?(s )?(vaccin|vaccination|vaccinal)/,
      /^vaccinations?\b( recues| effectuees| du patient)? *:?$/,
      /^(carnet|passeport) (vaccinal|de vaccination)/,
      /^statut vaccinal/,
    ],
    contents: [
      /\b(lot|n° de lot)\b.*\b(date|vaccin|medecin|cachet)|\bvaccin\b.*\b(lot|date|dose|rang)\b/,
      /\b(dtp|dtca?p(olio)?|ror|bcg|pentacoq|infanrix|repevax|boostrix|revaxis|priorix|gardasil|prevenar|comirnaty|vaxigrip|efluelda|shingrix|engerix|hexyon|bexsero|nimenrix)\b.*\d{2,4}/,
      /prochain rappel|rappel(s)? *:/,
    ],
    act: ['established', 'title', 'written', 'dated', 'printed', 'validated', 'dose', 'unknown'],
  },
  {
    code: 'CERT_DECL',
    display: 'Certificat, déclaration',
    titles: [
      /^certificat\b(?!.*vaccin)/,
      /^(attestation|declaration)\b(?!.*(vaccin|assurance|droits|residence|hebergement))/,
      /^(premier|deuxieme|troisieme|1er|2e|2eme|3e|3eme|\d+e?) (certificat|examen) (de sante|medical)? ?(obligatoire|de l'enfant|du \d|des? \d)/,
      /^examen (medical )?(obligatoire|(de sante )?(du|des|de) ?(la )?(8|9|24|huit|neuf|vingt|\d+) ?(e|eme|er)? ?(jours?|mois|semaines?))/,
      /^(avis d')?arret de travail|^certificat (de grossesse|de sante|medical|de deces|d'aptitude|de non contre)/,
      /^declaration de grossesse/,
    ],
    contents: [/je soussignee?|certifie (avoir|que)/, /developpement psychomoteur/, /cerfa|art\. ?l\. ?2132|arrete du .* certificat/],
    act: ['consultation', 'exam', 'title', 'dated', 'written', 'established', 'validated', 'printed', 'unknown'],
  },
  {
    code: '57833-6',
    display: 'Prescription de produits de santé',
    titles: [
      /^(ordonnance|prescriptions?)\b(?!.*(irm|scanner|imagerie|radiolog|kine))/,
      /^(duplicata|renouvellement|copie)( d'| de l'| d)? ?ordonnance/,
      /^ordonnance (bizone|de sortie|simple|medicale|securisee|de medicaments)/,
    ],
    contents: [
      /prescriptions? (relatives? au|sans rapport|en rapport|initiale|hospitaliere)/,
      /\bald\b.*(exonerante|reconnue|longue duree)/,
      /\b(qsp|a renouveler|renouvelable|non substituable|ordonnance (valable|a renouveler))\b/,
    ],
    act: ['dated', 'written', 'title', 'established', 'stay-end', 'consultation', 'validated', 'printed', 'unknown'],
  },
  {
    code: '55115-0',
    display: "Demande d'actes d'imagerie",
    titles: [
      new RegExp(
        `^(demande|bon|ordonnance|prescription)( de| d'|s)*( ?examens?| ?actes?)?( de | d'| pour | d)*(l')?(imagerie|radiolog|${IMAGING})`,
      ),
      /^bon (de radiologie|d'examen radiolog)/,
    ],
    act: ['dated', 'written', 'title', 'established', 'validated', 'printed', 'unknown'],
  },
  {
    code: '60593-1',
    display: 'Dispensation médicamenteuse',
    titles: [
      /^(dispensation|delivrance|historique (de|des) (dispensation|delivrance)|releve de (dispensation|delivrance)|facture subrogatoire|dossier pharmaceutique)/,
    ],
    act: ['title', 'dated', 'established', 'written', 'printed', 'unknown'],
  },
  {
    code: 'SYNTH',
    display: 'Synthèse médicale',
    titles: [/^(volet (de synthese|medical)|synthese medicale|vsm\b|volet de synthese medicale)/],
    act: ['title', 'dated', 'written', 'established', 'validated', 'printed', 'unknown'],
  },
  {
    code: '96173-0',
    display: "Test rapide d'orientation diagnostique",
    titles: [/^(trod\b|test rapide d'orientation|resultat (du|de|d'un) (trod|test (antigenique|rapide)))/],
    act: ['sampling', 'exam', 'title', 'dated', 'written', 'validated', 'printed', 'unknown'],
  },
  {
    code: '11490-0',
    display: "Lettre de liaison à la sortie d'un établissement de soins",
    titles: [/^(lettre|courrier|document|fiche) de liaison\b(?!.*(entree|urgence))/, /^lettre de sortie/],
    contents: [/hospitalisee? (dans|en|du|depuis)/, /\bsejour du\b/],
    act: ['stay-end', 'written', 'dated', 'title', 'stay-start', 'validated', 'printed', 'unknown'],
  },
  {
    code: '18761-7',
    display: "Lettre de liaison à l'entrée en établissement de soins",
    titles: [/^(lettre|courrier|document|fiche) de liaison\b.*entree/],
    act: ['written', 'dated', 'stay-start', 'title', 'validated', 'printed', 'unknown'],
  },
  {
    code: '18748-4',
    display: "CR d'imagerie médicale",
    titles: [
      new RegExp(
        `^(compte[- ]rendu|cr|resultats?|rapport)( d'| de l'| de la | de | du | des )?(examen )?( ?d'| ?de l'| ?de la | ?de | ?du )?(radiolog|imagerie|${IMAGING})`,
      ),
      new RegExp(`^(nature de l')?(examen|exploration) *:? *${IMAGING}\\b`),
      new RegExp(`^${IMAGING}\\b`),
    ],
    letterheads: [/\bimagerie\b|radiolog|scanner *[-,] *irm|echographie *[-,]|radiodiagnostic|medecine nucleaire|explorations? cardiolog/],
    contents: [
      /^\W*technique\b/,
      /^\W*resultats?\b/,
      /^\W*indications?\b/,
      /\b(pdl|dlp|mgy|dosimetrie|gadolinium|produit de contraste|t-score|bi-?rads|acr ?\d|injection de)\b/,
      /examen (gene|non injecte)|coupes? (axiales?|coronales?|sagittales?|de \d)/,
    ],
    act: ['exam', 'title', 'dated', 'written', 'consultation', 'reported', 'validated', 'received', 'printed', 'unknown'],
  },
  {
    code: '11502-2',
    display: "CR d'examens biologiques",
    titles: [
      /^(compte[- ]rendu|cr|resultats?|rapport|bilan)( d'| de l'| de | des | du )?( ?examens?| ?analyses?)?( de | d')?( ?bio(log|medic)|laboratoire|analyses|sanguin|microbiolog|bacteriolog|ecbu)/,
      /^examen (cyto-?bacteriologique|bacteriologique|parasitologique|biologique)|^ecbu\b|^(hemoculture|coproculture|antibiogramme)/,
      /^analyses? (de biologie|medicales|sanguines)/,
    ],
    letterheads: [/laboratoires?\b(?!.*anatom)|\blbm\b|biologie medicale|\bbiologistes?\b|\bcofrac\b|\banalyses\b/],
    contents: [
      /resultats?\b.*\b(unites?|valeurs?|normes?|ref(erences?)?|anterior\w*|ant)\b/,
      /valide(e)? (biologiquement )?par|biologiste/,
      /\bpreleve(e|ment)?\b.*\d{1,2} ?[:h] ?\d{2}|\bpreleve(ment)? *(le|:)/,
      /(g\/l|mmol\/l|µmol\/l|umol\/l|t\/l|ui\/l|mui\/l|g\/dl).*/,
      /\b(hemogramme|numeration|hematologie|biochimie|ionogramme)\b/,
    ],
    act: ['sampling', 'title', 'request', 'received', 'dated', 'exam', 'written', 'reported', 'printed', 'validated', 'unknown'],
  },
  {
    code: 'AUTRE',
    display: 'Autre document',
    titles: [
      /^(mes notes|message|mot) (pour|de|au|a l'attention)|^\(?message (depose|envoye|ecrit) par/,
      /^(dossier|document|fiche|volet) (de|medical de)? ?liaison d'urgence|^dlu\b/,
      /^(rapport|releve|synthese|bilan)\b.{0,20}\b(capteur|pompe|glucose|glycemi|agp|autosurveillance)/,
      /^profil (glycemique|de glucose) ambulatoire|^carnet (glycemique|d'autosurveillance|de glycemie)/,
      /^directives anticipees|^(designation de la )?personne de confiance|^protocole de soins|^attestation (de droits|d'assurance)|^consentement\b|^plan (personnalise )?de (soins|compensation)|^(projet|plan) d'accueil individualise|^pai\b/,
    ],
    letterheads: [/^glyco\w+|\bagp\b.*rapport|rapport (patient|agp).*(capteur|pompe)/],
    contents: [
      /temps dans la cible|dans la cible.*%|\bgmi\b|indicateur de gestion du glucose/,
      /coefficient de variation/,
      /donnees capteur|periode *:.*jours\)/,
      /je vous ecris|depuis (mon|son) espace/,
    ],
    act: ['established', 'dated', 'written', 'title', 'printed', 'validated', 'stay-start', 'unknown'],
  },
  {
    code: '11488-4',
    display: 'CR ou fiche de consultation ou de visite',
    titles: [
      /^(compte[- ]rendu|cr|lettre|courrier|fiche|note|bilan|avis|rapport|resume)s?( medical)?( de| d'| du| de la| de suivi)* ?(tele)?(consultation|visite|suivi|reunion|rcp|readaptation|depistage|reeducation|evaluation|specialis|bilan|fin de|entretien|transition|cardiolog|pneumolog|rhumatolog|neurolog|dermatolog|gynecolog|ophtalmolog|endocrinolog|diabetolog|nephrolog|urolog|gastro|gerontolog|geriatr|pediatr|psychiatr|orthophon|kinesi|dietetique|audio|polysomnograph|polygraph|electro|holter|efr|epreuve)/,
      /^(tele)?consultation\b/,
      /^(bilan|evaluation|depistage|avis|expertise|fiche|examen)\b(?! (sanguin|biolog))/,
      /^(objet|concerne) *: *(consultation|avis|suivi)/,
      /^(holter|epreuve d'effort|electrocardiogramme|ecg|eeg|emg|electromyogramme|explorations? fonctionnelles?|efr|spirometrie|polysomnographie|polygraphie|mapa|audiogramme)\b/,
      /^reunion de concertation/,
      /^lettre (d'adressage|au medecin|a l'attention)/,
    ],
    contents: [],
    act: [
      'consultation',
      'title',
      'written',
      'dated',
      'exam',
      'session',
      'established',
      'stay-end',
      'validated',
      'reported',
      'printed',
      'unknown',
    ],
  },
];
