import { goAbreast } from './abreast';
import { findActivity } from './activity';
import { Adjoint } from './adjoint';
import { findFusions } from './fuse';
import { everyStatement } from './ir';
import type { Block, Operand } from './variables';
import { Needs } from './needs';
import { findAccumulations, removeUnread } from './tidy';
import { Forward } from './forward';

export interface Emitted {
  /** The body of `(T, G, step) => number`. */
  code: string;
  /** Numbers of the arena whose places are fixed. */
  fixed: number;
}

/**
 * The JavaScript of both sweeps.
 *
 * @param size of θ
 * @param offset where the free arena begins
 */
export function emit(
  top: Block,
  result: Operand,
  size: number,
  offset: number,
  isUnified: boolean,
): Emitted {
  const read = typeof result === 'object' ? result : null;
  removeUnread(top, read);
  findAccumulations(top, read);
  goAbreast(top);
  findActivity(top, result);
  const fusions = findFusions(top, result);
  const needs = new Needs(top, fusions);
  const forward = new Forward(top, fusions, needs, offset);
  const adjoint = new Adjoint(top, forward, fusions, needs);
  forward.adjoint = adjoint;
  const sweep = forward.program();
  const back = adjoint.program(result);
  const usesArena = [...everyStatement(top)].some((s) => s.kind === 'allocate') || isUnified;
  const gradient = isUnified ? 'B' : 'G';
  const lines = [
    `const { A, B, S, caps } = memory; const limit = A.length; const room = S.length - ${needs.widest + 1};`,
    `let sp = 0; let ap = ${forward.free};`,
    isUnified ? `for (let i = 0; i < ${size}; i++) A[i] = T[i];` : '',
    size <= 8
      ? Array.from({ length: size }, (_, i) => `${gradient}[${i}] = 0;`).join(' ')
      : isUnified
        ? `B.fill(0, 0, ${size});`
        : 'G.fill(0);',
    usesArena ? `if (limit < ap) throw grow(-2);` : '',
    sweep,
    back,
    isUnified ? `for (let i = 0; i < ${size}; i++) G[i] = B[i];` : '',
    `return ${forward.text(result)};`,
  ];
  return { code: lines.filter((line) => line !== '').join('\n'), fixed: forward.free };
}
