// Several basins: the start decides which minimum a run finds. Change a default and run again.

/**
 * The camel with three humps: the basin of (0, 0) lies between two others, which are less deep; from
 * this start a run ends in one of those (Branin, 1972).
 *
 * @optimizer adam lr=0.05
 * @minimum [0, 0]
 */
export function threeHumpCamel([x, y] = [2, -1]) {
  return 2 * x ** 2 - 1.05 * x ** 4 + x ** 6 / 6 + x * y + y ** 2;
}

/**
 * The camel with six humps: two of its six minima are the deepest, one the other's mirror image
 * (Branin, 1972).
 *
 * @optimizer adam lr=0.05
 * @minimum [0.08984201310031806, -0.7126564030207396]
 */
export function sixHumpCamel([x, y] = [1.5, 0.5]) {
  return (4 - 2.1 * x ** 2 + x ** 4 / 3) * x ** 2 + x * y + (4 * y ** 2 - 4) * y ** 2;
}

/**
 * Styblinski's and Tang's function: two basins in each coordinate, of which the one on the negative
 * side is deeper (Styblinski and Tang, 1990).
 *
 * @optimizer adam lr=0.05
 * @minimum [-2.903534027771177, -2.903534027771177]
 */
export function styblinskiTang(x = [0, 0]) {
  return x.reduce((sum, each) => sum + (each ** 4 - 16 * each ** 2 + 5 * each) / 2, 0);
}

/**
 * Branin's function: three minima, all of the same depth (Branin, 1972).
 *
 * @optimizer adam lr=0.1
 * @minimum [3.141592653589793, 2.275]
 */
export function branin([x, y] = [2.5, 7.5]) {
  const valley = y - (5.1 * x ** 2) / (4 * Math.PI ** 2) + (5 * x) / Math.PI - 6;
  return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
}

/**
 * McCormick's function: a sine laid over a slanting trough (McCormick, 1976).
 *
 * @optimizer adam lr=0.05
 * @minimum [-0.5471975511965977, -1.5471975511965979]
 */
export function mcCormick([x, y] = [0, 0]) {
  return Math.sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1;
}
