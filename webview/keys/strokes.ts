/** A press of a key: one name of `KeyboardEvent.key`, letters small. */
export interface Stroke {
  key: string;
  /** Of a named key or a letter. What other characters need to be typed is the keyboard's affair. */
  shift?: boolean;
  /** On a Mac Cmd. */
  control?: boolean;
}

/** Whether a press is this one; with Alt it is none of ours. */
export function isStroke(event: KeyboardEvent, { key, shift, control }: Stroke): boolean {
  if (event.altKey || (event.ctrlKey || event.metaKey) !== (control ?? false)) return false;
  const isCharacter = event.key.length === 1;
  // Caps lock turns letters about, and Shift with it.
  const letter = isCharacter && event.key.toLowerCase() !== event.key.toUpperCase();
  if ((letter ? event.key.toLowerCase() : event.key) !== key) return false;
  const shiftIsSaid = !isCharacter || letter || key === ' ';
  return !shiftIsSaid || event.shiftKey === (shift ?? false);
}

/** Whether it is a character alone, which software that speaks may want for itself. */
export function isSingle({ key, control }: Stroke): boolean {
  return key.length === 1 && key !== ' ' && !control;
}

const onKeyboards: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  '-': '−',
};

/** The keys of a stroke as they are written on keyboards, in the order of pressing. */
export function caps({ key, shift, control }: Stroke, space: string, isMac: boolean): string[] {
  const cap = key === ' ' ? space : (onKeyboards[key] ?? key);
  return [
    ...(control ? [isMac ? 'Cmd' : 'Ctrl'] : []),
    ...(shift ? ['Shift'] : []),
    cap.length === 1 ? cap.toUpperCase() : cap,
  ];
}

/** Text fields move their caret and lists their choice by the same keys; the slider does not. */
export function takesKeys(target: EventTarget | null): boolean {
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement && target.type !== 'range' && target.type !== 'checkbox'
  );
}

/** A button, a link or a box that Space presses. */
export function isPressedBySpace(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('button, summary, a, input:not([type=range])') !== null
  );
}
