/** Pieces that the cues around a drug's name are written with. Folded text, blanks as spaces. */

/** What may stand between the words of a cue and the name: "le", "de la", "sa", ": ", "dose". */
export const DETERMINERS = String.raw`(?:le |la |les |l'|l' |du |de la |de l'|des |d'un |d'une |d'|de |un |une |son |sa |ses |ce |cette |au |aux |a |avec |: ?|en |dose |petite )*`;
/** Up to five words that start no other clause, up to the name. */
export const FILL = String.raw`\s*(?:(?!(?:et|ou|mais|que|qui|puis|par|profit|ni|tant|chez|sous|car|si|quand|pour|sans|est|sont|puisque|parce|comme|lorsque|depuis) )[a-z0-9'.%/-]+ ){0,5}?${DETERMINERS}["(]?\s*$`;
export const SUBJECT = String.raw`(?:\bj'|\bj'ai |\bai |\bas |\ba |\bavons |\bavez |\bont |\bon |\bnous |\bil |\belle |\btu |\bvous |\bje |\bl'a |\b|")`;
/** Up to another matter behind the name. */
export const GAP = String.raw`[^.;]{0,90}?`;
/** "SPECIAFOLDINE 5 mg (pas le 0,4, jamais acheté)": what follows is said of another strength. */
export const OTHER_STRENGTH = String.raw`[^.;]{0,30}?(?:\((?:et )?(?:pas|non) (?:les? |la |du |celui (?:a|de) |celle (?:a|de) )?\d|[(,] ?(?:mais )?(?:les?|la|celui (?:a|de)|celle (?:a|de)|le dosage(?: a| de)?) \d+(?:[.,]\d+)?(?: ?mg)? (?:n'(?:a|ont|est|etait)|non|jamais)\b)`;
export const PARTICIPLE = (stems: string): string => String.raw`\b(?:${stems})(?:e|es|s)?\b`;
