import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { comeBack, SIGNED_OUT, signOut, whoIsThere, type Session } from './session.js';
import { SignIn } from './sign-in.js';

/** The page, once the server knows who is there; at once on a machine where nobody has to say so. */
export function Gate({ children }: { readonly children: ComponentChildren }) {
  const [session, setSession] = useState<Session>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    const ask = (): void =>
      void whoIsThere().then(
        (found) => {
          if (found.user !== undefined) comeBack();
          setSession(found);
        },
        () => setFailure('Le service ne répond pas. Vérifiez que Frise est lancé sur cette machine.'),
      );
    ask();
    addEventListener(SIGNED_OUT, ask);
    return () => removeEventListener(SIGNED_OUT, ask);
  }, []);

  if (failure !== undefined)
    return (
      <p class="failure" role="alert">
        {failure}
      </p>
    );
  if (session === undefined) return null;
  if (!session.signInRequired) return <>{children}</>;
  if (session.user === undefined) return <SignIn session={session} onSignedIn={setSession} />;
  const { name, onBehalfOf } = session.user;
  return (
    <>
      <p class="account">
        <span>
          {name}
          {onBehalfOf !== undefined && ', par délégation'}
        </span>
        <button type="button" onClick={() => void signOut()}>
          Se déconnecter
        </button>
      </p>
      {children}
    </>
  );
}
