/**
 * How finely numbers were written: by which part of themselves, and by how much at least, they may
 * be off. Found from the numbers alone: those of float32 are float32's, printed ones end somewhere.
 */
export class Resolution {
  #isFloat32 = true;
  #digits = 1;
  #decimals = 0;

  /** Takes in some of the numbers, as many as tell. */
  look(values: Float64Array, from: number, to: number): void {
    const stride = Math.max(1, Math.floor((to - from) / lookedAt));
    for (let i = from; i < to; i += stride) this.#lookAt(values[i]!);
  }

  #lookAt(value: number): void {
    if (!Number.isFinite(value) || value === 0) return;
    this.#isFloat32 &&= Math.fround(value) === value;
    while (this.#digits < 17 && Number(value.toPrecision(this.#digits)) !== value) this.#digits++;
    while (this.#decimals <= mostDecimals && !endsAt(value, this.#decimals)) this.#decimals++;
  }

  /** Half a unit in the last place that is there, in proportion to the number. */
  get relative(): number {
    // Nine digits tell every float32 from every other.
    const least = this.#isFloat32 || this.#digits <= 9 ? 2 ** -24 : 2 ** -53;
    return this.#digits < 9 ? Math.max(least, 0.5 * 10 ** (1 - this.#digits)) : least;
  }

  /** Half a unit in the last decimal, where all have so many decimals; else 0. */
  get absolute(): number {
    return this.#decimals > mostDecimals ? 0 : 0.5 * 10 ** -this.#decimals;
  }
}

const lookedAt = 256;
/** Numbers with more decimals were not printed with a fixed count of them. */
const mostDecimals = 10;

function endsAt(value: number, decimals: number): boolean {
  return Math.abs(value) < 1e20 && Number(value.toFixed(decimals)) === value;
}
