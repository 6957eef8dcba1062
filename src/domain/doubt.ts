/** The rule that a fact's cue bears where the model that reads contexts would not affirm what a rule of reading affirmed. */
export const DOUBT_RULE = 'assertion-model';
/** The rule of a cue where that model tells of a treatment that it has ended, or that it goes on, against a rule of reading. */
export const COURSE_RULE = 'assertion-model-course';
