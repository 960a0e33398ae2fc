import type { Bar } from '../state/unrolled';

interface WeightsProps {
  bars: readonly Bar[];
  /** The share that v₀ = 0 still holds, drawn grey. */
  missing: number;
  /** What the weights are divided by. */
  of: number;
  label: string;
}

/** Units of the picture, which is stretched to the width there is. */
const [width, height] = [1000, 20];

/** Whose gradients an average is made of: the weights side by side, the oldest at the left. */
export function Weights({ bars, missing, of, label }: WeightsProps) {
  let from = missing * width;
  return (
    <div class="why-weights">
      <span class="symbol">{label}</span>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {missing > 0 && (
          <rect class="why-missing" x={0} y={0} width={missing * width} height={height} />
        )}
        {bars.map((bar, k) => {
          const x = from;
          from += (bar.weight / of) * width;
          return (
            <rect
              key={bar.from}
              class={k % 2 === 0 ? 'why-weight even' : 'why-weight'}
              {...{ x, y: 0, width: from - x, height }}
            />
          );
        })}
      </svg>
    </div>
  );
}
