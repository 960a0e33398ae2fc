// A matrix class with operators as methods, chained: a linear autoencoder.
class Matrix {
  private constructor(
    readonly rows: number,
    readonly columns: number,
    private readonly data: number[],
  ) {}

  static from(rows: number[][]): Matrix {
    return new Matrix(rows.length, rows[0].length, rows.flat());
  }

  at(i: number, j: number): number {
    return this.data[i * this.columns + j];
  }

  times(other: Matrix): Matrix {
    const data: number[] = [];
    for (let i = 0; i < this.rows; i++) {
      for (let j = 0; j < other.columns; j++) {
        let sum = 0;
        for (let k = 0; k < this.columns; k++) sum += this.at(i, k) * other.at(k, j);
        data.push(sum);
      }
    }
    return new Matrix(this.rows, other.columns, data);
  }

  minus(other: Matrix): Matrix {
    return new Matrix(
      this.rows,
      this.columns,
      this.data.map((value, i) => value - other.data[i]),
    );
  }

  get squaredNorm(): number {
    return this.data.reduce((sum, value) => sum + value * value, 0);
  }
}

const data = Matrix.from([
  [1, 2, 3],
  [2, 3.9, 6.1],
  [-1, -2.1, -2.9],
  [0.5, 1.1, 1.4],
]);

export function autoencoder({ encode, decode } = {
  encode: [[0.2], [0.4], [0.5]],
  decode: [[0.3, 0.5, 0.8]],
}) {
  const code = data.times(Matrix.from(encode));
  return data.minus(code.times(Matrix.from(decode))).squaredNorm;
}
