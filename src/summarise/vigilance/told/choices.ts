import { ACTS } from './choices-acts.js';
import { BIRTH } from './choices-birth.js';
import { CANCER } from './choices-cancer.js';
import { CARE } from './choices-care.js';
import { DEVICES } from './choices-devices.js';
import { EXAMINATIONS } from './choices-exams.js';
import { HEART_BRAIN } from './choices-heart-brain.js';
import { HOME } from './choices-home.js';
import { ILLNESS } from './choices-illness.js';
import { ORGANS } from './choices-organs.js';
import { PERSON } from './choices-person.js';
import { SENSES } from './choices-senses.js';
import { STATES } from './choices-states.js';
import { WARD } from './choices-ward.js';
import type { Choice } from './claim.js';

/** What excludes itself, whatever the paper. */
export const CHOICES: readonly Choice[] = [
  ...PERSON,
  ...HOME,
  ...DEVICES,
  ...ILLNESS,
  ...HEART_BRAIN,
  ...CANCER,
  ...ORGANS,
  ...SENSES,
  ...EXAMINATIONS,
  ...BIRTH,
  ...ACTS,
  ...WARD,
  ...CARE,
  ...STATES,
];
