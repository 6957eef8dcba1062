import { MOMENT, SEASON, acted } from './option.js';
import type { Choice } from './claim.js';

/** Examinations: done, and said not done. */
export const EXAMINATIONS: readonly Choice[] = [
  acted('Test d’effort', 'epreuve d effort|test d effort', 60),
  acted('Coloscopie', 'coloscopie|colonoscopie', 60),
  acted('Gastroscopie', 'gastroscopie|fibroscopie|fogd|endoscopie haute', 60),
  acted('IRM', 'irm', 30),
  acted('Scanner', 'scanner|tdm', MOMENT),
  acted('Mammographie', 'mammographie|mammo', SEASON),
  acted('Fond d’œil', String.raw`fond d oeil|fo`, SEASON),
  acted('Densitométrie', 'densitometrie|osteodensitometrie|dmo', SEASON),
  acted('Polysomnographie', 'polysomnographie|polygraphie', SEASON),
  acted('Infiltration', 'infiltration', 45),
];
