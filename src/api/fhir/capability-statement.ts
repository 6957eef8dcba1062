import type { CapabilityStatement, CapabilityStatementRestResourceSearchParam } from 'fhir/r4.js';

/** What this server answers over FHIR, and no more. */
export function capabilityStatement(version: string, date: string, url: string): CapabilityStatement {
  const reads = [{ code: 'read' as const }];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software: { name: 'Frise', version },
    implementation: { description: 'Synthèses sourcées d’un dossier patient, sur place', url },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        interaction: [
          { code: 'transaction', documentation: 'IHE MHD, Provide Document Bundle (ITI-65) ; des Observation peuvent s’y joindre' },
        ],
        resource: [
          {
            type: 'Patient',
            interaction: [...reads, { code: 'search-type' }],
            searchParam: [param('identifier', 'token', 'Patient-identifier')],
            operation: [{ name: 'summary', definition: 'http://hl7.org/fhir/uv/ips/OperationDefinition/summary' }],
          },
          {
            type: 'DocumentReference',
            interaction: [...reads, { code: 'create' }, { code: 'search-type' }],
            searchParam: [
              param('patient', 'reference', 'clinical-patient'),
              param('subject', 'reference', 'DocumentReference-subject'),
              param('type', 'token', 'clinical-type'),
              param('status', 'token', 'DocumentReference-status'),
              { name: 'date', type: 'date', documentation: 'Date de l’acte (context.period), faute de la date du dépôt' },
            ],
          },
          { type: 'Observation', interaction: [...reads, { code: 'create' }] },
          { type: 'Binary', interaction: reads },
        ],
      },
    ],
  };
}

function param(name: string, type: 'token' | 'reference', definition: string): CapabilityStatementRestResourceSearchParam {
  return { name, type, definition: `http://hl7.org/fhir/SearchParameter/${definition}` };
}
