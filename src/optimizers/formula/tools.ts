import { interpretedNumber } from './interpret';
import { compileLoop } from './loop';
import { numberOf } from './scalar';

/** How formulas become functions. */
export interface FormulaTools {
  loop: typeof compileLoop;
  value: typeof numberOf;
}

/** As fast as they get: of their text becomes code. */
export const compiling: FormulaTools = { loop: compileLoop, value: numberOf };

/** For whoever reads a trace and takes no step: of no text becomes code. */
export const reading: FormulaTools = {
  loop: () => () => {
    throw new Error('An optimizer that is read from takes no step.');
  },
  value: interpretedNumber,
};
