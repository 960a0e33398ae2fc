/** The flag of a mark with its number, as charts draw it. */
export function Flag({ number }: { number: number }) {
  return (
    <svg class="flag" viewBox="0 0 20 14" aria-hidden="true">
      <path d="M1 0h18l-4 6.5 4 6.5H1z" />
      <text x="8" y="10">
        {number}
      </text>
    </svg>
  );
}
