import { usePanel } from './context';

/** Behind a value that is of another step than the one under the cursor. */
export function AtStep({ step }: { step: number }) {
  const { words } = usePanel();
  return <span class="muted"> {words.say('atStep', words.count(step))}</span>;
}
