import { perFact } from './per-fact.js';
import { fold } from './text.js';

/** The passage that states a fact, folded. */
export const quoteWords = perFact((fact) => fold(fact.citations[0].quote));
