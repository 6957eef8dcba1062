import type { DocumentEntry, Dossier } from '../client.js';
import { frenchDate, SEX } from '../format.js';

interface Props {
  readonly entry: DocumentEntry;
  readonly patient: Dossier['patient'];
  readonly onSee: () => void;
  readonly onDecide: (verdict: 'accepted' | 'rejected') => void;
}

/** The dossier's identity and what differs in the document, side by side; a person decides. */
export function IdentityDecision({ entry, patient, onSee, onDecide }: Props) {
  const isAside = entry.status === 'quarantined';
  const own: readonly (readonly [string, string | undefined])[] = [
    ['Nom', patient.usedName ?? patient.birthName],
    ['Nom de naissance', patient.birthName],
    ['Prénoms', patient.firstNames.join(' ')],
    ['Naissance', patient.birthDate === undefined ? undefined : frenchDate(patient.birthDate)],
    ['Sexe', patient.sex === undefined ? undefined : SEX[patient.sex]],
    ['INS', patient.insMatricule],
  ];
  return (
    <div class="identity">
      <div class="sides">
        <dl>
          <dt>Ce dossier</dt>
          {own
            .filter(([, value]) => value !== undefined && value !== '')
            .map(([name, value]) => (
              <dd key={name}>
                <small>{name}</small> {value}
              </dd>
            ))}
        </dl>
        <dl>
          <dt>Ce document</dt>
          {differences(isAside ? entry.note : entry.identityDoubt).map((line) => (
            <dd key={line}>{line}</dd>
          ))}
        </dl>
      </div>
      <button type="button" onClick={onSee}>
        Voir le document
      </button>
      {isAside ? (
        <button type="button" onClick={() => onDecide('accepted')}>
          C’est bien ce patient
        </button>
      ) : (
        <button type="button" onClick={() => onDecide('rejected')}>
          Mettre à part
        </button>
      )}
    </div>
  );
}

/** "Autre personne : nom « A » au lieu de « B », naissance…, INS différent." → one difference a line. */
function differences(said = ''): string[] {
  return said
    .replace(/\.$/, '')
    .split(/ : |, (?=nom|naissance|prénom|INS|sexe)/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
