import type { Permission } from '../../security/roles.js';

/** `nobody`: whoever asks is not looked at; `anybody`: known where they say so; permissions: one of them is enough. */
export type Needs = 'nobody' | 'anybody' | readonly Permission[];

/**
 * What each operation needs of whoever calls it, by `operationId`: the whole policy on one page. An operation that is not here does
 * not start. A permission opens the route; which dossiers and documents it shows is for `AccessControl` and the table of professions.
 */
export const NEEDS: Readonly<Record<string, Needs>> = {
  health: 'nobody',
  ready: 'nobody',
  metrics: ['monitor'],

  getSession: 'anybody',
  signIn: 'nobody',
  signOut: 'anybody',
  beginOidc: 'nobody',
  finishOidc: 'nobody',
  createLaunch: ['read'],
  openLaunch: 'nobody',

  listDossiers: ['list'],
  getDossier: ['list'],
  listDocuments: ['list'],
  getJob: ['list', 'deposit'],
  watchDossier: ['list', 'deposit'],
  deposit: ['deposit'],
  depositBatch: ['deposit'],
  eraseDossier: ['erase'],

  getPage: ['read'],
  getPageImage: ['read'],
  getContent: ['read'],
  getSynthesis: ['read'],
  printSynthesis: ['read'],
  getTimeline: ['read'],
  getViews: ['read'],
  listFacts: ['read'],
  listSeries: ['read'],
  listPrevention: ['read'],
  rankDocuments: ['read'],
  search: ['read'],
  ask: ['read'],
  getVsm: ['read'],
  getDraft: ['read'],
  completeDraft: ['decide'],

  decideIdentity: ['decide'],
  validateStatement: ['decide'],
  withdrawValidation: ['decide'],

  getTeam: ['read', 'team'],
  setTeamMember: ['team'],
  removeTeamMember: ['team'],
  breakGlass: ['break-glass'],
  breakGlassOfPatient: ['break-glass'],
  listAudit: ['audit'],

  fhirMetadata: 'nobody',
  fhirPatient: ['list'],
  fhirPatients: ['list'],
  fhirDocumentReference: ['list'],
  fhirDocuments: ['list'],
  fhirSummary: ['read'],
  fhirObservation: ['read'],
  fhirBinary: ['read'],
  fhirCreateDocumentReference: ['deposit'],
  fhirCreateObservation: ['deposit'],
  fhirTransaction: ['deposit'],
};
