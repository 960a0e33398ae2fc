import type { ComponentChildren } from 'preact';

interface IconButtonProps {
  label: string;
  /** What else does such things. */
  keys?: string | undefined;
  disabled?: boolean;
  pressed?: boolean;
  onClick: () => void;
  /** Paths in a square of 16. */
  children: ComponentChildren;
}

/** A button that is a drawing, with its name for whoever hovers over it or hears it. */
export function IconButton(props: IconButtonProps) {
  const { label, keys, disabled = false, pressed, onClick, children } = props;
  return (
    <button
      class="icon-button"
      aria-label={label}
      aria-pressed={pressed}
      title={keys ? `${label}\n${keys}` : label}
      disabled={disabled}
      onClick={onClick}
    >
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
        {children}
      </svg>
    </button>
  );
}
