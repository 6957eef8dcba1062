import { ACTS } from './choices-acts.js';
import { CARE } from './choices-care.js';
import { DEVICES } from './choices-devices.js';
import { ILLNESS } from './choices-illness.js';
import { PERSON } from './choices-person.js';
import type { Choice } from './claim.js';

/** What excludes itself, whatever the paper. */
export const CHOICES: readonly Choice[] = [...PERSON, ...DEVICES, ...ILLNESS, ...ACTS, ...CARE];
