export interface paths {
  '/api/v1/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Le service répond */
    get: operations['health'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Le service peut travailler : base lisible, modèles vérifiés */
    get: operations['ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Mesures au format Prometheus */
    get: operations['metrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Dossiers */
    get: operations['listDossiers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Un dossier, ses documents et où en est leur lecture */
    get: operations['getDossier'];
    put?: never;
    post?: never;
    /** Effacer un dossier */
    delete: operations['eraseDossier'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/job': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Où en est la lecture, pour qui préfère demander */
    get: operations['getJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Avancement de la lecture (server-sent events) */
    get: operations['watchDossier'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/documents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Documents du dossier et leur état */
    get: operations['listDocuments'];
    put?: never;
    /**
     * Déposer des documents
     * @description Formulaire multipart : un ou plusieurs fichiers (archive XDM comprise), et au besoin metadata.json. Répond dès que les octets sont conservés ; la lecture se poursuit, « location » dit où en suivre l’avancement. Le même fichier déposé deux fois n’est gardé qu’une fois. Un fichier refusé est dit dans la réponse et n’empêche pas les autres.
     */
    post: operations['deposit'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/documents/batch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Déposer un lot de documents en JSON
     * @description Jusqu’à 20 documents en base64 avec ce que le logiciel en sait, et l’identité du patient : la même chose que le formulaire et son metadata.json.
     */
    post: operations['depositBatch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/synthesis': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Synthèse sourcée */
    get: operations['getSynthesis'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/print': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** La synthèse sur deux pages A4, à imprimer */
    get: operations['printSynthesis'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Frise chronologique */
    get: operations['getTimeline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/ask': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Question sur le dossier */
    get: operations['ask'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Recherche par mots et par sens */
    get: operations['search'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/views': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Vues particulières : enfant, grossesse, diabète, là où le dossier les demande */
    get: operations['getViews'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/facts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Faits extraits des documents lus, chacun avec sa source, la règle qui l’a dit et ses indices */
    get: operations['listFacts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/series': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Résultats et mesures dans le temps */
    get: operations['listSeries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/prevention': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Vaccinations et dépistages dus à cet âge, avec ce que le dossier prouve */
    get: operations['listPrevention'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/relevance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Documents par pertinence pour un motif, avec pourquoi */
    get: operations['rankDocuments'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/statements/{statementId}/validation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Accepter, corriger ou rejeter une ligne
     * @description « seen » est le texte affiché à la personne : si la ligne a changé depuis, rien n’est gardé (409).
     */
    put: operations['validateStatement'];
    post?: never;
    /** Reprendre une validation */
    delete: operations['withdrawValidation'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/documents/{documentId}/pages/{page}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Une page : son texte et la place de chaque mot */
    get: operations['getPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/documents/{documentId}/pages/{page}/image': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** L'image d'une page */
    get: operations['getPageImage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/documents/{documentId}/content': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** L'original */
    get: operations['getContent'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/documents/{documentId}/identity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Dire si un document est bien celui de ce patient */
    put: operations['decideIdentity'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/team': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Équipe de soins, médecin traitant et accès en urgence */
    get: operations['getTeam'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/team/{personId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Dire qu’une personne est de l’équipe de soins, ou médecin traitant */
    put: operations['setTeamMember'];
    post?: never;
    /** Retirer une personne de l’équipe de soins */
    delete: operations['removeTeamMember'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/emergency': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ouvrir en urgence, pour une heure, le dossier d’un patient que l’on ne suit pas
     * @description Le motif est gardé au journal, et l’équipe de soins le voit. Les documents masqués le restent. La réponse est la même que le dossier existe ou non.
     */
    post: operations['breakGlass'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/emergency': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ouvrir en urgence le dossier d’un patient d’après son matricule INS
     * @description Le motif est gardé au journal, que le matricule soit connu ici ou non. Un dossier que l’on suit déjà est dit, sans accès en urgence.
     */
    post: operations['breakGlassOfPatient'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Qui est connecté, et comment se connecter */
    get: operations['getSession'];
    put?: never;
    /** Se connecter avec un compte de ce site */
    post: operations['signIn'];
    /** Se déconnecter */
    delete: operations['signOut'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/launch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Ouvre la page par un lien de lancement */
    get: operations['openLaunch'];
    put?: never;
    /**
     * Un lien qui ouvre la page sur un patient et un motif, sous l’identité de qui le demande
     * @description Valable une minute et une seule fois. Le lien ne porte ni identité ni donnée du patient.
     */
    post: operations['createLaunch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Journal des accès, du plus récent au plus ancien */
    get: operations['listAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/vsm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Volet de synthèse médicale (CDA R2), brouillon que personne n’a validé */
    get: operations['getVsm'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dossiers/{dossierId}/drafts/{kind}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Un document à déposer, prérempli : chaque champ avec sa source */
    get: operations['getDraft'];
    put?: never;
    /**
     * Le document complété et validé par une personne, en CDA R2 prêt à déposer
     * @description Rien n’est envoyé ni conservé ici : le logiciel dépose le document rendu.
     */
    post: operations['completeDraft'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/fhir/DocumentReference': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Les documents d’un patient */
    get: operations['fhirDocuments'];
    put?: never;
    /** Déposer un document (pièce jointe en ligne ou Binary contenu) */
    post: operations['fhirCreateDocumentReference'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/fhir/Observation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Déposer une mesure (glycémie d’une application, tension d’un appareil) */
    post: operations['fhirCreateObservation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/fhir/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Déposer plusieurs documents (IHE MHD, Provide Document Bundle) et mesures en une transaction */
    post: operations['fhirTransaction'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/fhir/metadata': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** CapabilityStatement */
    get: operations['fhirMetadata'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/fhir/Patient/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Patient */
    get: operations['fhirPatient'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/fhir/Patient': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Le patient qui a cet INS */
    get: operations['fhirPatients'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/fhir/Patient/{id}/$summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Synthèse en document FHIR (sections de l’IPS-FR) */
    get: operations['fhirSummary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/fhir/DocumentReference/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Un document */
    get: operations['fhirDocumentReference'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/fhir/Observation/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Une mesure déposée */
    get: operations['fhirObservation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/fhir/Binary/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Les octets d’un document ; en ressource Binary si « Accept » demande application/fhir+json */
    get: operations['fhirBinary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Problem: {
      type: string;
      title: string;
      status: number;
      code: string;
      detail?: string;
      remedy: string;
      requestId: string;
    };
  };
  responses: {
    /** @description Échec */
    Problem: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  health: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            version: string;
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ready: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ready';
            version: string;
            models: {
              id: string;
              sha256: string;
            }[];
            /** @description Dossiers en cours de lecture ou en attente */
            queued: number;
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  metrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  listDossiers: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            total: number;
            dossiers: {
              id: string;
              patient?: {
                insMatricule?: string;
                insOid?: string;
                birthName?: string;
                usedName?: string;
                firstNames: string[];
                birthDate?: string;
                /** @enum {string} */
                sex?: 'M' | 'F' | 'U';
                birthPlaceCode?: string;
              };
              createdAt: string;
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  getDossier: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            id: string;
            patient: {
              insMatricule?: string;
              insOid?: string;
              birthName?: string;
              usedName?: string;
              firstNames: string[];
              birthDate?: string;
              /** @enum {string} */
              sex?: 'M' | 'F' | 'U';
              birthPlaceCode?: string;
            };
            documents: {
              id: string;
              file: string;
              title: string;
              type?: string;
              date?: string;
              author?: string;
              specialty?: string;
              access?: (
                | 'masked-from-professionals'
                | 'invisible-to-patient'
                | 'invisible-to-representatives'
                | 'archived'
                | 'deprecated'
                | 'patient-deposited'
              )[];
              pages: number;
              /** @enum {string} */
              status: 'read' | 'ocr' | 'failed' | 'quarantined' | 'duplicate' | 'replaced';
              pagesQuarantined: number[];
              note?: string;
              identityDoubt?: string;
              relatedId?: string;
            }[];
            progress?: {
              /** @enum {string} */
              stage: 'read' | 'recognise' | 'understand' | 'index' | 'done';
              done: number;
              total: number;
              pages: number;
            };
            failure?: {
              code: string;
              message: string;
              remedy: string;
            };
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  eraseDossier: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  getJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            dossierId: string;
            /** @enum {string} */
            state: 'reading' | 'done' | 'failed';
            progress?: {
              /** @enum {string} */
              stage: 'read' | 'recognise' | 'understand' | 'index' | 'done';
              done: number;
              total: number;
              pages: number;
            };
            failure?: {
              code: string;
              message: string;
              remedy: string;
            };
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  watchDossier: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  listDocuments: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        status?: 'read' | 'ocr' | 'failed' | 'quarantined' | 'duplicate' | 'replaced';
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            total: number;
            documents: {
              id: string;
              file: string;
              title: string;
              type?: string;
              date?: string;
              author?: string;
              specialty?: string;
              access?: (
                | 'masked-from-professionals'
                | 'invisible-to-patient'
                | 'invisible-to-representatives'
                | 'archived'
                | 'deprecated'
                | 'patient-deposited'
              )[];
              pages: number;
              /** @enum {string} */
              status: 'read' | 'ocr' | 'failed' | 'quarantined' | 'duplicate' | 'replaced';
              pagesQuarantined: number[];
              note?: string;
              identityDoubt?: string;
              relatedId?: string;
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  deposit: {
    parameters: {
      query?: never;
      header?: {
        /** @description Clé choisie par l’appelant : la même demande renvoyée avec elle reçoit la même réponse, sans être refaite */
        'idempotency-key'?: string;
      };
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            dossierId: string;
            job: string;
            documents: {
              file: string;
              sha256?: string;
              accepted: boolean;
              code?: string;
              message?: string;
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  depositBatch: {
    parameters: {
      query?: never;
      header?: {
        /** @description Clé choisie par l’appelant : la même demande renvoyée avec elle reçoit la même réponse, sans être refaite */
        'idempotency-key'?: string;
      };
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          patient?: {
            insMatricule?: string;
            insOid?: string;
            birthName?: string;
            usedName?: string;
            firstNames: string[];
            birthDate?: string;
            /** @enum {string} */
            sex?: 'M' | 'F' | 'U';
            birthPlaceCode?: string;
          };
          documents: {
            file: string;
            title?: string | null;
            type?: string | null;
            date?: string | null;
            author?: {
              name: string;
              specialty?: string | null;
              identifier?: string | null;
            } | null;
            organisation?: string | null;
            access?:
              | (
                  | 'masked-from-professionals'
                  | 'invisible-to-patient'
                  | 'invisible-to-representatives'
                  | 'archived'
                  | 'deprecated'
                  | 'patient-deposited'
                )[]
              | null;
            /**
             * Format: byte
             * @description Les octets du document
             */
            content: string;
          }[];
        };
      };
    };
    responses: {
      /** @description Default Response */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            dossierId: string;
            job: string;
            documents: {
              file: string;
              sha256?: string;
              accepted: boolean;
              code?: string;
              message?: string;
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  getSynthesis: {
    parameters: {
      query?: {
        /** @description Date de référence, AAAA-MM-JJ ; aujourd’hui si absente */
        on?: string;
        /** @description Motif de consultation, texte libre */
        reason?: string;
        /** @description Dernière visite : ce qui est nouveau depuis */
        since?: string;
        /** @description Points à retenir mis en phrases, où un modèle de langue est configuré ; absents de la réponse sinon */
        prose?: 'true' | 'false';
        /** @description Rubriques voulues, codes LOINC séparés par des virgules ; toutes si absent */
        sections?: string;
        /** @description Les mêmes lignes, dans l’ordre où cette profession les cherche */
        specialty?: 'general-practitioner' | 'emergency-physician' | 'radiologist' | 'midwife' | 'nurse' | 'physiotherapist';
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            patient: {
              insMatricule?: string;
              insOid?: string;
              birthName?: string;
              usedName?: string;
              firstNames: string[];
              birthDate?: string;
              /** @enum {string} */
              sex?: 'M' | 'F' | 'U';
              birthPlaceCode?: string;
            };
            referenceDate: string;
            reason: string | null;
            since: string | null;
            news?: {
              documents: string[];
              statements: string[];
              changed?: {
                statement: string;
                before: string;
                on: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
            };
            highlights: string[];
            prose?: {
              sentences: {
                text: string;
                statements: string[];
                /** @enum {string} */
                by: 'model' | 'template';
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
              model: {
                id: string;
                sha256: string;
              };
              fallbacks: {
                [key: string]: number;
              };
            };
            sections: {
              code: string;
              title: string;
              emptyReason: ('absence-stated' | 'not-found') | null;
              statements: {
                id: string;
                text: string;
                importance: number;
                rule: string;
                fact: {
                  /** @enum {string} */
                  kind:
                    | 'condition'
                    | 'medication'
                    | 'observation'
                    | 'procedure'
                    | 'allergy'
                    | 'immunization'
                    | 'device'
                    | 'family-history'
                    | 'lifestyle'
                    | 'pregnancy'
                    | 'directive'
                    | 'plan';
                  label: string;
                  code?: string;
                  /** @enum {string} */
                  status: 'active' | 'past' | 'resolved' | 'suspected' | 'ruled-out' | 'absent' | 'stopped' | 'unknown';
                  value?: string;
                  unit?: string;
                  date?: string;
                  qualifiers: {
                    negated: boolean;
                    hypothetical: boolean;
                    family: boolean;
                    historical: boolean;
                    reported: boolean;
                  };
                };
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
                validation?: {
                  /** @enum {string} */
                  verdict: 'accepted' | 'corrected' | 'rejected';
                  correction?: string;
                  reason?: string;
                  by: string;
                  at: string;
                  outdated: boolean;
                };
                clauses?: {
                  text: string;
                  statement?: string;
                  rule: string;
                  citations: {
                    document: string;
                    documentId: string;
                    page: number;
                    start: number;
                    end: number;
                    quote: string;
                  }[];
                }[];
              }[];
            }[];
            treatments: {
              current: {
                label: string;
                brand?: string;
                dose?: string;
                since?: string;
                note?: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
              stopped: {
                label: string;
                brand?: string;
                date?: string;
                reason?: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
            };
            timeline: {
              date: string;
              kind: string;
              label: string;
              importance: number;
              citations: {
                document: string;
                documentId: string;
                page: number;
                start: number;
                end: number;
                quote: string;
              }[];
            }[];
            otherDates: {
              date: string;
              kind: string;
              label: string;
              importance: number;
              citations: {
                document: string;
                documentId: string;
                page: number;
                start: number;
                end: number;
                quote: string;
              }[];
            }[];
            series: {
              analyte: string;
              unit: string;
              points: {
                date: string;
                value: number | string;
                flag?: string;
                rangeText?: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
            }[];
            vigilance: {
              /** @enum {string} */
              kind: 'conflict' | 'identity' | 'unread' | 'safety';
              text: string;
              rule: string;
              importance: number;
              citations: {
                document: string;
                documentId: string;
                page: number;
                start: number;
                end: number;
                quote: string;
              }[];
            }[];
            prevention: {
              label: string;
              /** @enum {string} */
              status: 'done' | 'due' | 'unknown';
              rule: string;
              citations: {
                document: string;
                documentId: string;
                page: number;
                start: number;
                end: number;
                quote: string;
              }[];
            }[];
            relevance: {
              document: string;
              score: number;
              why: string;
            }[];
            answers: {
              question: string;
              found: boolean;
              text: string;
              citations: {
                document: string;
                documentId: string;
                page: number;
                start: number;
                end: number;
                quote: string;
              }[];
            }[];
            documents: {
              file: string;
              title: string;
              type: string | null;
              date: string | null;
              author: string | null;
              pages: number;
              /** @enum {string} */
              status: 'read' | 'ocr' | 'failed' | 'quarantined' | 'duplicate' | 'replaced';
              pagesQuarantined: number[];
              note?: string;
            }[];
            dropped: {
              [key: string]: number;
            };
            provenance: {
              generatedAt: string;
              version: string;
              models: {
                id: string;
                sha256: string;
              }[];
            };
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  printSynthesis: {
    parameters: {
      query?: {
        /** @description Date de référence, AAAA-MM-JJ ; aujourd’hui si absente */
        on?: string;
        /** @description Motif de consultation, texte libre */
        reason?: string;
        /** @description Dernière visite : ce qui est nouveau depuis */
        since?: string;
        /** @description Points à retenir mis en phrases, où un modèle de langue est configuré ; absents de la réponse sinon */
        prose?: 'true' | 'false';
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  getTimeline: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        on?: string;
        kind?: string;
        from?: string;
        to?: string;
        all?: 'true' | 'false';
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            total: number;
            timeline: {
              date: string;
              kind: string;
              label: string;
              importance: number;
              citations: {
                document: string;
                documentId: string;
                page: number;
                start: number;
                end: number;
                quote: string;
              }[];
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ask: {
    parameters: {
      query: {
        q: string;
        on?: string;
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            question: string;
            found: boolean;
            text: string;
            citations: {
              document: string;
              documentId: string;
              page: number;
              start: number;
              end: number;
              quote: string;
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  search: {
    parameters: {
      query: {
        q: string;
        from?: string;
        to?: string;
        type?: string;
        specialty?: string;
        /** @description Établissement, cabinet ou laboratoire, ou une partie de son nom */
        organisation?: string;
        /** @description Origine du texte : couche de texte, reconnaissance, CDA, texte brut */
        source?: 'text-layer' | 'ocr' | 'cda' | 'plain';
        /** @description Rubrique du document : conclusion, laboratory… */
        section?: string;
        /** @description Passages qui portent un fait de cette sorte */
        kind?:
          | 'condition'
          | 'medication'
          | 'observation'
          | 'procedure'
          | 'allergy'
          | 'immunization'
          | 'device'
          | 'family-history'
          | 'lifestyle'
          | 'pregnancy'
          | 'directive'
          | 'plan';
        abnormal?: 'true' | 'false';
        limit?: number;
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            query: string;
            results: {
              documentId: string;
              file: string;
              title: string;
              date?: string;
              score: number;
              reasons: string[];
              passages: {
                page: number;
                start: number;
                end: number;
                text: string;
                section: string;
                highlights: {
                  start: number;
                  end: number;
                }[];
              }[];
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  getViews: {
    parameters: {
      query?: {
        on?: string;
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            child?: {
              birthDate: string;
              /** @enum {string} */
              sex?: 'M' | 'F' | 'U';
              preterm?: {
                text: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              };
              growth: {
                /** @enum {string} */
                measure: 'weight' | 'height' | 'head' | 'bmi';
                label: string;
                unit: string;
                points: {
                  date: string;
                  months: number;
                  value: number;
                  written: string;
                  citations: {
                    document: string;
                    documentId: string;
                    page: number;
                    start: number;
                    end: number;
                    quote: string;
                  }[];
                }[];
                reference?: {
                  sd: number;
                  points: [number, number][];
                }[];
              }[];
              examinations: {
                label: string;
                certificate?: string;
                /** @enum {string} */
                status: 'done' | 'unknown' | 'to-come' | 'refused';
                date?: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
              vaccinations: {
                label: string;
                doses: {
                  age: string;
                  /** @enum {string} */
                  status: 'done' | 'unknown' | 'to-come' | 'refused';
                  date?: string;
                  product?: string;
                  citations: {
                    document: string;
                    documentId: string;
                    page: number;
                    start: number;
                    end: number;
                    quote: string;
                  }[];
                }[];
              }[];
              rules: string[];
            };
            pregnancy?: {
              start: string;
              dating: {
                text: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              };
              term: {
                weeks: number;
                days: number;
              };
              due: string;
              ended?: {
                date: string;
                text: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              };
              events: {
                date: string;
                term: {
                  weeks: number;
                  days: number;
                };
                kind: string;
                label: string;
                importance: number;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
              measures: {
                label: string;
                unit: string;
                points: {
                  date: string;
                  term: {
                    weeks: number;
                    days: number;
                  };
                  value: string;
                  flag?: string;
                  citations: {
                    document: string;
                    documentId: string;
                    page: number;
                    start: number;
                    end: number;
                    quote: string;
                  }[];
                }[];
              }[];
              followUp: {
                label: string;
                rule: string;
                fromWeeks: number;
                toWeeks: number;
                /** @enum {string} */
                status: 'done' | 'unknown' | 'now' | 'to-come';
                date?: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
              rules: string[];
            };
            diabetes?: {
              condition: {
                label: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              };
              hba1c: {
                date: string;
                value: number;
                written: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
              readings: {
                date?: string;
                minutes: number;
                grams: number;
                written: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
              sensor: {
                label: string;
                date: string;
                value: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
              followUp: {
                id: string;
                label: string;
                rule: string;
                /** @enum {string} */
                status: 'recent' | 'older' | 'unknown';
                date?: string;
                monthsAgo?: number;
                text?: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
              rules: string[];
            };
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  listFacts: {
    parameters: {
      query?: {
        limit?: number;
        offset?: number;
        kind?:
          | 'condition'
          | 'medication'
          | 'observation'
          | 'procedure'
          | 'allergy'
          | 'immunization'
          | 'device'
          | 'family-history'
          | 'lifestyle'
          | 'pregnancy'
          | 'directive'
          | 'plan';
        document?: string;
        from?: string;
        to?: string;
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            total: number;
            facts: {
              id: string;
              /** @enum {string} */
              kind:
                | 'condition'
                | 'medication'
                | 'observation'
                | 'procedure'
                | 'allergy'
                | 'immunization'
                | 'device'
                | 'family-history'
                | 'lifestyle'
                | 'pregnancy'
                | 'directive'
                | 'plan';
              label: string;
              code?: {
                system: string;
                code: string;
                display?: string;
              };
              /** @enum {string} */
              status: 'active' | 'past' | 'resolved' | 'suspected' | 'ruled-out' | 'absent' | 'stopped' | 'unknown';
              qualifiers: {
                negated: boolean;
                hypothetical: boolean;
                family: boolean;
                historical: boolean;
                reported: boolean;
                otherPerson: boolean;
                instruction: boolean;
              };
              cues: {
                qualifier: string;
                rule: string;
                page: number;
                start: number;
                end: number;
              }[];
              value?: {
                text: string;
                number?: number;
                /** @enum {string} */
                comparator?: '<' | '<=' | '>' | '>=';
                unit?: string;
                ucum?: string;
                rangeText?: string;
                low?: number;
                high?: number;
                /** @enum {string} */
                flag?: 'H' | 'L' | 'A' | 'N';
                interpretation?: string;
                lowConfidence?: boolean;
              };
              medication?: {
                dci?: string;
                brand?: string;
                atc?: string;
                strength?: string;
                dose?: string;
                route?: string;
                frequency?: string;
                duration?: string;
                durationDays?: number;
                renewals?: number;
                /** @enum {string} */
                event:
                  | 'prescribed'
                  | 'listed'
                  | 'discharge'
                  | 'started'
                  | 'stopped'
                  | 'changed'
                  | 'continued'
                  | 'proposed'
                  | 'refused'
                  | 'not-taken'
                  | 'administered'
                  | 'past'
                  | 'contraindicated';
                reason?: string;
                writtenOn?: string;
              };
              familyMember?: string;
              date?: string;
              endDate?: string;
              section?: string;
              importance: number;
              origin: string;
              confidence: number;
              citations: {
                document: string;
                documentId: string;
                page: number;
                start: number;
                end: number;
                quote: string;
              }[];
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  listSeries: {
    parameters: {
      query?: {
        on?: string;
        analyte?: string;
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            series: {
              analyte: string;
              unit: string;
              points: {
                date: string;
                value: number | string;
                flag?: string;
                rangeText?: string;
                citations: {
                  document: string;
                  documentId: string;
                  page: number;
                  start: number;
                  end: number;
                  quote: string;
                }[];
              }[];
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  listPrevention: {
    parameters: {
      query?: {
        /** @description Date de référence, AAAA-MM-JJ ; aujourd’hui si absente */
        on?: string;
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            prevention: {
              label: string;
              /** @enum {string} */
              status: 'done' | 'due' | 'unknown';
              rule: string;
              citations: {
                document: string;
                documentId: string;
                page: number;
                start: number;
                end: number;
                quote: string;
              }[];
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  rankDocuments: {
    parameters: {
      query: {
        limit?: number;
        offset?: number;
        reason: string;
        on?: string;
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            reason: string;
            total: number;
            documents: {
              documentId: string;
              file: string;
              title: string;
              date?: string;
              score: number;
              why: string;
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  validateStatement: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
        statementId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json':
          | {
              /** @description Le texte de la ligne tel qu’affiché */
              seen: string;
              /**
               * Format: date
               * @description Date de référence de la synthèse affichée
               */
              on?: string;
              /** @enum {string} */
              verdict: 'accepted';
            }
          | {
              /** @description Le texte de la ligne tel qu’affiché */
              seen: string;
              /**
               * Format: date
               * @description Date de référence de la synthèse affichée
               */
              on?: string;
              /** @enum {string} */
              verdict: 'corrected';
              correction: string;
              reason?: string;
            }
          | {
              /** @description Le texte de la ligne tel qu’affiché */
              seen: string;
              /**
               * Format: date
               * @description Date de référence de la synthèse affichée
               */
              on?: string;
              /** @enum {string} */
              verdict: 'rejected';
              reason: string;
            };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  withdrawValidation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
        statementId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  getPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
        documentId: string;
        page: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            documentId: string;
            file: string;
            title: string;
            page: number;
            pages: number;
            /** @enum {string} */
            source: 'text-layer' | 'ocr' | 'cda' | 'plain' | 'failed';
            confidence?: number;
            text: string;
            positions: {
              start: number;
              end: number;
              box: {
                x: number;
                y: number;
                width: number;
                height: number;
              };
              confidence?: number;
            }[];
            repairs: {
              start: number;
              end: number;
              read: string;
              rule: string;
            }[];
            image: string | null;
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  getPageImage: {
    parameters: {
      query?: {
        /** @description Largeur en pixels */
        width?: number;
      };
      header?: never;
      path: {
        dossierId: string;
        documentId: string;
        page: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  getContent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
        documentId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  decideIdentity: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
        documentId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          verdict: 'accepted' | 'rejected';
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  getTeam: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            members: {
              id: string;
              name?: string;
              /** @enum {string} */
              standing: 'attending' | 'member';
              by: string;
              at: string;
            }[];
            /** @description Accès en urgence des trente derniers jours, le plus récent d’abord */
            emergencies: {
              id: string;
              name?: string;
              reason: string;
              at: string;
              until: string;
            }[];
            opened?: {
              id: string;
              name?: string;
              reason: string;
              at: string;
              until: string;
            };
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  setTeamMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
        personId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          standing: 'attending' | 'member';
          name?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  removeTeamMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
        personId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  breakGlass: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Motif, gardé au journal des accès */
          reason: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            id: string;
            name?: string;
            reason: string;
            at: string;
            until: string;
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  breakGlassOfPatient: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Motif, gardé au journal des accès */
          reason: string;
          /** @description Matricule INS du patient, treize caractères et la clé ; les espaces ne comptent pas */
          ins: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            dossierId: string;
            opened?: {
              id: string;
              name?: string;
              reason: string;
              at: string;
              until: string;
            };
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  getSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            signInRequired: boolean;
            /** @description Façons de se connecter ici */
            ways: ('password' | 'oidc')[];
            user?: {
              id: string;
              name: string;
              /** @description Code de la table G15 */
              profession?: string;
              onBehalfOf?: string;
              permissions: ('list' | 'read' | 'deposit' | 'decide' | 'team' | 'break-glass' | 'erase' | 'audit' | 'monitor')[];
            };
            /** @description Un modèle de langue est configuré : les points à retenir peuvent être demandés en phrases */
            prose: boolean;
            /** @description À renvoyer dans l’en-tête csrf-token de toute demande qui change quelque chose */
            csrf?: string;
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          login: string;
          password: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            signInRequired: boolean;
            /** @description Façons de se connecter ici */
            ways: ('password' | 'oidc')[];
            user?: {
              id: string;
              name: string;
              /** @description Code de la table G15 */
              profession?: string;
              onBehalfOf?: string;
              permissions: ('list' | 'read' | 'deposit' | 'decide' | 'team' | 'break-glass' | 'erase' | 'audit' | 'monitor')[];
            };
            /** @description Un modèle de langue est configuré : les points à retenir peuvent être demandés en phrases */
            prose: boolean;
            /** @description À renvoyer dans l’en-tête csrf-token de toute demande qui change quelque chose */
            csrf?: string;
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  openLaunch: {
    parameters: {
      query: {
        token: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  createLaunch: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          dossier: string;
          reason?: string;
          since?: string;
          vue?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            url: string;
            /** @description Absent : le lien ne porte aucune identité */
            expiresAt?: string;
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  listAudit: {
    parameters: {
      query?: {
        dossier?: string;
        actor?: string;
        action?:
          | 'sign-in'
          | 'sign-out'
          | 'list'
          | 'deposit'
          | 'set-patient'
          | 'remove-document'
          | 'open'
          | 'search'
          | 'synthesise'
          | 'view-page'
          | 'view-original'
          | 'decide-identity'
          | 'decide-statement'
          | 'set-team'
          | 'break-glass'
          | 'erase'
          | 'set-account'
          | 'set-key'
          | 'read-audit'
          | 'purge-audit'
          | 'rotate-keys'
          | 'backup'
          | 'restore';
        from?: string;
        to?: string;
        /** @description Numéro d’une ligne : celles d’avant */
        before?: number;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            entries: {
              at: string;
              actor: string;
              via?: string;
              onBehalfOf?: string;
              /** @enum {string} */
              action:
                | 'sign-in'
                | 'sign-out'
                | 'list'
                | 'deposit'
                | 'set-patient'
                | 'remove-document'
                | 'open'
                | 'search'
                | 'synthesise'
                | 'view-page'
                | 'view-original'
                | 'decide-identity'
                | 'decide-statement'
                | 'set-team'
                | 'break-glass'
                | 'erase'
                | 'set-account'
                | 'set-key'
                | 'read-audit'
                | 'purge-audit'
                | 'rotate-keys'
                | 'backup'
                | 'restore';
              dossier?: string;
              document?: string;
              person?: string;
              /** @enum {string} */
              standing?: 'attending' | 'member' | 'removed';
              reason?: string;
              /** @enum {string} */
              outcome: 'done' | 'refused' | 'failed';
              code?: string;
              seq: number;
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  getVsm: {
    parameters: {
      query?: {
        /** @description Date de référence, AAAA-MM-JJ ; aujourd’hui si absente */
        on?: string;
      };
      header?: never;
      path: {
        dossierId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  getDraft: {
    parameters: {
      query?: {
        /** @description Jour de l’acte ou de l’examen ; aujourd’hui si absent */
        on?: string;
        /** @description Pour la note de vaccination : le vaccin administré */
        vaccine?: string;
      };
      header?: never;
      path: {
        dossierId: string;
        kind: 'vsm' | 'vaccination-note' | 'vaccination-record' | 'child-8-days' | 'child-9-months' | 'child-24-months';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            kind: 'vsm' | 'vaccination-note' | 'vaccination-record' | 'child-8-days' | 'child-9-months' | 'child-24-months';
            title: string;
            /** Format: date */
            on: string;
            warnings: string[];
            fields: {
              id: string;
              section: string;
              label: string;
              /** @enum {string} */
              type: 'text' | 'date' | 'integer' | 'quantity' | 'boolean';
              unit?: string;
              required: boolean;
              value?: string | number | boolean;
              citations: {
                document: string;
                documentId: string;
                page: number;
                start: number;
                end: number;
                quote: string;
              }[];
            }[];
          };
        };
      };
      default: components['responses']['Problem'];
    };
  };
  completeDraft: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        dossierId: string;
        kind: 'vsm' | 'vaccination-note' | 'vaccination-record' | 'child-8-days' | 'child-9-months' | 'child-24-months';
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** Format: date */
          on?: string;
          /** @description Pour la note de vaccination : le vaccin administré */
          vaccine?: string;
          /**
           * @description Par identifiant de champ ; null vide un champ, un champ absent garde ce que le dossier en dit
           * @default {}
           */
          values?: {
            [key: string]: (string | number | boolean) | null;
          };
          /**
           * @description La personne a relu le document et en répond
           * @enum {boolean}
           */
          validated: true;
          signer: {
            family: string;
            given: string;
            rpps: string;
            /** @description Code du JDV_J01, « G15_10/SM26 » */
            specialty: string;
            organisation: {
              name: string;
              identifier: string;
              /** @enum {string} */
              setting: 'AMBULATOIRE' | 'ETABLISSEMENT' | 'HAD';
              /** @enum {string} */
              facility: 'SA01' | 'SA04' | 'SA05' | 'SA07' | 'SA08' | 'SA09' | 'SA15' | 'SA33' | 'SA52';
            };
          };
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  fhirDocuments: {
    parameters: {
      query?: {
        patient?: string;
        subject?: string;
        status?: 'current' | 'superseded';
        /** @description code, ou système|code */
        type?: string;
        /** @description Date de l’acte : AAAA, AAAA-MM ou AAAA-MM-JJ, précédée au besoin de ge, le, gt, lt */
        date?: string | string[];
        _count?: number;
        _offset?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  fhirCreateDocumentReference: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/fhir+json': {
          /** @enum {string} */
          resourceType: 'DocumentReference';
          /** @enum {string} */
          status: 'current' | 'superseded';
          subject: {
            reference?: string;
            display?: string;
            identifier?: {
              system?: string;
              value?: string;
            } & {
              [key: string]: unknown;
            };
          } & {
            [key: string]: unknown;
          };
          type?: {
            coding?: ({
              system?: string;
              code?: string;
              display?: string;
            } & {
              [key: string]: unknown;
            })[];
            text?: string;
          } & {
            [key: string]: unknown;
          };
          date?: string;
          description?: string;
          contained?: ({
            resourceType: string;
          } & {
            [key: string]: unknown;
          })[];
          content: ({
            attachment: {
              contentType?: string;
              /** Format: byte */
              data?: string;
              url?: string;
              size?: number;
              /**
               * Format: byte
               * @description SHA-1, comme le veut FHIR R4
               */
              hash?: string;
            } & {
              [key: string]: unknown;
            };
          } & {
            [key: string]: unknown;
          })[];
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  fhirCreateObservation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/fhir+json': {
          /** @enum {string} */
          resourceType: 'Observation';
          /** @enum {string} */
          status: 'preliminary' | 'final' | 'amended' | 'corrected';
          subject: {
            reference?: string;
            display?: string;
            identifier?: {
              system?: string;
              value?: string;
            } & {
              [key: string]: unknown;
            };
          } & {
            [key: string]: unknown;
          };
          code: {
            coding?: ({
              system?: string;
              code?: string;
              display?: string;
            } & {
              [key: string]: unknown;
            })[];
            text?: string;
          } & {
            [key: string]: unknown;
          };
          effectiveDateTime?: string;
          effectiveInstant?: string;
          effectivePeriod?: {
            start?: string;
            end?: string;
          } & {
            [key: string]: unknown;
          };
          valueQuantity?: {
            value?: number;
            /** @enum {string} */
            comparator?: '<' | '<=' | '>=' | '>';
            unit?: string;
          } & {
            [key: string]: unknown;
          };
          valueString?: string;
          valueInteger?: number;
          valueCodeableConcept?: {
            coding?: ({
              system?: string;
              code?: string;
              display?: string;
            } & {
              [key: string]: unknown;
            })[];
            text?: string;
          } & {
            [key: string]: unknown;
          };
          component?: ({
            code: {
              coding?: ({
                system?: string;
                code?: string;
                display?: string;
              } & {
                [key: string]: unknown;
              })[];
              text?: string;
            } & {
              [key: string]: unknown;
            };
            valueQuantity?: {
              value?: number;
              /** @enum {string} */
              comparator?: '<' | '<=' | '>=' | '>';
              unit?: string;
            } & {
              [key: string]: unknown;
            };
          } & {
            [key: string]: unknown;
          })[];
          performer?: ({
            reference?: string;
            display?: string;
            identifier?: {
              system?: string;
              value?: string;
            } & {
              [key: string]: unknown;
            };
          } & {
            [key: string]: unknown;
          })[];
          device?: {
            reference?: string;
            display?: string;
            identifier?: {
              system?: string;
              value?: string;
            } & {
              [key: string]: unknown;
            };
          } & {
            [key: string]: unknown;
          };
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  fhirTransaction: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/fhir+json': {
          /** @enum {string} */
          resourceType: 'Bundle';
          /** @enum {string} */
          type: 'transaction';
          entry: ({
            fullUrl?: string;
            resource: {
              resourceType: string;
            } & {
              [key: string]: unknown;
            };
            request: {
              /** @enum {string} */
              method: 'POST';
              url: string;
            } & {
              [key: string]: unknown;
            };
          } & {
            [key: string]: unknown;
          })[];
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  fhirMetadata: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  fhirPatient: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  fhirPatients: {
    parameters: {
      query: {
        identifier: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  fhirSummary: {
    parameters: {
      query?: {
        on?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  fhirDocumentReference: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  fhirObservation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  fhirBinary: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
}
