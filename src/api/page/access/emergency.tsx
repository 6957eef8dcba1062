import { useEffect, useState } from 'preact/hooks';
import { mayOpenInEmergency, openInEmergency, teamOf, type Team } from './session.js';

/** A dossier that does not exist, or is none of the reader's: both look the same, and an emergency opens the second. */
export function EmergencyForm({ dossierId, onOpened }: { readonly dossierId: string; readonly onOpened: () => void }) {
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string>();
  if (!mayOpenInEmergency()) return null;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      await openInEmergency(dossierId, reason.trim());
      onOpened();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : 'Accès impossible.');
    }
  };
  return (
    <form class="emergency" onSubmit={(event) => void submit(event)}>
      <h2>Accès en urgence</h2>
      <p>
        Ce dossier n’existe pas, ou vous n’êtes pas de l’équipe de soins du patient. En cas d’urgence, ouvrez-le pour une heure : le motif
        est inscrit au journal et l’équipe de soins le voit. Les documents masqués par le patient le restent.
      </p>
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
