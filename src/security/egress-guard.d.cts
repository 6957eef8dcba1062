/** Loading the guard puts it in force (see egress-guard.cjs). */
export function isLocal(host: string | null | undefined): boolean;
export function mayConnect(host: string, port: number): boolean;
export function readAllowed(list: string | undefined): { readonly keys: ReadonlySet<string>; readonly rejected: readonly string[] };
