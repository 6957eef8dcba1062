import { fold } from '../text.js';

const PASSING =
  /^(?:fractures?|tremblements?|douleurs?|fievre|toux|chutes?|confusion|syndrome confusionnel|nausees?|vomissements?|cephalees?|dyspnee|oedemes?|saignements?|hemorragie|infection|lesions?|plaie|hematome|malaise|vertiges?|diarrhee|constipation|prurit|eruption)$/;

/** What comes and goes, named with no more: "pas de fracture" of one film says nothing of another bone's. */
export const isPassing = (label: string): boolean => PASSING.test(fold(label));
