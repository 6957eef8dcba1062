import { useEffect, useState } from 'preact/hooks';
import type { Dossier, Progress, Synthesis } from '../client.js';
import { ageAt, frenchDate, insWritten, partialDate, plural, sexAt } from '../format.js';

const COMMON_REASONS = [
  'renouvellement d’ordonnance',
  'douleur thoracique',
  'dyspnée',
  'avis préopératoire',
  'certificat de sport',
  'vaccination',
  'grossesse',
];

const STAGES: Readonly<Record<Progress['stage'], string>> = {
  read: 'Lecture des documents',
  recognise: 'Reconnaissance des pages numérisées',
  understand: 'Analyse',
  index: 'Préparation de la recherche',
  done: '',
};

interface Props {
  readonly dossier: Dossier | undefined;
  readonly synthesis: Synthesis | undefined;
  readonly reason: string | undefined;
  readonly since: string | undefined;
  readonly progress: Progress | undefined;
  readonly onAsk: (change: { reason?: string | undefined; since?: string | undefined }) => void;
  readonly onLeave: () => void;
}

/** Who, why today, and how far the reading is. */
export function PatientBanner({ dossier, synthesis, reason, since, progress, onAsk, onLeave }: Props) {
  const [typed, setTyped] = useState(reason ?? '');
  const [visit, setVisit] = useState(since === undefined ? '' : frenchDate(since));
  useEffect(() => setTyped(reason ?? ''), [reason]);
  useEffect(() => setVisit(since === undefined ? '' : frenchDate(since)), [since]);
  const patient = dossier?.patient;
  const family = patient?.usedName ?? patient?.birthName;
  const birthName = patient?.birthName !== undefined && patient.birthName !== family ? `née ${patient.birthName}` : undefined;
  const on = synthesis?.referenceDate ?? new Date().toISOString().slice(0, 10);
  const sex = patient?.sex === undefined ? undefined : sexAt(patient.sex, patient.birthDate, on);
  const facts = [
    ...(sex === undefined ? [] : [sex]),
    ...(patient?.birthDate === undefined ? [] : [`${frenchDate(patient.birthDate)} (${plural(ageAt(patient.birthDate, on), 'an')})`]),
    patient?.insMatricule === undefined ? 'INS non transmise' : `INS ${insWritten(patient.insMatricule)}`,
  ];
  return (
    <header class="banner">
      <div class="who">
        <button type="button" class="back" onClick={onLeave} aria-label="Changer de patient">
          ‹
        </button>
        <div>
          <h1>{family === undefined ? 'Patient non identifié' : `${family} ${patient?.firstNames[0] ?? ''}`}</h1>
          <p>
            {birthName !== undefined && <span>{birthName}</span>}
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </p>
        </div>
      </div>
      {synthesis !== undefined && (
        <p class="draft">
          Brouillon produit automatiquement, <span>à valider · état au {frenchDate(synthesis.referenceDate)}</span>
        </p>
      )}
      <form
        class="why"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          onAsk({ reason: typed.trim() === '' ? undefined : typed.trim(), since: partialDate(visit) });
        }}
      >
        <label>
          Motif de consultation
          <input
            type="text"
            list="motifs"
            value={typed}
            placeholder="libre, ou un motif courant"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <datalist id="motifs">
          {COMMON_REASONS.map((common) => (
            <option key={common} value={common} />
          ))}
        </datalist>
        <label>
          Dernière visite
          <input
            type="text"
            class="date"
            inputMode="numeric"
            value={visit}
            placeholder="jj/mm/aaaa"
            onInput={(event) => {
              const { value } = event.currentTarget;
              event.currentTarget.setCustomValidity(
                value.trim() === '' || partialDate(value) !== undefined ? '' : 'Écrivez la date sous la forme jj/mm/aaaa, mm/aaaa ou aaaa.',
              );
              setVisit(value);
            }}
          />
        </label>
        <button type="submit">Trier</button>
      </form>
      {progress !== undefined && (
        <p class="progress" role="status">
          {STAGES[progress.stage]}
          {progress.total > 0 && ` : ${progress.done}/${progress.total}`}
        </p>
      )}
    </header>
  );
}
