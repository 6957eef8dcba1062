/** What the command line says of itself, in French and in English; everything else it prints is French. */
export interface CliTexts {
  readonly summary: string;
  readonly import: string;
  readonly summarise: string;
  readonly ask: string;
  readonly serve: string;
  readonly worker: string;
  readonly workerJobs: string;
  readonly doctor: string;
  readonly demo: string;
  readonly erase: string;
  readonly directory: string;
  readonly paths: string;
  readonly question: string;
  readonly on: string;
  readonly reason: string;
  readonly since: string;
  readonly forProfession: string;
  readonly prose: string;
  readonly json: string;
  readonly full: string;
  readonly html: string;
  readonly markdown: string;
  readonly askOption: string;
  readonly dossier: string;
  readonly host: string;
  readonly port: string;
  readonly help: string;
  readonly version: string;
  readonly keys: string;
  readonly keysRotate: string;
  readonly backup: string;
  readonly restore: string;
  readonly backupFile: string;
  readonly audit: string;
  readonly auditVerify: string;
  readonly auditHead: string;
  readonly auditExport: string;
  readonly auditPurge: string;
  readonly auditBefore: string;
  readonly accounts: string;
  readonly accountsAdd: string;
  readonly accountsList: string;
  readonly accountsDisable: string;
  readonly accountsEnable: string;
  readonly accountsRemove: string;
  readonly login: string;
  readonly accountName: string;
  readonly accountRole: string;
  readonly profession: string;
  readonly professionalId: string;
  readonly delegateOf: string;
  readonly patientDossier: string;
  readonly apiKeys: string;
  readonly apiKeysAdd: string;
  readonly apiKeysList: string;
  readonly apiKeysRevoke: string;
  readonly keyId: string;
  readonly keyLabel: string;
  readonly keyScopes: string;
  readonly keyFor: string;
  readonly keyDays: string;
  readonly habilitation: string;
  readonly habilitationTemplate: string;
  readonly team: string;
  readonly teamList: string;
  readonly teamSet: string;
  readonly teamRemove: string;
  readonly person: string;
  readonly attending: string;
}

const FRENCH: CliTexts = {
  summary: 'Synthèses sourcées d’un dossier patient, sur place : rien ne sort de cette machine.',
  import: 'Lire des documents et les garder',
  summarise: 'Lire un dossier et en donner la synthèse sourcée',
  ask: 'Poser une question à un dossier',
  serve: 'Ouvrir la page web et l’API sur cette machine',
  worker: 'Lire ce qui est déposé, pour les sites qui gardent leurs dossiers dans PostgreSQL',
  workerJobs: 'dossiers lus à la fois',
  doctor: 'Vérifier modèles, langue, stockage et droits',
  demo: 'Lire le dossier de démonstration, en donner la synthèse et ouvrir la page',
  erase: 'Effacer un dossier : ses documents, sa clé et tout ce qui en a été tiré',
  directory: 'dossier de documents',
  paths: 'dossiers ou fichiers',
  question: 'question, en français',
  on: 'date de référence, AAAA-MM-JJ (aujourd’hui si absente)',
  reason: 'motif de consultation',
  since: 'dernière visite, AAAA-MM-JJ : ce qui est nouveau depuis',
  forProfession: 'les mêmes lignes dans l’ordre où cette profession les cherche',
  prose: 'points à retenir mis en phrases par le modèle de langue configuré',
  json: 'imprimer le JSON du contrat et rien d’autre',
  full: 'montrer aussi les lignes de détail',
  html: 'écrire la version imprimable dans ce fichier',
  markdown: 'écrire la synthèse en Markdown dans ce fichier',
  askOption: 'question à laquelle répondre aussi ; peut être répétée',
  dossier: 'identifiant du dossier où garder les documents',
  host: 'adresse d’écoute',
  port: 'port d’écoute',
  help: 'afficher cette aide',
  version: 'afficher la version',
  keys: 'Gérer la clé maîtresse',
  keysRotate: 'Mettre la base sous une nouvelle clé maîtresse',
  backup: 'Sauvegarder tout le stockage, chiffré, dans un fichier, sans arrêter le service',
  restore: 'Restaurer une sauvegarde dans un stockage vide et la vérifier',
  backupFile: 'fichier de sauvegarde',
  audit: 'Journal des accès',
  auditVerify: 'Vérifier que nulle ligne du journal n’a été changée, retirée ou déplacée',
  auditHead: 'marque de fin notée auparavant, qui doit s’y trouver',
  auditExport: 'Imprimer le journal, une ligne JSON par accès',
  auditPurge: 'Oublier les lignes anciennes du journal, dont la chaîne reste vérifiable',
  auditBefore: 'date, AAAA-MM-JJ ; celle de FRISE_AUDIT_DAYS si absente',
  accounts: 'Comptes de ce site : dès qu’il y en a un, chacun doit se connecter',
  accountsAdd: 'Créer un compte, ou lui donner un autre mot de passe (lu sur l’entrée standard)',
  accountsList: 'Lister les comptes',
  accountsDisable: 'Fermer un compte et ses sessions',
  accountsEnable: 'Rouvrir un compte',
  accountsRemove: 'Supprimer un compte',
  login: 'identifiant de connexion',
  accountName: 'nom que voient les collègues',
  accountRole: 'clinician, secretary, patient, representative, auditor ou administrator',
  profession: 'code de la profession, table G15 (10 médecin, 60 infirmier…)',
  professionalId: 'identifiant national (RPPS)',
  delegateOf: 'pour un secrétariat : identifiant du professionnel qui délègue',
  patientDossier: 'pour un patient ou son représentant : son dossier',
  apiKeys: 'Clés des logiciels métier',
  apiKeysAdd: 'Créer une clé, montrée une seule fois',
  apiKeysList: 'Lister les clés',
  apiKeysRevoke: 'Retirer une clé',
  keyId: 'identifiant de la clé',
  keyLabel: 'logiciel qui la porte',
  keyScopes: 'portées, séparées par des virgules : list, read, deposit, decide, team, break-glass, erase, audit, monitor',
  keyFor: 'professionnel au nom de qui elle agit, « identifiant[:profession[:nom]] » ; peut être répété',
  keyDays: 'durée en jours, 366 au plus',
  habilitation: 'Table d’habilitation : quelle profession lit quel type de document',
  habilitationTemplate: 'Imprimer une table à remplir, avec les professions et les types connus',
  team: 'Équipe de soins d’un dossier',
  teamList: 'Lister l’équipe',
  teamSet: 'Y mettre une personne',
  teamRemove: 'L’en retirer',
  person: 'identifiant national, ou identifiant de connexion',
  attending: 'c’est le médecin traitant',
};

