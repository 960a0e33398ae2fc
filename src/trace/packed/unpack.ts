import { bytesOfBase64 } from '../../protocol/inlineJson';
import { fromPlanes } from './planes';

/**
 * Rows out of what `packRows` made of them, in a browser as in Node.js. Rejects where the text is
 * nothing of the kind.
 */
export async function unpackRows(text: string, width: number): Promise<Float64Array<ArrayBuffer>> {
  const inflated = new Blob([bytesOfBase64(text)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  return fromPlanes(new Uint8Array(await new Response(inflated).arrayBuffer()), width);
}
