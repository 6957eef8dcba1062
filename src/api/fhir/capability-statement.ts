import type { CapabilityStatement } from 'fhir/r4.js';

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
        resource: [
          {
            type: 'Patient',
            interaction: reads,
            operation: [{ name: 'summary', definition: 'http://hl7.org/fhir/uv/ips/OperationDefinition/summary' }],
          },
          {
            type: 'DocumentReference',
            interaction: [...reads, { code: 'search-type' }],
            searchParam: [{ name: 'patient', type: 'reference', definition: 'http://hl7.org/fhir/SearchParameter/clinical-patient' }],
          },
          { type: 'Binary', interaction: reads },
        ],
      },
    ],
  };
}
