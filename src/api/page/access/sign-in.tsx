import { useState } from 'preact/hooks';
import { goToProvider, signIn, type Session } from './session.js';

/** Who are you? Shown before anything of a dossier. */
export function SignIn({ session, onSignedIn }: { readonly session: Session; readonly onSignedIn: (session: Session) => void }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      onSignedIn(await signIn(login, password));
    } catch (error) {
      setPassword('');
      setFailure(error instanceof Error ? error.message : 'Connexion impossible.');
    } finally {
      setBusy(false);
    }
  };
  return (
    <main class="sign-in">
      <h1>Frise</h1>
      <p>Connectez-vous pour ouvrir un dossier. Chaque consultation est inscrite au journal des accès.</p>
      {failure !== undefined && <p role="alert">{failure}</p>}
      {session.ways.includes('oidc') && (
        <button type="button" class="provider" onClick={goToProvider}>
          Se connecter avec Pro Santé Connect
        </button>
      )}
      {session.ways.includes('password') && (
        <form onSubmit={(event) => void submit(event)}>
          <label>
            Identifiant
            <input
              type="text"
              name="username"
              autocomplete="username"
              autocapitalize="none"
              required
              value={login}
              onInput={(event) => setLogin(event.currentTarget.value)}
            />
          </label>
          <label>
            Mot de passe
            <input
              type="password"
              name="password"
              autocomplete="current-password"
              required
              value={password}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
          </label>
          <button type="submit" disabled={isBusy}>
            Se connecter
          </button>
        </form>
      )}
    </main>
  );
}