const ENGLISH: CliTexts = {
  summary: 'Sourced syntheses of a patient record, on the premises: nothing leaves this machine.',
  import: 'Read documents and keep them',
  summarise: 'Read a folder and print its sourced synthesis',
  ask: 'Ask a question of a folder',
  serve: 'Serve the web page and the API on this machine',
  worker: 'Read what is deposited, on sites that keep their dossiers in PostgreSQL',
  workerJobs: 'dossiers read at once',
  doctor: 'Check models, language data, storage and permissions',
  demo: 'Read the demonstration dossier, print its synthesis and serve the page',
  erase: 'Erase a dossier: its documents, its key and everything made from it',
  directory: 'folder of documents',
  paths: 'folders or files',
  question: 'question, in French',
  on: 'reference date, YYYY-MM-DD (today if absent)',
  reason: 'reason of the consultation',
  since: 'last visit, YYYY-MM-DD: what is new since',
  forProfession: 'the same lines in the order in which this profession looks for them',
  prose: 'points to remember put into sentences by the configured language model',
  json: 'print the JSON of the contract and nothing else',
  full: 'show the lines of detail too',
  html: 'write the printable version to this file',
  markdown: 'write the synthesis as Markdown to this file',
  askOption: 'question to answer as well; may be repeated',
  dossier: 'id of the dossier that keeps the documents',
  host: 'address to listen on',
  port: 'port to listen on',
  help: 'show this help',
  version: 'show the version',
  keys: 'Manage the master key',
  keysRotate: 'Put the database under a new master key',
  backup: 'Back the whole store up, encrypted, to one file, without stopping the service',
  restore: 'Restore a backup into an empty store and verify it',
  backupFile: 'backup file',
  audit: 'Audit log',
  auditVerify: 'Check that no line of the log was changed, removed or moved',
  auditHead: 'closing mark noted earlier, which must be in it',
  auditExport: 'Print the log, one JSON line an access',
  auditPurge: 'Forget old lines of the log, whose chain can still be verified',
  auditBefore: 'date, YYYY-MM-DD; that of FRISE_AUDIT_DAYS if absent',
  accounts: 'Accounts of this site: once there is one, everybody must sign in',
  accountsAdd: 'Make an account, or give it another password (read from standard input)',
  accountsList: 'List the accounts',
  accountsDisable: 'Shut an account and its sessions',
  accountsEnable: 'Open an account again',
  accountsRemove: 'Remove an account',
  login: 'login',
  accountName: 'name that colleagues see',
  accountRole: 'clinician, secretary, patient, representative, auditor or administrator',
  profession: 'code of the profession, table G15 (10 doctor, 60 nurse…)',
  professionalId: 'national identifier (RPPS)',
  delegateOf: 'for a secretary: login of the professional who delegates',
  patientDossier: 'for a patient or their representative: their dossier',
  apiKeys: 'Keys of practice software',
  apiKeysAdd: 'Make a key, shown once',
  apiKeysList: 'List the keys',
  apiKeysRevoke: 'Withdraw a key',
  keyId: 'id of the key',
  keyLabel: 'software that holds it',
  keyScopes: 'scopes, separated by commas: list, read, deposit, decide, team, break-glass, erase, audit, monitor',
  keyFor: 'professional in whose name it acts, "id[:profession[:name]]"; may be repeated',
  keyDays: 'life in days, 366 at most',
  habilitation: 'Habilitation table: which profession reads which type of document',
  habilitationTemplate: 'Print a table to fill in, with the professions and types known',
  team: 'Care team of a dossier',
  teamList: 'List the team',
  teamSet: 'Put a person in it',
  teamRemove: 'Take a person out of it',
  person: 'national identifier, or login',
  attending: 'the médecin traitant',
};

/** English where the machine's language is, or `--lang en` says so; French otherwise. */
export function textsFor(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): CliTexts {
  return speaksFrench(args, environment) ? FRENCH : ENGLISH;
}

export function speaksFrench(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): boolean {
  const asked = args[args.indexOf('--lang') + 1];
  const language = args.includes('--lang') ? asked : (environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG']);
  return language?.startsWith('en') !== true;
}
