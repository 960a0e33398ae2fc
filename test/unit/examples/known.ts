/** What is known of an example: f at its start, and where it is least. */
export interface Known {
  /** A path below `examples/` and the objective in it. */
  name: string;
  atStart: number;
  /** All minima that are as deep as the deepest, the one of `@minimum` first; none where f has none. */
  minima: number[][];
  atMinimum?: number;
}

const { PI, E } = Math;
const ones = Array.from({ length: 10 }, () => 1);

// Coordinates are those of the exact minima, rounded to float64 (Newton's method with 40 digits).
export const known: Known[] = [
  { name: 'testFunctions/bowls.ts#quadratic', atStart: 0.5, minima: [[0]] },
  { name: 'testFunctions/bowls.ts#illConditioned', atStart: 100, minima: [[0, 0]] },
  { name: 'testFunctions/bowls.ts#booth', atStart: 884, minima: [[1, 3]] },
  { name: 'testFunctions/bowls.ts#matyas', atStart: 56.26, minima: [[0, 0]] },
  { name: 'testFunctions/bowls.ts#degenerate', atStart: 0.25, minima: [[0]] },
  {
    name: 'pathologies/epsInCharge.ts#epsInCharge',
    atStart: (1 + 1e-9) / 2,
    minima: [[0, 0]],
  },
  { name: 'rosenbrock.ts#rosenbrock', atStart: 24.2, minima: [[1, 1]] },
  { name: 'testFunctions/valleys.ts#rosenbrockChain', atStart: 2057, minima: [ones] },
  { name: 'testFunctions/valleys.ts#beale', atStart: 14.203125, minima: [[3, 0.5]] },
  {
    name: 'testFunctions/valleys.ts#goldsteinPrice',
    atStart: 193.75,
    minima: [[0, -1]],
    atMinimum: 3,
  },
  {
    name: 'himmelblau.ts#himmelblau',
    atStart: 170,
    minima: [
      [3, 2],
      [-2.805118086952745, 3.131312518250573],
      [-3.779310253377747, -3.2831859912861696],
      [3.5844283403304917, -1.8481265269644036],
    ],
  },
  { name: 'testFunctions/basins.ts#threeHumpCamel', atStart: 13 / 15, minima: [[0, 0]] },
  {
    name: 'testFunctions/basins.ts#sixHumpCamel',
    atStart: 2.165625,
    minima: [
      [0.08984201310031806, -0.7126564030207396],
      [-0.08984201310031806, 0.7126564030207396],
    ],
    atMinimum: -1.0316284534898774,
  },
  {
    name: 'testFunctions/basins.ts#styblinskiTang',
    atStart: 0,
    minima: [[-2.903534027771177, -2.903534027771177]],
    atMinimum: -78.33233140754282,
  },
  {
    name: 'testFunctions/basins.ts#branin',
    atStart: 24.129964413622268,
    minima: [
      [PI, 2.275],
      [-PI, 12.275],
      [3 * PI, 2.475],
    ],
    atMinimum: 0.3978873577297383,
  },
  {
    name: 'testFunctions/basins.ts#mcCormick',
    atStart: 1,
    minima: [[-0.5471975511965977, -1.5471975511965979]],
    atMinimum: -1.9132229549810364,
  },
  { name: 'testFunctions/ripples.ts#rastrigin', atStart: 36.25, minima: [[0, 0]] },
  // Its gradient at (0, 0) has a test of its own.
  { name: 'testFunctions/ripples.ts#ackley', atStart: 6.593599079287213, minima: [] },
  { name: 'testFunctions/ripples.ts#levy13', atStart: 41, minima: [[1, 1]] },
  {
    name: 'testFunctions/ripples.ts#easom',
    atStart: -0.012779642669914994,
    minima: [[PI, PI]],
    atMinimum: -1,
  },
  { name: 'testFunctions/saddles.ts#saddle', atStart: 1 - 1e-6, minima: [] },
  { name: 'testFunctions/saddles.ts#monkeySaddle', atStart: 0.11, minima: [] },
  { name: 'testFunctions/kinks.ts#absolute', atStart: 1, minima: [[0]] },
  { name: 'testFunctions/kinks.ts#huber', atStart: 0.21875, minima: [[0]] },
  { name: 'testFunctions/kinks.ts#cliff', atStart: E ** 5 - 5, minima: [[0]], atMinimum: 1 },
  { name: 'testFunctions/kinks.ts#softplus', atStart: Math.log1p(E ** 5), minima: [] },
  { name: 'pathologies/spike.ts#spike', atStart: 82, minima: [[0, 0]] },
  { name: 'pathologies/sparse.ts#sparse', atStart: 2, minima: [[0, 0]] },
  {
    name: 'learning/ridge.ts#ridge',
    atStart: Math.LN2,
    minima: [[-0.37719324488681294, 0.9354816805787993, 0.9667791854734936]],
    atMinimum: 0.22043957825155194,
  },
];
