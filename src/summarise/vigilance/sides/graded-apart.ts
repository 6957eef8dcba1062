const gradesOf = (words: string): readonly string[] => words.match(/\b\d{2,3}(?= ?%)/g) ?? [];

/** A narrowing of 70 % on the left and one of 60 % on the right are two: folded words of two passages that each give a grade of a stenosis, and none alike. */
export function areGradedApart(a: string, b: string): boolean {
  if (!a.includes('stenose') || !b.includes('stenose')) return false;
  const [one, other] = [gradesOf(a), gradesOf(b)];
  return one.length > 0 && other.length > 0 && !one.some((grade) => other.includes(grade));
}
