/** The rule that a fact's cue bears where the model that reads contexts would not affirm what a rule of reading affirmed. */
export const DOUBT_RULE = 'assertion-model';
