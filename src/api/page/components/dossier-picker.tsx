import { useEffect, useState } from 'preact/hooks';
import { EmergencyByIns } from '../access/emergency.js';
import { ApiFailure, api, type DossierSummary } from '../client.js';
import { ageAt, frenchDate, plural, sexAt } from '../format.js';

/** Patients fewer than this are seen at a glance. */
const MANY = 8;

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('fr');

function nameOf({ id, patient }: DossierSummary): string {
  return patient === undefined ? id : `${patient.usedName ?? patient.birthName ?? id} ${patient.firstNames[0] ?? ''}`.trim();
}

/** What tells two patients of the same name apart. */
function traitsOf({ patient }: DossierSummary, today: string): string {
  if (patient === undefined) return '';
  const { birthName, usedName, birthDate, sex } = patient;
  return [
    birthName !== undefined && usedName !== undefined && birthName !== usedName ? `née ${birthName}` : undefined,
    sex === undefined ? undefined : sexAt(sex, birthDate, today),
    birthDate === undefined ? undefined : `${frenchDate(birthDate)} (${plural(ageAt(birthDate, today), 'an')})`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** The patients whose dossiers are here, by name. */
export function DossierPicker({ onChoose }: { readonly onChoose: (id: string) => void }) {
  const [dossiers, setDossiers] = useState<readonly DossierSummary[]>();
  const [failure, setFailure] = useState<string>();
  const [words, setWords] = useState('');
  useEffect(() => {
    api.dossiers().then(
      (list) => setDossiers(list.dossiers.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'fr'))),
      (error: unknown) => setFailure(error instanceof ApiFailure ? error.message : 'Erreur inattendue.'),
    );
  }, []);
  const today = new Date().toISOString().slice(0, 10);
  const wanted = dossiers?.filter((dossier) => folded(`${nameOf(dossier)} ${traitsOf(dossier, today)}`).includes(folded(words.trim())));
  return (
    <main class="picker">
      <h1>Frise</h1>
      <p class="count">
        {dossiers === undefined ? 'Un instant…' : `${plural(dossiers.length, 'patient')}. Les dossiers restent sur ce serveur.`}
      </p>
      {failure !== undefined && <p role="alert">{failure}</p>}
      {dossiers !== undefined && dossiers.length >= MANY && (
        <label>
          Chercher un patient
          <input
            type="search"
            value={words}
            placeholder="Nom, prénom ou date de naissance"
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </label>
      )}
      {dossiers?.length === 0 && <p class="empty">Aucun dossier ici. Votre logiciel les y dépose, ou la commande « frise import ».</p>}
      {dossiers !== undefined && dossiers.length > 0 && wanted?.length === 0 && <p class="empty">Aucun patient de ce nom.</p>}
      <ul>
        {wanted?.map((dossier) => (
          <li key={dossier.id}>
            <button type="button" onClick={() => onChoose(dossier.id)}>
              <strong>{nameOf(dossier)}</strong>
              <span>{traitsOf(dossier, today)}</span>
            </button>
          </li>
        ))}
      </ul>
      <EmergencyByIns onOpened={onChoose} />
    </main>
  );
}
