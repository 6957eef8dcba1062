import { useEffect, useState } from 'preact/hooks';
import { ApiFailure, api, type DossierSummary } from '../client.js';
import { frenchDate } from '../format.js';

/** The dossiers kept on this machine. */
export function DossierPicker({ onChoose }: { readonly onChoose: (id: string) => void }) {
  const [dossiers, setDossiers] = useState<readonly DossierSummary[]>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    api.dossiers().then(
      (list) => setDossiers(list.dossiers),
      (error: unknown) => setFailure(error instanceof ApiFailure ? error.message : 'Erreur inattendue.'),
    );
  }, []);
  return (
    <main class="picker">
      <h1>Frise</h1>
      <p>Les dossiers gardés sur cette machine. Rien n’en sort.</p>
      {failure !== undefined && <p role="alert">{failure}</p>}
      {dossiers?.length === 0 && <p>Aucun dossier : lisez-en un avec « frise import ».</p>}
      <ul>
        {dossiers?.map(({ id, patient }) => (
          <li key={id}>
            <button type="button" onClick={() => onChoose(id)}>
              <strong>
                {patient === undefined ? id : `${patient.usedName ?? patient.birthName ?? id} ${patient.firstNames[0] ?? ''}`}
              </strong>
              {patient?.birthDate !== undefined && <span>{frenchDate(patient.birthDate)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
