import { useState } from 'preact/hooks';
import { api, type Synthesis, type SynthesisQuery } from '../client.js';
import { plainText } from '../plain-text.js';

interface Props {
  readonly dossierId: string;
  readonly synthesis: Synthesis;
  readonly query: SynthesisQuery;
}

/** The synthesis taken elsewhere: to a record, to paper, to other software. */
export function Toolbar({ dossierId, synthesis, query }: Props) {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(plainText(synthesis));
      setSaid('Copié');
    } catch {
      setSaid('Copie refusée par le navigateur');
    }
    setTimeout(() => setSaid(''), 4000);
  };
  return (
    <div class="toolbar" role="group" aria-label="Sortir la synthèse">
      <span role="status">{said}</span>
      <button type="button" onClick={() => void copy()}>
        Copier
      </button>
      <a class="button" href={api.exportUrl(dossierId, 'print', query)} target="_blank" rel="noopener">
        Imprimer
      </a>
    </div>
  );
}
