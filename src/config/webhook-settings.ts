import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { AppError } from '../errors.js';

const WEBHOOK_EVENTS = ['dossier.read', 'dossier.failed'] as const;

const Receiver = z.object({
  url: z.url({ protocol: /^https?$/ }).refine(isOnPremises),
  /** Shared with the receiver: it signs what is sent. */
  secret: z.string().min(32),
  events: z
    .array(z.enum(WEBHOOK_EVENTS))
    .min(1)
    .default([...WEBHOOK_EVENTS]),
});
export type WebhookReceiver = z.infer<typeof Receiver>;

const Settings = z.object({ receivers: z.array(Receiver).max(20) });

/**
 * The receivers of the file that FRISE_WEBHOOKS names: that list is all that may be told, and no request adds to it. An address is a
 * loopback or private one, never a name to resolve. Throws FRS-IN-011 where the file cannot be read or does not hold.
 */
export function readWebhooks(environment: Readonly<Record<string, string | undefined>>): readonly WebhookReceiver[] {
  const file = environment['FRISE_WEBHOOKS'];
  if (file === undefined || file === '') return [];
  try {
    const parsed = Settings.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data.receivers;
    throw new AppError('FRS-IN-011', { detail: `FRISE_WEBHOOKS : ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}` });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('FRS-IN-011', { detail: 'FRISE_WEBHOOKS : fichier illisible', cause });
  }
}

const premises = new BlockList();
for (const [network, bits, family] of [
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
] as const)
  premises.addSubnet(network, bits, family);

function isOnPremises(url: string): boolean {
  const { hostname, username } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  return username === '' && (host === 'localhost' || (family !== 0 && premises.check(host, family === 6 ? 'ipv6' : 'ipv4')));
}
