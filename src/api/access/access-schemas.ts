import { z } from 'zod';
import { AuditAction, AuditEntry } from '../../security/audit-entry.js';
import { BrokenGlass, Standing, TeamMember } from '../../security/care-team.js';
import { Permission } from '../../security/roles.js';
import { DossierParams } from '../schemas.js';

export const Credentials = z.object({ login: z.string().min(1).max(100), password: z.string().min(1).max(1000) });

export const SessionView = z.object({
  /** False on a machine without accounts: whoever sits at it reads everything. */
  signInRequired: z.boolean(),
  ways: z.array(z.enum(['password', 'oidc'])).describe('Façons de se connecter ici'),
  user: z
    .object({
      id: z.string(),
      name: z.string(),
      profession: z.string().optional().describe('Code de la table G15'),
      onBehalfOf: z.string().optional(),
      permissions: z.array(Permission),
    })
    .optional(),
  prose: z.boolean().describe('Un modèle de langue est configuré : les points à retenir peuvent être demandés en phrases'),
  csrf: z.string().optional().describe('À renvoyer dans l’en-tête csrf-token de toute demande qui change quelque chose'),
});

const PersonId = z.string().regex(/^[\w.@-]{1,64}$/);
export const MemberParams = DossierParams.extend({ personId: PersonId });
export const MemberRequest = z.object({ standing: Standing, name: z.string().trim().min(1).max(100).optional() });
export const TeamView = z.object({
  members: z.array(TeamMember),
  emergencies: z.array(BrokenGlass).describe('Accès en urgence des trente derniers jours, le plus récent d’abord'),
  /** The reader's own, while it holds. */
  opened: BrokenGlass.optional(),
});

export const EmergencyRequest = z.object({ reason: z.string().trim().min(10).max(300).describe('Motif, gardé au journal des accès') });
export const EmergencyOfPatient = EmergencyRequest.extend({
  ins: z
    .string()
    .transform((typed) => typed.replace(/\s/g, '').toUpperCase())
    .pipe(z.string().regex(/^\d{6}[\dAB]\d{8}$/))
    .describe('Matricule INS du patient, treize caractères et la clé ; les espaces ne comptent pas'),
});
export const OpenedInEmergency = z.object({
  dossierId: z.string(),
  /** Absent where the dossier is the reader's already. */
  opened: BrokenGlass.optional(),
});

const Moment = z.string().regex(/^\d{4}(-\d{2}(-\d{2}(T[\d:.]+Z?)?)?)?$/);
export const AuditQuery = z.object({
  dossier: DossierParams.shape.dossierId.optional(),
  actor: z.string().min(1).max(100).optional(),
  action: AuditAction.optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  before: z.coerce.number().int().min(1).optional().describe('Numéro d’une ligne : celles d’avant'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const AuditPage = z.object({ entries: z.array(AuditEntry.extend({ seq: z.int() })) });
