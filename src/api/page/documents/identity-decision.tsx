import type { DocumentEntry, Dossier } from '../client.js';
import { compare } from './compare-identity.js';

interface Props {
  readonly entry: DocumentEntry;
  readonly patient: Dossier['patient'];
  readonly onSee: () => void;
  readonly onDecide: (verdict: 'accepted' | 'rejected') => void;
}

/** The dossier's identity and what differs in the document, trait by trait; a person decides. */
export function IdentityDecision({ entry, patient, onSee, onDecide }: Props) {
  const isAside = entry.status === 'quarantined';
  const { summary, rows } = compare((isAside ? entry.note : entry.identityDoubt) ?? '', patient);
  return (
    <div class="identity">
      <p class="doubt">{summary}</p>
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">Ce dossier</th>
              <th scope="col">Ce document</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ trait, own, found, differs }) => (
              <tr key={trait} class={differs ? 'differs' : undefined}>
                <th scope="row">{trait}</th>
                <td>{own ?? '—'}</td>
                <td>{found ?? <small>rien de différent</small>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
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
