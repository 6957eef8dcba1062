import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { mayOpenInEmergency, openInEmergency, openInEmergencyByIns, teamOf, type Team } from './session.js';

const RULES = 'Le motif est inscrit au journal et l’équipe de soins le voit. Les documents masqués par le patient le restent.';

/** A dossier that does not exist, or is none of the reader's: both look the same, and an emergency opens the second. */
export function EmergencyForm({ dossierId, onOpened }: { readonly dossierId: string; readonly onOpened: () => void }) {
  if (!mayOpenInEmergency()) return null;
  return (
    <Form
      submit={async (reason) => {
        await openInEmergency(dossierId, reason);
        onOpened();
      }}
    >
      <h2>Accès en urgence</h2>
      <p>
        Ce dossier n’existe pas, ou vous n’êtes pas de l’équipe de soins du patient. En cas d’urgence, ouvrez-le pour une heure. {RULES}
      </p>
    </Form>
  );
}

/** From the list of one's patients: by the number on the card of one who is not in it. */
export function EmergencyByIns({ onOpened }: { readonly onOpened: (dossierId: string) => void }) {
  const [ins, setIns] = useState('');
  if (!mayOpenInEmergency()) return null;
  return (
    <details class="by-ins">
      <summary>Accès en urgence à un autre patient</summary>
      <Form submit={async (reason) => onOpened(await openInEmergencyByIns(ins, reason))}>
        <p>Le dossier s’ouvre pour une heure. {RULES}</p>
        <label>
          Matricule INS du patient
          <input
            type="text"
            required
            autocomplete="off"
            pattern="\s*\d\s*\d\d\s*\d\d\s*\d[\dABab]\s*\d{3}\s*\d{3}\s*\d\d\s*"
            title="Les quinze caractères de la carte Vitale, clé comprise"
            placeholder="2 58 06 38 185 214 64"
            value={ins}
            onInput={(event) => setIns(event.currentTarget.value)}
          />
        </label>
      </Form>
    </details>
  );
}

interface FormProps {
  readonly submit: (reason: string) => Promise<void>;
  readonly children: ComponentChildren;
}

function Form({ submit, children }: FormProps) {
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string>();
  return (
    <form
      class="emergency"
      onSubmit={(event) => {
        event.preventDefault();
        submit(reason.trim()).catch((error: unknown) => setFailure(error instanceof Error ? error.message : 'Accès impossible.'));
      }}
    >
      {children}
      <label>
        Motif
        <input
          type="text"
          required
          minLength={10}
          maxLength={300}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Ouvrir en urgence</button>
      {failure !== undefined && <p role="alert">{failure}</p>}
    </form>
  );
}

const hour = (at: string): string => new Date(at).toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit' });
const day = (at: string): string => new Date(at).toLocaleDateString('fr-FR');

/** Says throughout that the dossier is open in an emergency, and to its team who opened it so. */
export function EmergencyBanner({ dossierId }: { readonly dossierId: string }) {
  const [team, setTeam] = useState<Team>();
  useEffect(() => {
    let isShown = true;
    void teamOf(dossierId).then((found) => isShown && setTeam(found));
    return () => {
      isShown = false;
    };
  }, [dossierId]);
  if (team?.opened !== undefined)
    return (
      <p class="emergency-banner" role="status">
        <strong>Accès en urgence</strong> jusqu’à {hour(team.opened.until)}. Motif : {team.opened.reason}
      </p>
    );
  const [last, ...others] = team?.emergencies ?? [];
  if (last === undefined) return null;
  return (
    <p class="emergency-banner" role="status">
      <strong>Dossier ouvert en urgence</strong> le {day(last.at)} à {hour(last.at)} par {last.name ?? last.id}. Motif : {last.reason}
      {others.length > 0 && ` (et ${others.length} autre${others.length > 1 ? 's' : ''} fois en trente jours)`}
    </p>
  );
}
