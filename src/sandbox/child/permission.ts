import path from 'node:path';

/**
 * Whether the permission model denies reading files in this very thread. The path exists on every
 * platform; without the model there is no `process.permission`.
 */
export function deniesReading(): boolean {
  const { permission } = process as { permission?: { has(scope: string, path: string): boolean } };
  return permission?.has('fs.read', path.parse(process.execPath).root) === false;
}
