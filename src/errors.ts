/**
 * The catalogue of errors. Each has a stable code, an HTTP status, and a French message that says what happened
 * and what to do. A message never holds patient text: at most a file name or a number.
 */
export const ERRORS = {
  'FRS-IN-001': {
    status: 404,
    message: 'Dossier introuvable ou vide.',
    remedy: 'Vérifiez le chemin : le dossier doit contenir au moins un document.',
  },
  'FRS-IN-002': { status: 422, message: 'Fichier vide (0 octet).', remedy: 'Demandez un nouvel envoi du document à son émetteur.' },
  'FRS-IN-003': { status: 422, message: 'Fichier tronqué ou endommagé.', remedy: 'Demandez un nouvel envoi du document à son émetteur.' },
  'FRS-IN-004': { status: 422, message: 'PDF protégé par un mot de passe.', remedy: 'Déposez une version sans mot de passe.' },
  'FRS-IN-005': {
    status: 413,
    message: 'Fichier trop volumineux.',
    remedy: 'La limite est de 100 Mo par fichier : scindez le document ou réduisez sa résolution, ou déposez-le en formulaire.',
  },
  'FRS-IN-006': {
    status: 422,
    message: 'Archive refusée : son contenu décompressé dépasse la limite.',
    remedy: 'Déposez les documents un par un.',
  },
  'FRS-IN-007': {
    status: 403,
    message: 'Lecture refusée par le système.',
    remedy: 'Donnez au compte qui exécute Frise le droit de lire ce dossier ou ce fichier.',
  },
  'FRS-IN-008': { status: 400, message: 'Date invalide.', remedy: 'Écrivez la date sous la forme AAAA-MM-JJ, par exemple 2026-11-16.' },
  'FRS-IN-009': {
    status: 415,
    message: 'Format non reconnu.',
    remedy: 'Formats lus : PDF, JPEG, PNG, TIFF, CDA R2, XDM, FHIR, HL7 v2, DOCX, RTF, HTML, texte.',
  },
  'FRS-IN-010': {
    status: 422,
    message: 'Aucun document lisible.',
    remedy: 'Consultez la liste des documents : la raison est donnée pour chacun.',
  },
  'FRS-IN-011': {
    status: 400,
    message: 'Demande incorrecte.',
    remedy: "Corrigez ce qui est indiqué ; l'aide de la commande et la documentation de l'API disent ce qui est attendu.",
  },
  'FRS-IN-012': { status: 404, message: 'Ressource introuvable.', remedy: "Vérifiez l'adresse et l'identifiant demandés." },
  'FRS-IN-013': { status: 429, message: 'Trop de demandes.', remedy: 'Patientez quelques secondes puis recommencez.' },
  'FRS-IN-014': {
    status: 409,
    message: 'La ligne a changé depuis son affichage.',
    remedy: 'Relisez la synthèse, puis validez de nouveau.',
  },
  'FRS-IN-015': { status: 409, message: 'Cette demande est déjà en cours.', remedy: 'Attendez sa réponse, puis renvoyez-la au besoin.' },
  'FRS-IN-016': {
    status: 422,
    message: "Clé d'idempotence déjà utilisée pour une autre demande.",
    remedy: 'Donnez une clé nouvelle à chaque nouvelle demande.',
  },
  'FRS-IN-017': {
    status: 422,
    message: 'Ressource FHIR non conforme.',
    remedy: "Corrigez l'élément indiqué, puis renvoyez la ressource.",
  },
  'FRS-IN-018': {
    status: 422,
    message: 'Ressource ou opération FHIR non prise en charge.',
    remedy: 'Consultez le CapabilityStatement (/fhir/metadata) : il dit ce que ce serveur accepte.',
  },
  'FRS-RD-001': {
    status: 504,
    message: 'Lecture interrompue : durée limite dépassée.',
    remedy: 'Le document est conservé : ouvrez-le directement, ou déposez-le de nouveau pour un autre essai.',
  },
  'FRS-RD-002': {
    status: 507,
    message: 'Lecture interrompue : mémoire limite dépassée.',
    remedy: 'Le document est conservé : ouvrez-le directement, ou déposez-le de nouveau pour un autre essai.',
  },
  'FRS-RD-003': { status: 422, message: 'Page illisible.', remedy: "Ouvrez l'original pour cette page." },
  'FRS-RD-004': {
    status: 422,
    message: 'Document trop long : les dernières pages ne sont pas lues.',
    remedy: "Ouvrez l'original pour les pages non lues.",
  },
  'FRS-RD-005': {
    status: 422,
    message: 'XML refusé : entités externes ou structure trop profonde.',
    remedy: 'Demandez un nouvel envoi du document à son émetteur.',
  },
  'FRS-RD-006': {
    status: 422,
    message: 'Lecture abandonnée : ce document a interrompu le service à plusieurs reprises.',
    remedy: 'Le document est conservé : ouvrez-le directement, ou déposez-le de nouveau pour un autre essai.',
  },
  'FRS-MD-001': { status: 503, message: 'Modèle absent.', remedy: 'Lancez « frise doctor » : il indique le fichier manquant.' },
  'FRS-MD-002': {
    status: 503,
    message: 'Modèle altéré : son empreinte ne correspond pas au manifeste.',
    remedy: 'Réinstallez le dossier models à partir du dépôt.',
  },
  'FRS-MD-003': {
    status: 400,
    message: 'Adresse du modèle de langue refusée.',
    remedy: 'Donnez une adresse de cette machine, ou inscrivez-la dans FRISE_ALLOWED_SERVERS (adresse privée et port).',
  },
  'FRS-MD-004': {
    status: 503,
    message: "Le modèle de langue n'a pas répondu comme attendu.",
    remedy: 'La synthèse reste complète sans lui ; vérifiez le modèle ou son serveur.',
  },
  'FRS-IX-001': {
    status: 500,
    message: 'Index endommagé : il est reconstruit à partir des documents.',
    remedy: "Aucune action n'est nécessaire.",
  },
  'FRS-ST-001': {
    status: 500,
    message: 'Clé de chiffrement incorrecte ou base endommagée.',
    remedy: 'Vérifiez la clé, ou restaurez une sauvegarde.',
  },
  'FRS-ST-002': {
    status: 507,
    message: 'Écriture impossible : espace disque insuffisant ou dossier protégé.',
    remedy: "Libérez de l'espace ou donnez le droit d'écriture, puis relancez.",
  },
  'FRS-ST-003': { status: 500, message: 'Donnée altérée dans le stockage.', remedy: 'Restaurez une sauvegarde.' },
  'FRS-ST-004': {
    status: 409,
    message: 'Base occupée par un autre processus.',
    remedy: 'Arrêtez les autres processus Frise, puis relancez.',
  },
  'FRS-ST-005': {
    status: 409,
    message: 'Le dossier de stockage contient déjà des données.',
    remedy: 'Restaurez dans un dossier vide, désigné par FRISE_HOME.',
  },
  'FRS-ST-006': {
    status: 422,
    message: 'Sauvegarde endommagée, ou faite avec une autre clé.',
    remedy: 'Présentez la clé en vigueur le jour de la sauvegarde, ou une autre sauvegarde.',
  },
  'FRS-ST-007': {
    status: 503,
    message: "L'horloge de la machine a reculé.",
    remedy: "Remettez-la à l'heure : jusque-là, les dates de dépôt restent celles de la dernière écriture.",
  },
  'FRS-ST-008': {
    status: 503,
    message: 'Base PostgreSQL injoignable, ou accès refusé par elle.',
    remedy: 'Vérifiez FRISE_DATABASE_URL et que le serveur répond, puis lancez « frise doctor ».',
  },
  'FRS-ST-009': {
    status: 503,
    message: "Le dossier des originaux n'est pas celui de cette base.",
    remedy: 'Vérifiez que le partage est monté et que FRISE_FILES le désigne.',
  },
  'FRS-ST-010': {
    status: 503,
    message: 'PostgreSQL est réglé pour pouvoir perdre ce qu’il a confirmé.',
    remedy: 'Activez fsync et full_page_writes dans sa configuration.',
  },
  'FRS-AC-001': { status: 401, message: 'Authentification requise.', remedy: 'Connectez-vous ou présentez une clé valide.' },
  'FRS-AC-002': { status: 403, message: 'Accès refusé.', remedy: "Demandez l'accès à l'administrateur du site." },
  'FRS-AC-003': {
    status: 500,
    message: 'Journal des accès altéré.',
    remedy: 'Conservez-le en l’état et prévenez le responsable de la sécurité.',
  },
  'FRS-AC-004': {
    status: 502,
    message: "Le fournisseur d'identité ne répond pas.",
    remedy: 'Réessayez ; si cela dure, prévenez l’administrateur du site.',
  },
  'FRS-SY-001': { status: 500, message: 'Erreur interne.', remedy: 'Relancez ; si le problème persiste, transmettez ce code au support.' },
  'FRS-SY-002': {
    status: 503,
    message: "Impossible d'ouvrir l'adresse de service.",
    remedy: 'Le port est déjà pris, ou l’adresse n’est pas de cette machine : choisissez-en d’autres avec --port ou --host.',
  },
  'FRS-SY-003': {
    status: 403,
    message: 'Connexion sortante refusée.',
    remedy: 'Frise ne parle qu’à cette machine : aucune donnée ne doit en sortir.',
  },
  'FRS-SY-004': {
    status: 503,
    message: 'Lecture interrompue à plusieurs reprises.',
    remedy: 'Les documents sont conservés. Déposez de nouveau un document pour la relancer, et transmettez ce code au support.',
  },
} as const satisfies Record<string, { status: number; message: string; remedy: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** The one error type that crosses a boundary. `detail` names a file, a page or a number: never patient text. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly remedy: string;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, options: { detail?: string; cause?: unknown } = {}) {
    const { status, message, remedy } = ERRORS[code];
    super(
      options.detail === undefined ? message : `${message} (${options.detail})`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'AppError';
    this.code = code;
    this.status = status;
    this.remedy = remedy;
    this.detail = options.detail;
  }
}
