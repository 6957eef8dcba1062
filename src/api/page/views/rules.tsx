/** By what rules a view was made, at its foot. */
export function Rules({ rules }: { readonly rules: readonly string[] }) {
  return (
    <>
      {rules.map((rule) => (
        <p key={rule} class="silent">
          {rule}
        </p>
      ))}
    </>
  );
}
