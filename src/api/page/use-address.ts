import { useCallback, useEffect, useState } from 'preact/hooks';
import { isTab, type Tab } from './tabs.js';

/** What the address bar says: a page that is sent to a colleague, or reloaded, opens where it was. */
export interface Address {
  readonly dossier: string | undefined;
  readonly on: string | undefined;
  readonly reason: string | undefined;
  readonly since: string | undefined;
  readonly tab: Tab;
}

function read(): Address {
  const query = new URLSearchParams(location.search);
  const said = (name: string): string | undefined => query.get(name) ?? undefined;
  const tab = said('vue');
  return {
    dossier: said('dossier'),
    on: said('on'),
    reason: said('reason'),
    since: said('since'),
    tab: isTab(tab) ? tab : 'synthese',
  };
}

export function useAddress(): [Address, (change: Partial<Address>) => void] {
  const [address, setAddress] = useState(read);
  useEffect(() => {
    const back = (): void => setAddress(read());
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const go = useCallback((change: Partial<Address>) => {
    const next = { ...read(), ...change };
    const { tab, ...rest } = next;
    const query = new URLSearchParams(
      Object.entries({ ...rest, vue: tab }).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
    );
    history.pushState(null, '', `?${query}`);
    setAddress(next);
  }, []);
  return [address, go];
}
