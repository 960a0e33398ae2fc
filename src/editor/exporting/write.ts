import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as vscode from 'vscode';

/**
 * Writes text as it comes. Into a file of this machine by way of one beside it, which takes its place
 * in the end: whatever happens, there is the old one or the whole new one. Rejects with an AbortError
 * where it was cancelled.
 */
export async function writePieces(
  target: vscode.Uri,
  pieces: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  if (target.scheme !== 'file') return writeElsewhere(target, pieces, signal);
  const beside = `${target.fsPath}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(beside), { signal });
    await rename(beside, target.fsPath);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Other file systems take a file in one piece. */
async function writeElsewhere(
  target: vscode.Uri,
  pieces: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const piece of pieces) {
    signal.throwIfAborted();
    parts.push(Buffer.from(piece));
  }
  await vscode.workspace.fs.writeFile(target, Buffer.concat(parts));
}
