/**
 * Himmelblau's function (1972): four minima, all with loss 0. Which one a run finds depends on its
 * start; change the default and run again.
 *
 * @optimizer adam lr=0.1
 * @steps 500
 * @minimum [3, 2]
 */
export const himmelblau = ([x, y] = [0, 0]) => (x ** 2 + y - 11) ** 2 + (x + y ** 2 - 7) ** 2;
